package raster

import "slices"

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
		if float64(r.hi-r.lo) < f.shortest || !f.isRule(p.part(r), r.gap) {
			return
		}
		if piece.straight(f.jitter) {
			piece.touched = f.touched(&piece, p.threshold)
			out = append(out, piece)
		} else {
			out = append(out, f.staggered(piece)...)
		}
	}
	for _, dashed := range f.dashed(&whole, p, lo) {
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

// dashed are the ranges of ink in a profile without gaps that are too wide. In
// one wider than between dashes the paper must be blank: a rule that vanishes
// leaves nothing, a line of strokes has print beside it. Beyond such a gap a
// stroke may stand in line with a rule; it is thicker than one that vanishes.
func (f *tracer) dashed(t *trace, p profile, from int) []run {
	var out []run
	for parts := runs(p.ink, p.threshold, f.dashGap); len(parts) > 0; {
		n := 1
		for n < len(parts) && f.vanishes(p, parts[n-1], parts[n]) {
			n++
		}
		lo, hi := 0, n-1
		for lo < hi && f.isStroke(t, from, parts[lo]) {
			lo++
		}
		for lo < hi && f.isStroke(t, from, parts[hi]) {
			hi--
		}
		out = append(out, f.whole(parts[lo:hi+1])...)
		parts = parts[n:]
	}
	return out
}

// whole is the rule that pieces are of, or the pieces themselves where most are
// no longer than a character is high: the 1 of 指标1 stands below that of the row
// above.
func (f *tracer) whole(parts []run) []run {
	all, long := 0, 0
	out := parts[0]
	for k, r := range parts {
		all += r.hi - r.lo
		if r.hi-r.lo > f.character {
			long += r.hi - r.lo
		}
		out.gap = max(out.gap, r.gap)
		if k > 0 {
			out.gap = max(out.gap, r.lo-parts[k-1].hi)
		}
		out.hi = r.hi
	}
	if len(parts) > 1 && 2*long < all {
		return parts
	}
	return []run{out}
}

// isStroke reports whether a piece of a trace is short and thick.
func (f *tracer) isStroke(t *trace, from int, r run) bool {
	const thicker = 1.5
	if r.hi-r.lo >= f.character {
		return false
	}
	sum, n := 0.0, 0.0
	for x := from + r.lo; x < from+r.hi; x += step {
		y := int(t.at(float64(x)) + 0.5)
		_, mass := f.middle(x, y, y, -1)
		sum, n = sum+mass, n+1
	}
	return sum > thicker*t.thickness*n
}

// vanishes reports whether b may be the piece of a rule that follows a.
func (f *tracer) vanishes(p profile, a, b run) bool {
	return b.lo-a.hi <= f.widestGap && p.part(run{lo: a.hi, hi: b.lo}).empty()
}

// touched is the share of a short trace's length at which there is ink right
// beside it. It is 0 of a longer one, and where there is ink all along: the other
// line of a double rule.
func (f *tracer) touched(t *trace, threshold uint8) float64 {
	if t.hi-t.lo > f.barely {
		return 0
	}
	off := t.thickness/2 + blur
	n, ink := 0, 0
	for x := int(t.lo); x < int(t.hi); x++ {
		y := t.at(float64(x))
		above, below := max(0, int(y-off+0.5)), min(f.g.Rect.Dy()-1, int(y+off+0.5))
		if white-min(f.g.Pix[above*f.g.Stride+x], f.g.Pix[below*f.g.Stride+x]) >= threshold {
			ink++
		}
		n++
	}
	const double = 0.6
	share := float64(ink) / float64(n)
	if share > double {
		return 0
	}
	return share
}

// empty reports whether there is no print beside most of a profile.
func (p *profile) empty() bool {
	const share = 0.85 // rules may cross it
	beside := 0
	for i := range p.ink {
		if max(p.above[i], p.below[i]) >= p.threshold {
			beside++
		}
	}
	return float64(beside) <= (1-share)*float64(len(p.ink))
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
