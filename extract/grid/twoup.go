package grid

import (
	"cmp"
	"math"
	"slices"

	"mubiao/extract"
)

// Two forms, or the halves of one, are set side by side to save paper: two
// sheets printed on one, or a page of two columns. Each half then is a page of
// its own.

const (
	// leastGutter is how wide the white between two halves is at least, in
	// points: they have margins, as columns of one table have not.
	leastGutter = 8.0
	// evenHalves is how far apart, in points, the widths of two halves may be:
	// a part of a table that lost its rules is as wide as its columns are.
	evenHalves = 2.0
	// leastHalf is the least width of a half, as a share of its page's.
	leastHalf = 0.3
)

// FindAll is Find for a page that may hold two side by side: the left one comes
// first, and the right one lies where the left one does.
func FindAll(page *extract.Page) []Layout {
	whole, turn := upright(page)
	free := freeRules(whole.Rulings)
	left, right, ok := halves(whole, free)
	if !ok {
		return []Layout{find(whole, turn, free)}
	}
	first, second := split(whole, left, right)
	moved := Turn{Width: whole.Width, Height: whole.Height}
	if turn != nil {
		moved = *turn
	}
	moved.Right = right.X0 - left.X0
	return []Layout{find(first, turn, freeRules(first.Rulings)), find(second, &moved, freeRules(second.Rulings))}
}

// halves are where the tables of two halves stand.
func halves(page *extract.Page, free []edge) (left, right extract.Rect, ok bool) {
	boxes := append(tableBoxes(edges(page.Rulings)), stripedBoxes(free, page.Width)...)
	slices.SortFunc(boxes, func(a, b extract.Rect) int { return cmp.Compare(a.X0, b.X0) })
	for i, b := range boxes {
		if i > 0 && b.X0-left.X1 >= leastGutter {
			right = extract.Rect{}
			for _, r := range boxes[i:] {
				right = right.Union(r)
			}
			return left, right, areHalves(page, left, right)
		}
		left = left.Union(b)
	}
	return left, right, false
}

// tableBoxes is where tables stand that have rules both ways.
func tableBoxes(hor, ver []edge) []extract.Rect {
	var out []extract.Rect
	for _, c := range apartTables(hor, ver) {
		if len(c.hor) < 3 || len(c.ver) < 3 {
			continue
		}
		var r extract.Rect
		for _, h := range c.hor {
			r = r.Union(extract.Rect{X0: h.lo, Y0: h.at - 1, X1: h.hi, Y1: h.at + 1})
		}
		for _, v := range c.ver {
			r = r.Union(extract.Rect{X0: v.at - 1, Y0: v.lo, X1: v.at + 1, Y1: v.hi})
		}
		out = append(out, r)
	}
	return out
}

// stripedBoxes is where tables stand that have rules across alone, all as high as
// the highest: of the last rows that go over into the right half only the rule
// below them may be left.
func stripedBoxes(free []edge, width float64) []extract.Rect {
	counts := map[int]int{} // rules by the box that they belong to
	var out []extract.Rect
	for _, h := range free {
		if h.hi-h.lo < leastHalf*width {
			continue
		}
		r := extract.Rect{X0: h.lo, Y0: h.at - 1, X1: h.hi, Y1: h.at + 1}
		k := slices.IndexFunc(out, func(o extract.Rect) bool {
			return math.Abs(o.X0-h.lo) <= sameEnd && math.Abs(o.X1-h.hi) <= sameEnd
		})
		if k < 0 {
			k, out = len(out), append(out, r)
		}
		out[k] = out[k].Union(r)
		counts[k]++
	}
	most, top, bottom := 0, math.Inf(1), math.Inf(-1)
	for k, r := range out {
		most, top, bottom = max(most, counts[k]), min(top, r.Y0), max(bottom, r.Y1)
	}
	if most < leastStripes {
		return nil
	}
	for k := range out {
		out[k].Y0, out[k].Y1 = top, bottom
	}
	return out
}

// areHalves reports whether two places are those of two halves: of one width,
// beside each other, and nothing between them.
func areHalves(page *extract.Page, left, right extract.Rect) bool {
	top, bottom := max(left.Y0, right.Y0), min(left.Y1, right.Y1)
	if math.Abs(left.Width()-right.Width()) > evenHalves || left.Width() < leastHalf*page.Width || top >= bottom {
		return false
	}
	top = min(left.Y0, right.Y0)
	return !slices.ContainsFunc(page.Glyphs, func(g extract.Glyph) bool {
		x, y := g.Box.Center()
		return !g.Hidden && x > left.X1 && x < right.X0 && y > top && y < max(left.Y1, right.Y1)
	})
}

// split parts a page between two halves and moves the right one to where the
// left one stands. Text over both, such as a heading, stays on the left.
func split(page *extract.Page, left, right extract.Rect) (first, second *extract.Page) {
	a, b := *page, *page
	a.Glyphs, a.Rulings, b.Glyphs, b.Rulings = nil, nil, nil, nil
	middle, by := (left.X1+right.X0)/2, right.X0-left.X0
	var over []float64 // heights of lines over both
	for _, g := range page.Glyphs {
		if x, y := g.Box.Center(); x > left.X1 && x < right.X0 {
			over = append(over, y)
		}
	}
	for _, g := range page.Glyphs {
		x, y := g.Box.Center()
		spans := slices.ContainsFunc(over, func(o float64) bool { return math.Abs(o-y) < lineShare*g.Box.Height() })
		if x < middle || spans {
			a.Glyphs = append(a.Glyphs, g)
			continue
		}
		g.Box.X0, g.Box.X1 = g.Box.X0-by, g.Box.X1-by
		b.Glyphs = append(b.Glyphs, g)
	}
	for _, r := range page.Rulings {
		if r.X0 < middle {
			a.Rulings = append(a.Rulings, r)
			continue
		}
		r.X0, r.X1 = r.X0-by, r.X1-by
		b.Rulings = append(b.Rulings, r)
	}
	return &a, &b
}
