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
	half := in.halfWidth()
	if fill && !s.curved && len(points) > 2 {
		box := bounds(points)
		if stroke && thin(box) {
			box = grow(box, half)
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
		in.stroke(points[i-1], points[i], half)
	}
	if s.closed && len(points) > 2 {
		in.stroke(points[len(points)-1], points[0], half)
	}
}

// halfWidth is half the thickness that lines have on the page: along x of
// those that run down the page, along y of those that run across it.
func (in *interpreter) halfWidth() point {
	m, w := &in.state.ctm, in.state.lineWidth/2
	return point{w * math.Hypot(m.a, m.c), w * math.Hypot(m.b, m.d)}
}

// paintFrame finds the rulings of a frame: a box filled but for a box inside
// it that is smaller by a thin margin all round. It reports whether the two
// subpaths are one.
func (in *interpreter) paintFrame(a, b []point) bool {
	outer, inner := bounds(a), bounds(b)
	if inner.X0 < outer.X0 {
		outer, inner = inner, outer
	}
	sides := [...]extract.Rect{
		{X0: outer.X0, Y0: outer.Y0, X1: outer.X1, Y1: inner.Y0},
		{X0: outer.X0, Y0: inner.Y1, X1: outer.X1, Y1: outer.Y1},
		{X0: outer.X0, Y0: outer.Y0, X1: inner.X0, Y1: outer.Y1},
		{X0: inner.X1, Y0: outer.Y0, X1: outer.X1, Y1: outer.Y1},
	}
	for _, s := range sides {
		if w, h := s.Width(), s.Height(); w <= 0 || h <= 0 || min(w, h) > thickMost {
			return false
		}
	}
	if !rectangular(a, bounds(a)) || !rectangular(b, bounds(b)) || thin(inner) {
		return false
	}
	for _, s := range sides {
		in.ink(s, &in.state.fill)
	}
	return true
}

func thin(box extract.Rect) bool { return min(box.Width(), box.Height()) <= thickMost }

func grow(r extract.Rect, by point) extract.Rect {
	return extract.Rect{X0: r.X0 - by.x, Y0: r.Y0 - by.y, X1: r.X1 + by.x, Y1: r.Y1 + by.y}
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
func (in *interpreter) stroke(a, b, half point) {
	dx, dy := math.Abs(a.x-b.x), math.Abs(a.y-b.y)
	allowed := max(slantMost, slantPerLength*max(dx, dy))
	box := bounds([]point{a, b})
	switch {
	case dx == 0 && dy == 0:
		if in.state.butt {
			return
		}
		box = grow(box, half)
	case dy <= allowed && dx >= dy:
		y := (a.y + b.y) / 2
		box.Y0, box.Y1 = y-half.y, y+half.y
	case dx <= allowed:
		x := (a.x + b.x) / 2
		box.X0, box.X1 = x-half.x, x+half.x
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
		in.stop(in.limits.tooManyRulings())
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
