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
	reach     int // how far a ridge may be longer or shorter than its rule
	flank     int
	shortest  float64
	sure      float64 // from this length on a line is no stroke of a character
	widestGap int
	solidGap  int
	jitter    float64
}

// follow finds the traces of a ridge: one as a rule, more where the rule
// breaks off and goes on, none where no ink runs along.
func (f *tracer) follow(r ridge) []trace {
	lo, hi := r.extent()
	if float64(hi-lo+2*f.reach) < f.shortest {
		return nil
	}
	whole := f.path(r, lo, hi)
	lo, hi = max(0, lo-f.reach), min(f.g.Rect.Dx(), hi+f.reach)
	p := f.profile(&whole, lo, hi)
	sorted := slices.Sorted(slices.Values(p.ink))
	whole.contrast = float64(sorted[len(sorted)*4/5])
	const inked, faintest = 0.4, 16
	paper := p.paper()
	p.threshold = uint8(paper + max(faintest, inked*(whole.contrast-paper)))
	return f.pieces(whole, p, lo)
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
			t.path[i], masses[i] = f.middle((t.from+i)*step, top[i], bottom[i])
		} else {
			t.path[i] = t.path[i-1]
		}
	}
	slices.Sort(masses)
	t.thickness = masses[n/2]
	return t
}

// middle is where the ink of a step's columns lies, between two lines, and how
// many lines of full black it amounts to.
func (f *tracer) middle(x0, top, bottom int) (y, mass float64) {
	const (
		beside = 2
		faded  = 3 // the edge of a rule has a third of its darkness
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
	for i := range p.ink {
		y := t.at(float64(lo + i))
		middle := int(y + 0.5)
		top, bottom := int(y-half), int(y+half+0.999)
		for k := max(0, middle-f.flank); k <= min(last, middle+f.flank); k++ {
			v := white - f.g.Pix[k*f.g.Stride+lo+i]
			switch {
			case k >= middle-1 && k <= middle+1:
				p.ink[i] = max(p.ink[i], v)
			case k < top:
				p.above[i] = max(p.above[i], v)
			case k > bottom:
				p.below[i] = max(p.below[i], v)
			}
		}
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
	slices.Sort(beside)
	return float64(beside[int(rank*float64(len(beside)))])
}

// part is the profile of a run.
func (p *profile) part(r run) *profile {
	return &profile{p.ink[r.lo:r.hi], p.above[r.lo:r.hi], p.below[r.lo:r.hi], p.threshold}
}

// blur is how far, in pixels, the edge of a rule fades out.
const blur = 1.5

// pieces cuts a trace where its ink leaves gaps that are wider than those
// between dots and dashes, and a rule without these from what characters close
// by add to its ends.
func (f *tracer) pieces(whole trace, p profile, lo int) []trace {
	var out []trace
	add := func(r run) {
		piece := whole
		piece.lo, piece.hi = float64(lo+r.lo), float64(lo+r.hi)
		if float64(r.hi-r.lo) >= f.shortest && f.isRule(p.part(r), r.gap) && piece.straight(f.jitter) {
			out = append(out, piece)
		}
	}
	for _, dashed := range runs(p.ink, p.threshold, f.widestGap) {
		solid := runs(p.ink[dashed.lo:dashed.hi], p.threshold, f.solidGap)
		long := func(r run) bool { return 2*(r.hi-r.lo) >= dashed.hi-dashed.lo }
		if !slices.ContainsFunc(solid, long) {
			add(f.withoutTails(p, dashed))
			continue
		}
		for _, r := range solid {
			add(run{dashed.lo + r.lo, dashed.lo + r.hi, r.gap})
		}
	}
	return out
}

// withoutTails cuts from the ends of a dashed rule what is not blank on both
// sides: strokes of characters in line with it.
func (f *tracer) withoutTails(p profile, r run) run {
	window := int(f.sure / 2)
	for r.hi-r.lo > 2*window && !p.part(run{lo: r.lo, hi: r.lo + window}).blank() {
		r.lo++
		for p.ink[r.lo] < p.threshold {
			r.lo++
		}
	}
	for r.hi-r.lo > 2*window && !p.part(run{lo: r.hi - window, hi: r.hi}).blank() {
		r.hi--
		for p.ink[r.hi-1] < p.threshold {
			r.hi--
		}
	}
	return r
}

// A run is a range of a profile, from lo up to hi, with ink at both ends, and
// the widest gap in it.
type run struct{ lo, hi, gap int }

// runs are the ranges of ink with no gap wider than widest.
func runs(ink []uint8, threshold uint8, widest int) []run {
	var out []run
	for i, v := range ink {
		if v < threshold {
			continue
		}
		if n := len(out); n > 0 && i-out[n-1].hi <= widest {
			r := &out[n-1]
			r.gap = max(r.gap, i-r.hi)
			r.hi = i + 1
		} else {
			out = append(out, run{lo: i, hi: i + 1})
		}
	}
	return out
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
		return float64(inked) >= inkShare*n && float64(both) >= blankShare*float64(inked)
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
	// inkShare is the least share of a rule that dots or dashes cover.
	inkShare = 0.35
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
