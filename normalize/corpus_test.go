package normalize_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mubiao/normalize"
)

// The corpus and its judge stand beside the project.
const (
	corpusFolder = "../../shared/corpus"
	judgeScript  = "../../shared/score/score.py"
	ratchetFile  = "testdata/ratchet.json"
)

// Figures are what the judge says of a file; nil where the truth holds
// nothing of the kind.
type figures struct {
	Forms  string   `json:"forms"`  // found/in the truth+spurious
	Cells  *float64 `json:"cells"`  // share read right
	Rows   *float64 `json:"rows"`   // share of indicators read right
	Typed  *float64 `json:"typed"`  // share of targets typed right
	Silent *float64 `json:"silent"` // share wrong without an issue
	False  *float64 `json:"false"`  // share right with an issue
}

// No file of the corpus may be read worse than it once was. With -update the
// record takes what became better, and files that are new to it; it never
// takes what became worse.
func TestTheCorpusIsReadNoWorseThanBefore(t *testing.T) {
	now := judge(t, corpusRecords(t))
	before := ratchet(t)
	for _, file := range slices.Sorted(maps.Keys(now)) {
		held, known := before[file]
		if !known && !*update {
			t.Errorf("%s is not in %s: add it with -update", file, ratchetFile)
		}
		for _, s := range sunk(held, now[file]) {
			if known {
				t.Errorf("%-24s %s", file, s)
			}
		}
	}
	for file := range before {
		if _, ok := now[file]; !ok {
			t.Errorf("%s is in %s and no longer in the corpus", file, ratchetFile)
		}
	}
	if *update {
		writeRatchet(t, raised(before, now))
	}
}

// The figures are held to the judge's digits.
func TestTheRatchetRisesAndNeverSinks(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	held := figures{Forms: "2/2+1", Cells: number(0.9), Silent: number(0.1)}
	better := figures{Forms: "2/2+0", Cells: number(0.95), Silent: number(0.05)}
	worse := figures{Forms: "1/2+1", Cells: number(0.8), Silent: number(0.2)}
	if s := sunk(held, better); len(s) != 0 {
		t.Errorf("better figures have sunk: %v", s)
	}
	if s := sunk(held, worse); len(s) != 3 {
		t.Errorf("worse figures: %v, want three that sank", s)
	}
	record := raised(map[string]figures{"a": held}, map[string]figures{"a": worse, "b": better})
	if len(sunk(record["a"], held)) != 0 || record["a"].Forms != held.Forms {
		t.Errorf("the record sank to %+v", record["a"])
	}
	if record["b"].Forms != better.Forms {
		t.Error("a new file is not recorded")
	}
	if again := raised(map[string]figures{"a": held}, map[string]figures{"a": better}); *again["a"].Cells != *better.Cells || again["a"].Forms != better.Forms {
		t.Errorf("the record did not rise: %+v", again["a"])
	}
}

// corpusRecords reads the corpus and writes its records as JSON lines.
func corpusRecords(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat(corpusFolder); err != nil {
		t.Skipf("no corpus at %s", corpusFolder)
	}
	out, err := os.Create(filepath.Join(t.TempDir(), "records.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	buffered := bufio.NewWriter(out)
	lines := json.NewEncoder(buffered)
	for _, path := range corpusFiles(t) {
		for _, r := range recordsOf(path) {
			if err := lines.Encode(r); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := buffered.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.Name()
}

func corpusFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"*.pdf", "*.txt"} {
		paths, err := filepath.Glob(filepath.Join(corpusFolder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, paths...)
	}
	return out
}

// recordsOf reads a file; one that cannot be read is a record without a
// form, as the program prints it.
func recordsOf(path string) []normalize.Record {
	result, err := readFile(context.Background(), path, path)
	if err != nil {
		return []normalize.Record{{
			Source: normalize.Source{File: path},
			Issues: []normalize.Issue{{Code: "document-unreadable", Severity: normalize.Error, Message: err.Error()}},
		}}
	}
	return result.Records
}

// judge runs the judge on the records and returns its figures by file.
func judge(t *testing.T, records string) map[string]figures {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3, which the judge needs, is not installed")
	}
	if _, err := os.Stat(judgeScript); err != nil {
		t.Skipf("no judge at %s", judgeScript)
	}
	out, err := exec.Command(python, judgeScript, "--json", corpusFolder, records).Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("the judge: %v\n%s", err, failed.Stderr)
		}
		t.Fatal(err)
	}
	var by map[string]figures
	if err := json.Unmarshal(out, &by); err != nil {
		t.Fatalf("the judge's answer: %v", err)
	}
	return by
}

func ratchet(t *testing.T) map[string]figures {
	t.Helper()
	b, err := os.ReadFile(ratchetFile)
	if errors.Is(err, os.ErrNotExist) {
		return map[string]figures{}
	}
	if err != nil {
		t.Fatal(err)
	}
	var held map[string]figures
	if err := json.Unmarshal(b, &held); err != nil {
		t.Fatalf("%s: %v", ratchetFile, err)
	}
	return held
}

func writeRatchet(t *testing.T, held map[string]figures) {
	t.Helper()
	b, err := json.MarshalIndent(held, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(ratchetFile), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(ratchetFile, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A measure of the figures: higher is better, except where less is.
type measure struct {
	name string
	of   func(*figures) **float64
	less bool
}

func measures() []measure {
	return []measure{
		{"cells", func(f *figures) **float64 { return &f.Cells }, false},
		{"rows", func(f *figures) **float64 { return &f.Rows }, false},
		{"typed", func(f *figures) **float64 { return &f.Typed }, false},
		{"silent", func(f *figures) **float64 { return &f.Silent }, true},
		{"false", func(f *figures) **float64 { return &f.False }, true},
	}
}

// worse reports whether b is worse than a. A figure that is no longer stated
// is.
func (m measure) worse(a, b figures) bool {
	x, y := *m.of(&a), *m.of(&b)
	switch {
	case x == nil:
		return false
	case y == nil:
		return true
	case m.less:
		return *y > *x
	}
	return *y < *x
}

// sunk lists the figures that are worse than those held.
func sunk(held, now figures) []string {
	var out []string
	if formsWorse(held.Forms, now.Forms) {
		out = append(out, fmt.Sprintf("forms  %s, was %s", now.Forms, held.Forms))
	}
	for _, m := range measures() {
		if m.worse(held, now) {
			out = append(out, fmt.Sprintf("%-6s %s, was %s", m.name, show(*m.of(&now)), show(*m.of(&held))))
		}
	}
	return out
}

func show(v *float64) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprint(*v)
}

// formsWorse compares found/truth+spurious: fewer found or more spurious is
// worse.
func formsWorse(held, now string) bool {
	if held == "" {
		return false
	}
	a, b := formCounts(held), formCounts(now)
	return b.found < a.found || b.spurious > a.spurious
}

type formCount struct{ found, truth, spurious int }

func formCounts(s string) formCount {
	var c formCount
	if _, err := fmt.Sscanf(strings.ReplaceAll(s, "+", " "), "%d/%d %d", &c.found, &c.truth, &c.spurious); err != nil {
		return formCount{found: -1}
	}
	return c
}

// raised is the record with all that became better and nothing that became
// worse.
func raised(before, now map[string]figures) map[string]figures {
	out := maps.Clone(before)
	for file, f := range now {
		held, known := before[file]
		if !known {
			out[file] = f
			continue
		}
		if !formsWorse(held.Forms, f.Forms) {
			held.Forms = f.Forms
		}
		for _, m := range measures() {
			if !m.worse(held, f) {
				*m.of(&held) = *m.of(&f)
			}
		}
		out[file] = held
	}
	return out
}
