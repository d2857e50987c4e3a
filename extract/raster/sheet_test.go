package raster_test

import (
	"errors"
	"image"
	"math"
	"slices"
	"testing"

	"mubiao/extract"
	"mubiao/extract/raster"
	"mubiao/internal/spoil"
)

// drawn is a picture of black rectangles, given in points, on a page of 300
// by 200 points at 200 dpi.
func drawn(boxes ...extract.Rect) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, 833, 556))
	for i := range g.Pix {
		g.Pix[i] = 255
	}
	for _, b := range boxes {
		for y := int(b.Y0 * dots); y < int(b.Y1*dots+0.5); y++ {
			for x := int(b.X0 * dots); x < int(b.X1*dots+0.5); x++ {
				g.Pix[y*g.Stride+x] = 0
			}
		}
	}
	return g
}

// dots is how many pixels of drawn a point is.
const dots = 200 / 72.0

var paper = extract.Rect{X1: 300, Y1: 200}

// table is the rules of two rows of two cells, and the upper left cell.
func table() (rules []extract.Rect, cell extract.Rect) {
	const thin = 0.7
	for _, y := range []float64{40, 80, 120} {
		rules = append(rules, extract.Rect{X0: 20, Y0: y, X1: 280, Y1: y + thin})
	}
	for _, x := range []float64{20, 120, 280} {
		rules = append(rules, extract.Rect{X0: x, Y0: 40, X1: x + thin, Y1: 120 + thin})
	}
	return rules, extract.Rect{X0: 20.35, Y0: 40.35, X1: 120.35, Y1: 80.35}
}

// character is a square with a hole, as large as print of 10 pt.
func character(x, y float64) []extract.Rect {
	return []extract.Rect{
		{X0: x, Y0: y, X1: x + 9, Y1: y + 1},
		{X0: x, Y0: y + 8, X1: x + 9, Y1: y + 9},
		{X0: x, Y0: y, X1: x + 1, Y1: y + 9},
		{X0: x + 8, Y0: y, X1: x + 9, Y1: y + 9},
	}
}

func prepare(t *testing.T, img image.Image, opts raster.Options) *raster.Sheet {
	t.Helper()
	s, err := raster.Prepare(img, paper, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What stands alone in a cell is a line, however much it looks like a rule.
func TestSmallMarksAreLines(t *testing.T) {
	rules, cell := table()
	for name, mark := range map[string][]extract.Rect{
		"一":        {{X0: 65, Y0: 59.5, X1: 74.5, Y1: 60.5}},
		"a hyphen": {{X0: 68, Y0: 60, X1: 71, Y1: 60.7}},
		"a dash":   {{X0: 60, Y0: 60, X1: 80, Y1: 60.7}},
		"1":        {{X0: 23, Y0: 56, X1: 23.8, Y1: 63}},
		"、":        {{X0: 66, Y0: 63, X1: 69, Y1: 66}},
		"二":        {{X0: 66, Y0: 56, X1: 74, Y1: 57}, {X0: 64, Y0: 63, X1: 76, Y1: 64}},
		"=":        {{X0: 66, Y0: 58, X1: 71, Y1: 58.7}, {X0: 66, Y0: 61, X1: 71, Y1: 61.7}},
	} {
		t.Run(name, func(t *testing.T) {
			// characters elsewhere tell the size of print
			boxes := append(rules, append(character(140, 55), character(152, 55)...)...)
			s := prepare(t, drawn(append(boxes, mark...)...), raster.Options{})
			lines := s.Lines(cell)
			if len(lines) != 1 {
				t.Fatalf("%d lines, want 1", len(lines))
			}
			for _, m := range mark {
				if b := lines[0].Box; !b.Contains(m.X0, m.Y0) || !b.Contains(m.X1, m.Y1) {
					t.Errorf("line %v does not hold %v", b, m)
				}
			}
		})
	}
}

func TestBlankCellsHaveNoLines(t *testing.T) {
	rules, cell := table()
	second := extract.Rect{X0: 22, Y0: 42, X1: 118, Y1: 42.5} // of a double rule
	for name, boxes := range map[string][]extract.Rect{"rules": rules, "a double rule": append(rules, second)} {
		s := prepare(t, drawn(boxes...), raster.Options{})
		if lines := s.Lines(cell); len(lines) > 0 {
			t.Errorf("%s: a line at %v", name, lines[0].Box)
		}
	}
}

func TestStackedCharactersAreLinesOfTheirOwn(t *testing.T) {
	rules, _ := table()
	column := extract.Rect{X0: 120.35, Y0: 40.35, X1: 280.35, Y1: 120.35}
	var boxes []extract.Rect
	for _, r := range rules {
		if r.Y0 != 80 {
			boxes = append(boxes, r)
		}
	}
	const count = 4
	for i := range count {
		boxes = append(boxes, character(195, 55+12*float64(i))...)
	}
	for i := range 2 * count { // a title, so that lines run across
		boxes = append(boxes, character(100+11*float64(i), 15)...)
	}
	lines := prepare(t, drawn(boxes...), raster.Options{}).Lines(column)
	if len(lines) != count {
		t.Fatalf("%d lines, want %d", len(lines), count)
	}
	for i, l := range lines {
		x, y := 195.0, 55+12*float64(i)
		if !l.Box.Contains(x, y) || !l.Box.Contains(x+9, y+9) || l.Box.Contains(x, y-3) || l.Box.Contains(x, y+12) {
			t.Errorf("line %d is at %v", i+1, l.Box)
		}
	}
}

// A point of the page found on the sheet and back is where it was, however the
// page lay.
func TestPlacesGoThereAndBack(t *testing.T) {
	rules, _ := table()
	boxes := append(rules, append(character(140, 55), character(152, 55)...)...)
	for turn := range 4 {
		d := spoil.Damage{Turn: turn, Skew: 1.5}
		img, err := d.Apply(drawn(boxes...), 1)
		if err != nil {
			t.Fatal(err)
		}
		page := paper
		if turn&1 == 1 {
			page.X1, page.Y1 = paper.Y1, paper.X1
		}
		s, err := raster.Prepare(img, page, raster.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(s.Skew-d.Skew) > 0.1 {
			t.Errorf("turned by %d: skew %.2f, want %.2f", turn, s.Skew, d.Skew)
		}
		for _, p := range [][2]float64{{0, 0}, {30, 50}, {150, 190}} {
			x, y := s.ToPage(s.FromPage(p[0], p[1]))
			if math.Hypot(x-p[0], y-p[1]) > 0.01 {
				t.Errorf("turned by %d: %v comes back as %.2f, %.2f", turn, p, x, y)
			}
		}
	}
}

// Which side is up is what the reader of characters says.
func TestUpsideDownPagesAreTurned(t *testing.T) {
	rules, _ := table()
	// a black mark that stands left of its neighbours when it is upright
	boxes := append(rules, append(character(62, 55), character(74, 55)...)...)
	boxes = append(boxes, extract.Rect{X0: 50, Y0: 55, X1: 59, Y1: 64})
	legible := func(lines []raster.LineImage) float64 {
		g := lines[0].Gray
		left, right := 0, 0
		for y := range g.Rect.Dy() {
			for x := range g.Rect.Dx() / 2 {
				left += 255 - int(g.GrayAt(x, y).Y)
				right += 255 - int(g.GrayAt(g.Rect.Dx()-1-x, y).Y)
			}
		}
		return float64(left) / float64(left+right+1)
	}
	for _, turn := range []int{0, 2} {
		d := spoil.Damage{Turn: turn}
		img, err := d.Apply(drawn(boxes...), 1)
		if err != nil {
			t.Fatal(err)
		}
		if s := prepare(t, img, raster.Options{Legible: legible}); s.Turn != turn {
			t.Errorf("turned by %d: found %d", turn, s.Turn)
		}
	}
}

func TestCoarsePicturesAreUnsupported(t *testing.T) {
	for name, img := range map[string]image.Image{"coarse": image.NewGray(image.Rect(0, 0, 100, 70)), "empty": image.NewGray(image.Rectangle{})} {
		_, err := raster.Prepare(img, paper, raster.Options{})
		if _, ok := errors.AsType[*extract.UnsupportedError](err); !ok {
			t.Errorf("%s: %v, want an UnsupportedError", name, err)
		}
	}
}

// The comma behind a quotation stands an em and a half behind the last
// character, with nothing but the small strokes of the mark between.
func TestACommaBetweenCharactersIsNoSpeck(t *testing.T) {
	rules, cell := table()
	x, y := cell.X0+10, (cell.Y0+cell.Y1)/2-5
	var line []extract.Rect
	for i := range 3 {
		line = append(line, extract.Rect{X0: x + 12*float64(i), Y0: y, X1: x + 12*float64(i) + 10, Y1: y + 10})
	}
	comma := extract.Rect{X0: x + 48, Y0: y + 7.5, X1: x + 49.3, Y1: y + 9.3}
	behind := extract.Rect{X0: x + 60, Y0: y, X1: x + 70, Y1: y + 10}
	for want, parts := range map[bool][]extract.Rect{
		true:  append(slices.Clone(line), comma, behind),
		false: append(slices.Clone(line), comma), // nothing follows
	} {
		sheet := prepare(t, drawn(append(slices.Clone(rules), parts...)...), raster.Options{})
		lines := sheet.Lines(cell)
		if len(lines) != 1 {
			t.Fatalf("%d lines", len(lines))
		}
		if got := darkBetween(lines[0], comma.X0-1, comma.X1+1); got != want {
			t.Errorf("the comma is seen: %v, want %v", got, want)
		}
	}
}

// darkBetween reports whether a line shows ink between two places of the sheet.
func darkBetween(l raster.LineImage, from, to float64) bool {
	scale := float64(l.Gray.Rect.Dx()) / l.Box.Width()
	for x := max(0, int((from-l.Box.X0)*scale)); x < min(l.Gray.Rect.Dx(), int((to-l.Box.X0)*scale)); x++ {
		for y := range l.Gray.Rect.Dy() {
			if l.Gray.GrayAt(x, y).Y < 128 {
				return true
			}
		}
	}
	return false
}

// A character may be printed in pieces that are each as small as dust: the
// rings and the stroke of a %, or thin strokes that a scan breaks.
func TestBrokenCharactersAreNoSpecks(t *testing.T) {
	rules, cell := table()
	x, y := (cell.X0+cell.X1)/2, (cell.Y0+cell.Y1)/2
	pieces := []extract.Rect{
		{X0: x, Y0: y - 3, X1: x + 2, Y1: y - 1},
		{X0: x + 2.2, Y0: y - 1, X1: x + 4, Y1: y + 1},
		{X0: x + 4.2, Y0: y + 1.2, X1: x + 6, Y1: y + 3},
	}
	sheet := prepare(t, drawn(append(rules, pieces...)...), raster.Options{})
	if lines := sheet.Lines(cell); len(lines) != 1 {
		t.Errorf("%d lines, want the one of the character", len(lines))
	}
	sheet = prepare(t, drawn(append(rules, pieces[0])...), raster.Options{})
	if lines := sheet.Lines(cell); len(lines) != 0 {
		t.Errorf("%d lines of a speck", len(lines))
	}
}
