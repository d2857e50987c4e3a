package text_test

import (
	"bytes"
	"context"
	"math"
	"testing"

	"mubiao/extract"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/object"
)

// FuzzPage reads a page with any content. It must come to an end, and what it
// finds must lie on the page.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"q 0.1 0 0 0.1 5 0 cm 10 w 100 500 m 600 500 l S Q",
		"BT /F1 10 Tf 2 Tc 200 Tz 10 50 Td [(a) -100 <62>] TJ T* (c) ' ET",
		"/Span<</ActualText<FEFF957F>>>BDC (a) Tj EMC /OC/Off BDC EMC",
		"10 50 50 1 re W n 0 0 200 100 re f /CS1 cs 0.5 scn /G0 gs /X Do",
		"BI /W 2 /H 2 /BPC 8 /CS /G ID 1234 EI Q",
		"BI /W 2 /H 2 /F /Fl ID x\x9c EI [(a [1 <<",
		"1e18 0 0 1e18 0 0 cm 9 w 1e18 1e18 m 1e18 9 l s BT 1e18 0 0 1 0 0 Tm /F2 1e18 Tf (aa) Tj",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		b := sketch{
			content:   string(content),
			resources: "/ExtGState<</G0<</ca 0/Font[6 0 R 3]>>>>/XObject<</X 7 0 R>>/ColorSpace<</CS1[/Separation/K/DeviceGray 5 0 R]>>/Properties<</Off 8 0 R>>",
			objects:   []string{stream("/Subtype/Form", string(content)), "<</Type/OCG>>"},
		}.bytes()
		objs, err := ledong.Open(bytes.NewReader(b), int64(len(b)), nil, object.Limits{})
		if err != nil {
			return // content that breaks its stream object
		}
		doc := text.New(objs, extract.ReaderFast)
		doc.Limits = text.Limits{Operators: 10_000, Glyphs: 10_000, Rulings: 10_000}
		page, err := doc.Page(context.Background(), 1)
		if err != nil {
			t.Fatal(err)
		}
		checkOnPage(t, page)
	})
}

// checkOnPage checks what every page promises.
func checkOnPage(t *testing.T, page *extract.Page) {
	t.Helper()
	unknown := 0
	for _, g := range page.Glyphs {
		if x, y := g.Box.Center(); !(x >= 0 && x <= page.Width && y >= 0 && y <= page.Height) {
			t.Fatalf("glyph off the page: %+v", g)
		}
		if g.Box.X1 < g.Box.X0 || g.Box.Y1 < g.Box.Y0 || math.IsNaN(g.Size) || g.Text == "" {
			t.Fatalf("bad glyph %+v", g)
		}
		if g.Text == "\uFFFD" {
			unknown++
		}
	}
	if unknown < page.Undecodable {
		t.Fatalf("%d undecodable, %d shown", page.Undecodable, unknown)
	}
	for _, r := range page.Rulings {
		if !(r.X0 >= 0 && r.X1 <= page.Width && r.Y0 >= 0 && r.Y1 <= page.Height && r.Width >= 0) ||
			r.X0 > r.X1 || r.Y0 > r.Y1 || r.X0 != r.X1 && r.Y0 != r.Y1 {
			t.Fatalf("bad ruling %+v", r)
		}
	}
}
