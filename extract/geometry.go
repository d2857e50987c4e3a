package extract

import "math"

// PointsPerInch is the number of points, the unit of all boxes, in an inch.
const PointsPerInch = 72

// A Rect is a rectangle in page coordinates with X0 ≤ X1 and Y0 ≤ Y1. The
// zero Rect is empty.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Width is the horizontal extent in points.
func (r Rect) Width() float64 { return r.X1 - r.X0 }

// Height is the vertical extent in points.
func (r Rect) Height() float64 { return r.Y1 - r.Y0 }

// Center is the point in the middle of r.
func (r Rect) Center() (x, y float64) { return (r.X0 + r.X1) / 2, (r.Y0 + r.Y1) / 2 }

// Empty reports whether r holds no area.
func (r Rect) Empty() bool { return r.X1 <= r.X0 || r.Y1 <= r.Y0 }

// Contains reports whether the point lies in r; the lower edges are
// included, the upper ones are not.
func (r Rect) Contains(x, y float64) bool {
	return x >= r.X0 && x < r.X1 && y >= r.Y0 && y < r.Y1
}

// Union is the smallest rectangle that holds both; an empty one adds nothing.
func (r Rect) Union(s Rect) Rect {
	switch {
	case r == (Rect{}):
		return s
	case s == (Rect{}):
		return r
	}
	return Rect{math.Min(r.X0, s.X0), math.Min(r.Y0, s.Y0), math.Max(r.X1, s.X1), math.Max(r.Y1, s.Y1)}
}

// Intersect is the area common to both, or the zero Rect.
func (r Rect) Intersect(s Rect) Rect {
	t := Rect{math.Max(r.X0, s.X0), math.Max(r.Y0, s.Y0), math.Min(r.X1, s.X1), math.Min(r.Y1, s.Y1)}
	if t.X1 < t.X0 || t.Y1 < t.Y0 {
		return Rect{}
	}
	return t
}

// A Placement says where points lie on a displayed page of the given size:
// (x, y) at (A x + B y + C, D x + E y + F).
type Placement struct {
	A, B, C, D, E, F float64
	Width, Height    float64 // of the displayed page, points
	// Second is for what lies at y = From and below; nil for none. Two pages
	// side by side on a sheet are read as one above the other.
	Second *Placement
	From   float64
}

// Shown is the smallest rectangle on the displayed page around r.
func (p *Placement) Shown(r Rect) Rect {
	x, y := r.Center()
	if p.Second != nil && y >= p.From {
		return p.Second.Shown(r)
	}
	x, y = p.A*x+p.B*y+p.C, p.D*x+p.E*y+p.F
	dx := (math.Abs(p.A)*r.Width() + math.Abs(p.B)*r.Height()) / 2
	dy := (math.Abs(p.D)*r.Width() + math.Abs(p.E)*r.Height()) / 2
	return Rect{x - dx, y - dy, x + dx, y + dy}
}

// quarter is the direction in which a line of the sheet runs on the displayed
// page, to a quarter of a circle, in degrees clockwise.
func (p *Placement) quarter() float32 {
	switch {
	case math.Abs(p.A) >= math.Abs(p.D) && p.A >= 0:
		return 0
	case math.Abs(p.A) >= math.Abs(p.D):
		return 180
	case p.D > 0:
		return 90
	}
	return -90
}
