package main

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// write fills an output and ends with err.
func write(err error) func(*bufio.Writer) error {
	return func(w *bufio.Writer) error {
		_, _ = w.WriteString("new\n")
		return err
	}
}

func TestAFailedRunLeavesNoOutputFile(t *testing.T) {
	folder := t.TempDir()
	failure := errors.New("disk on fire")
	if err := toOutput(&streams{}, filepath.Join(folder, "out.jsonl"), write(failure)); !errors.Is(err, failure) {
		t.Errorf("got %v, want %v", err, failure)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		t.Errorf("left behind: %s", e.Name())
	}
}

func TestAFailedRunKeepsTheOlderOutput(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.jsonl")
	if err := os.WriteFile(path, []byte("old\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := toOutput(&streams{}, path, write(errors.New("disk on fire"))); err == nil {
		t.Error("the failure was lost")
	}
	if got, _ := os.ReadFile(path); string(got) != "old\n" {
		t.Errorf("got %q, want the older output", got)
	}
}

func TestAPartialRunKeepsWhatCouldBeRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.jsonl")
	err := toOutput(&streams{}, path, write(partial(1, 2, "")))
	if exitCode(err) != exitPartial {
		t.Errorf("got exit code %d, want %d", exitCode(err), exitPartial)
	}
	if got, _ := os.ReadFile(path); string(got) != "new\n" {
		t.Errorf("got %q, want the output", got)
	}
}

func TestAnOutputHasThePermissionsOfTheOneBefore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "people.csv")
	if err := os.WriteFile(path, []byte("old\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := toOutput(&streams{}, path, write(nil)); err != nil {
		t.Fatal(err)
	}
	if at, err := os.Stat(path); err != nil || at.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v; want 0600", at.Mode(), err)
	}
}

func TestALinkToAnOutputStays(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "out.csv"), filepath.Join(folder, "latest.csv")
	if err := errors.Join(os.WriteFile(path, []byte("old\n"), 0o644), os.Symlink(path, link)); err != nil {
		t.Fatal(err)
	}
	if err := toOutput(&streams{}, link, write(nil)); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "new\n" {
		t.Errorf("the file that the link leads to holds %q", got)
	}
	if at, err := os.Lstat(link); err != nil || at.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", at.Mode(), err)
	}
}

func TestWhatIsNoFileIsWrittenToAndStays(t *testing.T) {
	if err := toOutput(&streams{}, os.DevNull, write(nil)); err != nil {
		t.Fatal(err)
	}
	if at, err := os.Stat(os.DevNull); err != nil || at.Mode().IsRegular() {
		t.Errorf("%s is %v, %v", os.DevNull, at.Mode(), err)
	}
	if err := toOutput(&streams{}, t.TempDir(), write(nil)); err == nil {
		t.Error("a folder was written to")
	}
}
