package spoil

import (
	"math"
	"math/rand/v2"

	"mubiao/extract"
)

// draw paints over the rules of a page and draws them in the style.
func (s *RuleStyle) draw(p *plane) {
	for _, r := range s.Rulings {
		const beside = 1.5
		half := max(r.Width/2, 0.5) + beside
		p.band(r, half, func(v *float32, _ int, _ float64, lighter float32) { *v = lighter })
	}
	for _, r := range s.Rulings {
		p.band(r, s.Width/2+1, func(v *float32, along int, across float64, _ float32) {
			if s.Off == 0 || along%(s.On+s.Off) < s.On {
				covered := max(0, min(across+0.5, s.Width/2)-max(across-0.5, -s.Width/2))
				*v *= float32(1 - covered)
			}
		})
	}
}

// band changes the pixels within half of a ruling. change is told the place
// along the ruling, the distance from its middle, and the lighter of the
// shades on both sides of the band.
func (p *plane) band(r extract.Ruling, half float64, change func(v *float32, along int, across float64, lighter float32)) {
	width, height, along, across := p.width, p.height, 1, p.width
	middle, from, to := r.Y0, r.X0, r.X1
	if !r.Horizontal() {
		width, height, along, across = height, width, across, along
		middle, from, to = r.X0, r.Y0, r.Y1
	}
	first, last := int(middle-half), int(middle+half)
	for x := max(0, int(from)); x <= min(width-1, int(to)); x++ {
		above, below := max(0, first-1), min(height-1, last+1)
		lighter := max(p.pix[x*along+above*across], p.pix[x*along+below*across])
		for y := max(0, first); y <= min(height-1, last); y++ {
			change(&p.pix[x*along+y*across], x, float64(y)+0.5-middle, lighter)
		}
	}
}

// stamp puts a round seal with a star on the page; ink is how much it darkens.
func (p *plane) stamp(r *rand.Rand, ink float64) {
	const (
		size = 0.10 // of the page's width
		rim  = 0.93 // where the rim begins, in radii
		star = 0.30
	)
	x, y := (0.3+0.5*r.Float64())*float64(p.width), (0.2+0.6*r.Float64())*float64(p.height)
	p.disc(x, y, size*float64(p.width), func(d float64, v float32) float32 {
		if d >= rim {
			v *= float32(1 - ink)
		}
		return v
	})
	radius := star * size * float64(p.width)
	p.points(x, y, radius, func(v float32) float32 { return v * float32(1-ink) })
}

// points changes the pixels of a five-pointed star.
func (p *plane) points(x, y, radius float64, change func(float32) float32) {
	const inner = 0.382 // radius between two points
	for j := max(0, int(y-radius)); j < min(p.height, int(y+radius)+1); j++ {
		for i := max(0, int(x-radius)); i < min(p.width, int(x+radius)+1); i++ {
			dx, dy := float64(i)-x, float64(j)-y
			// the angle from the nearest point, in half points
			turn := math.Mod(math.Atan2(dx, -dy)/(2*math.Pi)*5+5.5, 1) - 0.5
			sin, cos := math.Sincos(math.Abs(turn) * 2 * math.Pi / 5)
			px, py := math.Hypot(dx, dy)*cos/radius, math.Hypot(dx, dy)*sin/radius
			// the edge runs from (1, 0) to the inner corner
			cx, cy := inner*math.Cos(math.Pi/5), inner*math.Sin(math.Pi/5)
			if (1-px)*cy >= py*(1-cx) {
				v := &p.pix[j*p.width+i]
				*v = change(*v)
			}
		}
	}
}
