package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/normalize"
	"mubiao/store"
)

func TestErrorsOfReadingHaveReasonsAndHints(t *testing.T) {
	wrap := func(err error) error { return fmt.Errorf("open plan.pdf: %w", err) }
	for _, c := range []struct {
		err           error
		code, message string
		hint          string // part of it
	}{
		{&extract.FormatError{Path: "plan.pdf", Reason: "no header"}, "document-not-pdf", "not a readable PDF: no header", "file 'my plan.pdf'"},
		{&extract.EncryptedError{Path: "plan.pdf"}, "document-encrypted", "encrypted, and none of the passwords opens it", "--password"},
		{&extract.LimitError{Path: "plan.pdf", Reason: "9 pages, the limit is 8", Limit: extract.LimitPages}, "document-too-large", "too large: 9 pages, the limit is 8 (max-pages)", "--max-pages 20000 'my plan.pdf'"},
		{&extract.UnsupportedError{Path: "plan.pdf", Feature: "XFA"}, "document-unsupported", "not supported: XFA", "mutool clean"},
		{&fs.PathError{Op: "open", Path: "plan.pdf", Err: fs.ErrNotExist}, "document-missing", "no such file", "ls -l"},
		{&fs.PathError{Op: "open", Path: "plan.pdf", Err: fs.ErrPermission}, "document-no-access", "permission denied", "ls -l"},
		{errors.New("page tree is a circle"), "document-unreadable", "open plan.pdf: page tree is a circle", "mutool clean"},
	} {
		got := reasonOf(wrap(c.err))
		if want := (store.Reason{Code: c.code, Message: c.message}); got != want {
			t.Errorf("%v: got %+v, want %+v", c.err, got, want)
		}
		if hint := hintFor(got, "my plan.pdf"); !strings.Contains(hint, c.hint) {
			t.Errorf("%v: hint %q does not say %q", c.err, hint, c.hint)
		}
	}
}

func TestADocumentIsJudgedByItsFormsThenItsText(t *testing.T) {
	form := []normalize.Record{{Form: normalize.ProjectTarget}}
	unread := func(code string) []normalize.Record {
		return []normalize.Record{{Issues: []normalize.Issue{{Code: code}}}}
	}
	for _, c := range []struct {
		name    string
		pages   []normalize.PageSummary
		records []normalize.Record
		want    store.Status
		reason  string
	}{
		{"a form", []normalize.PageSummary{{Glyphs: 9}}, form, store.Read, ""},
		{"text without a form", []normalize.PageSummary{{}, {Glyphs: 9}}, nil, store.NoForm, ""},
		{"plain text", []normalize.PageSummary{{Reader: extract.ReaderPlain}}, nil, store.NoForm, ""},
		{"pictures alone", []normalize.PageSummary{{}, {}}, []normalize.Record{{}}, store.Failed, "document-no-text"},
		{"pictures that were not to be read", []normalize.PageSummary{{}}, unread("no-text"), store.Failed, "no-text"},
		{"pictures over hidden text", []normalize.PageSummary{{Glyphs: 9}}, unread("ocr-not-installed"), store.NoForm, "ocr-not-installed"},
		{"a page that was damaged", []normalize.PageSummary{{}}, unread("page-damaged"), store.Failed, "document-unreadable"},
		{"a form that was not read", []normalize.PageSummary{{Glyphs: 9}}, unread("form-unread"), store.NoForm, ""},
		{"no pages", nil, nil, store.Failed, "document-no-text"},
	} {
		got, reason := outcome(&store.Document{Pages: c.pages, Records: c.records})
		if got != c.want || reason.Code != c.reason {
			t.Errorf("%s: got %s for %q, want %s for %q", c.name, got, reason.Code, c.want, c.reason)
		}
	}
}

func TestAHintToImportNamesTheDatabase(t *testing.T) {
	hint := hintFor(store.Reason{Code: reasonEncrypted}, "plan.pdf")
	for db, want := range map[string]string{
		"mubiao.db":                      "give the password: mubiao import --password PASSWORD plan.pdf",
		"old plans.db":                   "give the password: mubiao import --db 'old plans.db' --password PASSWORD plan.pdf",
		"postgres://me:secret@host/plan": "give the password: mubiao import --db postgres://me@host/plan --password PASSWORD plan.pdf",
	} {
		if got := intoDatabase(hint, db); got != want {
			t.Errorf("%s: got %q, want %q", db, got, want)
		}
	}
}

func TestADocumentIsTriedAgainIfTheCommandLineMayHelp(t *testing.T) {
	asked := readingOptions{ocr: ocrOptions{mode: "auto", given: true}}
	usual := readingOptions{ocr: ocrOptions{mode: "auto"}}
	never := readingOptions{ocr: ocrOptions{mode: "never", given: true}}
	for _, c := range []struct {
		name   string
		opts   readingOptions
		reason string
		want   bool
	}{
		{"OCR may be installed now", usual, "ocr-not-installed", true},
		{"it is not to be used", never, "ocr-not-installed", false},
		{"pictures are to be read", asked, "no-text", true},
		{"nothing says so", usual, "no-text", false},
		{"blank pages stay blank", asked, "document-no-text", false},
		{"a password was found", readingOptions{passwords: passwordOptions{words: []string{"x"}}}, "document-encrypted", true},
		{"a limit was raised", readingOptions{limited: true}, "document-timeout", true},
		{"it is a PNG", readingOptions{limited: true}, "document-not-pdf", false},
	} {
		if got := c.opts.mayHelp(c.reason); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// foundIn lists the names of the inputs that paths mean.
func foundIn(t *testing.T, stdin string, paths ...string) (names []string) {
	t.Helper()
	s := &streams{in: strings.NewReader(stdin), err: io.Discard}
	for in, err := range findInputs(t.Context(), s, paths) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, in.Name)
	}
	return names
}

func TestFoldersAreSearchedInOrder(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"b.PDF", "a/z.txt", "a/note.md", ".hidden.pdf", ".git/x.pdf", "named.dat"} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, found := range foundIn(t, "", filepath.Join(folder, "named.dat"), folder, filepath.Join(folder, "b.PDF"), filepath.Join(folder, "missing.pdf")) {
		name, err := filepath.Rel(folder, found)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, name)
	}
	if diff := cmp.Diff([]string{"named.dat", "a/z.txt", "b.PDF", "missing.pdf"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAListOfPathsIsReadAsOtherProgramsWriteIt(t *testing.T) {
	for list, want := range map[string][]string{
		"a.pdf\nb c.pdf\n":               {"a.pdf", "b c.pdf"},
		"a.pdf\n\nb.pdf":                 {"a.pdf", "b.pdf"},
		"\ufeffa.pdf\r\nb.pdf\r\n":       {"a.pdf", "b.pdf"},
		"a\n1.pdf\x00b.pdf\x00":          {"a\n1.pdf", "b.pdf"},
		"a.pdf\x00b.pdf":                 {"a.pdf", "b.pdf"},
		"a.pdf\na.pdf\n./a.pdf\n":        {"a.pdf"},
		strings.Repeat("x", 5000) + "\n": {strings.Repeat("x", 5000)},
	} {
		if diff := cmp.Diff(want, foundIn(t, list, "-")); diff != "" {
			t.Errorf("%.20q (-want +got):\n%s", list, diff)
		}
	}
	for list, want := range map[string]string{
		"":                         "no documents in -",
		"%PDF-1.7\n":               "stdin holds a PDF and not a list of paths",
		strings.Repeat("x", 1<<20): "stdin is no list of paths: it has a line of more than 65536 bytes",
	} {
		s := &streams{in: strings.NewReader(list), err: io.Discard}
		for _, err := range findInputs(t.Context(), s, []string{"-"}) {
			if err == nil || err.Error() != want {
				t.Errorf("%.20q: got %v, want %q", list, err, want)
			}
		}
	}
}

func TestALinkToAFolderIsFollowed(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("plans", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("plans/a.pdf", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("plans", "current"); err != nil {
		t.Skip(err)
	}
	for _, path := range []string{"current", "current/", "."} {
		if got := foundIn(t, "", path); len(got) != 1 {
			t.Errorf("%s: found %v, want one document", path, got)
		}
	}
}

func TestHintsSurviveAShell(t *testing.T) {
	for word, want := range map[string]string{
		"plans/2024年.pdf": "plans/2024年.pdf",
		"my plan.pdf":     "'my plan.pdf'",
		"$(rm).pdf":       "'$(rm).pdf'",
		"it's.pdf":        `'it'\''s.pdf'`,
	} {
		if got := shellQuote(word); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
}
