package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the transcript and the tables of README.md")

const readme = "../../README.md"

// transcript are the commands that the README begins with.
var transcript = []string{
	"mubiao import testdata/forms/budget-report testdata/forms/not-a-pdf",
	"mubiao report --html quality.html && mubiao report | sed -n '/^FORMS/,/^$/p; /^COVERAGE/,/^$/p'",
	`mubiao query "SELECT project, level3, target, op, value_low FROM target LIMIT 4"`,
}

func TestTheReadmeShowsWhatHappens(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.Symlink(filepath.Join(root, "testdata"), filepath.Join(folder, "testdata")); err != nil {
		t.Skip(err)
	}
	var shown strings.Builder
	for _, command := range transcript {
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = folder
		out, _ := cmd.CombinedOutput() // the first command fails in part, and says so
		fmt.Fprintf(&shown, "$ %s\n%s\n", command, strings.TrimRight(string(out), "\n"))
	}
	checkReadme(t, "```console\n", "```\n", shown.String())
}

func TestTheReadmeListsEveryCommand(t *testing.T) {
	var rows strings.Builder
	for _, c := range newRootCommand(&streams{}).Commands() {
		if c.Hidden {
			continue
		}
		fmt.Fprintf(&rows, "| `mubiao %s` | %s |\n", strings.TrimSuffix(c.Use, " [flags]"), c.Short)
	}
	checkReadme(t, "| command | what it does |\n|---|---|\n", "\n", rows.String())
}

func TestTheReadmeListsEveryExitStatus(t *testing.T) {
	var rows strings.Builder
	codes := make([]int, 0, len(exitMeaning))
	for code := range exitMeaning {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		fmt.Fprintf(&rows, "| %d | %s |\n", code, exitMeaning[code])
	}
	checkReadme(t, "| status | meaning |\n|---|---|\n", "\n", rows.String())
}

// checkReadme compares what stands in the README between two marks, or
// rewrites it.
func checkReadme(t *testing.T, from, to, want string) {
	t.Helper()
	page, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(page), from)
	if !found {
		t.Fatalf("README.md lacks %q", from)
	}
	end := strings.Index("\n"+rest, "\n"+to)
	if end < 0 {
		t.Fatalf("README.md lacks %q after %q", to, from)
	}
	if *update {
		if err := os.WriteFile(readme, []byte(before+from+want+rest[end:]), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, rest[:end]); diff != "" {
		t.Errorf("README.md differs; \"make golden\" rewrites it (-want +README):\n%s", diff)
	}
}
