package raster

import (
	"image"
	"slices"
)

// withoutRules is the sheet's picture with its rules painted over.
func (s *Sheet) withoutRules() *image.Gray {
	if s.plain == nil {
		rules := s.rules()
		s.plain = &image.Gray{Pix: slices.Clone(s.Gray.Pix), Stride: s.Gray.Stride, Rect: s.Gray.Rect}
		for i := range rules.hor {
			erase(s.plain, &rules.hor[i], 1, s.plain.Stride)
		}
		for i := range rules.ver {
			erase(s.plain, &rules.ver[i], s.plain.Stride, 1)
		}
	}
	return s.plain
}

// erase paints over a trace. along and across are the steps in g.Pix from one
// pixel to the next in the trace's two directions.
func erase(g *image.Gray, t *trace, along, across int) {
	length, breadth := g.Rect.Dx(), g.Rect.Dy()
	if along != 1 {
		length, breadth = breadth, length
	}
	half := t.thickness/2 + blur
	for x := max(0, int(t.lo-half)); x < min(length, int(t.hi+half)+1); x++ {
		y := t.at(float64(x))
		for k := max(0, int(y-half+0.5)); k <= min(breadth-1, int(y+half+0.5)); k++ {
			g.Pix[x*along+k*across] = white
		}
	}
}

// characters are the blobs of ink outside rules, without specks.
func (s *Sheet) characters() []blob {
	if s.letters == nil {
		ink := s.print()
		s.em = emOf(ink, s.Scale)
		s.letters = s.withoutSpecks(ink)
	}
	return s.letters
}

// paleInk is the shade below which what is no rule is print at least, 0 being
// black. Found on pages scanned at 150 to 300 dpi: noise and the rings that JPEG
// leaves around strokes are lighter, and so are most remains of red seals.
const paleInk = 200

// print is the ink outside rules. Thin strokes at 150 dpi and faded print are
// much paler than rules, and at a level between rules and paper they fall into
// pieces no larger than dust.
func (s *Sheet) print() []blob {
	plain := s.withoutRules()
	return blobs(plain, max(inkLevel(plain), paleInk))
}

const (
	// usualEm is the height of characters, in points, where none are found.
	usualEm = 10.5
	// emRank is the share of blobs that are lower than a whole character: the
	// rest are the digits and the parts of divided characters.
	emRank = 0.8
)

// emOf is how high most characters are, in pixels.
func emOf(ink []blob, perPoint float64) float64 {
	var heights []int
	for _, b := range ink {
		h := float64(b.box.Dy()) / perPoint
		if h >= smallestCharacter && h <= largestCharacter {
			heights = append(heights, b.box.Dy())
		}
	}
	if len(heights) == 0 {
		return usualEm * perPoint
	}
	slices.Sort(heights)
	return float64(heights[int(emRank*float64(len(heights)))])
}
