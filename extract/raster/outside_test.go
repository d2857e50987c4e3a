package raster_test

import (
	"testing"

	"mubiao/extract"
	"mubiao/extract/raster"
)

// words draws lines of characters that begin somewhere.
func words(lengths map[[2]float64]int) (marks []extract.Rect) {
	for at, n := range lengths {
		for i := range n {
			marks = append(marks, character(at[0]+10.5*float64(i), at[1])...)
		}
	}
	return marks
}

// linesAt are the lines of a page without cells that hold a place.
func linesAt(s *raster.Sheet, x, y float64) (out []extract.Rect) {
	for _, l := range s.LinesOutside(nil) {
		if l.Box.Contains(x, y) {
			out = append(out, l.Box)
		}
	}
	return out
}

// A cell of two lines beside one of one line: theirs are half a line apart.
func TestColumnsWithoutRulesStayApart(t *testing.T) {
	s := prepare(t, drawn(words(map[[2]float64]int{
		{20, 50}: 3, {25, 63}: 2, {60, 56.5}: 8, // under a narrow head
		{20, 90}: 3, {20, 103}: 3, {60, 96.5}: 8,
	})...), raster.Options{})
	if n := len(s.LinesOutside(nil)); n != 6 {
		t.Errorf("%d lines, want 6", n)
	}
	for _, at := range [][2]float64{{35, 54.5}, {35, 67.5}, {100, 61}, {100, 101}} {
		lines := linesAt(s, at[0], at[1])
		if len(lines) != 1 || lines[0].Height() > 13 {
			t.Errorf("at %v: %+v, want one line as high as a character", at, lines)
		}
	}
}

// Titles are set with blanks between their characters.
func TestLettersSetApartAreALine(t *testing.T) {
	var marks []extract.Rect
	for i := range 5 {
		marks = append(marks, character(60+20*float64(i), 40)...)
	}
	marks = append(marks, words(map[[2]float64]int{{20, 70}: 12, {20, 90}: 12})...)
	s := prepare(t, drawn(marks...), raster.Options{})
	if lines := linesAt(s, 100, 44.5); len(lines) != 1 || lines[0].Width() < 88 {
		t.Errorf("it is in %+v", lines)
	}
}

// What stands alone in a column without rules is a line.
func TestMarksWithoutRulesAreLines(t *testing.T) {
	for name, mark := range map[string][]extract.Rect{
		"=":          {{X0: 200, Y0: 53, X1: 205, Y1: 53.7}, {X0: 200, Y0: 56, X1: 205, Y1: 56.7}},
		"二":          {{X0: 201, Y0: 51, X1: 209, Y1: 52}, {X0: 200, Y0: 58, X1: 210, Y1: 59}},
		"a broken 5": {{X0: 200, Y0: 51, X1: 204, Y1: 52}, {X0: 200, Y0: 53, X1: 204, Y1: 58}},
	} {
		t.Run(name, func(t *testing.T) {
			s := prepare(t, drawn(append(words(map[[2]float64]int{{20, 50}: 12, {20, 70}: 12}), mark...)...), raster.Options{})
			lines := linesAt(s, 202.5, 55)
			if len(lines) != 1 {
				t.Fatalf("%d lines, want 1", len(lines))
			}
			for _, m := range mark {
				if b := lines[0]; !b.Contains(m.X0, m.Y0) || !b.Contains(m.X1, m.Y1) {
					t.Errorf("line %v does not hold %v", b, m)
				}
			}
		})
	}
}
