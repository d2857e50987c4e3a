package raster

import (
	"image"
	"math"
	"slices"
)

// A trace is the path of a rule across a picture, in pixels. It need not be
// quite straight: paper that a feeder drags along leaves waves.
type trace struct {
	lo, hi    float64 // ends along x
	from      int     // the step that path begins at
	path      []float64
	thickness float64
	contrast  float64 // darkness of its ink, to 255
	touched   float64 // of a short one, the share of its length with ink right beside it
}

// step is the length, in pixels, of the pieces of a path.
const step = 8

// at is the y of the trace at x, beyond its ends that of the nearer one.
func (t *trace) at(x float64) float64 {
	i := (x-step/2)/step - float64(t.from)
	switch last := len(t.path) - 1; {
	case i <= 0:
		return t.path[0]
	case i >= float64(last):
		return t.path[last]
	}
	k := int(i)
	return t.path[k] + (t.path[k+1]-t.path[k])*(i-float64(k))
}

// mean is the y of the trace on average.
func (t *trace) mean() float64 {
	sum, n := 0.0, 0.0
	for x := t.lo + step/2; x < t.hi || n == 0; x += step {
		sum += t.at(x)
		n++
	}
	return sum / n
}

// A tracer follows ridges on a picture and keeps what inks they are made of.
type tracer struct {
	g         *image.Gray
	perPoint  float64 // pixels
	reach     int     // how far a ridge may be longer or shorter than its rule
	flank     int
	shortest  float64
	sure      float64 // from this length on a line is no stroke of a character
	widestGap int     // between pieces of one rule
	dashGap   int     // between dots or dashes
	character int     // how high one is
	barely    float64 // how high a row is at most that barely holds them
	solidGap  int
	jitter    float64
	inkShare  float64 // the least share of a rule that dots or dashes cover
}

// follow finds the traces of a ridge: one as a rule, more where the rule
// breaks off and goes on, none where no ink runs along. Then rest is all of it.
func (f *tracer) follow(r ridge) (rules, rest []trace) {
	lo, hi := r.extent()
	if float64(hi-lo+2*f.reach) < f.shortest {
		return nil, nil
	}
	whole := f.path(r, lo, hi)
	lo, hi = max(0, lo-f.reach), min(f.g.Rect.Dx(), hi+f.reach)
	p := f.profile(&whole, lo, hi)
	const dark, inked, faintest = 0.8, 0.4, 16
	whole.contrast = float64(ranked(p.ink, dark))
	paper := p.paper()
	p.threshold = uint8(paper + max(faintest, inked*(whole.contrast-paper)))
	if rules = f.pieces(whole, p, lo); len(rules) > 0 {
		return rules, nil
	}
	whole.lo, whole.hi = float64(lo+f.reach), float64(hi-f.reach)
	return nil, []trace{whole}
}

// path is the way of a ridge, step by step.
func (f *tracer) path(r ridge, lo, hi int) trace {
	t := trace{from: lo / step}
	n := (hi-1)/step - t.from + 1
	top, bottom := make([]int, n), make([]int, n)
	for i := range n {
		top[i], bottom[i] = f.g.Rect.Dy(), -1
	}
	for _, s := range r {
		for i := s.x0/step - t.from; i <= (s.x1-1)/step-t.from; i++ {
			top[i], bottom[i] = min(top[i], s.y), max(bottom[i], s.y)
		}
	}
	t.path = make([]float64, n)
	masses := make([]float64, n)
	for i := range n {
		if bottom[i] >= 0 {
			before := -1.0
			if i > 0 {
				before = t.path[i-1]
			}
			t.path[i], masses[i] = f.middle((t.from+i)*step, top[i], bottom[i], before)
		} else {
			t.path[i] = t.path[i-1]
		}
	}
	slices.Sort(masses)
	t.thickness = masses[n/2]
	return t
}

// middle is where the ink of a step's columns lies, between two lines, and how
// many lines of full black it amounts to. before is where it lay a step before,
// less than 0 for the first: of the two lines of a double rule the path keeps to
// one.
func (f *tracer) middle(x0, top, bottom int, before float64) (y, mass float64) {
	const (
		beside = 2
		faded  = 3   // the edge of a rule has a third of its darkness
		alike  = 0.6 // of the darkness of one line, the least of the other
	)
	x1 := min(x0+step, f.g.Rect.Dx())
	top, bottom = max(0, top-beside), min(f.g.Rect.Dy()-1, bottom+beside)
	darkness := make([]int, bottom-top+1)
	peak := 0
	for i := range darkness {
		for _, v := range row(f.g, top+i)[x0:x1] {
			darkness[i] += white - int(v)
		}
		if darkness[i] > darkness[peak] {
			peak = i
		}
	}
	if darkness[peak] == 0 {
		return float64(top + peak), 0
	}
	if before >= 0 {
		peak = nearestPeak(darkness, max(1, int(alike*float64(darkness[peak]))), before-float64(top))
	}
	first, last := peak, peak
	for first > 0 && faded*darkness[first-1] >= darkness[peak] {
		first--
	}
	for last+1 < len(darkness) && faded*darkness[last+1] >= darkness[peak] {
		last++
	}
	var sum, moment float64
	for i := first; i <= last; i++ {
		sum += float64(darkness[i])
		moment += float64(darkness[i] * i)
	}
	return float64(top) + moment/sum, sum / float64(white*(x1-x0))
}

// nearestPeak is the place of the greatest darkness around that is least and
// nearest to another place.
func nearestPeak(darkness []int, least int, to float64) int {
	best := -1
	for i, d := range darkness {
		if d < least || i > 0 && darkness[i-1] > d || i+1 < len(darkness) && darkness[i+1] > d {
			continue
		}
		if best < 0 || math.Abs(float64(i)-to) < math.Abs(float64(best)-to) {
			best = i
		}
	}
	return best
}

// A profile is what lies along a trace, pixel by pixel: its own darkness, and
// that of the darkest pixel close above and below.
type profile struct {
	ink, above, below []uint8
	threshold         uint8 // what is darker is ink
}

// profile is that of a trace from lo to hi, without the threshold.
func (f *tracer) profile(t *trace, lo, hi int) profile {
	p := profile{ink: make([]uint8, hi-lo), above: make([]uint8, hi-lo), below: make([]uint8, hi-lo)}
	last := f.g.Rect.Dy() - 1
	half := t.thickness/2 + blur
	darkest := func(x, from, to int) uint8 { // of the lines of a column
		lightness := uint8(white)
		for k := max(0, from); k <= min(last, to); k++ {
			lightness = min(lightness, f.g.Pix[k*f.g.Stride+x])
		}
		return white - lightness
	}
	for i := range p.ink {
		x, y := lo+i, t.at(float64(lo+i))
		middle := int(y + 0.5)
		top, bottom := int(y-half), int(y+half+0.999)
		p.ink[i] = darkest(x, middle-1, middle+1)
		p.above[i] = darkest(x, middle-f.flank, min(top, middle-1)-1)
		p.below[i] = darkest(x, max(bottom, middle+1)+1, middle+f.flank)
	}
	return p
}

// paper is how dark the paper along a trace is, such as that of a shaded cell.
func (p *profile) paper() float64 {
	const rank = 0.2 // of the places; at others are characters
	beside := make([]uint8, len(p.above))
	for i := range beside {
		beside[i] = min(p.above[i], p.below[i])
	}
	return float64(ranked(beside, rank))
}

// ranked is the shade that a share of others does not exceed.
func ranked(shades []uint8, share float64) uint8 {
	var count [256]int
	for _, v := range shades {
		count[v]++
	}
	below := 0
	for v, c := range count {
		if below += c; below > int(share*float64(len(shades))) {
			return uint8(v)
		}
	}
	return white
}

// part is the profile of a run.
func (p *profile) part(r run) *profile {
	return &profile{p.ink[r.lo:r.hi], p.above[r.lo:r.hi], p.below[r.lo:r.hi], p.threshold}
}

// straight reports whether a trace runs along x but for the waves and the skew
// that are left in a sheet. The arcs of a seal do not.
func (t *trace) straight(least float64) bool {
	const (
		steepest = 0.02
		bend     = 0.003 // of the length
	)
	third := (t.hi - t.lo) / 3
	first, middle, last := t.median(t.lo, t.lo+third), t.median(t.lo+third, t.hi-third), t.median(t.hi-third, t.hi)
	return math.Abs(last-first) <= steepest*2*third+least &&
		math.Abs(middle-(first+last)/2) <= bend*3*third+least
}

// staggered is the two rules of a trace that runs on from one to another beside
// it, if it does: the columns of two rows may end a hair apart.
func (f *tracer) staggered(t trace) []trace {
	const near = 2 * step
	at, widest := 0.0, 2*f.jitter
	for x := t.lo + f.sure; x <= t.hi-f.sure; x += step {
		if jump := math.Abs(t.at(x-near) - t.at(x+near)); jump > widest {
			at, widest = x, jump
		}
	}
	if at == 0 {
		return nil
	}
	first, second := t, t
	first.hi, second.lo = at, at
	if !first.straight(f.jitter) || !second.straight(f.jitter) {
		return nil
	}
	return []trace{first, second}
}

// median is the median y of the trace between two x.
func (t *trace) median(from, to float64) float64 {
	var ys []float64
	for x := from; x <= to; x += step / 2 {
		ys = append(ys, t.at(x))
	}
	slices.Sort(ys)
	return ys[len(ys)/2]
}

// isRule tells a rule from strokes of characters that happen to stand in line:
// either it has no gaps to speak of, or what is beside it is blank. Strokes
// leave gaps and are crossed by others.
func (f *tracer) isRule(p *profile, gap int) bool {
	inked, above, below, both := p.blanks()
	n := float64(len(p.ink))
	if float64(inked) < solidShare*n || gap > f.solidGap {
		return float64(inked) >= f.inkShare*n && float64(both) >= blankShare*float64(inked)
	}
	blank := float64(max(above, below)) / float64(inked)
	switch {
	case n >= surelyManyRows*f.sure:
		return blank >= blankLong
	case n >= f.sure:
		return blank >= blankSide || blank >= blankLong && p.even()
	}
	return blank >= blankSide && p.even()
}

// blanks counts the ink of a profile, and that with blank paper above it, below
// it and both.
func (p *profile) blanks() (inked, above, below, both int) {
	for i, v := range p.ink {
		if v < p.threshold {
			continue
		}
		inked++
		up, down := p.above[i] < p.threshold, p.below[i] < p.threshold
		if up {
			above++
		}
		if down {
			below++
		}
		if up && down {
			both++
		}
	}
	return inked, above, below, both
}

// blank reports whether most ink has blank paper on both sides.
func (p *profile) blank() bool {
	inked, _, _, both := p.blanks()
	return float64(both) >= blankShare*float64(inked)
}

// even reports whether a profile's ink has no narrow gaps, not even pale ones,
// such as are between a stroke and the rules above and below it.
func (p *profile) even() bool {
	const near = 6
	for i := 1; i < len(p.ink); i++ {
		here := (float64(p.ink[i-1]) + float64(p.ink[i])) / 2
		before, after := slices.Max(p.ink[max(0, i-near):i]), slices.Max(p.ink[i:min(len(p.ink), i+near)])
		if here < evenShare*float64(min(before, after)) {
			return false
		}
	}
	return true
}

const (
	// solidShare is the least share of a rule without dots or dashes that is
	// inked.
	solidShare = 0.93
	// blankShare is the least share of a dotted rule's ink with blank paper on
	// both sides.
	blankShare = 0.75
	// blankSide is the least share of a short rule with blank paper on one
	// side. Text stands close to a rule on one side only.
	blankSide = 0.8
	// blankLong is that of a long one: the other line of a double rule, the
	// rules that cross it and text take more of it.
	blankLong = 0.5
	// surelyManyRows is from how many times surelyRule on a line is longer
	// than strokes in several rows that happen to stand one below another.
	surelyManyRows = 3
	// evenShare is the least darkness of a short rule where it is palest, as a
	// share of what is close by.
	evenShare = 0.6
)
