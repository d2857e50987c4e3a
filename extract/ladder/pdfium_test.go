package ladder_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/filter"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/extract/pdfium"
	"mubiao/extract/preflight/pdftest"
)

// lastReader is PDFium, until the test ends.
func lastReader(t *testing.T) *pdfium.Engine {
	t.Helper()
	e := new(pdfium.Engine)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// chinese is a file of one page that shows 绩效, its content encoded with a
// filter.
func chinese(filter string, encode func([]byte) []byte) *pdftest.Builder {
	b := new(pdftest.Builder).Pages("/Filter/"+filter, encode([]byte("BT /F 12 Tf 72 700 Td <7EE96548> Tj ET")))
	b.Set(3, "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"+
		"/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>")
	return b
}

// PDFium passes over what is no digit.
func TestPDFiumReadsWhatNoOtherReaderDecodes(t *testing.T) {
	content := chinese("ASCIIHexDecode", func(b []byte) []byte { return fmt.Appendf(nil, "%X~%X>", b[:9], b[9:]) }).Table()
	without := page(t, open(t, content, ladder.Options{}), 1)
	if shown(without) != "" || len(without.Problems) == 0 {
		t.Fatalf("shows %q, problems %v without it; want none and some", shown(without), without.Problems)
	}
	f := open(t, content, ladder.Options{PDFium: lastReader(t)})
	p := page(t, f, 1)
	if shown(p) != "绩效" || p.Reader != extract.ReaderPdfium || p.Why != extract.WhyContent {
		t.Errorf("shows %q by %q because of %q", shown(p), p.Reader, p.Why)
	}
	if len(p.Problems) == 0 {
		t.Error("what the other readers could not decode is not told")
	}
}

// It takes codes without a meaning for letters, which is no better reading.
func TestPDFiumDoesNotOutdoByGuessing(t *testing.T) {
	b := new(pdftest.Builder).Pages("", pdftest.Show("abc"))
	b.Set(3, "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 99/Widths[1000 1000 1000]"+
		"/Encoding<</Differences[97/g1/g2/g3]>>/CharProcs<</g1 9 0 R/g2 9 0 R/g3 9 0 R>>>>")
	b.SetStream(9, "", []byte("1000 0 d0 0 0 800 800 re f"))
	p := page(t, open(t, b.Table(), ladder.Options{PDFium: lastReader(t)}), 1)
	if p.Reader != extract.ReaderFast || p.Undecodable != 3 || p.Why != "" {
		t.Errorf("%q read %q, %d unknown, because of %q", p.Reader, shown(p), p.Undecodable, p.Why)
	}
}

func TestPDFiumAloneIsAsked(t *testing.T) {
	b := hello()
	b.Trailer = "/Info 9 0 R"
	f := open(t, b.Table(), ladder.Options{PDFium: lastReader(t), Only: extract.ReaderPdfium})
	p := page(t, f, 1)
	if shown(p) != "Hello" || p.Reader != extract.ReaderPdfium || p.Why != "" || f.Repaired != "" {
		t.Errorf("shows %q by %q because of %q, repaired %q", shown(p), p.Reader, p.Why, f.Repaired)
	}
}

// Why a page was not read by the first reader is told of each page.
func TestReasonOfALowerRungIsTold(t *testing.T) {
	sound := hello().Table()
	lzw := hello()
	lzw.SetStream(5, "/Filter/LZWDecode", encode(t, filter.LZW, pdftest.Show("Hello")))
	for name, test := range map[string]struct {
		content []byte
		reader  extract.Reader
		why     string
	}{
		"none":    {sound, extract.ReaderFast, ""},
		"content": {lzw.Table(), extract.ReaderPdfcpu, extract.WhyContent},
		"file":    {sound[:len(sound)-60], extract.ReaderFast, extract.WhyFile},
	} {
		t.Run(name, func(t *testing.T) {
			p := page(t, open(t, test.content, ladder.Options{}), 1)
			if p.Reader != test.reader || p.Why != test.why {
				t.Errorf("read by %q because of %q, want %q because of %q", p.Reader, p.Why, test.reader, test.why)
			}
		})
	}
}

// With PDFium all files from elsewhere open that are PDFs, and no page is lost
// that the others read.
func TestWildFilesWithPDFium(t *testing.T) {
	engine := lastReader(t)
	counts := map[string]int{}
	for _, file := range wildFiles(t) {
		f, err := ladder.Open(context.Background(), file.path, ladder.Options{Passwords: file.passwords, PDFium: engine})
		if err != nil {
			if filepath.Base(file.path) != "N55_ocr_invalid.pdf" || !typed(err) {
				t.Error(err)
			}
			continue
		}
		for n := range f.Pages() {
			p, err := f.Page(context.Background(), n+1)
			if err != nil {
				t.Errorf("%s: %v", file.path, err)
				continue
			}
			counts[fmt.Sprint(p.Reader, " ", p.Why)]++
		}
		f.Close()
	}
	t.Log(counts)
}

// A file that needs a password which is not given stays closed on every rung.
func TestPDFiumOpensNoLock(t *testing.T) {
	opts := ladder.Options{PDFium: lastReader(t)}
	for _, file := range wildFiles(t) {
		if len(file.passwords) == 0 {
			continue
		}
		f, err := ladder.Open(context.Background(), file.path, opts)
		if err == nil {
			f.Close() // the empty password opens it too
			continue
		}
		if _, ok := errors.AsType[*extract.EncryptedError](err); !ok {
			t.Errorf("%s: %v, want an EncryptedError", file.path, err)
		}
	}
}
