package ladder_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mubiao/extract"
	"mubiao/extract/ladder"
)

// write puts a file into the test's folder.
func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// open opens a file that must open, until the test ends.
func open(t *testing.T, content []byte, opts ladder.Options) *ladder.File {
	t.Helper()
	f, err := ladder.Open(context.Background(), write(t, "file", content), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// refuse opens a file that must not open.
func refuse(t *testing.T, content []byte, opts ladder.Options) error {
	t.Helper()
	f, err := ladder.Open(context.Background(), write(t, "file", content), opts)
	if err == nil {
		f.Close()
		t.Fatal("it opens")
	}
	return err
}

// page reads a page that must be read.
func page(t *testing.T, d extract.Document, n int) *extract.Page {
	t.Helper()
	p, err := d.Page(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// shown is the text of a page's glyphs.
func shown(p *extract.Page) string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		b.WriteString(g.Text)
	}
	return b.String()
}

func TestOpenIdentifies(t *testing.T) {
	f := open(t, []byte("abc"), ladder.Options{})
	if want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; f.SHA256 != want {
		t.Errorf("SHA-256 %s, want %s", f.SHA256, want)
	}
	if f.Size != 3 || filepath.Base(f.Path) != "file" {
		t.Errorf("size %d, path %s", f.Size, f.Path)
	}
}

// A large file is hashed piece by piece and not held in memory.
func TestOpenIdentifiesLargeFiles(t *testing.T) {
	content := []byte(strings.Repeat(strings.Repeat("x", 1023)+"\n", 33<<10))
	f := open(t, content, ladder.Options{})
	if want := sha256.Sum256(content); f.SHA256 != hex.EncodeToString(want[:]) {
		t.Errorf("SHA-256 %s, want %x", f.SHA256, want)
	}
	if got := len(page(t, f, 1).Lines); got != 33<<10 {
		t.Errorf("%d lines, want %d", got, 33<<10)
	}
}

func TestOpenRefuses(t *testing.T) {
	for name, content := range map[string]struct{ content, reason string }{
		"empty file":                      {"", "empty file"},
		"a JPEG image":                    {"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a JPEG image"},
		"a PNG image":                     {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"},
		"a TIFF image":                    {"II*\x00\x08\x00\x00\x00", "a TIFF image"},
		"old Office":                      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "an Office document (doc, xls, wps or et)"},
		"docx":                            {archive(t, "[Content_Types].xml", "word/document.xml"), "an Office document (docx)"},
		"xlsx":                            {archive(t, "[Content_Types].xml", "xl/workbook.xml"), "an Office document (xlsx)"},
		"OFD":                             {archive(t, "OFD.xml", "Doc_0/Document.xml"), "an OFD document"},
		"archive of something else":       {archive(t, "a.pdf"), "a ZIP archive"},
		"archive cut off":                 {archive(t, "a.pdf")[:40], "a ZIP archive"},
		"RTF":                             {`{\rtf1\ansi}`, "an RTF document"},
		"a web page":                      {"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "an HTML page"},
		"binary":                          {"\x01\x02\x00\x00\x7f\x00\x05", "neither a PDF nor text"},
		"binary without zeros":            {strings.Repeat("\x01\x02\x03\x04abc", 99), "neither a PDF nor text"},
		"no encoding that is read (Big5)": {strings.Repeat("\xaf\x5c\xae\xc4\xa5\xd8\xbc\xd0\xaa\xed\xa4\x40\xa4\x47", 30), "neither a PDF nor text"},
		"header and nothing":              {"%PDF-1.4\n", "no startxref"},
	} {
		t.Run(name, func(t *testing.T) {
			err := refuse(t, []byte(content.content), ladder.Options{})
			format, ok := errors.AsType[*extract.FormatError](err)
			if !ok {
				t.Fatalf("%T, want a FormatError", err)
			}
			if !strings.Contains(format.Reason, content.reason) || filepath.Base(format.Path) != "file" {
				t.Errorf("%v, want %q in it", err, content.reason)
			}
		})
	}
}

func TestOpenRefusesFolder(t *testing.T) {
	if _, err := ladder.Open(context.Background(), t.TempDir(), ladder.Options{}); err == nil {
		t.Error("it opens")
	}
}

func TestOpenSaysWhenThereIsNoFile(t *testing.T) {
	if _, err := ladder.Open(context.Background(), filepath.Join(t.TempDir(), "none"), ladder.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want %v", err, fs.ErrNotExist)
	}
}

func TestOpenObeysLimits(t *testing.T) {
	for name, opts := range map[string]ladder.Options{
		"of any file":   {Limits: ladder.Limits{Size: 99}},
		"of plain text": {Limits: ladder.Limits{Stream: 99}},
		"of pages":      {Limits: ladder.Limits{Pages: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			err := refuse(t, []byte("\f"+strings.Repeat("x", 100)), opts)
			if _, ok := errors.AsType[*extract.LimitError](err); !ok {
				t.Errorf("%T (%v), want a LimitError", err, err)
			}
		})
	}
}
