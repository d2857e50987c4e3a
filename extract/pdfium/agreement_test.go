package pdfium_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"mubiao/extract"
	"mubiao/extract/pdfium"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/object"
)

// What must agree between this reader and the first one, which knows nothing of
// each other.
const (
	charactersLeast = 0.999 // of the characters of both, each way
	placesLeast     = 0.99  // of the characters, that stand in one place
	placeMost       = 0.5   // how far edges in one place are apart, in points
	widthMost       = 0.25  // how much widths of one ruling differ, in points
)

// agreement counts what two readings of a document have in common.
type agreement struct {
	first, second, common, placed int // characters
	firstRulings, secondRulings   int
	firstCovered, secondCovered   int // rulings that the other has too
	firstPictures, secondPictures int
}

// Pages whose text and rules are for both readers to find are read alike.
func TestReadingAgreesWithTheFirstReader(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../testdata/forms/*/source.pdf", shared + "/corpus/*.pdf", shared + "/wild/budgets/*.pdf"} {
		found, _ := filepath.Glob(pattern)
		files = append(files, found...)
	}
	compared := 0
	for _, path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		objs, err := ledong.Open(bytes.NewReader(content), int64(len(content)), nil, object.Limits{})
		if err != nil {
			continue // not for the first reader
		}
		first := text.New(objs, extract.ReaderFast)
		defer first.Close()
		second := open(t, content)
		t.Run(strings.TrimPrefix(strings.TrimPrefix(path, "../../"), "../shared/"), func(t *testing.T) {
			var a agreement
			for n := range first.Pages() {
				a.page(t, page(t, first, n+1), page(t, second, n+1))
			}
			a.judge(t)
		})
		second.Close()
		compared++
	}
	if compared == 0 {
		t.Fatal("nothing was compared")
	}
	t.Logf("%d documents compared", compared)
}

func (a *agreement) page(t *testing.T, p, q *extract.Page) {
	t.Helper()
	if math.Abs(p.Width-q.Width) > 0.01 || math.Abs(p.Height-q.Height) > 0.01 {
		t.Errorf("page %d: %v × %v, want %v × %v", p.Number, q.Width, q.Height, p.Width, p.Height)
	}
	left := byCharacter(p.Glyphs)
	for _, glyphs := range left {
		a.first += len(glyphs)
	}
	for c, glyphs := range byCharacter(q.Glyphs) {
		a.second += len(glyphs)
		for _, g := range glyphs {
			i, apart := nearest(left[c], g)
			if i < 0 {
				t.Logf("page %d: %q too much at %v", p.Number, c, g.Box)
				continue
			}
			a.common++
			if apart <= placeMost {
				a.placed++
			} else {
				t.Logf("page %d: %q in %v, want %v", p.Number, c, g, left[c][i])
			}
			left[c] = append(left[c][:i], left[c][i+1:]...)
		}
	}
	for c, glyphs := range left {
		if len(glyphs) > 0 {
			t.Logf("page %d: %q missing in %v", p.Number, c, glyphs[0].Box)
		}
	}
	a.firstRulings += len(p.Rulings)
	a.secondRulings += len(q.Rulings)
	a.firstCovered += covered(p.Rulings, q.Rulings)
	a.secondCovered += covered(q.Rulings, p.Rulings)
	a.firstPictures += len(p.Pictures)
	a.secondPictures += len(q.Pictures)
}

func (a *agreement) judge(t *testing.T) {
	t.Helper()
	recall, precision := share(a.common, a.first), share(a.common, a.second)
	if recall < charactersLeast || precision < charactersLeast {
		t.Errorf("characters: recall %.4f of %d, precision %.4f of %d", recall, a.first, precision, a.second)
	}
	if placed := share(a.placed, a.common); placed < placesLeast {
		t.Errorf("places: %.4f of %d", placed, a.common)
	}
	if a.firstCovered < a.firstRulings || a.secondCovered < a.secondRulings {
		t.Errorf("rulings: %d of %d found, %d of %d right", a.firstCovered, a.firstRulings, a.secondCovered, a.secondRulings)
	}
	if a.firstPictures != a.secondPictures {
		t.Errorf("%d pictures, want %d", a.secondPictures, a.firstPictures)
	}
}

// byCharacter sorts glyphs by what they show. Both readers fold differently,
// and PDFium leaves blanks out.
func byCharacter(glyphs []extract.Glyph) map[string][]extract.Glyph {
	sorted := map[string][]extract.Glyph{}
	for _, g := range glyphs {
		c := strings.Join(strings.FieldsFunc(norm.NFKC.String(g.Text), unicode.IsSpace), "")
		if c != "" {
			sorted[c] = append(sorted[c], g)
		}
	}
	return sorted
}

// nearest is the glyph that differs least from g, and by how much: in points,
// degrees, and without end if only one is visible.
func nearest(glyphs []extract.Glyph, g extract.Glyph) (at int, apart float64) {
	at, apart = -1, math.Inf(1)
	for i, h := range glyphs {
		d := max(
			math.Abs(g.Box.X0-h.Box.X0), math.Abs(g.Box.X1-h.Box.X1),
			math.Abs(g.Box.Y0-h.Box.Y0), math.Abs(g.Box.Y1-h.Box.Y1),
			math.Abs(g.Size-h.Size), math.Abs(float64(g.Angle-h.Angle)),
		)
		if g.Hidden != h.Hidden {
			d = math.MaxFloat64
		}
		if d < apart {
			at, apart = i, d
		}
	}
	return at, apart
}

// covered counts the rulings that are among others too.
func covered(rulings, others []extract.Ruling) int {
	n := 0
	for _, r := range rulings {
		for _, o := range others {
			apart := max(math.Abs(r.X0-o.X0), math.Abs(r.X1-o.X1), math.Abs(r.Y0-o.Y0), math.Abs(r.Y1-o.Y1))
			if apart <= placeMost && math.Abs(r.Width-o.Width) <= widthMost {
				n++
				break
			}
		}
	}
	return n
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// page reads a page that must be read.
func page(t testing.TB, d extract.Document, n int) *extract.Page {
	t.Helper()
	p, err := d.Page(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// shown is the text of a page, its characters one after another.
func shown(p *extract.Page) string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		b.WriteString(g.Text)
	}
	return b.String()
}

// open opens a document that must open, until the test ends.
func open(t testing.TB, content []byte, passwords ...string) *pdfium.Document {
	t.Helper()
	d, err := engine.Open(context.Background(), bytes.NewReader(content), int64(len(content)), passwords)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// sketch is a document of one page of 200 by 100 points that shows a content,
// with further entries of the page and further objects, from 7. Font F is
// Helvetica, H one with the characters of Adobe-GB1 in UCS-2.
func sketch(content, entries string, objects ...string) []byte {
	all := append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R/H 6 0 R>>/XObject<</X 7 0 R>>>>" + entries + ">>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2" +
			"/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000" +
			"/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/Ascent 859/Descent -141/FontBBox[-8 -145 1000 859]>>>>]>>",
	}, objects...)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var table strings.Builder
	for i, o := range all {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, table.String(), len(all)+1, start)
	return b.Bytes()
}
