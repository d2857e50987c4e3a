package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAnInterruptEndsEveryCommand(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	if err := os.WriteFile("plan.pdf", formPDF(t, planForm("水库大坝养护", "100")), 0o644); err != nil {
		t.Fatal(err)
	}
	if code := run(t.Context(), []string{"import", "--quiet", "plan.pdf"}, &streams{err: io.Discard}); code != exitDone {
		t.Fatalf("import ends with %d", code)
	}
	interrupted, cancel := context.WithCancel(t.Context())
	cancel()
	for _, command := range [][]string{
		{"import", "--again", "plan.pdf"},
		{"extract", "plan.pdf", "-o", "out.jsonl"},
		{"inspect", "plan.pdf", "--count", "-o", "out.txt"},
		{"query", "SELECT * FROM target", "-o", "out.csv"},
		{"report", "-o", "out.txt"},
	} {
		var out, errs bytes.Buffer
		if code := run(interrupted, command, &streams{out: &out, err: &errs}); code != exitInterrupted {
			t.Errorf("%v ends with %d, want %d", command, code, exitInterrupted)
		}
		if errs.String() != "error: interrupted\n" {
			t.Errorf("%v says %q", command, &errs)
		}
	}
	if left, _ := filepath.Glob("*out.*"); left != nil {
		t.Errorf("left behind: %s", strings.Join(left, ", "))
	}
}

func TestAnInterruptEndsTheWaitForStdin(t *testing.T) {
	for _, path := range []string{"-", "/dev/stdin"} {
		never, hold := io.Pipe()
		defer hold.Close()
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		code := run(ctx, []string{"extract", path}, &streams{in: never, out: io.Discard, err: io.Discard})
		if code != exitInterrupted {
			t.Errorf("%s: ends with %d, want %d", path, code, exitInterrupted)
		}
	}
}
