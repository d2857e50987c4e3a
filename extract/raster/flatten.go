package raster

import (
	"image"
	"slices"
)

const (
	// paperBlock is the side, in points, of the squares in which the shade of
	// the paper is looked for: wider than any stroke of a character, narrower
	// than a shadow.
	paperBlock = 16.0
	// paperRank is the share of a square's pixels that are darker than its
	// paper: dense text covers a third of it.
	paperRank = 0.8
	// paperDarkest is the darkest shade that paper may have, as a share of the
	// page's lightest; what is darker is ink.
	paperDarkest = 0.4
)

// flatten is the picture with its paper made white everywhere: each pixel is
// divided by the shade of the paper around it.
func flatten(g *image.Gray, perPoint float64) *image.Gray {
	side := max(4, int(paperBlock*perPoint))
	paper := paperShades(g, side)
	across := (g.Rect.Dx() + side - 1) / side
	out := image.NewGray(g.Rect)
	shades := make([]uint32, g.Rect.Dx())
	for y := range g.Rect.Dy() {
		shadesAt(shades, paper, across, side, y)
		from, to := row(g, y), row(out, y)
		for x, v := range from {
			to[x] = uint8(min(white, uint32(v)*reciprocal[shades[x]>>8]>>16))
		}
	}
	return out
}

// reciprocal holds 255·2¹⁶/i.
var reciprocal = func() (r [256]uint32) {
	for i := 1; i < len(r); i++ {
		r[i] = (white<<16 + uint32(i) - 1) / uint32(i)
	}
	return r
}()

// bilevel reports whether nearly all of a picture is black or white.
func bilevel(g *image.Gray) bool {
	const (
		near  = 4
		share = 0.98
	)
	others := int((1 - share) * float64(g.Rect.Dx()*g.Rect.Dy()))
	for y := range g.Rect.Dy() {
		for _, v := range row(g, y) {
			if v >= near && v < 255-near {
				others--
			}
		}
		if others < 0 {
			return false
		}
	}
	return true
}

// paperShades is the shade of the paper in each square, smoothed.
func paperShades(g *image.Gray, side int) []uint8 {
	across, down := (g.Rect.Dx()+side-1)/side, (g.Rect.Dy()+side-1)/side
	shades := make([]uint8, across*down)
	for j := range down {
		for i := range across {
			shades[j*across+i] = paperOf(g, i*side, j*side, side)
		}
	}
	darkest := uint8(paperDarkest * float64(slices.Max(shades)))
	for i, s := range shades {
		shades[i] = max(s, darkest, 1)
	}
	return smooth(shades, across, down)
}

// paperOf is the shade that paperRank of a square's pixels do not exceed.
func paperOf(g *image.Gray, x0, y0, side int) uint8 {
	var count [256]int
	n := 0
	x1, y1 := min(x0+side, g.Rect.Dx()), min(y0+side, g.Rect.Dy())
	for y := y0; y < y1; y++ {
		for _, v := range row(g, y)[x0:x1] {
			count[v]++
		}
		n += x1 - x0
	}
	below := 0
	for v, c := range count {
		if below += c; float64(below) >= paperRank*float64(n) {
			return uint8(v)
		}
	}
	return white
}

// smooth replaces each shade by the mean of those around it.
func smooth(shades []uint8, across, down int) []uint8 {
	out := make([]uint8, len(shades))
	for j := range down {
		for i := range across {
			sum, n := 0, 0
			for y := max(0, j-1); y <= min(down-1, j+1); y++ {
				for _, s := range shades[y*across+max(0, i-1) : y*across+min(across, i+2)] {
					sum += int(s)
					n++
				}
			}
			out[j*across+i] = uint8(sum / n)
		}
	}
	return out
}

// shadesAt interpolates the shades of line y, in units of 1/256.
func shadesAt(to []uint32, paper []uint8, across, side, y int) {
	down := len(paper) / across
	upper, lower, wy := between(y, 1/float64(side), down)
	line := make([]float64, across)
	for i := range line {
		line[i] = float64(paper[upper*across+i])*(1-wy) + float64(paper[lower*across+i])*wy
	}
	for i := range across + 1 {
		// from the middle of square i-1 to that of square i
		a, b := line[max(i-1, 0)], line[min(i, across-1)]
		from := i*side - side/2
		v, step := a*256, (b-a)*256/float64(side)
		for x := max(from, 0); x < min(from+side, len(to)); x++ {
			to[x] = uint32(v + step*float64(x-from))
		}
	}
}
