package raster_test

import (
	"math"
	"testing"

	"mubiao/extract"
	"mubiao/extract/raster"
)

// rows is the rules across of rows of 20 points, and the outer rules.
func rows(n int) []extract.Rect {
	const thin = 0.7
	bottom := 20 + 20*float64(n)
	var out []extract.Rect
	for y := 20.0; y <= bottom; y += 20 {
		out = append(out, extract.Rect{X0: 20, Y0: y, X1: 280, Y1: y + thin})
	}
	for _, x := range []float64{20, 280} {
		out = append(out, extract.Rect{X0: x, Y0: 20, X1: x + thin, Y1: bottom + thin})
	}
	return out
}

// dotted is a rule down of which every eighth point is left.
func dotted(x, from, to float64) (out []extract.Rect) {
	for y := from + 1.5; y < to-1; y += 3.5 {
		out = append(out, extract.Rect{X0: x, Y0: y, X1: x + 0.4, Y1: y + 0.6})
	}
	return out
}

// A column goes on in a row where its rule has all but vanished.
func TestDotsInLineWithAColumnAreItsRule(t *testing.T) {
	marks := append(rows(4), extract.Rect{X0: 150, Y0: 20, X1: 150.4, Y1: 80})
	marks = append(marks, dotted(150, 80, 100)...)
	sheet := prepare(t, drawn(marks...), raster.Options{})
	if !rulingAt(sheet, 150.2, 90) {
		t.Errorf("the dots are no rule among %+v", sheet.Rulings())
	}
}

// A merged cell has none, be there print where a column would go on.
func TestPrintInLineWithAColumnIsNoRule(t *testing.T) {
	marks := append(rows(4), extract.Rect{X0: 150, Y0: 20, X1: 150.7, Y1: 80})
	for _, x := range []float64{130, 141.5, 153} {
		marks = append(marks, character(x, 85)...)
	}
	sheet := prepare(t, drawn(marks...), raster.Options{})
	if rulingAt(sheet, 150.2, 90) {
		t.Errorf("the print is a rule among %+v", sheet.Rulings())
	}
	if n := len(sheet.Doubtful()); n > 0 {
		t.Errorf("%d doubtful sides", n)
	}
}

// Where a speck or two are all that is left, there may be a rule or not.
func TestTooFewDotsInLineWithAColumnAreDoubtful(t *testing.T) {
	marks := append(rows(4), extract.Rect{X0: 150, Y0: 20, X1: 150.7, Y1: 80})
	marks = append(marks, extract.Rect{X0: 150, Y0: 90, X1: 150.6, Y1: 91.2})
	sheet := prepare(t, drawn(marks...), raster.Options{})
	if rulingAt(sheet, 150.2, 95) {
		t.Fatal("they are a rule")
	}
	doubtful := sheet.Doubtful()
	if len(doubtful) != 1 || math.Abs(doubtful[0].X0-150.3) > 1.2 || doubtful[0].Y0 > 82 || doubtful[0].Y1 < 98 {
		t.Errorf("doubtful are %+v", doubtful)
	}
}

// A stroke of a title above a table may stand in line with a column of it.
func TestAStrokeOfTheTitleIsNoColumn(t *testing.T) {
	const top = 100.0
	marks := []extract.Rect{
		{X0: 20, Y0: top, X1: 280, Y1: top + 0.4},
		{X0: 20, Y0: 120, X1: 280, Y1: 120.4},
		{X0: 20, Y0: 140, X1: 280, Y1: 140.4},
		{X0: 20, Y0: 180, X1: 280, Y1: 180.4},
		{X0: 20, Y0: top, X1: 20.4, Y1: 180.4},
		{X0: 280, Y0: top, X1: 280.4, Y1: 180.4},
		{X0: 150, Y0: 120, X1: 150.4, Y1: 180.4}, // below a merged cell
		{X0: 150, Y0: 40, X1: 151.2, Y1: 72},     // the stroke
	}
	sheet := prepare(t, drawn(marks...), raster.Options{})
	if rulingAt(sheet, 150.4, 60) || rulingAt(sheet, 150.4, 110) {
		t.Errorf("it is among %+v", sheet.Rulings())
	}
	if !rulingAt(sheet, 150.4, 150) {
		t.Error("the column is not found")
	}
}
