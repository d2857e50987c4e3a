package raster

import (
	"cmp"
	"math"
	"slices"
)

const (
	// meetWay is how far, in points, the end of a rule may lie from the one
	// that it meets.
	meetWay = 2.0
	// shortMeet is that of rules that are no longer than strokes of characters.
	shortMeet = 0.8
	// surelyRule is the length, in points, from which a line is longer than
	// any stroke of a character.
	surelyRule = 28.0
	// openRule is the length, in points, from which a rule need not meet
	// others at its ends: tables may be open at the side.
	openRule = 60.0
	// sameRule is how far apart, in points, two pieces of one rule may lie.
	sameRule = 1.3
	// fadedMost is the longest piece of a rule, in points, that may have faded.
	fadedMost = 60.0
)

// connect keeps the lines that make tables, mends them where they have faded
// and ends them at the ones that they meet.
func (r *ruled) connect(perPoint float64) {
	c := connector{ruled: r, meet: meetWay * perPoint, perPoint: perPoint}
	for range 2 {
		r.hor, r.ver = c.mend(r.hor, r.ver), c.mend(r.ver, r.hor)
		c.grow()
	}
	c.dropPale()
	c.ver = c.withoutStrokes(c.ver)
	c.trim(c.hor, c.ver)
	c.trim(c.ver, c.hor)
	c.prune()
	c.snapEnds(r.hor, r.ver)
	c.snapEnds(r.ver, r.hor)
}

// closed reports whether there are lines and each ends at others.
func (r *ruled) closed(perPoint float64) bool {
	c := connector{ruled: r, meet: meetWay * perPoint, perPoint: perPoint}
	open := func(others []trace) func(trace) bool {
		return func(t trace) bool {
			n := c.contacts(&t, others)
			return !n.lo || !n.hi
		}
	}
	return len(r.hor) > 0 && !slices.ContainsFunc(r.hor, open(r.ver)) && !slices.ContainsFunc(r.ver, open(r.hor))
}

type connector struct {
	*ruled
	meet, perPoint float64 // pixels
}

// crosses reports whether two lines, the axes of one exchanged, meet.
func (c *connector) crosses(a, b *trace) bool {
	x := b.at(a.lo)
	if x < a.lo-2*c.meet || x > a.hi+2*c.meet {
		x = b.at(a.hi)
	}
	y := a.at(x)
	x = b.at(y)
	return x >= a.lo-c.meet && x <= a.hi+c.meet && y >= b.lo-c.meet && y <= b.hi+c.meet
}

// contacts says how a line meets others: how many, and whether at its ends.
type contacts struct {
	count  int
	lo, hi bool
}

func (c *connector) contacts(a *trace, others []trace) (n contacts) {
	for i := range others {
		b := &others[i]
		if !c.crosses(a, b) {
			continue
		}
		n.count++
		meet := c.meet
		if !c.long(a) {
			meet = shortMeet*c.perPoint + b.thickness/2
		}
		n.lo = n.lo || math.Abs(b.at(a.at(a.lo))-a.lo) <= meet
		n.hi = n.hi || math.Abs(b.at(a.at(a.hi))-a.hi) <= meet
	}
	return n
}

// long reports whether a line is longer than characters are high.
func (c *connector) long(t *trace) bool { return t.hi-t.lo >= surelyRule*c.perPoint }

// grow keeps the lines that are longer than characters are high, and those
// that run from one kept line to another.
func (c *connector) grow() {
	hor, restHor := split(c.hor, c.long)
	ver, restVer := split(c.ver, c.long)
	for {
		n := len(restHor) + len(restVer)
		var more []trace
		between := func(others []trace) func(*trace) bool {
			return func(t *trace) bool {
				n := c.contacts(t, others)
				return n.lo && n.hi
			}
		}
		more, restHor = split(restHor, between(ver))
		hor = append(hor, more...)
		more, restVer = split(restVer, between(hor))
		ver = append(ver, more...)
		if len(restHor)+len(restVer) == n {
			break
		}
	}
	slices.SortFunc(hor, byStart)
	slices.SortFunc(ver, byStart)
	c.hor, c.ver = hor, ver
}

func byStart(a, b trace) int { return cmp.Compare(a.lo, b.lo) }

func split(all []trace, test func(*trace) bool) (yes, no []trace) {
	for i := range all {
		if test(&all[i]) {
			yes = append(yes, all[i])
		} else {
			no = append(no, all[i])
		}
	}
	return yes, no
}

// paleShare is the least contrast of a rule, as a share of that of most: half a
// pixel wide, it has a third of that of one of two pixels. What is left of a
// seal and what shows through from the other side of the paper have less.
const paleShare = 0.25

// dropPale drops lines that are too pale for a rule of this page.
func (c *connector) dropPale() {
	var contrasts []float64
	for _, t := range append(slices.Clone(c.hor), c.ver...) {
		contrasts = append(contrasts, t.contrast)
	}
	if len(contrasts) == 0 {
		return
	}
	slices.Sort(contrasts)
	least := paleShare * contrasts[len(contrasts)/2]
	pale := func(t trace) bool { return t.contrast < least }
	c.hor = slices.DeleteFunc(c.hor, pale)
	c.ver = slices.DeleteFunc(c.ver, pale)
}

// strokeTouched is the least share of a stroke as high as its row at which
// others of its character meet it: the four across a 目. Found on rows without
// padding at 150 to 300 dpi.
const strokeTouched = 0.15

// withoutStrokes drops upright lines of a row that other ink touches and that no
// other row has without: strokes of characters as high as the row, be it in
// several rows one below another.
func (c *connector) withoutStrokes(lines []trace) []trace {
	again := func(t *trace) bool {
		for i := range lines {
			o := &lines[i]
			if o.touched < strokeTouched && math.Abs(o.at(t.lo)-t.at(t.lo)) <= sameRule*c.perPoint {
				return true
			}
		}
		return false
	}
	var out []trace
	for i := range lines {
		if t := &lines[i]; t.touched < strokeTouched || again(t) {
			out = append(out, *t)
		}
	}
	return out
}

// prune drops lines that are no part of a table until there are none.
func (c *connector) prune() {
	for {
		n := len(c.hor) + len(c.ver)
		c.hor, c.ver = c.certain(c.hor, c.ver), c.certain(c.ver, c.hor)
		if len(c.hor)+len(c.ver) == n {
			return
		}
	}
}

// certain are the lines that run from one of the others to another, or are long
// and meet two of them; or meet one and end as a line does that meets more: in
// a table that is open at the sides a row may have two cells.
func (c *connector) certain(lines, others []trace) []trace {
	var sure, doubtful []trace
	for i := range lines {
		t := &lines[i]
		switch n := c.contacts(t, others); {
		case n.count >= 2 && (n.lo && n.hi || t.hi-t.lo >= openRule*c.perPoint):
			sure = append(sure, *t)
		case n.count == 1 && t.hi-t.lo >= openRule*c.perPoint:
			doubtful = append(doubtful, *t)
		}
	}
	open := len(sure)
	for _, t := range doubtful {
		if slices.ContainsFunc(sure[:open], func(o trace) bool { return math.Abs(o.lo-t.lo) <= c.meet && math.Abs(o.hi-t.hi) <= c.meet }) {
			sure = append(sure, t)
		}
	}
	slices.SortFunc(sure, byStart)
	return sure
}

// mend joins the pieces of each rule, and draws out the ones that end in the
// open to what they would meet.
func (c *connector) mend(lines, others []trace) []trace {
	var out []trace
	for _, t := range lines {
		if i := slices.IndexFunc(out, func(o trace) bool { return c.continues(&o, &t, others) }); i >= 0 {
			out[i] = joined(&out[i], &t)
		} else {
			out = append(out, t)
		}
	}
	for i := range out {
		c.drawOut(&out[i], others)
	}
	return out
}

// continues reports whether b, which does not begin before a, is a further
// piece of it: they overlap, or a short gap or a faded stretch parts them, and
// neither ends there at a line that crosses.
func (c *connector) continues(a, b *trace, others []trace) bool {
	if math.Abs(a.at(min(b.lo, a.hi))-b.at(b.lo)) > sameRule*c.perPoint {
		return false
	}
	gap := b.lo - a.hi
	if gap <= 1 {
		return true
	}
	switch {
	case c.long(a) && c.long(b):
		return gap <= fadedMost*c.perPoint && c.endOpen(a, b, others)
	case c.long(a) || c.long(b):
		return gap <= dashGap*c.perPoint && c.endOpen(a, b, others)
	}
	return gap <= solidGap*c.perPoint && c.endOpen(a, b, others)
}

// endOpen reports whether neither the end of a nor the start of b is at a line
// that crosses.
func (c *connector) endOpen(a, b *trace, others []trace) bool {
	return !c.contacts(a, others).hi && !c.contacts(b, others).lo
}

// joined is the line from the first of a to the last of b.
func joined(a, b *trace) trace {
	t := *a
	t.hi = max(a.hi, b.hi)
	t.touched = min(a.touched, b.touched)
	n := max(a.from+len(a.path), b.from+len(b.path)) - a.from
	t.path = make([]float64, n)
	turn := max(a.hi, b.lo)
	for i := range t.path {
		x := float64((a.from+i)*step + step/2)
		switch {
		case x <= a.hi:
			t.path[i] = a.at(x)
		case x >= turn:
			t.path[i] = b.at(x)
		default:
			w := (x - a.hi) / (turn - a.hi)
			t.path[i] = a.at(a.hi)*(1-w) + b.at(b.lo)*w
		}
	}
	return t
}

// drawOut moves the ends of a line that lie in the open to the next line that
// would cross it, if most of the way there is ink already.
func (c *connector) drawOut(t *trace, others []trace) {
	n := c.contacts(t, others)
	if !c.long(t) || n.count == 0 || n.lo && n.hi {
		return
	}
	before, after := math.Inf(-1), math.Inf(1) // crossings beyond the ends
	first, last := math.Inf(1), math.Inf(-1)   // crossings within
	for i := range others {
		b := &others[i]
		x := b.at(t.mean())
		if y := t.at(x); y < b.lo-c.meet || y > b.hi+c.meet {
			continue
		}
		switch {
		case x < t.lo-c.meet:
			before = max(before, x)
		case x > t.hi+c.meet:
			after = min(after, x)
		default:
			first, last = min(first, x), max(last, x)
		}
	}
	if gap := t.lo - before; !n.lo && gap <= fadedMost*c.perPoint && 2*gap <= first-t.lo {
		t.lo = before
	}
	if gap := after - t.hi; !n.hi && gap <= fadedMost*c.perPoint && 2*gap <= t.hi-last {
		t.hi = after
	}
}

// trim cuts off what sticks out beyond the last line that a rule meets, such as
// a stroke of a character in line with it. Where several rules end alike, the
// table is open there.
func (c *connector) trim(lines, others []trace) {
	type ends struct{ lo, hi float64 }
	free := make([]ends, len(lines))
	for i := range lines {
		free[i] = ends{lines[i].lo, lines[i].hi}
	}
	alone := func(i int, at float64, end func(ends) float64) bool {
		for k, f := range free {
			if k != i && math.Abs(end(f)-at) <= c.meet {
				return false
			}
		}
		return true
	}
	lo := func(e ends) float64 { return e.lo }
	hi := func(e ends) float64 { return e.hi }
	for i := range lines {
		t := &lines[i]
		first, last := math.Inf(1), math.Inf(-1)
		for k := range others {
			if b := &others[k]; c.crosses(t, b) {
				x := b.at(t.at(b.at(t.mean())))
				first, last = min(first, x), max(last, x)
			}
		}
		if last <= first {
			continue
		}
		if out := first - t.lo; out > c.meet && out < surelyRule*c.perPoint && alone(i, t.lo, lo) {
			t.lo = first
		}
		if out := t.hi - last; out > c.meet && out < surelyRule*c.perPoint && alone(i, t.hi, hi) {
			t.hi = last
		}
	}
}

// snapEnds ends lines in the middle of those that they meet.
func (c *connector) snapEnds(lines, others []trace) {
	for i := range lines {
		t := &lines[i]
		lo, hi := t.lo, t.hi
		for k := range others {
			b := &others[k]
			if !c.crosses(t, b) {
				continue
			}
			if math.Abs(b.at(t.at(t.lo))-t.lo) <= c.meet {
				lo = b.mean()
			}
			if math.Abs(b.at(t.at(t.hi))-t.hi) <= c.meet {
				hi = b.mean()
			}
		}
		t.lo, t.hi = lo, hi
	}
}
