package main

import (
	"bytes"
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"mubiao/store/sqlite"
)

func TestWithoutATerminalALineIsSaidNowAndThen(t *testing.T) {
	var said bytes.Buffer
	p := newProgress(&streams{err: &said})
	for range 99 {
		p.step(false)
	}
	if said.Len() > 0 {
		t.Errorf("at once: %q", &said)
	}
	p.total.Store(1000)
	p.told = p.told.Add(-progressPause)
	p.step(true)
	p.step(false)
	if got := said.String(); !strings.HasPrefix(got, "100 of 1000 documents, 1 not readable, ") || strings.Count(got, "\n") != 1 {
		t.Errorf("later: %q", got)
	}

	said.Reset()
	p = newProgress(&streams{err: &said, quiet: true})
	p.told = p.told.Add(-time.Hour)
	p.step(true)
	if said.Len() > 0 {
		t.Errorf("with --quiet: %q", &said)
	}
}

func TestALineTellsTheRateAndTheTimeThatIsLeft(t *testing.T) {
	p := progress{done: 300}
	if got, want := p.line(time.Minute), "300 documents, 5.0 a second"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p.total.Store(1500)
	p.unread = 2
	if got, want := p.line(time.Minute), "300 of 1500 documents, 2 not readable, 5.0 a second, 4m0s left"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// withNames is a folder of so many empty documents.
func withNames(t *testing.T, n int) string {
	t.Helper()
	folder := t.TempDir()
	for i := range n {
		if err := os.WriteFile(filepath.Join(folder, strconv.Itoa(i)+".txt"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestInputsAreCountedBesideTheReading(t *testing.T) {
	p := newProgress(&streams{err: io.Discard})
	next, stop := iter.Pull2(p.inputs([]string{withNames(t, 20)})(t.Context()))
	defer stop()
	if _, err, ok := next(); err != nil || !ok {
		t.Fatal(err, ok)
	}
	eventually(t, "all are counted when one has been taken", func() bool { return p.total.Load() == 20 })
}

func TestADocumentIsReadBeforeTheListIsWhole(t *testing.T) {
	folder := t.TempDir()
	plan := filepath.Join(folder, "plan.pdf")
	if err := os.WriteFile(plan, formPDF(t, planForm("水库大坝养护", "100")), 0o644); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(folder, "test.db")
	list, write := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(t.Context(), []string{"import", "--db", db, "-"}, &streams{in: list, out: io.Discard, err: io.Discard})
	}()
	if _, err := io.WriteString(write, plan+"\n"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the first document of the list is stored", func() bool { return documentsIn(t, db) == 1 })
	write.Close()
	if code := <-ended; code != exitDone {
		t.Errorf("import ends with %d", code)
	}
}

// documentsIn counts the documents of a database; 0 if there is none yet.
func documentsIn(t *testing.T, db string) int {
	t.Helper()
	r, err := sqlite.OpenReadOnly(t.Context(), db)
	if err != nil {
		return 0
	}
	defer r.Close()
	quality, err := r.Quality(t.Context())
	if err != nil {
		return 0
	}
	return quality.Documents
}

func TestAnInterruptedImportGoesOnWhereItStopped(t *testing.T) {
	const documents = 40
	folder, db := manyDocuments(t, documents, 0), filepath.Join(t.TempDir(), "test.db")
	for _, left := range []string{"older.zip", "broken.zip", "junk.pdf"} {
		if err := os.Remove(filepath.Join(folder, left)); err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"import", "--jobs", "1", "--db", db, folder}, &streams{out: io.Discard, err: &said})
	}()
	eventually(t, "some are stored", func() bool { return documentsIn(t, db) >= 3 })
	cancel()
	if code := <-ended; code != exitInterrupted {
		t.Errorf("import ends with %d, want %d", code, exitInterrupted)
	}
	stored := documentsIn(t, db)
	if stored == documents {
		t.Skip("it was done before it was stopped")
	}
	text := said.String()
	for _, want := range []string{counted(stored, "document") + " read: ", "error: interrupted\n", "hint: go on from here: give the same command again\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("it says %q, which lacks %q", text, want)
		}
	}

	said.Reset()
	if code := run(t.Context(), []string{"import", "--db", db, folder}, &streams{out: io.Discard, err: &said}); code != exitDone {
		t.Errorf("the second import ends with %d", code)
	}
	want := counted(documents-stored, "document") + " read: "
	if got := said.String(); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "; "+strconv.Itoa(stored)+" stored before\n") {
		t.Errorf("the second import says %q, want %q", got, want)
	}
}
