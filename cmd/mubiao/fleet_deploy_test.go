package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"mubiao/internal/fleet"
)

// manifestsFolder holds what starts a fleet.
const manifestsFolder = "../../deploy/"

// A composeFile is what is looked at of compose.yaml.
type composeFile struct {
	Services map[string]struct {
		Command []string
		Grace   string `yaml:"stop_grace_period"`
	}
}

// A manifest is what is looked at of kubernetes.yaml.
type manifest struct {
	Kind string
	Spec struct {
		Template struct {
			Spec struct {
				Grace      int `yaml:"terminationGracePeriodSeconds"`
				Containers []struct {
					Command, Args []string
				}
			}
		}
	}
}

func TestManifestsGiveCommandsThatThereAre(t *testing.T) {
	commands := 0
	for service, s := range readCompose(t).Services {
		if service != "database" {
			takes(t, "compose.yaml: "+service, s.Command)
			commands++
		}
	}
	for _, m := range readManifests(t) {
		for _, c := range m.Spec.Template.Spec.Containers {
			args := c.Args
			if len(c.Command) == 3 { // /bin/sh -c 'mubiao import ... || test $? -eq 3'
				script, _, _ := strings.Cut(c.Command[2], " || ")
				args = strings.Fields(strings.ReplaceAll(script, `"`, ""))[1:]
			}
			takes(t, "kubernetes.yaml: "+m.Kind, args)
			commands++
		}
	}
	if commands < 7 {
		t.Errorf("only %d commands were found", commands)
	}
}

// takes checks that a command line is one of this program's.
func takes(t *testing.T, where string, args []string) {
	t.Helper()
	c, rest, err := newRootCommand(&streams{}).Find(args)
	if err == nil {
		err = c.ParseFlags(rest)
	}
	if err != nil {
		t.Errorf("%s: %v: %v", where, args, err)
	}
}

// A worker that is told to stop and then killed before its patience ends would
// lose what it could have given back.
func TestManifestsWaitForWorkersToStop(t *testing.T) {
	for service, s := range readCompose(t).Services {
		if len(s.Command) == 0 || s.Command[0] != "work" {
			continue
		}
		if grace, err := time.ParseDuration(s.Grace); err != nil || grace <= fleet.DefaultPatience {
			t.Errorf("compose.yaml: %s is given %s; its patience is %s", service, s.Grace, fleet.DefaultPatience)
		}
	}
	for _, m := range readManifests(t) {
		if m.Kind == "Deployment" && time.Duration(m.Spec.Template.Spec.Grace)*time.Second <= fleet.DefaultPatience {
			t.Errorf("kubernetes.yaml: a Deployment is given %d s; the patience of workers is %s", m.Spec.Template.Spec.Grace, fleet.DefaultPatience)
		}
	}
}

func readCompose(t *testing.T) (file composeFile) {
	t.Helper()
	content, err := os.ReadFile(manifestsFolder + "compose.yaml")
	if err == nil {
		err = yaml.Unmarshal(content, &file)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func readManifests(t *testing.T) (all []manifest) {
	t.Helper()
	content, err := os.ReadFile(manifestsFolder + "kubernetes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for decoder := yaml.NewDecoder(bytes.NewReader(content)); ; {
		var m manifest
		err := decoder.Decode(&m)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
}

func TestTheComposeFileIsOneForDocker(t *testing.T) {
	if err := exec.Command("docker", "compose", "version").Run(); err != nil {
		t.Skip("docker compose is not installed; make lint-deploy checks the file without it")
	}
	cmd := exec.Command("docker", "compose", "-f", manifestsFolder+"compose.yaml", "config", "--quiet")
	cmd.Env = append(os.Environ(), "POSTGRES_PASSWORD=x")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
