package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mubiao/store"
	"mubiao/store/sqlite"
)

// runs runs a command in this process and returns what it prints.
func runs(t *testing.T, want int, args ...string) (out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), args, &streams{out: &stdout, err: &stderr}); code != want {
		t.Fatalf("%v ends with %d, want %d: %s", args, code, want, &stderr)
	}
	return stdout.String(), stderr.String()
}

// writeSheet writes the issues of a database as a sheet, with new values.
func writeSheet(t *testing.T, db, path string, value func(row map[string]string) string) {
	t.Helper()
	r, err := sqlite.OpenReadOnly(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var text bytes.Buffer
	sheet, err := store.NewIssueSheet(&text)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Documents(t.Context(), sheet.Write); err != nil {
		t.Fatal(err)
	}
	if err := sheet.Flush(); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		named := make(map[string]string)
		for i, column := range rows[0] {
			named[column] = row[i]
		}
		row[9] = value(named)
	}
	var edited bytes.Buffer
	if err := csv.NewWriter(&edited).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, edited.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestASheetOfIssuesIsFilledInAndGivenBack(t *testing.T) {
	folder := t.TempDir()
	slip, db, path := filepath.Join(folder, "slip.pdf"), filepath.Join(folder, "a.db"), filepath.Join(folder, "issues.csv")
	if err := os.WriteFile(slip, formPDF(t, planForm("渠道清淤", "99")), 0o600); err != nil {
		t.Fatal(err)
	}
	runs(t, exitDone, "import", "--quiet", "--db", db, slip)
	doubtful := func(row map[string]string) bool { return row["code"] == "funds-sum" }
	writeSheet(t, db, path, func(row map[string]string) string {
		if doubtful(row) {
			return "119.5"
		}
		return ""
	})
	_, said := runs(t, exitDone, "correct", "--db", db, "--from", path, "--by", "王芳")
	if said != "1 correction made, 0 made before, 0 refused\n" {
		t.Errorf("said %q", said)
	}
	answer, _ := runs(t, exitDone, "query", "--db", db, "--format", "csv", "SELECT amount FROM fund ORDER BY ordinal LIMIT 1")
	if answer != "amount\n119500000\n" {
		t.Errorf("the amount is %q", answer)
	}
	writeSheet(t, db, filepath.Join(folder, "again.csv"), func(row map[string]string) string {
		if doubtful(row) {
			t.Errorf("still in doubt: %v", row)
		}
		return ""
	})

	// Given back twice, nothing is made twice; and a value that is another by
	// now is not overwritten.
	_, said = runs(t, exitDone, "correct", "--db", db, "--from", path, "--by", "王芳")
	if said != "0 corrections made, 1 made before, 0 refused\n" {
		t.Errorf("given back twice: %q", said)
	}
	runs(t, exitDone, "correct", "--db", db, slip, "0", "/funds/0/amount", "98", "--by", "李明", "--why", "重看")
	_, said = runs(t, exitPartial, "correct", "--db", db, "--from", path, "--by", "王芳")
	if !strings.Contains(said, "issues.csv:") || !strings.Contains(said, "the value is 98 by now, not 120.5") {
		t.Errorf("another value by now: %q", said)
	}

	// Nobody corrects without a name.
	_, said = runs(t, exitPartial, "correct", "--db", db, "--from", path)
	if !strings.Contains(said, "nobody is named in the column by") {
		t.Errorf("without a name: %q", said)
	}
}

// A row that is refused is to be mended; a database that fails is not the
// sheet's fault.
func TestAFailureOfTheDatabaseIsNotThatOfARow(t *testing.T) {
	for _, err := range []error{
		fmt.Errorf("correct: %w", store.ErrNoForm), fmt.Errorf("correct: %w", store.ErrNotFound),
		&store.PointerError{Pointer: "/x"}, &store.ChangedError{Pointer: "/project"},
		rowError{errors.New("old_value: no number")},
	} {
		if !isOfRow(err) {
			t.Errorf("%v is not taken for a fault of the row", err)
		}
	}
	for _, err := range []error{errors.New("disk I/O error"), context.Canceled, fs.ErrPermission} {
		if isOfRow(err) {
			t.Errorf("%v is taken for a fault of the row", err)
		}
	}
}
