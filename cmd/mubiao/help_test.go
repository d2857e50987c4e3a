package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// helpOf returns the help of every command by its path.
func helpOf(t *testing.T) map[string]string {
	t.Helper()
	var paths [][]string
	var walk func(*cobra.Command, []string)
	walk = func(c *cobra.Command, path []string) {
		paths = append(paths, path)
		for _, sub := range c.Commands() {
			walk(sub, append(path[:len(path):len(path)], sub.Name()))
		}
	}
	walk(newRootCommand(&streams{}), nil)
	help := make(map[string]string)
	for _, path := range paths {
		var out, errs bytes.Buffer
		if code := run(t.Context(), append(path, "--help"), &streams{out: &out, err: &errs}); code != exitDone {
			t.Fatalf("%v --help ends with %d: %s", path, code, &errs)
		}
		help[strings.Join(append([]string{"mubiao"}, path...), " ")] = out.String()
	}
	return help
}

func TestHelpBeginsWithExamplesAndEndsWithExitStatus(t *testing.T) {
	for command, text := range helpOf(t) {
		if !strings.HasPrefix(text, "EXAMPLES\n  mubiao ") {
			t.Errorf("%s --help does not begin with an example:\n%s", command, text)
		}
		_, last, _ := strings.Cut(text, "\nEXIT STATUS\n")
		if !strings.HasPrefix(last, "    0  done\n") || strings.Contains(last, "\n\n") {
			t.Errorf("%s --help does not end with its exit status:\n%s", command, text)
		}
	}
}

func TestHelpFitsATerminal(t *testing.T) {
	const columns = 90
	for command, text := range helpOf(t) {
		for line := range strings.Lines(text) {
			if width := cellWidth.StringWidth(strings.TrimRight(line, "\n")); width > columns {
				t.Errorf("%s --help: %d columns: %s", command, width, line)
			}
		}
	}
}
