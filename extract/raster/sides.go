package raster

import "slices"

// A side is what is seen along one side of a cell where a rule may run, from
// one rule that crosses it to the next.
type side struct {
	trace trace
	// clear is the share of it with blank paper right beside it on both sides,
	// and ink how dark it is there, as a share of what the rule's ink is
	// elsewhere.
	clear, ink float64
	// spread is the share of its sections with ink, and ends the ink of the
	// paler one of its first and last section. Characters stand in the middle of
	// a row and leave these blank.
	spread, ends float64
	covered      float64 // share of all of it that is as dark as ink
	beside       float64 // share of it with print on both sides a little way off
}

const (
	// sideMargin is what the rules that cross a side and their blur take of its
	// ends, in points.
	sideMargin = 1.2
	// sideSections is how many sections a side is seen in.
	sideSections = 5
	// sideSway is how far, in pixels, a rule may run off the line that it has
	// in other rows.
	sideSway = 2
	// besideWay is how far off, in points, print beside a side is looked for.
	besideWay = 8.0
	// inkedSection is the least ink of a section that is not blank.
	inkedSection = 0.12
	// shortestSide is the length of the shortest side, in pixels, that is
	// looked at.
	shortestSide = 8
)

// holdsRule reports whether a rule runs along a side: one without gaps and as
// dark as its other pieces, be there print on it, or one that vanishes in places,
// in a clear stretch of paper. length is in points. Of a picture that is black and white, a
// rule of half a pixel leaves a few dots, but nothing else does where the paper
// is clear. Found on forms of all families, in ten faces, scanned at 150 to 300
// dpi.
func (s *side) holdsRule(bilevel bool, length float64) bool {
	const (
		solidInk, solidEnds, solidClear = 0.75, 0.6, 0.15
		clearMost, besideLeast          = 0.97, 0.1
		dotsInk, dotsSpread             = 0.12, 0.4
		paleInk, paleEnds               = 0.3, 0.2
	)
	everywhere := s.spread > 1-0.5/sideSections
	if length >= surelyRule && s.covered >= clearMost && s.ink >= solidInk && s.ends >= solidEnds && s.clear >= solidClear && everywhere {
		return true
	}
	if s.clear < clearMost || s.beside > besideLeast {
		return false
	}
	if bilevel {
		return s.ink >= dotsInk && s.spread >= dotsSpread
	}
	return s.ink >= paleInk && s.ends >= paleEnds && everywhere
}

// doubtful reports whether a side has more ink than none but too little to be
// sure of a rule. In shades of grey that says nothing: noise, what is left of a
// seal and what shows through the paper leave as much.
func (s *side) doubtful(bilevel bool) bool {
	const clearMost, dots = 0.97, 0.02
	return bilevel && s.clear >= clearMost && s.ink >= dots
}

// mayBeNone reports whether a side that was taken for one looks like a stroke of
// a character or what is left of a seal: with ink in the middle but not at its
// ends, or, where the rules of a black and white picture vanish anyway, with
// print on both sides. Of those so found on forms scanned by five scanners every
// third was none.
func (s *side) mayBeNone(bilevel bool) bool {
	const (
		besideSome, coveredMost = 0.3, 0.7
		clearMost, endsLeast    = 0.9, 0.3
	)
	if bilevel {
		return s.beside >= besideSome && !s.endsInked() && s.covered < coveredMost
	}
	return s.clear >= clearMost && s.ends < endsLeast
}

// endsInked reports whether a side has ink up to both ends, as rules do and
// characters do not.
func (s *side) endsInked() bool {
	const least = 0.05
	return s.ends >= least
}

// side looks for the rule that t is expected to be: where a little off its path
// there is most ink.
func (f *tracer) side(t *trace) side {
	margin := sideMargin * f.perPoint
	lo, hi := int(t.lo+margin), int(t.hi-margin)
	best := side{trace: *t}
	if hi-lo < shortestSide || !f.trodden(t, lo, hi) {
		return best
	}
	for off := -sideSway; off <= sideSway; off++ {
		moved := *t
		moved.path = slices.Clone(t.path)
		for i := range moved.path {
			moved.path[i] += float64(off)
		}
		p := f.profile(&moved, lo, hi)
		if s := p.side(t.contrast); s.ink > best.ink {
			best = s
			best.trace = moved
		}
	}
	best.beside = f.printBeside(&best.trace, lo, hi, besideWay)
	return best
}

// trodden reports whether there is any ink to speak of near a path.
func (f *tracer) trodden(t *trace, from, to int) bool {
	const (
		every = 2 // pixels
		share = 0.08
		pale  = 0.3 // of the contrast
	)
	level := white - uint8(pale*t.contrast)
	n, ink := 0, 0
	for x := from; x < to; x += every {
		y := int(t.at(float64(x)) + 0.5)
		n++
		for k := max(0, y-sideSway-1); k <= min(f.g.Rect.Dy()-1, y+sideSway+1); k++ {
			if f.g.Pix[k*f.g.Stride+x] < level {
				ink++
				break
			}
		}
	}
	return float64(ink) >= share*float64(n)
}

// side is what a profile shows, if the ink of the rule is of a contrast
// elsewhere.
func (p *profile) side(contrast float64) (s side) {
	const (
		inked    = 0.4
		faintest = 16
	)
	paper := p.paper()
	level := uint8(max(faintest, paper+inked*(contrast-paper)))
	var sum, count [sideSections]float64
	for i, v := range p.ink {
		if v >= level {
			s.covered++
		}
		if p.above[i] < level && p.below[i] < level {
			k := i * sideSections / len(p.ink)
			sum[k] += min(1, max(0, (float64(v)-paper)/max(1, contrast-paper)))
			count[k]++
		}
	}
	ink, clear := 0.0, 0.0
	for k := range sideSections {
		ink += sum[k]
		clear += count[k]
		sum[k] /= max(1, count[k])
		if sum[k] >= inkedSection {
			s.spread += 1.0 / sideSections
		}
	}
	s.ends = min(sum[0], sum[sideSections-1])
	s.ink = ink / max(1, clear)
	s.clear = clear / float64(len(p.ink))
	s.covered /= float64(len(p.ink))
	return s
}

// printBeside is the share of a path that has print on both sides, from right
// beside it to some points off.
func (f *tracer) printBeside(t *trace, from, to int, way float64) float64 {
	const inked = 0.5 // of the contrast
	level := white - uint8(inked*t.contrast)
	first, last := int(t.thickness/2+blur)+1, int(way*f.perPoint)
	both := 0
	for x := from; x < to; x++ {
		y := int(t.at(float64(x)) + 0.5)
		if f.inkWithin(x, y-last, y-first, level) && f.inkWithin(x, y+first, y+last, level) {
			both++
		}
	}
	return float64(both) / float64(max(1, to-from))
}

// inkWithin reports whether a column has ink from one line to another.
func (f *tracer) inkWithin(x, top, bottom int, level uint8) bool {
	for y := max(0, top); y <= min(f.g.Rect.Dy()-1, bottom); y++ {
		if f.g.Pix[y*f.g.Stride+x] < level {
			return true
		}
	}
	return false
}
