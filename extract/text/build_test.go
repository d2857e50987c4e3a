package text_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"mubiao/extract"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/object"
)

// file writes a PDF of these objects, numbered from 1; the first is the
// catalogue.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

// stream writes a stream object without a filter.
func stream(entries, body string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", entries, len(body), body)
}

// A sketch is a document of one page; its object 4 is the page's content.
// The page has the fonts F1, all of whose characters are half an em wide, and
// F2, whose are a whole one.
type sketch struct {
	catalog   string   // further entries of the catalogue
	page      string   // further entries of the page
	resources string   // further entries of the resources
	content   string   // the content, object 4
	objects   []string // further objects, from 7
}

// sketchBox is the MediaBox of a sketch that sets none.
const sketchBox = "/MediaBox[0 0 200 100]"

func (s sketch) bytes() []byte {
	font := func(width int) string {
		return "<</Type/Font/Subtype/TrueType/BaseFont/Sketch/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[" +
			strings.Repeat(fmt.Sprint(width, " "), 224) + "]>>"
	}
	box := sketchBox
	if strings.Contains(s.page, "/MediaBox") {
		box = ""
	}
	return file(append([]string{
		"<</Type/Catalog/Pages 2 0 R" + s.catalog + ">>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R" + box + "/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>" + s.resources + ">>" + s.page + ">>",
		stream("", s.content),
		font(500),
		font(1000),
	}, s.objects...)...)
}

// read reads the page.
func (s sketch) read(t testing.TB) *extract.Page {
	t.Helper()
	page, err := document(t, s.bytes()).Page(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func document(t testing.TB, content []byte) *text.Document {
	t.Helper()
	objs, err := ledong.Open(bytes.NewReader(content), int64(len(content)), nil, object.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	doc := text.New(objs, extract.ReaderFast)
	t.Cleanup(func() { doc.Close() })
	return doc
}

// glyphs prints glyphs as text@left,baseline, with the size where it is not
// 10 points.
func glyphs(page *extract.Page) string {
	var out []string
	for _, g := range page.Glyphs {
		s := fmt.Sprintf("%s@%s,%s", g.Text, short(g.Box.X0), short(g.Box.Y1-0.12*g.Size))
		if g.Size != 10 {
			s += "/" + short(g.Size)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// rulings prints rulings as x0,y0-x1,y1/width.
func rulings(page *extract.Page) string {
	var out []string
	for _, r := range page.Rulings {
		out = append(out, fmt.Sprintf("%s,%s-%s,%s/%s", short(r.X0), short(r.Y0), short(r.X1), short(r.Y1), short(r.Width)))
	}
	return strings.Join(out, " ")
}

// short prints a number to a hundredth.
func short(v float64) string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// texts joins the texts of the glyphs.
func texts(page *extract.Page) string {
	var b strings.Builder
	for _, g := range page.Glyphs {
		b.WriteString(g.Text)
	}
	return b.String()
}
