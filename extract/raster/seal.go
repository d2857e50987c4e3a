package raster

import (
	"image"
	"slices"
)

const (
	// sealGrain is the side, in points, of the squares in which a picture is
	// searched for seals: with two neighbours each way wider than strokes of
	// characters, narrower than the rim of a seal.
	sealGrain = 0.9
	// strokeWidest is how wide, in points, what is printed on a seal may be and
	// still not be taken for a part of it.
	strokeWidest = 2.4
	// sealSide is the least side, in points, of a seal; round ones (公章) are
	// 110 points and more, those of persons 50.
	sealSide = 36.0
	// sealPart is the least extent, in points, of a part of it: its star. Dark
	// patches in dense characters are smaller.
	sealPart = 12.0
	// sealPalest is the shade from which ink does not disturb.
	sealPalest = 225
	// sealDarkest is the shade of the darkest seal: what is darker is a picture
	// or a bar, and no print could be seen on it.
	sealDarkest = 48
)

// takeOffSeals divides the picture of a page by the shade of the seals on it,
// as flatten does by that of its paper: what is printed below them stays. In a
// picture without colours a seal is a grey that is wider than the strokes of
// characters. g is changed.
func takeOffSeals(g *image.Gray, perPoint float64) {
	grain := max(2, int(sealGrain*perPoint))
	ground := closing(lightest(g, grain), 1)
	side := sealSide * perPoint / float64(grain)
	for _, b := range blobs(ground, sealPalest) {
		if b.darkest < sealDarkest || float64(min(b.box.Dx(), b.box.Dy())) < side {
			continue
		}
		box := image.Rect(b.box.Min.X*grain, b.box.Min.Y*grain, b.box.Max.X*grain, b.box.Max.Y*grain)
		takeOff(g, box.Inset(-2*grain).Intersect(g.Rect), perPoint)
	}
}

// takeOff takes the seal in a box off.
func takeOff(g *image.Gray, box image.Rectangle, perPoint float64) {
	part := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	for y := range box.Dy() {
		copy(row(part, y), row(g, box.Min.Y+y)[box.Min.X:box.Max.X])
	}
	ground := closing(part, max(1, int(strokeWidest*perPoint/2)))
	least := int(sealPart * perPoint)
	for _, r := range inkOf(ground, sealPalest) {
		lo, hi := r.extent()
		if max(hi-lo, r[len(r)-1].y-r[0].y) < least {
			continue
		}
		for _, s := range r {
			to, shades := row(g, box.Min.Y+s.y)[box.Min.X:], row(ground, s.y)
			for x := s.x0; x < s.x1; x++ {
				to[x] = uint8(min(white, uint32(to[x])*reciprocal[shades[x]]>>16))
			}
		}
	}
}

// inkOf is the ink of a picture, shades below level, by what hangs together.
func inkOf(g *image.Gray, level uint8) []ridge {
	var (
		sets             forest
		above, line, all []span
	)
	for y := range g.Rect.Dy() {
		above, line = line, spansBelow(row(g, y), level, y, above[:0])
		link(above, line, &sets)
		all = append(all, line...)
	}
	return bySet(all, sets)
}

// lightest is the picture at 1/k of its size, each pixel the lightest of those
// that it stands for.
func lightest(g *image.Gray, k int) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, max(1, g.Rect.Dx()/k), max(1, g.Rect.Dy()/k)))
	line := make([]uint8, g.Rect.Dx())
	for y := range out.Rect.Dy() {
		copy(line, row(g, y*k))
		for i := 1; i < min(k, g.Rect.Dy()); i++ {
			lightenRow(line, row(g, y*k+i))
		}
		to := row(out, y)
		for x := range to {
			to[x] = slices.Max(line[x*k : min((x+1)*k, len(line))])
		}
	}
	return out
}

// closing takes off a picture what is darker than around it and less than
// 2·reach+1 pixels wide: a pixel becomes the lightest around it, and then the
// darkest of these.
func closing(g *image.Gray, reach int) *image.Gray {
	for range reach {
		g = lighter(g)
	}
	invert(g)
	for range reach {
		g = lighter(g)
	}
	invert(g)
	return g
}

func invert(g *image.Gray) {
	for i, v := range g.Pix {
		g.Pix[i] = white - v
	}
}

// lighter replaces each pixel by the lightest of the nine around it.
func lighter(g *image.Gray) *image.Gray {
	across := image.NewGray(g.Rect)
	n := g.Rect.Dx()
	for y := range g.Rect.Dy() {
		from, to := row(g, y), row(across, y)
		copy(to, from)
		lightenRow(to[:n-1], from[1:])
		lightenRow(to[1:], from[:n-1])
	}
	out := image.NewGray(g.Rect)
	for y := range g.Rect.Dy() {
		to := row(out, y)
		copy(to, row(across, y))
		lightenRow(to, row(across, max(0, y-1)))
		lightenRow(to, row(across, min(y+1, g.Rect.Dy()-1)))
	}
	return out
}
