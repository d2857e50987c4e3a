package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers rank the folders: a package may depend on packages of its own rank
// and of lower ones. The most specific folder counts.
var layers = []struct {
	folder string
	rank   int
}{
	{"mubiao/normalize/zh", 0}, // and nothing of ours, not even of its rank
	{"mubiao/docs", 0},
	{"mubiao/extract", 1},
	{"mubiao/normalize", 2},
	{"mubiao/store", 3},
	{"mubiao/web", 4},
	{"mubiao/internal", 4}, // for tests, benchmarks and the making of testdata
	{"mubiao/cmd", 5},
}

func TestArrowsPointFromStoreToNormalizeToExtract(t *testing.T) {
	for _, p := range ownPackages(t) {
		from, known := rank(p.ImportPath)
		if !known {
			t.Errorf("%s has no layer: give it one in this test and in the README", p.ImportPath)
		}
		for _, imported := range p.Deps {
			if to, known := rank(imported); known && to > from {
				t.Errorf("%s depends on %s, which is of a later stage", p.ImportPath, imported)
			}
		}
	}
}

func TestChineseIsReadWithoutKnowingWhatForms(t *testing.T) {
	for _, p := range ownPackages(t) {
		if !within(p.ImportPath, "mubiao/normalize/zh") {
			continue
		}
		for _, imported := range p.Deps {
			if strings.HasPrefix(imported, "mubiao/") {
				t.Errorf("%s depends on %s; it must import nothing of ours", p.ImportPath, imported)
			}
		}
	}
}

func TestOnlyCommandsKnowFlagsAndTerminals(t *testing.T) {
	for _, p := range ownPackages(t) {
		if from, _ := rank(p.ImportPath); from >= 4 || slices.Contains(p.Deps, "testing") {
			continue
		}
		for _, imported := range p.Deps {
			if imported == "flag" || imported == "golang.org/x/term" || strings.HasPrefix(imported, "github.com/spf13/") {
				t.Errorf("%s depends on %s, which is for commands", p.ImportPath, imported)
			}
		}
	}
}

type goPackage struct {
	ImportPath string
	Deps       []string // direct and indirect
}

// ownPackages asks go list, without tests, for all packages of the module.
func ownPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Deps", "mubiao/...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var packages []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func rank(importPath string) (rank int, known bool) {
	longest := ""
	for _, l := range layers {
		if within(importPath, l.folder) && len(l.folder) > len(longest) {
			longest, rank, known = l.folder, l.rank, true
		}
	}
	return rank, known
}

func within(importPath, folder string) bool {
	return importPath == folder || strings.HasPrefix(importPath, folder+"/")
}
