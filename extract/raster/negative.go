package raster

import "image"

// Of a picture in black and white a program that mistakes which is which makes
// white print on black paper.

const (
	// printLeast and printMost bound the share of a square's pixels that print
	// covers.
	printLeast, printMost = 0.04, 0.4
)

// negative reports whether a picture in black and white shows white print on
// black: whether more squares of it are black with some white than the other
// way round. Black around a sheet, or a bar across it, is no print.
func negative(g *image.Gray, perPoint float64) bool {
	side := max(4, int(paperBlock*perPoint))
	votes := 0
	for y := 0; y+side <= g.Rect.Dy(); y += side {
		for x := 0; x+side <= g.Rect.Dx(); x += side {
			switch black := blackShare(g, x, y, side); {
			case black >= printLeast && black <= printMost:
				votes--
			case black >= 1-printMost && black <= 1-printLeast:
				votes++
			}
		}
	}
	return votes > 0
}

// blackShare is the share of a square's pixels that are rather black.
func blackShare(g *image.Gray, x0, y0, side int) float64 {
	black := 0
	for y := range side {
		for _, v := range row(g, y0+y)[x0 : x0+side] {
			if v < white/2 {
				black++
			}
		}
	}
	return float64(black) / float64(side*side)
}

// positive is the picture with black and white exchanged.
func positive(g *image.Gray) *image.Gray {
	out := image.NewGray(g.Rect)
	for y := range g.Rect.Dy() {
		copy(row(out, y), row(g, y))
	}
	invert(out)
	return out
}
