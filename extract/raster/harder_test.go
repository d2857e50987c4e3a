package raster_test

import (
	"image"
	"math"
	"slices"
	"testing"

	"mubiao/extract"
	"mubiao/extract/raster"
)

// stamp darkens a ring around the middle of drawn's page as a seal in a picture
// without colours does. Its rim is 5 points wide.
func stamp(g *image.Gray, x, y, radius float64) {
	const (
		rim    = 5
		darker = 0.55
	)
	for j := range g.Rect.Dy() {
		for i := range g.Rect.Dx() {
			if d := math.Hypot(float64(i)/dots-x, float64(j)/dots-y); d <= radius && d >= radius-rim {
				p := &g.Pix[j*g.Stride+i]
				*p = uint8(float64(*p) * darker)
			}
		}
	}
}

func TestASealIsNotRead(t *testing.T) {
	rules, cell := table()
	marks := rules
	for i := range 6 {
		marks = append(marks, character(cell.X0+8+12*float64(i), cell.Y0+15)...)
	}
	g := drawn(marks...)
	stamp(g, 110, 90, 48)
	for i := range g.Pix { // a picture of two shades would be taken as it is
		g.Pix[i] = uint8(max(10, min(int(g.Pix[i]), 240)) - i%9)
	}
	sheet := prepare(t, g, raster.Options{})
	lines := sheet.Lines(cell)
	if len(lines) != 1 || lines[0].Box.Height() > 14 || lines[0].Box.Width() < 68 {
		t.Errorf("the print below the seal is in %d lines", len(lines))
		for _, l := range lines {
			t.Logf("%+v", l.Box)
		}
	}
	for _, c := range []extract.Rect{
		{X0: 20.35, Y0: 80.35, X1: 120.35, Y1: 120.35},
		{X0: 120.35, Y0: 80.35, X1: 280.35, Y1: 120.35},
	} {
		if lines := sheet.Lines(c); len(lines) > 0 {
			t.Errorf("%d lines of the seal alone", len(lines))
		}
	}
}

func TestSecondLinesOfDoubleRulesAreNoPrint(t *testing.T) {
	rules, cell := table()
	marks := slices.Clone(rules)
	const apart = 1.9
	for _, r := range rules {
		if r.X1-r.X0 > r.Y1-r.Y0 {
			r.Y0, r.Y1 = r.Y0+apart, r.Y1+apart
		} else {
			r.X0, r.X1 = r.X0+apart, r.X1+apart
		}
		marks = append(marks, r)
	}
	// print that touches the second line
	for i := range 4 {
		marks = append(marks, character(cell.X0+10+12*float64(i), cell.Y0+apart)...)
	}
	sheet := prepare(t, drawn(marks...), raster.Options{})
	if lines := sheet.Lines(cell); len(lines) != 1 || lines[0].Box.Height() > 14 {
		t.Errorf("%d lines, want that of the print", len(lines))
	}
	if lines := sheet.Lines(extract.Rect{X0: 120.35, Y0: 40.35, X1: 280.35, Y1: 80.35}); len(lines) > 0 {
		t.Errorf("%d lines of rules", len(lines))
	}
}

// rulingAt reports whether an upright ruling runs through a place.
func rulingAt(s *raster.Sheet, x, y float64) bool {
	return slices.ContainsFunc(s.Rulings(), func(r extract.Ruling) bool {
		return !r.Horizontal() && math.Abs(r.X0-x) < 1.2 && r.Y0 <= y && y <= r.Y1
	})
}

// The columns of two rows may end a hair apart.
func TestStaggeredRulesAreTwo(t *testing.T) {
	rules, _ := table()
	const thin = 0.7
	for i, r := range rules {
		if r.X0 == 120 {
			rules[i].Y1 = 80
			rules = append(rules, extract.Rect{X0: 122, Y0: 80, X1: 122 + thin, Y1: 120 + thin})
			break
		}
	}
	sheet := prepare(t, drawn(rules...), raster.Options{})
	if !rulingAt(sheet, 120.35, 60) || !rulingAt(sheet, 122.35, 100) {
		t.Errorf("rulings: %+v", sheet.Rulings())
	}
}

// A rule of half a pixel vanishes in places where a picture is black and white.
func TestRulesThatVanishInPlacesGoOn(t *testing.T) {
	rules, _ := table()
	broken := slices.DeleteFunc(slices.Clone(rules), func(r extract.Rect) bool { return r.Y0 == 80 })
	for x := 20.0; x < 280; x += 26 {
		broken = append(broken, extract.Rect{X0: x, Y0: 80, X1: min(x+15, 280), Y1: 80.4})
	}
	sheet := prepare(t, drawn(broken...), raster.Options{})
	goesThrough := func(r extract.Ruling) bool {
		return r.Horizontal() && math.Abs(r.Y0-80) < 1.2 && r.X0 < 25 && r.X1 > 275
	}
	if !slices.ContainsFunc(sheet.Rulings(), goesThrough) {
		t.Errorf("rulings: %+v", sheet.Rulings())
	}
}

// The 1 of a number stands below that of the row above.
func TestFiguresBelowOneAnotherAreNoRule(t *testing.T) {
	var marks []extract.Rect
	for y := 20.0; y <= 180; y += 20 {
		marks = append(marks, extract.Rect{X0: 20, Y0: y, X1: 280, Y1: y + 0.7})
	}
	for _, x := range []float64{20, 280} {
		marks = append(marks, extract.Rect{X0: x, Y0: 20, X1: x + 0.7, Y1: 180.7})
	}
	for y := 20.0; y < 180; y += 20 {
		marks = append(marks, extract.Rect{X0: 90, Y0: y + 6, X1: 91, Y1: y + 14})
	}
	if sheet := prepare(t, drawn(marks...), raster.Options{}); rulingAt(sheet, 90.5, 100) {
		t.Error("they are taken for a rule")
	}
}

// A stroke as high as its row has others that meet it, a rule has none.
func TestStrokesAsHighAsARowAreNoRules(t *testing.T) {
	const thin = 0.7
	marks := []extract.Rect{}
	for _, y := range []float64{40, 52, 90} {
		marks = append(marks, extract.Rect{X0: 20, Y0: y, X1: 280, Y1: y + thin})
	}
	for _, x := range []float64{20, 200, 280} {
		marks = append(marks, extract.Rect{X0: x, Y0: 40, X1: x + thin, Y1: 90 + thin})
	}
	for _, x := range []float64{100, 108} { // 目
		marks = append(marks, extract.Rect{X0: x, Y0: 40, X1: x + 1, Y1: 52})
	}
	for _, y := range []float64{41, 44, 47, 50} {
		marks = append(marks, extract.Rect{X0: 100, Y0: y, X1: 109, Y1: y + 0.8})
	}
	sheet := prepare(t, drawn(marks...), raster.Options{})
	if rulingAt(sheet, 100.5, 46) || rulingAt(sheet, 108.5, 46) {
		t.Errorf("they are among the rulings: %+v", sheet.Rulings())
	}
	if !rulingAt(sheet, 200.35, 46) {
		t.Error("the rule is not found")
	}
}
