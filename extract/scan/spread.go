package scan

import (
	"cmp"
	"slices"

	"mubiao/extract"
)

// Copiers put two pages of A4 side by side on one of A3, and so do people who
// scan what is bound.

const (
	// spreadLeast is the width of the narrowest sheet with two pages, in points:
	// more than that of A4 laid across.
	spreadLeast = 950.0
	// spreadFlat is how many times wider than high such a sheet is at least.
	spreadFlat = 1.2
	// gutterLeast is the least blank between the pages, in points: two margins
	// of a form that was fitted to its page.
	gutterLeast = 16.0
	// gutterFrom and gutterTo are where it begins and ends at most, in widths
	// of the sheet.
	gutterFrom, gutterTo = 0.35, 0.65
	// printLeast is the number of characters of the emptier page.
	printLeast = 40
)

// unfold makes a page of two, side by side, a page of two, one above the other:
// lines and tables of one have nothing to do with those beside them.
func unfold(page *extract.Page) {
	if page.Width < max(spreadLeast, spreadFlat*page.Height) || page.Sheet == nil {
		return
	}
	gutter, ok := gutterOf(page)
	if !ok {
		return
	}
	high := page.Height
	for i := range page.Glyphs {
		if b := &page.Glyphs[i].Box; b.X0 >= gutter {
			*b = extract.Rect{X0: b.X0 - gutter, Y0: b.Y0 + high, X1: b.X1 - gutter, Y1: b.Y1 + high}
		}
	}
	for i := range page.Rulings {
		if r := &page.Rulings[i]; r.X0 >= gutter {
			r.X0, r.X1, r.Y0, r.Y1 = r.X0-gutter, r.X1-gutter, r.Y0+high, r.Y1+high
		}
	}
	second := *page.Sheet
	second.C += second.A*gutter - second.B*high
	second.F += second.D*gutter - second.E*high
	page.Sheet.Second, page.Sheet.From = &second, high
	page.Width, page.Height = max(gutter, page.Width-gutter), 2*high
	for i := range page.Pictures {
		page.Pictures[i].Box = extract.Rect{X1: page.Width, Y1: page.Height}
	}
}

// gutterOf is the middle of the blank between two pages, if nothing crosses it
// and there is print on both sides.
func gutterOf(page *extract.Page) (float64, bool) {
	type extent struct{ from, to float64 }
	var taken []extent
	for i := range page.Glyphs {
		taken = append(taken, extent{page.Glyphs[i].Box.X0, page.Glyphs[i].Box.X1})
	}
	for i := range page.Rulings {
		taken = append(taken, extent{page.Rulings[i].X0, page.Rulings[i].X1})
	}
	slices.SortFunc(taken, func(a, b extent) int { return cmp.Compare(a.from, b.from) })
	best, at, end := gutterLeast, 0.0, 0.0
	for _, t := range taken {
		middle := (end + t.from) / 2
		if t.from-end >= best && middle >= gutterFrom*page.Width && middle <= gutterTo*page.Width {
			best, at = t.from-end, middle
		}
		end = max(end, t.to)
	}
	left := 0
	for i := range page.Glyphs {
		if page.Glyphs[i].Box.X0 < at {
			left++
		}
	}
	return at, at > 0 && left >= printLeast && len(page.Glyphs)-left >= printLeast
}
