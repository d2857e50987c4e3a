package raster

import (
	"image"
	"math"
)

// A rotation maps the pixels of one picture to another:
// x' = a·x + b·y + c, y' = -b·x + a·y + d.
type rotation struct{ a, b, c, d float64 }

func (r rotation) apply(x, y float64) (float64, float64) {
	return r.a*x + r.b*y + r.c, -r.b*x + r.a*y + r.d
}

// inverse is the way back; r must not change lengths.
func (r rotation) inverse() rotation {
	return rotation{r.a, -r.b, -r.a*r.c + r.b*r.d, -r.b*r.c - r.a*r.d}
}

// straighten is the picture turned back by an angle, in degrees clockwise,
// with room for its corners, and where its pixels were.
func straighten(g *image.Gray, degrees float64) (*image.Gray, rotation) {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	w, h := float64(g.Rect.Dx()), float64(g.Rect.Dy())
	ow := math.Ceil(w*cos + h*math.Abs(sin))
	oh := math.Ceil(h*cos + w*math.Abs(sin))
	// from the straight picture to the skewed one, about both middles
	back := rotation{a: cos, b: -sin}
	x, y := back.apply(ow/2, oh/2)
	back.c, back.d = w/2-x, h/2-y
	out := newGrey(int(ow), int(oh))
	for v := range out.Rect.Dy() {
		resampleRow(g, row(out, v), back, float64(v))
	}
	return out, back
}

// resampleRow sets line v of a picture from where back maps its pixels'
// middles to, by bilinear interpolation. What lies outside g stays as it is.
func resampleRow(g *image.Gray, to []uint8, back rotation, v float64) {
	const (
		one  = 1 << 16
		half = 1 << 7
	)
	x, y := back.apply(0.5, v+0.5)
	fx, fy := int((x-0.5)*one), int((y-0.5)*one)
	dx, dy := int(back.a*one), int(-back.b*one)
	w, h := g.Rect.Dx(), g.Rect.Dy()
	lo, hi := within(fx, dx, (w-1)*one, len(to))
	lo2, hi2 := within(fy, dy, (h-1)*one, len(to))
	lo, hi = max(lo, lo2), min(hi, hi2)
	fx, fy = fx+lo*dx, fy+lo*dy
	for u := lo; u < hi; u++ {
		at := (fy>>16)*g.Stride + fx>>16
		wx, wy := (fx>>8)&0xFF, (fy>>8)&0xFF
		p, q := g.Pix[at:at+2:at+2], g.Pix[at+g.Stride:at+g.Stride+2]
		top := int(p[0])<<8 + wx*(int(p[1])-int(p[0]))
		bottom := int(q[0])<<8 + wx*(int(q[1])-int(q[0]))
		to[u] = uint8((top + ((bottom-top)*wy)>>8 + half) >> 8)
		fx, fy = fx+dx, fy+dy
	}
}

// within is the range of steps i from 0 to n at which 0 ≤ start + i·step <
// limit.
func within(start, step, limit, n int) (lo, hi int) {
	lo, hi = 0, n
	for lo < hi && (start+lo*step < 0 || start+lo*step >= limit) {
		lo++
	}
	for hi > lo && (start+(hi-1)*step < 0 || start+(hi-1)*step >= limit) {
		hi--
	}
	return lo, hi
}
