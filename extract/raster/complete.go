package raster

import (
	"image"
	"math"
	"slices"
)

// A completer looks for the rules that a table must have besides those found:
// its columns and rows are the same all over it, so that less is enough to find
// a side in the line of others.
type completer struct {
	tracer
	lines, others []trace // the rules along, and those that cross them
	bilevel       bool
	doubtful      []trace // sides that may have a rule or not
}

// inLine groups lines by where they run.
func (c *completer) inLine() [][]*trace {
	var out [][]*trace
	for i := range c.lines {
		t := &c.lines[i]
		k := slices.IndexFunc(out, func(g []*trace) bool { return math.Abs(g[0].mean()-t.mean()) <= sameRule*c.perPoint })
		if k < 0 {
			out = append(out, nil)
			k = len(out) - 1
		}
		out[k] = append(out[k], t)
	}
	return out
}

// crossings are where others cross a line, in order.
func (c *completer) crossings(at float64) []float64 {
	var out []float64
	for i := range c.others {
		if o := &c.others[i]; at >= o.lo-meetWay*c.perPoint && at <= o.hi+meetWay*c.perPoint {
			out = append(out, o.at(at))
		}
	}
	slices.Sort(out)
	return out
}

// intervals are the ranges between neighbouring crossings that are no shorter
// than a row.
func (c *completer) intervals(at float64) [][2]float64 {
	var out [][2]float64
	cross := c.crossings(at)
	for i := 1; i < len(cross); i++ {
		if cross[i]-cross[i-1] >= shortestDown*c.perPoint {
			out = append(out, [2]float64{cross[i-1], cross[i]})
		}
	}
	return out
}

// missing are the sides that rules found in other rows have besides.
func (c *completer) missing() []trace {
	const taken = 0.3 // of a side, the most that is known already
	var out []trace
	for _, group := range c.inLine() {
		for _, in := range c.intervals(group[0].mean()) {
			known, way := 0.0, math.Inf(1)
			var nearest *trace
			for _, t := range group {
				known += max(0, min(in[1], t.hi)-max(in[0], t.lo))
				if d := max(0, t.lo-in[1], in[0]-t.hi); d < way {
					nearest, way = t, d
				}
			}
			if known > taken*(in[1]-in[0]) {
				continue
			}
			switch s := c.between(nearest, in); {
			case s.holdsRule(c.bilevel, (in[1]-in[0])/c.perPoint):
				out = append(out, s.trace)
			case s.doubtful(c.bilevel):
				c.doubtful = append(c.doubtful, s.trace)
			}
		}
	}
	return out
}

// between is the side along a line from one place to another.
func (c *completer) between(t *trace, in [2]float64) side {
	part := *t
	part.lo, part.hi = in[0], in[1]
	return c.side(&part)
}

// faint are the sides along ridges that are no rules by themselves and not in
// line with any.
func (c *completer) faint(ridges []trace) []trace {
	const most = 0.5 // of a side, the least that such a ridge must go along
	places := make([]float64, len(c.lines))
	for i := range c.lines {
		places[i] = c.lines[i].mean()
	}
	var out []trace
	for i := range ridges {
		t := &ridges[i]
		at := t.mean()
		if slices.ContainsFunc(places, func(o float64) bool { return math.Abs(o-at) <= sameRule*c.perPoint }) {
			continue
		}
		for _, in := range c.intervals(at) {
			length := in[1] - in[0]
			if min(in[1], t.hi)-max(in[0], t.lo) < most*length || c.printBeside(t, int(in[0]), int(in[1]), besideWay) > most {
				continue
			}
			if s := c.between(t, in); s.endsInked() && s.holdsRule(c.bilevel, length/c.perPoint) {
				out = append(out, s.trace)
			}
		}
	}
	return out
}

// strokes are the lines that have print close by on both sides all along, and
// in all rows: strokes of characters that are as high as their row and stand one
// below another. Text keeps away from a rule on one side at least in some row.
func (c *completer) strokes() []trace {
	const (
		close       = 5.0 // points: within the square of a character
		least, most = 0.6, 0.65
	)
	var out []trace
	for _, group := range c.inLine() {
		line := *group[0]
		var shares []float64
		for _, t := range group {
			line.lo, line.hi = min(line.lo, t.lo), max(line.hi, t.hi)
			for _, in := range c.intervals(t.mean()) {
				if min(in[1], t.hi)-max(in[0], t.lo) >= most*(in[1]-in[0]) {
					margin := sideMargin * c.perPoint
					shares = append(shares, c.printBeside(t, int(in[0]+margin), int(in[1]-margin), close))
				}
			}
		}
		slices.Sort(shares)
		if n := len(shares); n > 0 && shares[0] >= least && shares[n/2] >= most {
			out = append(out, line)
		}
	}
	return out
}

// cutOvershoots cuts off what sticks out of the table alone: a stroke of a title
// above it that is in line with a column. The sides up to where the rule has ink
// again are not its own either.
func (c *completer) cutOvershoots() {
	ends := make([][2]float64, len(c.lines))
	for i := range c.lines {
		ends[i] = [2]float64{c.lines[i].lo, c.lines[i].hi}
	}
	meet := meetWay * c.perPoint
	for i := range c.lines {
		t := &c.lines[i]
		cross := c.crossings(t.mean())
		if len(cross) < 2 {
			continue
		}
		alone := func(end int) bool {
			like := func(e [2]float64) bool { return math.Abs(e[end]-ends[i][end]) <= meet }
			return !slices.ContainsFunc(ends[:i], like) && !slices.ContainsFunc(ends[i+1:], like)
		}
		first, last := 0, len(cross)-1
		if cross[first]-t.lo > meet && alone(0) {
			for first+1 < last && c.blank(t, cross[first], cross[first+1]) {
				first++
			}
			t.lo = cross[first]
		}
		if t.hi-cross[last] > meet && alone(1) {
			for last-1 > first && c.blank(t, cross[last-1], cross[last]) {
				last--
			}
			t.hi = cross[last]
		}
	}
}

// blank reports whether a line leaves no ink between two others. Beside the
// second line of a double rule the paper is not blank.
func (c *completer) blank(t *trace, from, to float64) bool {
	s := c.between(t, [2]float64{from, to})
	return s.covered < inkedSection && s.ink < inkedSection
}

// complete is what makes tables of some lines, with the sides that these must
// have besides and without strokes of characters.
func (s *Sheet) complete(hor, ver found, down *image.Gray) *ruled {
	r := connected(hor.rules, ver.rules, s.Scale)
	across := completer{tracer: acrossRules.tracer(s.Gray, s.Scale), bilevel: s.bilevel}
	upright := completer{tracer: downRules.tracer(down, s.Scale), bilevel: s.bilevel}
	const rounds = 2 // a side that was added may be what others end at
	for range rounds {
		n := len(hor.rules) + len(ver.rules)
		hor.add(across.more(r.hor, r.ver, hor.ridges))
		ver.add(upright.more(r.ver, r.hor, ver.ridges))
		if len(hor.rules)+len(ver.rules) == n {
			break
		}
		r = connected(hor.rules, ver.rules, s.Scale)
	}
	upright.lines, upright.others = r.ver, r.hor
	if strokes := upright.strokes(); len(strokes) > 0 {
		r = connected(hor.rules, without(ver.rules, strokes, s.Scale), s.Scale)
	}
	upright.lines, upright.others = r.ver, r.hor
	upright.cutOvershoots()
	upright.doubtFound()
	r.doubtHor, r.doubtVer = across.doubtful, upright.doubtful
	return r
}

// doubtFound adds the sides of lines that may be none.
func (c *completer) doubtFound() {
	const most = 0.6 // of a side, the least that a line must run along
	for i := range c.lines {
		t := &c.lines[i]
		for _, in := range c.intervals(t.mean()) {
			if min(in[1], t.hi)-max(in[0], t.lo) < most*(in[1]-in[0]) {
				continue
			}
			if s := c.between(t, in); s.mayBeNone(c.bilevel) {
				c.doubtful = append(c.doubtful, s.trace)
			}
		}
	}
}

// more are the sides that a table of some lines must have besides.
func (c *completer) more(lines, others, ridges []trace) []trace {
	c.lines, c.others, c.doubtful = lines, others, nil
	out := c.missing()
	if c.bilevel {
		out = append(out, c.faint(ridges)...)
	}
	return out
}

// without is the lines but for those within others.
func without(lines, others []trace, perPoint float64) []trace {
	within := func(t trace) bool {
		return slices.ContainsFunc(others, func(o trace) bool {
			return math.Abs(o.mean()-t.mean()) <= sameRule*perPoint && t.lo >= o.lo-meetWay*perPoint && t.hi <= o.hi+meetWay*perPoint
		})
	}
	return slices.DeleteFunc(slices.Clone(lines), within)
}
