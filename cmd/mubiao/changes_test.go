package main

import (
	"errors"
	"io"
	"path/filepath"
	"testing"

	"mubiao/store"
	"mubiao/store/sqlite"
	"mubiao/store/storetest"
)

func TestAReadingStaysUntilItsChangesAreWritten(t *testing.T) {
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	older, newer := storetest.Plan("plan.pdf", 1), storetest.Plan("plan.pdf", 1)
	newer.Records[0].Project = "另一个项目"
	if err := db.Put(t.Context(), older); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left on device")
	s := &streams{err: io.Discard, quiet: true}
	im := importer{s: s, db: db, bar: newProgress(s), changes: &changesFile{
		lines: func(*store.Document, []store.Difference) error { return full },
	}}
	if err := im.replace(t.Context(), newer); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
	got, err := db.Get(t.Context(), older.SHA256)
	if err != nil || got.Records[0].Project != older.Records[0].Project {
		t.Errorf("%v: the project is %q, though its change is told nowhere", err, got.Records[0].Project)
	}
}
