package ladder_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/extract/preflight/pdftest"
)

// nested is a file of one page that shows Hello, and draws forms within one
// another.
func nested(forms int) []byte {
	b := new(pdftest.Builder).Pages("", append(pdftest.Show("Hello"), " /X Do"...))
	b.Set(4, "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 6 0 R>>>>>>")
	for i := range forms {
		b.SetStream(6+i, fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>", 7+i), []byte("/X Do"))
	}
	return b.Table()
}

// A page beyond a limit is read as far as it goes, by the first reader alone: to
// others it would be as large.
func TestAPageBeyondALimitIsCut(t *testing.T) {
	blanks := func(filter string, content []byte) []byte {
		return new(pdftest.Builder).Pages(filter, content).Table()
	}
	hello, bomb := pdftest.Show("Hello"), bytes.Repeat([]byte{' '}, 10_000)
	for name, test := range map[string]struct {
		content []byte
		limits  ladder.Limits
		want    extract.Limit
	}{
		"operators":       {blanks("", append(hello, strings.Repeat(" q Q", 100)...)), ladder.Limits{Operators: 50}, extract.LimitOperators},
		"a stream":        {blanks("/Filter/FlateDecode", pdftest.Deflate(append(hello, bomb...))), ladder.Limits{Stream: 1000}, extract.LimitStream},
		"forms":           {nested(10), ladder.Limits{Nesting: 8}, extract.LimitNesting},
		"nothing":         {nested(7), ladder.Limits{Nesting: 8}, ""},
		"default, forms":  {nested(101), ladder.Limits{}, extract.LimitNesting},
		"no limit, forms": {nested(101), ladder.Unlimited, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := page(t, open(t, test.content, ladder.Options{Limits: test.limits, PDFium: lastReader(t)}), 1)
			over, _ := errors.AsType[*extract.LimitError](errors.Join(p.Problems...))
			if got := limitOf(over); got != test.want || p.Reader != extract.ReaderFast || p.Why != "" {
				t.Errorf("limit %q, read by %s because of %q; want limit %q", got, p.Reader, p.Why, test.want)
			}
			if shown(p) != "Hello" && test.want != extract.LimitStream {
				t.Errorf("shows %q", shown(p))
			}
		})
	}
}

func limitOf(err *extract.LimitError) extract.Limit {
	if err == nil {
		return ""
	}
	return err.Limit
}

func TestADocumentOfTooManyPagesIsRefused(t *testing.T) {
	content := new(pdftest.Builder).Pages("", pdftest.Show("a"), pdftest.Show("b")).Table()
	err := refuse(t, content, ladder.Options{Limits: ladder.Limits{Pages: 1}})
	over, ok := errors.AsType[*extract.LimitError](err)
	if !ok || over.Limit != extract.LimitPages || over.Reason != "it has 2 pages, the limit is 1" {
		t.Errorf("got %v", err)
	}
	open(t, content, ladder.Options{Limits: ladder.Limits{Pages: 2}})
}

// The whole file lies behind an object stream that is too large.
func TestAFileBeyondALimitIsTooLarge(t *testing.T) {
	b := new(pdftest.Builder).Pages("", pdftest.Show("Hello"))
	b.Set(2, strings.Repeat(" ", 10_000)+"<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 595 842]>>")
	err := refuse(t, b.Stream(map[int]int{2: 20}), ladder.Options{Limits: ladder.Limits{Stream: 1000}})
	if over, ok := errors.AsType[*extract.LimitError](err); !ok || over.Limit != extract.LimitStream || over.Path == "" {
		t.Errorf("got %v", err)
	}
}
