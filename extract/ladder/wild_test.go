package ladder_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/object"
	"mubiao/extract/text/pdfcpuobj"
)

// wild are the documents gathered from elsewhere; they are not part of the
// module.
const wild = "../../../shared/wild"

// A wildFile is a row of their manifest.
type wildFile struct {
	path      string
	pages     int // 0 where it is not known
	passwords []string
}

// quoted finds the passwords in what the manifest says of a file.
var quoted = regexp.MustCompile(`password "?(\w+)`)

func wildFiles(t *testing.T) []wildFile {
	t.Helper()
	manifest, err := os.ReadFile(filepath.Join(wild, "MANIFEST.tsv"))
	if err != nil {
		t.Skip("the documents from elsewhere are not here: ", err)
	}
	var files []wildFile
	for _, row := range strings.Split(strings.TrimSpace(string(manifest)), "\n")[1:] {
		fields := strings.Split(row, "\t")
		found, _ := filepath.Glob(filepath.Join(wild, "*", fields[0]))
		if len(found) != 1 {
			continue
		}
		f := wildFile{path: found[0]}
		f.pages, _ = strconv.Atoi(fields[2])
		for _, m := range quoted.FindAllStringSubmatch(row, -1) {
			f.passwords = append(f.passwords, m[1])
		}
		files = append(files, f)
	}
	return files
}

// wildLimit is what one file may take; the slowest takes a tenth of a second.
const wildLimit = 20 * time.Second

// unreadable are the files that need not open, and why.
var unreadable = map[string]string{
	"N19_qpdf_enc_attachments.pdf": "only its attachments are encrypted, which the second reader takes for all",
	"N55_ocr_invalid.pdf":          "44 bytes that begin like a PDF",
}

func TestWildFilesOpenOrFailPlainly(t *testing.T) {
	for _, file := range wildFiles(t) {
		name := filepath.Base(file.path)
		t.Run(name, func(t *testing.T) {
			pages, err := readInTime(t, file)
			why, excused := unreadable[name]
			switch {
			case err == nil && excused:
				t.Errorf("it opens, though %s", why)
			case err != nil && !excused:
				t.Error(err)
			case err != nil && !typed(err):
				t.Errorf("%T: %v", err, err)
			case err == nil && file.pages > 0 && pages != file.pages:
				t.Errorf("%d pages, want %d", pages, file.pages)
			}
		})
	}
}

// readInTime reads all pages of a file and fails the test when that takes too
// long: a reading that hangs cannot be ended, and its cause is to be kept out
// by preflight.
func readInTime(t *testing.T, file wildFile) (pages int, err error) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		pages, err = readAll(file)
	}()
	select {
	case <-done:
		return pages, err
	case <-time.After(wildLimit):
		t.Fatalf("not read in %v", wildLimit)
		return 0, nil
	}
}

func readAll(file wildFile) (pages int, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("panic: %v", x)
		}
	}()
	f, err := ladder.Open(context.Background(), file.path, ladder.Options{Passwords: file.passwords})
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for n := range f.Pages() {
		if _, err := f.Page(context.Background(), n+1); err != nil {
			return 0, err
		}
	}
	return f.Pages(), nil
}

// typed reports whether err is of one of the kinds that Open documents.
func typed(err error) bool {
	_, format := errors.AsType[*extract.FormatError](err)
	_, encrypted := errors.AsType[*extract.EncryptedError](err)
	_, unsupported := errors.AsType[*extract.UnsupportedError](err)
	_, limit := errors.AsType[*extract.LimitError](err)
	return format || encrypted || unsupported || limit
}

// What both readers can open they read alike, glyph for glyph.
func TestReadersAgree(t *testing.T) {
	compared := 0
	for _, file := range wildFiles(t) {
		f, err := os.Open(file.path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		stat, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		fast, err := ledong.Open(f, stat.Size(), file.passwords, object.Limits{})
		if err != nil {
			continue
		}
		second, err := pdfcpuobj.Open(context.Background(), f, stat.Size(), file.passwords, object.Limits{})
		if err != nil {
			continue
		}
		a, b := text.New(fast, ""), text.New(second, "")
		if a.Pages() != b.Pages() {
			t.Errorf("%s: %d and %d pages", file.path, a.Pages(), b.Pages())
			continue
		}
		for n := range a.Pages() {
			p, q := page(t, a, n+1), page(t, b, n+1)
			p.Problems, q.Problems = nil, nil // worded by each in its own way
			if !reflect.DeepEqual(p, q) {
				t.Errorf("%s, page %d (- fast, + pdfcpu):\n%.2000s", file.path, n+1, cmp.Diff(p, q))
			}
			compared++
		}
	}
	t.Logf("%d pages compared", compared)
}
