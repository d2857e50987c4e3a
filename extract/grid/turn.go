package grid

import (
	"math"
	"slices"

	"mubiao/extract"
)

// A Turn says how a page was turned before its grids were looked for. Some
// producers set a landscape table sideways on a portrait page; what this
// package hands on is upright all the same. A nil Turn is none.
type Turn struct {
	Quarters      int     // clockwise, from upright to the page as read
	Width, Height float64 // of the page as read, points
	// Sheet is the way on to the displayed page, of a page that was read from
	// a picture; nil for others.
	Sheet *extract.Placement
	// Right is how far to the left a half of the page was moved, in points.
	Right float64
}

// Shown is the place on the displayed page of a box on the upright one.
func (t *Turn) Shown(r extract.Rect) extract.Rect {
	if t == nil {
		return r
	}
	r.X0, r.X1 = r.X0+t.Right, r.X1+t.Right
	r = shift(turn(r, t.Quarters), t.Quarters, t.Width, t.Height)
	if t.Sheet != nil {
		r = t.Sheet.Shown(r)
	}
	return r
}

// shift moves what turn has turned about the origin onto a page of the given
// size.
func shift(r extract.Rect, quarters int, width, height float64) extract.Rect {
	dx, dy := 0.0, 0.0
	switch quarters & 3 {
	case 1:
		dx = width
	case 2:
		dx, dy = width, height
	case 3:
		dy = height
	}
	return extract.Rect{X0: r.X0 + dx, Y0: r.Y0 + dy, X1: r.X1 + dx, Y1: r.Y1 + dy}
}

// turn turns a box by quarters of a circle, clockwise, about the origin.
func turn(r extract.Rect, quarters int) extract.Rect {
	switch quarters & 3 {
	case 1:
		return extract.Rect{X0: -r.Y1, Y0: r.X0, X1: -r.Y0, Y1: r.X1}
	case 2:
		return extract.Rect{X0: -r.X1, Y0: -r.Y1, X1: -r.X0, Y1: -r.Y0}
	case 3:
		return extract.Rect{X0: r.Y0, Y0: -r.X1, X1: r.Y1, Y1: -r.X0}
	}
	return r
}

// quarterOf is the number of quarters clockwise that a glyph lies turned by,
// and whether that is close to what it really lies at.
func quarterOf(g *extract.Glyph) (quarters int, straight bool) {
	if g.Angle == 0 {
		return 0, true
	}
	q := math.Round(float64(g.Angle) / 90)
	return int(q) & 3, math.Abs(float64(g.Angle)-q*90) <= slantTolerance
}

// upright turns a page so that most of its glyphs stand upright.
func upright(p *extract.Page) (*extract.Page, *Turn) {
	var count [4]int
	for i := range p.Glyphs {
		if q, straight := quarterOf(&p.Glyphs[i]); straight && !p.Glyphs[i].Hidden {
			count[q]++
		}
	}
	most := slices.Index(count[:], slices.Max(count[:]))
	if most == 0 && p.Sheet == nil {
		return p, nil
	}
	t := &Turn{Quarters: most, Width: p.Width, Height: p.Height, Sheet: p.Sheet}
	if most == 0 {
		return p, t
	}
	u := *p
	if most != 2 {
		u.Width, u.Height = p.Height, p.Width
	}
	back := func(r extract.Rect) extract.Rect { return shift(turn(r, -most), -most, u.Width, u.Height) }
	u.Glyphs = slices.Clone(p.Glyphs)
	for i := range u.Glyphs {
		g := &u.Glyphs[i]
		g.Box = back(g.Box)
		g.Angle = float32(math.Remainder(float64(g.Angle)-float64(90*most), 360))
	}
	u.Rulings = slices.Clone(p.Rulings)
	for i, l := range u.Rulings {
		r := back(extract.Rect{X0: l.X0, Y0: l.Y0, X1: l.X1, Y1: l.Y1})
		u.Rulings[i] = extract.Ruling{X0: r.X0, Y0: r.Y0, X1: r.X1, Y1: r.Y1, Width: l.Width}
	}
	return &u, t
}
