package ocr

import (
	"image"
	"math"
	"sync"

	"mubiao/extract/comparator"
)

// signAlone reads a line that holds nothing but a sign of one or two characters,
// ≥ or >= or =, as the column of signs prints them. Alone the network reads
// letters in them, vu or N= or H, or nothing at all.
func (s *search) signAlone() ([]Rune, bool) {
	ink := inkBox(s.clear, s.clear.Rect)
	if len(s.runes) > mostAlone || ink.Empty() || ink.Dx() < leastAlone || ink.Dx() > widestSign*ink.Dy() {
		return nil, false
	}
	for _, r := range s.runes {
		if isFigure(r.Text) || isHan(r.Text) && r.P >= likelyHan {
			return nil, false
		}
	}
	glyph := s.clear.SubImage(ink).(*image.Gray)
	pair, single := comparePairs(glyph), compare(glyph)
	bars := single[0][onlyBars]
	one := math.Max(single.bare(), single.barred())
	switch two := math.Max(pair[0], pair[1]); {
	case two >= surelyPair && two > one+clearly && two > bars+clearly && 4*ink.Dx() >= 5*ink.Dy():
		return s.pairAt(ink, pair), true
	case bars >= surelyEqual && bars > one+clearly && bars > two+clearly && s.isEqual():
		return []Rune{s.alone("=", equalP, ink)}, true
	case s.parted():
		return s.pairAt(ink, s.limbsOf(s.spans[0])), true
	case len(s.runes) == 0 && max(two, bars) >= leastFit && max(two, bars) > one:
		return doubted(s.guess(ink, pair, bars)), true
	}
	return nil, false
}

// guess is what ink in which nothing was read is most like, >= or =.
func (s *search) guess(ink image.Rectangle, pair [2]float64, bars float64) []Rune {
	if max(pair[0], pair[1]) > bars {
		return s.pairAt(ink, pair)
	}
	return []Rune{s.alone("=", equalP, ink)}
}

// doubted are characters that could be others.
func doubted(runes []Rune) []Rune {
	for i := range runes {
		runes[i].P = math.Min(runes[i].P, 0.5)
	}
	return runes
}

// parted reports whether the ink is in two parts, of which the first has limbs
// and the second is =.
func (s *search) parted() bool {
	if len(s.spans) != 2 {
		return false
	}
	limbs := s.limbsOf(s.spans[0])
	second := s.window(s.spans[1].from, s.spans[1].to)
	first := s.window(s.spans[0].from, s.spans[0].to)
	if math.Max(limbs[0], limbs[1]) < surelyLimbs || second.Empty() || second.Dy() >= second.Dx() || 2*second.Dx() < first.Dx() {
		return false
	}
	bars := compare(s.clear.SubImage(second).(*image.Gray))
	return bars[0][onlyBars] >= surelyBarred
}

// limbsOf is how well > and < fit the ink between two columns.
func (s *search) limbsOf(c span) [2]float64 {
	fits, ok := s.fits(s.window(c.from, c.to))
	if !ok {
		return [2]float64{}
	}
	return [2]float64{fits[0][noBar], fits[1][noBar]}
}

// isEqual reports whether the ink is two flat strokes of one length: 二 has a
// short one above a long one.
func (s *search) isEqual() bool {
	parts := strokes(s.sharp, dustSide)
	if len(parts) != 2 {
		return false
	}
	a, b := parts[0].box, parts[1].box
	short, long := float64(min(a.Dx(), b.Dx())), float64(max(a.Dx(), b.Dx()))
	return short >= equalLength*long && short >= equalFlat*float64(max(a.Dy(), b.Dy()))
}

const (
	// mostAlone is how many characters the network makes of a sign at most.
	mostAlone = 3
	// leastAlone is the width of a sign in pixels, at least, and widestSign that
	// over its height, at most: that of = in thin bars.
	leastAlone, widestSign = 6, 4
	// surelyPair and surelyEqual are the correlations with a drawing of >= and of
	// = from which on a sign is one, and clearly by how much that must be better
	// than with drawings of others. They were found on signs printed in 40 faces
	// at 150 to 300 dots an inch.
	surelyPair, surelyEqual, clearly = 0.72, 0.8, 0.05
	// likelyHan is the probability of a Han character from which on it is no
	// sign: 二 and 工 are like signs.
	likelyHan = 0.5
	// surelyLimbs is likewise for the first of two characters, where the second
	// is surely =.
	surelyLimbs = 0.75
	// equalLength is the length of the shorter stroke of = over that of the
	// longer one, at least.
	equalLength = 0.88
)

// pairAt is the two characters of >= or <= that fill a box.
func (s *search) pairAt(box image.Rectangle, pair [2]float64) []Rune {
	_, p := (comparator.Look{Bar: most, Less: clamp(100 * directionWeight * (pair[1] - pair[0]))}).Decide(0)
	middle := box.Min.X + box.Dx()/2
	first, second := box, box
	first.Max.X, second.Min.X = middle, middle
	return []Rune{s.alone(comparator.Sign(pair[1] > pair[0], false), p, first), s.alone("=", equalP, second)}
}

// alone is a character in a box in the place of all that was read.
func (s *search) alone(text string, p float64, box image.Rectangle) Rune {
	r := Rune{Text: text, P: p, X0: float64(box.Min.X), X1: float64(box.Max.X), found: true}
	if raw := newLine(s.runes).Text; raw != text {
		r.Raw = raw
	}
	r.center = (r.X0 + r.X1) / 2
	return r
}

// A pairTemplate is >= or <= as drawn.
type pairTemplate struct {
	less bool
	dots dots
}

var pairTemplates = sync.OnceValue(func() []pairTemplate {
	var all []pairTemplate
	for _, weight := range []float64{0.03, 0.05, 0.075, 0.1} {
		for _, foot := range []float64{0.38, 0.46} { // where the limbs end
			for _, start := range []float64{0.54, 0.62} { // where the bars begin
				for _, apart := range []float64{0.3, 0.5} { // the bars from one another
					limbs := []segment{{0, 0, foot, 0.5}, {foot, 0.5, 0, 1}}
					bars := []segment{{start, 0.5 - apart/2, 1, 0.5 - apart/2}, {start, 0.5 + apart/2, 1, 0.5 + apart/2}}
					all = append(all, pairTemplate{false, drawn(append(limbs, bars...), weight)})
					back := []segment{{foot, 0, 0, 0.5}, {0, 0.5, foot, 1}}
					all = append(all, pairTemplate{true, drawn(append(back, bars...), weight)})
				}
			}
		}
	}
	return all
})

// comparePairs is how well >= and <= fit the ink of a glyph.
func comparePairs(glyph *image.Gray) (fits [2]float64) {
	ink := scanned(glyph)
	for i := range pairTemplates() {
		t := &pairTemplates()[i]
		at := 0
		if t.less {
			at = 1
		}
		fits[at] = math.Max(fits[at], t.dots.likeness(&ink))
	}
	return fits
}
