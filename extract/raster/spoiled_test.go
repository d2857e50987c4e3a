package raster_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/extract/ladder"
	"mubiao/extract/pdfium"
	"mubiao/extract/raster"
	"mubiao/internal/formgen"
	"mubiao/internal/spoil"
)

// everything is the variable that, set to anything, has every feature and
// every family of forms spoiled in every way: some ten minutes.
const everything = "MUBIAO_SPOIL_EVERYTHING"

// A variant is a way to spoil a page.
type variant struct {
	name   string
	dpi    float64
	damage spoil.Damage
	rules  *spoil.RuleStyle // without places
	// least is the least share of the cells that must be found, of those found
	// that must be there, and of the characters that must be in a line.
	least float64
}

var variants = []variant{
	{name: "clean, 200 dpi", dpi: 200, least: 0.99},
	{name: "clean, 300 dpi", dpi: 300, least: 0.99},
	{name: "office, 200 dpi", dpi: 200, damage: spoil.Damage{Skew: -0.9, Blur: 0.8, Noise: 6, Shadow: 0.2, Quality: 60}, least: 0.99},
	{name: "office, 300 dpi", dpi: 300, damage: spoil.Damage{Skew: 1.3, Blur: 1.0, Noise: 8, Shadow: 0.2, Quality: 60}, least: 0.99},
	{name: "sideways", dpi: 200, damage: spoil.Damage{Turn: 1, Skew: -0.9, Blur: 0.8, Noise: 6, Shadow: 0.2, Quality: 60}, least: 0.99},
	{name: "wavy", dpi: 200, damage: spoil.Damage{Skew: -0.7, Wave: 2, Blur: 0.8, Noise: 6, Quality: 60}, least: 0.99},
	{name: "rules of half a pixel", dpi: 200, damage: spoil.Damage{Skew: 0.6, Blur: 0.6, Noise: 5, Shadow: 0.15, Quality: 60}, rules: &spoil.RuleStyle{Width: 0.5}, least: 0.99},
	{name: "thin rules, black and white", dpi: 300, damage: spoil.Damage{Skew: 0.4, Blur: 0.4, Noise: 10, Threshold: 170}, rules: &spoil.RuleStyle{Width: 1}, least: 0.99},
	{name: "fax", dpi: 200, damage: spoil.Damage{Skew: 0.5, Wave: 1.5, Blur: 0.7, Noise: 15, Specks: 0.0005, Threshold: 170}, least: 0.99},
	{name: "bad, red seal", dpi: 150, damage: spoil.Damage{Skew: -2.2, Blur: 0.8, Noise: 8, Shadow: 0.3, Specks: 0.0015, Faded: 5, Seal: true, Quality: 30, Colour: true}, least: 0.98},
	{name: "bad, grey seal", dpi: 150, damage: spoil.Damage{Skew: 2.6, Blur: 0.8, Noise: 8, Shadow: 0.3, Specks: 0.0015, Faded: 5, Seal: true, Quality: 30}, least: 0.98},
	{name: "dotted rules, black and white", dpi: 300, damage: spoil.Damage{Skew: 0.4, Blur: 0.5, Noise: 5, Threshold: 160}, rules: &spoil.RuleStyle{Width: 1.6, On: 3, Off: 3}, least: 0.85},
	{name: "broken fax", dpi: 200, damage: spoil.Damage{Skew: 0.5, Wave: 1.5, Blur: 0.7, Noise: 25, Specks: 0.001, Threshold: 150}, least: 0.9},
}

// A score counts what is on pages and what was found of it on their pictures.
type score struct {
	cells, found, seen int // cells of the pages, those found, and all found
	glyphs, covered    int // characters in them, and those in one line
	lines, blank       int // lines, and those without a character
}

func (s *score) add(o score) {
	s.cells, s.found, s.seen = s.cells+o.cells, s.found+o.found, s.seen+o.seen
	s.glyphs, s.covered = s.glyphs+o.glyphs, s.covered+o.covered
	s.lines, s.blank = s.lines+o.lines, s.blank+o.blank
}

func share(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }

func (s score) recall() float64    { return share(s.found, s.cells) }
func (s score) precision() float64 { return share(s.found, s.seen) }

func (s score) String() string {
	return fmt.Sprintf("cells: %d of %d found, %d seen; characters: %d of %d in a line; lines: %d of %d without any",
		s.found, s.cells, s.seen, s.covered, s.glyphs, s.blank, s.lines)
}

// A printed is a page as its file has it, and its picture.
type printed struct {
	width   float64 // points
	height  float64
	cells   []extract.Rect
	glyphs  []extract.Rect
	rulings []extract.Ruling
	draw    func(dpi float64) *image.Gray
}

// few are the features of the forms that every run spoils.
var few = []string{"rules-dashed", "shade", "omit-sides"}

// samples are forms by what is special about them.
func samples(t *testing.T, engine *pdfium.Engine, seed uint64, all bool) map[string][]printed {
	t.Helper()
	out := map[string][]printed{}
	for _, f := range formgen.Features() {
		if f.Name == "no-rules" || !all && !slices.Contains(few, f.Name) {
			continue
		}
		sample, err := formgen.New(seed, f)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = read(t, engine, sample.PDF)[:1]
	}
	if !all {
		return out
	}
	for _, f := range formgen.Families() {
		for _, v := range f.Variants {
			sample, err := formgen.NewFamily(seed, v)
			if err != nil {
				t.Fatal(err)
			}
			out[f.Name+" "+v.Name] = read(t, engine, sample.PDF)
		}
	}
	return out
}

// read reads the pages of a form from its file.
func read(t *testing.T, engine *pdfium.Engine, pdf []byte) []printed {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "form.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := ladder.Open(ctx, path, ladder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	shown, err := engine.Open(ctx, bytes.NewReader(pdf), int64(len(pdf)), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { shown.Close() })
	var out []printed
	for n := 1; n <= file.Pages(); n++ {
		page, err := file.Page(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		p := printed{width: page.Width, height: page.Height, rulings: append([]extract.Ruling(nil), page.Rulings...)}
		p.draw = func(dpi float64) *image.Gray {
			picture, err := shown.RenderGray(ctx, n, dpi)
			if err != nil {
				t.Fatal(err)
			}
			return picture
		}
		for _, g := range grid.Find(page).Grids {
			for _, c := range g.Cells {
				p.cells = append(p.cells, c.Box)
			}
		}
		p.keepDrawn(page.Glyphs)
		out = append(out, p)
	}
	return out
}

// keepDrawn keeps the characters in cells that the picture shows: not every
// font is on every machine.
func (p *printed) keepDrawn(glyphs []extract.Glyph) {
	const dpi, dark = 144, 128
	picture := p.draw(dpi)
	for _, g := range glyphs {
		inside := false
		for _, c := range p.cells {
			inside = inside || c.Contains(g.Box.Center())
		}
		if !inside {
			continue
		}
		const scale = dpi / 72
		box := image.Rect(int(g.Box.X0*scale), int(g.Box.Y0*scale), int(g.Box.X1*scale), int(g.Box.Y1*scale)).Inset(1).Intersect(picture.Rect)
		for at := range box.Dx() * box.Dy() {
			if picture.GrayAt(box.Min.X+at%box.Dx(), box.Min.Y+at/box.Dx()).Y < dark {
				p.glyphs = append(p.glyphs, g.Box)
				break
			}
		}
	}
}

// look spoils a page, finds its cells and lines in the picture and compares.
func (p *printed) look(t *testing.T, v variant, seed uint64) score {
	t.Helper()
	picture := p.draw(v.dpi)
	scale := v.dpi / 72
	d := v.damage
	if v.rules != nil {
		style := *v.rules
		for _, r := range p.rulings {
			style.Rulings = append(style.Rulings, extract.Ruling{X0: r.X0 * scale, Y0: r.Y0 * scale, X1: r.X1 * scale, Y1: r.Y1 * scale, Width: r.Width * scale})
		}
		d.Rules = &style
	}
	spoiled, err := d.Apply(picture, seed)
	if err != nil {
		t.Fatal(err)
	}
	page := extract.Rect{X1: p.width, Y1: p.height}
	if d.Turn&1 == 1 {
		page = extract.Rect{X1: p.height, Y1: p.width}
	}
	sheet, err := raster.Prepare(spoiled, page, raster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	moved := func(r extract.Rect) extract.Rect {
		return movedTo(sheet, r, func(x, y float64) (float64, float64) {
			x, y = d.Moved(picture.Rect.Dx(), picture.Rect.Dy(), x*scale, y*scale)
			return x / scale, y / scale
		})
	}
	return p.compare(sheet, moved)
}

// compare compares a sheet with the page, whose rectangles are where moved
// says.
func (p *printed) compare(sheet *raster.Sheet, moved func(extract.Rect) extract.Rect) score {
	s := score{cells: len(p.cells), glyphs: len(p.glyphs)}
	var seen, lines []extract.Rect
	for _, g := range grid.Find(&extract.Page{Width: sheet.Width, Height: sheet.Height, Rulings: sheet.Rulings()}).Grids {
		for _, c := range g.Cells {
			seen = append(seen, c.Box)
			for _, l := range sheet.Lines(c.Box) {
				lines = append(lines, l.Box)
			}
		}
	}
	s.seen, s.lines = len(seen), len(lines)
	for _, c := range p.cells {
		best := 0.0
		for _, o := range seen {
			best = max(best, likeness(moved(c), o))
		}
		if best > 0.5 {
			s.found++
		}
	}
	used := make([]bool, len(lines))
	for _, g := range p.glyphs {
		x, y := moved(g).Center()
		n := 0
		for i, l := range lines {
			if l.Contains(x, y) {
				used[i] = true
				n++
			}
		}
		if n == 1 {
			s.covered++
		}
	}
	for _, u := range used {
		if !u {
			s.blank++
		}
	}
	return s
}

// movedTo is where a rectangle of the page is on the sheet.
func movedTo(s *raster.Sheet, c extract.Rect, move func(x, y float64) (float64, float64)) extract.Rect {
	r := extract.Rect{X0: math.Inf(1), Y0: math.Inf(1), X1: math.Inf(-1), Y1: math.Inf(-1)}
	for _, p := range [][2]float64{{c.X0, (c.Y0 + c.Y1) / 2}, {c.X1, (c.Y0 + c.Y1) / 2}, {(c.X0 + c.X1) / 2, c.Y0}, {(c.X0 + c.X1) / 2, c.Y1}} {
		x, y := s.FromPage(move(p[0], p[1]))
		r = extract.Rect{X0: min(r.X0, x), Y0: min(r.Y0, y), X1: max(r.X1, x), Y1: max(r.Y1, y)}
	}
	return r
}

// likeness is the area that two rectangles share, of that which they cover.
func likeness(a, b extract.Rect) float64 {
	i := a.Intersect(b)
	shared := i.Width() * i.Height()
	return shared / (a.Width()*a.Height() + b.Width()*b.Height() - shared)
}

// Tables and their text are found on spoiled pages.
func TestSpoiledPages(t *testing.T) {
	var engine pdfium.Engine
	t.Cleanup(func() { engine.Close() })
	const seed = 701
	all := os.Getenv(everything) != ""
	forms := samples(t, &engine, seed, all)
	for i, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			var sum score
			for name, pages := range forms {
				if !all && name != few[i%len(few)] {
					continue
				}
				for k := range pages {
					s := pages[k].look(t, v, uint64(k))
					if s.found < s.cells || s.seen > s.cells || s.covered < s.glyphs {
						t.Logf("%s, page %d: %v", name, k+1, s)
					}
					sum.add(s)
				}
			}
			t.Log(sum)
			if sum.cells == 0 || min(sum.recall(), sum.precision(), share(sum.covered, sum.glyphs)) < v.least {
				t.Errorf("less than %g: %v", v.least, sum)
			}
		})
	}
}
