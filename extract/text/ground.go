package text

import (
	"cmp"
	"slices"

	"mubiao/extract"
)

// Some pages have a table's rules without drawing any: a box of ink is the
// ground, boxes of paper are painted on it, one a cell, and what is left of the
// ground between them shows as rules. Web pages do so with border-spacing.

// groundBoxes is how many boxes of a page are looked at for this; no page of a
// form comes near it.
const groundBoxes = 4000

// leastGap is the width in points from which on what is left between two boxes
// shows; less is rounding.
const leastGap = 0.2

// leastGround is the least height and width in points of a ground: that of one
// row of a table in small print.
const leastGround = 10.0

// A ground is a box of ink, with the boxes that were painted on it later.
type ground struct {
	box  extract.Rect
	over []extract.Rect
}

// overpaint takes note of the boxes that a path fills, be it as paper or ink.
func (in *interpreter) overpaint() {
	if in.hidden > 0 || in.state.fill.clear {
		return
	}
	for i, s := range in.path.subs {
		points := in.path.of(i)
		if s.curved || len(points) < 3 {
			continue
		}
		if box := bounds(points); rectangular(points, box) {
			in.addGround(box.Intersect(in.state.clip))
		}
	}
}

// addGround puts a filled box on the ground that it lies on, and makes it one.
func (in *interpreter) addGround(box extract.Rect) {
	if in.overpainted >= groundBoxes {
		return
	}
	if min(box.Width(), box.Height()) <= thickMost {
		return
	}
	in.overpainted++
	for i := len(in.grounds) - 1; i >= 0; i-- {
		if g := &in.grounds[i]; holds(g.box, box) {
			g.over = append(g.over, box)
			break
		}
	}
	if !in.state.fill.white && min(box.Width(), box.Height()) >= leastGround {
		in.grounds = append(in.grounds, ground{box: box})
	}
}

// holds reports whether a box lies within another and leaves some of it.
func holds(outer, inner extract.Rect) bool {
	return inner.X0 >= outer.X0-leastGap && inner.X1 <= outer.X1+leastGap && inner.Y0 >= outer.Y0-leastGap && inner.Y1 <= outer.Y1+leastGap &&
		inner.Width()*inner.Height() < 0.9*outer.Width()*outer.Height()
}

// ruleGrounds makes rulings of what is left of each ground between the boxes on
// it. One box alone is no table.
func (in *interpreter) ruleGrounds() {
	for _, g := range in.grounds {
		if len(g.over) > 1 {
			in.ruleGaps(&g, false)
			in.ruleGaps(&g, true)
		}
	}
	in.grounds, in.overpainted = in.grounds[:0], 0
}

// ruleGaps makes rulings of the gaps beside, or below, each box of a ground, and
// of those around all of them.
func (in *interpreter) ruleGaps(g *ground, down bool) {
	boxes := make([]extract.Rect, 0, len(g.over)+2)
	for _, b := range g.over {
		boxes = append(boxes, lay(b, down))
	}
	edge := lay(g.box, down)
	boxes = append(boxes,
		extract.Rect{X0: edge.X0 - 1, X1: edge.X0, Y0: edge.Y0, Y1: edge.Y1},
		extract.Rect{X0: edge.X1, X1: edge.X1 + 1, Y0: edge.Y0, Y1: edge.Y1})
	slices.SortFunc(boxes, func(a, b extract.Rect) int { return cmp.Compare(a.X0, b.X0) })
	for _, a := range boxes {
		from, _ := slices.BinarySearchFunc(boxes, a.X1+leastGap, func(b extract.Rect, x float64) int { return cmp.Compare(b.X0, x) })
		for _, b := range boxes[from:] {
			if b.X0-a.X1 > thickMost {
				break
			}
			gap := extract.Rect{X0: a.X1, X1: b.X0, Y0: max(a.Y0, b.Y0), Y1: min(a.Y1, b.Y1)}
			if gap.Height() > thickMost {
				in.rule(lay(gap, down))
			}
		}
	}
}

// lay mirrors a box about the diagonal if down, so that what lies below lies
// beside.
func lay(r extract.Rect, down bool) extract.Rect {
	if !down {
		return r
	}
	return extract.Rect{X0: r.Y0, Y0: r.X0, X1: r.Y1, Y1: r.X1}
}
