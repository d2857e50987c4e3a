package grid_test

import (
	"testing"
	"unicode/utf8"

	"mubiao/extract"
	"mubiao/extract/grid"
)

// twoCells is a page with two cells of 60 points side by side, in which texts
// are set in 10 points from where they begin.
func twoCells(texts map[string]float64) *extract.Page {
	page := &extract.Page{Number: 1, Width: 200, Height: 100}
	rule := func(x0, y0, x1, y1 float64) {
		page.Rulings = append(page.Rulings, extract.Ruling{X0: x0, Y0: y0, X1: x1, Y1: y1, Width: 0.5})
	}
	for _, x := range []float64{20, 80, 140} {
		rule(x, 20, x, 50)
	}
	rule(20, 20, 140, 20)
	rule(20, 50, 140, 50)
	for text, x := range texts {
		for _, r := range text {
			width := 10.0
			if r < utf8.RuneSelf {
				width = 5
			}
			page.Glyphs = append(page.Glyphs, extract.Glyph{
				Text: string(r), Box: extract.Rect{X0: x, Y0: 30, X1: x + width, Y1: 40}, Size: 10, Confidence: 1,
			})
			x += width
		}
	}
	return page
}

func TestTextThatGoesOverARuleStaysTogether(t *testing.T) {
	for _, test := range []struct {
		what        string
		texts       map[string]float64
		left, right string
	}{
		{"a number too long for its cell", map[string]float64{"7,692,906.30": 22.5, "目标": 110}, "7,692,906.30", "目标"},
		{"a number that goes over both sides", map[string]float64{"15": 22, "907,692,906.30": 77.5}, "15", "907,692,906.30"},
		{"a bracket that hangs at the end of a line", map[string]float64{"（本级机关）": 22.5, "甲": 100}, "（本级机关）", "甲"},
		{"text beside a bracket that hangs", map[string]float64{"（本级机关）": 21, "甲": 81.2}, "（本级机关）", "甲"},
		{"text that runs into a blank cell", map[string]float64{"填报单位县城管局": 23}, "填报单位县城管局", ""},
		{"text that runs out of the table", map[string]float64{"甲": 30, "填报单位县城管局": 83}, "甲", "填报单位县城管局"},
		{"cells that text fills to the rule", map[string]float64{"项目名称甲乙": 20, "丙": 80.3}, "项目名称甲乙", "丙"},
	} {
		layout := grid.Find(twoCells(test.texts))
		if len(layout.Grids) != 1 {
			t.Errorf("%s: %d grids", test.what, len(layout.Grids))
			continue
		}
		var got [2]string
		for _, c := range layout.Grids[0].Cells {
			for _, l := range c.Lines {
				got[c.Col] += l.Text
			}
		}
		if got != [2]string{test.left, test.right} {
			t.Errorf("%s: %q", test.what, got)
		}
	}
}
