package ocr

import "math"

const (
	// lowMark is how low the middle of 、 ， and 。 stands at least, and centred
	// how far · is at most from the middle, over the height of the line's ink.
	// 。 may stand in the middle too, as faces of traditional characters have it.
	lowMark, centred = 0.62, 0.15
	// hollow is the ink in the middle of 。, over that of a ring around it, from
	// which down the ring has a hole.
	hollow = 0.6
	// slant is the correlation of across and down over the ink of 、 from which
	// on it runs down to the right; that of ， is as far below 0.
	slant = 0.3
	// roundest is the ratio of the sides of what is round, at most.
	roundest = 1.4
	// dotMost is the greatest side of ·, in em.
	dotMost = 0.25
)

// markOf is the mark that a piece of ink is, by where it stands and its shape;
// empty if it could be more than one, or is none.
func (g *gaps) markOf(s stroke) string {
	width, height := float64(s.box.Dx()), float64(s.box.Dy())
	side := math.Max(width, height)
	if g.tall == 0 || side > mostMark*g.em || side < leastMark*g.em {
		return ""
	}
	middle := (float64(s.box.Min.Y+s.box.Max.Y)/2 - float64(g.top)) / float64(g.tall)
	round := side <= roundest*math.Min(width, height)
	switch along := s.slant(); {
	case middle >= 0.5-centred && round && s.hollow():
		return "。"
	case math.Abs(middle-0.5) <= centred && round && side <= dotMost*g.em:
		return "·"
	case middle < lowMark:
		return ""
	case along >= slant:
		return "、"
	case along <= -slant:
		return "，"
	}
	return ""
}

// hollow reports whether a piece of ink is a ring.
func (s stroke) hollow() bool {
	var inner, outer, inside, around float64
	x0, y0 := float64(s.box.Min.X+s.box.Max.X)/2, float64(s.box.Min.Y+s.box.Max.Y)/2
	for y := s.box.Min.Y; y < s.box.Max.Y; y++ {
		for x := s.box.Min.X; x < s.box.Max.X; x++ {
			ink := float64(255 - s.image.Pix[y*s.image.Stride+x])
			dx, dy := 2*(float64(x)+0.5-x0)/float64(s.box.Dx()), 2*(float64(y)+0.5-y0)/float64(s.box.Dy())
			switch r := math.Hypot(dx, dy); {
			case r < 1.0/3:
				inner, inside = inner+ink, inside+1
			case r > 0.45 && r < 0.95:
				outer, around = outer+ink, around+1
			}
		}
	}
	return inside > 0 && around > 0 && inner/inside <= hollow*outer/around
}

// slant is the correlation of across and down over a piece of ink: 1 for a
// line that runs down to the right, -1 for one to the left.
func (s stroke) slant() float64 {
	var n, x, y, xx, yy, xy float64
	for _, i := range s.pixels {
		w := float64(255 - s.image.Pix[i])
		u, v := float64(i%s.image.Stride), float64(i/s.image.Stride)
		n, x, y, xx, yy, xy = n+w, x+w*u, y+w*v, xx+w*u*u, yy+w*v*v, xy+w*u*v
	}
	if n == 0 {
		return 0
	}
	x, y = x/n, y/n
	spread := (xx/n - x*x) * (yy/n - y*y)
	if spread <= 0 {
		return 0
	}
	return (xy/n - x*y) / math.Sqrt(spread)
}
