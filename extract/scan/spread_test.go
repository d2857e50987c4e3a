package scan

import (
	"testing"

	"mubiao/extract"
)

// spread is a sheet of A3 laid across with lines of print from some places on,
// each 300 points long.
func spread(from ...float64) *extract.Page {
	page := &extract.Page{
		Width: 1190, Height: 842,
		Sheet: &extract.Placement{A: 1, E: 1, Width: 1190, Height: 842},
	}
	for _, x := range from {
		for i := range 60 {
			x := x + 10*float64(i%30)
			y := 100 + 20*float64(i/30)
			page.Glyphs = append(page.Glyphs, extract.Glyph{Text: "目", Box: extract.Rect{X0: x, Y0: y, X1: x + 10, Y1: y + 10}})
		}
		page.Rulings = append(page.Rulings, extract.Ruling{X0: x, Y0: 90, X1: x + 300, Y1: 90})
	}
	return page
}

func TestTwoPagesOnASheetAreReadOneAfterTheOther(t *testing.T) {
	page := spread(100, 700)
	before := spread(100, 700)
	unfold(page)
	if page.Height != 2*842 || page.Width >= 900 {
		t.Fatalf("the page is %v × %v", page.Width, page.Height)
	}
	for i, g := range page.Glyphs {
		if second := i >= 60; second != (g.Box.Y0 >= 842) || g.Box.X1 > page.Width {
			t.Errorf("character %d is at %+v", i, g.Box)
		}
		if shown, want := page.Sheet.Shown(g.Box), before.Glyphs[i].Box; shown != want {
			t.Errorf("character %d is shown at %+v, want %+v", i, shown, want)
		}
	}
	if r := page.Rulings[1]; r.Y0 != 842+90 || r.X0 < 0 || r.X1 > page.Width {
		t.Errorf("the second rule is at %+v", r)
	}
}

func TestOnePageOnASheetStaysAsItIs(t *testing.T) {
	crossed := spread(100, 700)
	crossed.Rulings = append(crossed.Rulings, extract.Ruling{X0: 100, Y0: 80, X1: 1000, Y1: 80})
	narrow := spread(100, 450)
	narrow.Width = 842
	for name, page := range map[string]*extract.Page{
		"a rule goes across": crossed, "one page": spread(450), "A4 laid across": narrow,
	} {
		height := page.Height
		if unfold(page); page.Height != height || page.Sheet.Second != nil {
			t.Errorf("%s: taken for two pages", name)
		}
	}
}
