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
		s.eraseAll(rules.hor, 1, s.plain.Stride)
		s.eraseAll(rules.ver, s.plain.Stride, 1)
	}
	return s.plain
}

// eraseAll paints over rules of one direction and, on a page of double rules,
// over their second lines.
func (s *Sheet) eraseAll(rules []trace, along, across int) {
	long, double := 0, 0
	twins := make([]float64, len(rules))
	for i := range rules {
		twins[i] = s.twin(&rules[i], along, across)
		if rules[i].hi-rules[i].lo >= openRule*s.Scale {
			long++
			if twins[i] != 0 {
				double++
			}
		}
	}
	for i := range rules {
		erase(s.plain, &rules[i], 0, along, across)
		if twins[i] != 0 && 2*double > long {
			erase(s.plain, &rules[i], twins[i], along, across)
		}
	}
}

// twin is how far off a rule the second line of a double one runs, 0 if there
// is none.
func (s *Sheet) twin(t *trace, along, across int) float64 {
	first, last := int(t.thickness+blur)+1, int(doubleRule*s.Scale)
	best, most := 0.0, twinInk
	for off := first; off <= last; off++ {
		for _, d := range [2]float64{float64(off), -float64(off)} {
			if share := s.inked(t, d, along, across); share > most {
				best, most = d, share
			}
		}
	}
	return best
}

const (
	// doubleRule is how far apart, in points, the two lines of a double rule
	// may be.
	doubleRule = 3.2
	// twinInk is the least share of the second line that is ink. Strokes that
	// stand in line cover less of it.
	twinInk = 0.9
	// twinShade is the shade of the palest ink in it.
	twinShade = 144
)

// inked is the share of the places at a distance from a rule that are ink.
func (s *Sheet) inked(t *trace, off float64, along, across int) float64 {
	length, breadth := s.plain.Rect.Dx(), s.plain.Rect.Dy()
	if along != 1 {
		length, breadth = breadth, length
	}
	const every = 4 // pixels
	n, ink := 0, 0
	for x := max(0, int(t.lo)); x < min(length, int(t.hi)); x += every {
		y := int(t.at(float64(x)) + off + 0.5)
		if y < 0 || y >= breadth {
			return 0
		}
		n++
		if s.plain.Pix[x*along+y*across] < twinShade {
			ink++
		}
	}
	return float64(ink) / float64(max(1, n))
}

// erase paints over a trace, or what runs at a distance from it. along and
// across are the steps in g.Pix from one pixel to the next in the trace's two
// directions.
func erase(g *image.Gray, t *trace, off float64, along, across int) {
	length, breadth := g.Rect.Dx(), g.Rect.Dy()
	if along != 1 {
		length, breadth = breadth, length
	}
	half := t.thickness/2 + blur
	for x := max(0, int(t.lo-half)); x < min(length, int(t.hi+half)+1); x++ {
		y := t.at(float64(x)) + off
		for k := max(0, int(y-half+0.5)); k <= min(breadth-1, int(y+half+0.5)); k++ {
			g.Pix[x*along+k*across] = white
		}
	}
}

// characters are the blobs of ink outside rules, without specks.
func (s *Sheet) characters() []blob {
	if s.letters == nil {
		plain := s.withoutRules()
		level := max(inkLevel(plain), paleInk)
		ink := blobs(plain, level)
		s.em = emOf(ink, s.Scale)
		s.letters = s.withoutSpecks(ink)
	}
	return s.letters
}

// paleInk is the shade below which what is no rule is print at least, 0 being
// black. Thin strokes at 150 dpi and faded print are much paler than rules, and
// at a level between rules and paper they fall into pieces no larger than dust.
// Found on pages scanned at 150 to 300 dpi: noise and the rings that JPEG leaves
// around strokes are lighter, and so are most remains of red seals.
const paleInk = 200

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
