package text

import (
	"math"

	"mubiao/extract"
)

// What counts as a ruling. Forms are ruled with 0.25 to 2.25 pt, the widths
// that office programs offer for borders; 3 pt is their next step and the
// width of double lines.
const (
	thickMost = 3.0
	// pieceMost is the greatest length of a piece, which is only part of a
	// line: the dots and dashes of rules that a producer draws one by one.
	pieceMost = 6.0
	// slantMost is by how much the ends of a line may differ across it, in
	// points and in parts of its length: rounding to whole pixels in the
	// producer, and no visible slope.
	slantMost      = 0.3
	slantPerLength = 0.004
)

// paintSubpath finds the rulings in what one subpath paints. A thin box that
// is both filled and stroked is one line; other strokes are a line for each
// straight edge.
func (in *interpreter) paintSubpath(s subpath, points []point, fill, stroke bool) {
	width := in.state.lineWidth * in.state.ctm.scale()
	if fill && !s.curved && len(points) > 2 {
		box := bounds(points)
		if stroke && thin(box) {
			box = grow(box, width/2)
			stroke = false
		}
		if thin(box) || rectangular(points, box) {
			in.ink(box, &in.state.fill)
		}
	}
	if !stroke || s.curved {
		return
	}
	for i := 1; i < len(points); i++ {
		in.stroke(points[i-1], points[i], width)
	}
	if s.closed && len(points) > 2 {
		in.stroke(points[len(points)-1], points[0], width)
	}
}

func thin(box extract.Rect) bool { return min(box.Width(), box.Height()) <= thickMost }

func grow(r extract.Rect, by float64) extract.Rect {
	return extract.Rect{X0: r.X0 - by, Y0: r.Y0 - by, X1: r.X1 + by, Y1: r.Y1 + by}
}

// rectangular reports whether all points are corners of their bounds.
func rectangular(points []point, box extract.Rect) bool {
	near := func(v, a, b float64) bool {
		return math.Abs(v-a) < slantMost || math.Abs(v-b) < slantMost
	}
	for _, p := range points {
		if !near(p.x, box.X0, box.X1) || !near(p.y, box.Y0, box.Y1) {
			return false
		}
	}
	return true
}

// stroke inks a straight line if it is parallel to an edge of the page. A
// short and very wide line is a box like any other.
func (in *interpreter) stroke(a, b point, width float64) {
	dx, dy := math.Abs(a.x-b.x), math.Abs(a.y-b.y)
	allowed := max(slantMost, slantPerLength*max(dx, dy))
	half := width / 2
	box := bounds([]point{a, b})
	switch {
	case dx == 0 && dy == 0:
		if in.state.butt {
			return
		}
		box = grow(box, half)
	case dy <= allowed && dx >= dy:
		y := (a.y + b.y) / 2
		box.Y0, box.Y1 = y-half, y+half
	case dx <= allowed:
		x := (a.x + b.x) / 2
		box.X0, box.X1 = x-half, x+half
	default:
		return
	}
	in.ink(box, &in.state.stroke)
}

// ink takes note of a box of ink. Where it, or what the clip leaves of it, is
// thin, it is a ruling along its middle; where it is small all round, it is a
// piece that may make a line with others.
func (in *interpreter) ink(box extract.Rect, with *paint) {
	if in.hidden > 0 || with.invisible() {
		return
	}
	clip := &in.state.clip
	if box.X0 > clip.X1 || box.X1 < clip.X0 || box.Y0 > clip.Y1 || box.Y1 < clip.Y0 {
		return
	}
	box = box.Intersect(*clip)
	w, h := box.Width(), box.Height()
	if !(min(w, h) <= thickMost) { // also if it is no number
		return
	}
	if max(w, h) <= pieceMost {
		if len(in.pieces) < in.limits.Rulings {
			in.pieces = append(in.pieces, piece{box: box})
		}
		return
	}
	in.rule(box)
}

// rule adds the ruling along the middle of a thin box.
func (in *interpreter) rule(box extract.Rect) {
	if len(in.out.Rulings) >= in.limits.Rulings {
		in.stop(errRulings)
		return
	}
	r := extract.Ruling{X0: box.X0, Y0: box.Y0, X1: box.X1, Y1: box.Y1}
	if box.Width() >= box.Height() {
		r.Width = box.Height()
		r.Y0 = (box.Y0 + box.Y1) / 2
		r.Y1 = r.Y0
	} else {
		r.Width = box.Width()
		r.X0 = (box.X0 + box.X1) / 2
		r.X1 = r.X0
	}
	in.out.Rulings = append(in.out.Rulings, r)
}
