package normalize

import "math"

// A levelSpan is one label in a level cell: usually the only one; more where
// the form leaves out the rule between two labels.
type levelSpan struct {
	text     string
	known    bool
	sure     bool // the cell holds this label alone
	from, to int  // its lines
	y        float64
}

// labelAt is the label of a level cell that stands nearest to height y.
func (r *rowReader) labelAt(b *box, y float64, canon func(string) (string, bool)) levelSpan {
	spans, ok := r.levels[b]
	if !ok {
		spans = levelSpans(b, canon)
		r.levels[b] = spans
	}
	best := spans[0]
	for _, s := range spans[1:] {
		if math.Abs(s.y-y) < math.Abs(best.y-y) {
			best = s
		}
	}
	return best
}

// levelSpans reads a level cell. The whole text is one label if it is in the
// vocabulary; else its lines are parted into the longest runs that are, and
// if that leaves nothing over, each run is a label of its own.
func levelSpans(b *box, canon func(string) (string, bool)) []levelSpan {
	text, known := canon(b.text)
	whole := []levelSpan{{text: text, known: known, sure: true, to: len(b.lines)}}
	if known || len(b.lines) < 2 {
		return whole
	}
	var spans []levelSpan
	for from := 0; from < len(b.lines); {
		s, ok := longestLabel(b, from, canon)
		if !ok {
			return whole
		}
		spans = append(spans, s)
		from = s.to
	}
	if len(spans) < 2 {
		return whole
	}
	return spans
}

// longestLabel is the longest run of lines from one on that is a label.
func longestLabel(b *box, from int, canon func(string) (string, bool)) (levelSpan, bool) {
	joined, best := "", levelSpan{}
	for to := from; to < len(b.lines); to++ {
		joined += b.lines[to]
		if text, known := canon(joined); known {
			best = levelSpan{text: text, known: true, from: from, to: to + 1}
		}
	}
	best.y = linesMiddle(b, best.from, best.to)
	return best, best.known
}

// linesMiddle is the height in the middle of some lines of a box.
func linesMiddle(b *box, from, to int) float64 {
	n, lo, hi := 0, math.Inf(1), math.Inf(-1)
	for _, p := range b.parts {
		for _, l := range p.Lines {
			if n >= from && n < to {
				lo, hi = min(lo, l.Box.Y0), max(hi, l.Box.Y1)
			}
			n++
		}
	}
	return (lo + hi) / 2
}
