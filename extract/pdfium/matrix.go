package pdfium

import (
	"math"

	"mubiao/extract"
)

// A matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as PDF writes them
// (ISO 32000-1, 8.3.3).
type matrix struct{ a, b, c, d, e, f float64 }

// then is the matrix that applies m first and n after it.
func (m matrix) then(n matrix) matrix {
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
	w, h := x1-x0, y1-y0
	x, y := m.apply(x0, y0)
	return extract.Rect{
		X0: x + min(0, m.a*w) + min(0, m.c*h), Y0: y + min(0, m.b*w) + min(0, m.d*h),
		X1: x + max(0, m.a*w) + max(0, m.c*h), Y1: y + max(0, m.b*w) + max(0, m.d*h),
	}
}

// scale is how many times longer m makes a length, on average over all
// directions.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }
