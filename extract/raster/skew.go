package raster

import (
	"image"
	"math"
)

const (
	// skewMost is the largest angle, in degrees, that a page is looked for
	// askew at: feeders and hands lay paper straighter.
	skewMost = 10.0
	// skewLeast is the smallest angle, in degrees, that is worth turning a
	// page back by: over the height of A4 it moves a rule by 0.3 pt.
	skewLeast = 0.02
)

// skewOf is the angle, in degrees clockwise, that what is on a page is turned
// by, within skewMost of a quarter turn. Lines of text and rules, across and
// upright, fill few rows and columns when counted along their own direction,
// so the sum of squares of these counts is largest there. A pixel should be
// around 1/100 inch.
func skewOf(g *image.Gray, level uint8) float64 {
	p := edgesOf(g, level)
	best := p.search(0, skewMost, 0.25)
	best = p.search(best, 0.3, 0.06)
	best = p.search(best, 0.07, 0.02)
	a, b, c := p.energy(best-0.03), p.energy(best), p.energy(best+0.03)
	if d := a - 2*b + c; d < 0 {
		best += 0.03 * max(-1, min(1, 0.5*(a-c)/d))
	}
	return best
}

// edgePixels are the places of ink with paper below it and of ink with paper
// right of it: enough to tell a direction, and fewer than all.
type edgePixels struct {
	lower, right  [][2]float32
	width, height int
}

func edgesOf(g *image.Gray, level uint8) *edgePixels {
	p := &edgePixels{width: g.Rect.Dx(), height: g.Rect.Dy()}
	for y := range p.height - 1 {
		line, next := row(g, y), row(g, y+1)
		for x := range p.width - 1 {
			if line[x] >= level {
				continue
			}
			if next[x] >= level {
				p.lower = append(p.lower, [2]float32{float32(x), float32(y)})
			}
			if line[x+1] >= level {
				p.right = append(p.right, [2]float32{float32(y), float32(x)})
			}
		}
	}
	return p
}

// search is the angle of most energy within reach of another.
func (p *edgePixels) search(around, reach, step float64) float64 {
	best, most := around, -1.0
	for i := -int(reach/step + 0.5); i <= int(reach/step+0.5); i++ {
		angle := around + float64(i)*step
		if e := p.energy(angle); e > most {
			best, most = angle, e
		}
	}
	return best
}

func (p *edgePixels) energy(degrees float64) float64 {
	tan := math.Tan(degrees * math.Pi / 180)
	return squares(p.lower, -tan, p.width, p.height) + squares(p.right, tan, p.height, p.width)
}

// squares counts the points by their distance across the direction and adds up
// the squares of the counts.
func squares(points [][2]float32, slope float64, length, breadth int) float64 {
	margin := int(math.Abs(slope)*float64(length)) + 2
	count := make([]int32, breadth+2*margin)
	k, start := float32(slope), float32(margin)+0.5
	for _, p := range points {
		count[int(p[1]+k*p[0]+start)]++
	}
	sum := 0.0
	for _, c := range count {
		sum += float64(c) * float64(c)
	}
	return sum
}
