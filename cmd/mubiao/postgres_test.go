package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mubiao/internal/pgtest"
	"mubiao/store/postgres"
	"mubiao/store/sqlite"
	"mubiao/store/storetest"
)

// command runs this program and returns what it prints.
func command(t *testing.T, exitCode int, args ...string) (stdout, stderr string) {
	t.Helper()
	cmd := exec.Command("mubiao", args...)
	var out, said strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != exitCode {
		t.Fatalf("mubiao %s: exit status %d, %v; want %d\n%s", strings.Join(args, " "), code, err, exitCode, &said)
	}
	return out.String(), said.String()
}

// TestEveryCommandTakesAPostgreSQLDatabase gives the same commands a file and a
// URL.
func TestEveryCommandTakesAPostgreSQLDatabase(t *testing.T) {
	if underRace {
		t.Skip("PDFium takes minutes to compile under the race detector")
	}
	url := pgtest.Start(t).Database(t)
	file := filepath.Join(t.TempDir(), "a.db")
	folder := manyDocuments(t, 20, 4)
	if err := os.CopyFS(filepath.Join(folder, "forms"), os.DirFS("../../testdata/forms")); err != nil {
		t.Fatal(err)
	}
	for _, db := range []string{file, url} {
		command(t, exitPartial, "import", "--quiet", "--ocr", "never", "--jobs", "1", "--db", db, folder)
		command(t, exitPartial, "import", "--quiet", "--ocr", "never", "--db", db, folder) // again: nothing new
	}
	wantSameRows(t, file, url)

	plan := filepath.Join(folder, "0", "plan000.pdf")
	for _, db := range []string{file, url} {
		command(t, exitDone, "correct", "--db", db, plan, "0", "/project", "改名", "--by", "王芳", "--why", "test")
	}
	wantSameRows(t, file, url)
	if examined, _ := command(t, exitDone, "doctor", "--db", url); !strings.Contains(examined, "PostgreSQL 1") || !strings.Contains(examined, "may do all") {
		t.Errorf("doctor says:\n%s", examined)
	}
	for _, args := range [][]string{
		{"search", "水库"},
		{"search", "改名"},
		{"query", "SELECT project, level3, target FROM target ORDER BY path, form_id, ordinal"},
		{"query", "--name", "to-check", "--format", "csv"},
		{"report"},
		{"export", "--format", "jsonl"},
		{"query", "SELECT pointer, old, new, author, status FROM correction"},
	} {
		name, rest := args[0], args[1:]
		want, _ := command(t, exitDone, append([]string{name, "--db", file}, rest...)...)
		got, _ := command(t, exitDone, append([]string{name, "--db", url}, rest...)...)
		if want == "" || sortedLines(strings.ReplaceAll(got, postgres.Redact(url), file)) != sortedLines(want) {
			t.Errorf("%s:\n%s\nwant:\n%s", strings.Join(args, " "), got, want)
		}
	}
}

func wantSameRows(t *testing.T, file, url string) {
	t.Helper()
	want, err := sqlite.OpenReadOnly(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer want.Close()
	got, err := postgres.OpenReadOnly(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Close()
	t.Log("rows compared:", storetest.SameRows(t, want, got))
}

// sortedLines are the lines of a text in an order that is the same for all
// databases: SQL does not order what it is not told to.
func sortedLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
