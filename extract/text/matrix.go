package text

import (
	"math"

	"mubiao/extract"
)

// A matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as PDF writes them
// (ISO 32000-1, 8.3.3).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// mul is the matrix that applies m first and then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// bounds is the upright rectangle around what m makes of the rectangle with
// the corners (x0, y0) and (x1, y1).
func (m matrix) bounds(x0, y0, x1, y1 float64) extract.Rect {
	ax, ay := m.apply(x0, y0)
	bx, by := m.apply(x1, y0)
	cx, cy := m.apply(x0, y1)
	dx, dy := m.apply(x1, y1)
	return extract.Rect{
		X0: min(ax, bx, cx, dx), Y0: min(ay, by, cy, dy),
		X1: max(ax, bx, cx, dx), Y1: max(ay, by, cy, dy),
	}
}

// finite reports whether no element has overflowed.
func (m matrix) finite() bool {
	sum := m.a + m.b + m.c + m.d + m.e + m.f
	return !math.IsInf(sum, 0) && !math.IsNaN(sum)
}

// straight reports whether m maps a square to a rectangle with sides along the
// page's.
func (m matrix) straight() bool {
	const slack = 1e-3
	size := math.Abs(m.a) + math.Abs(m.b) + math.Abs(m.c) + math.Abs(m.d)
	return math.Abs(m.b)+math.Abs(m.c) <= slack*size || math.Abs(m.a)+math.Abs(m.d) <= slack*size
}
