package normalize

import (
	"math"
	"strconv"
)

// A level cell holds one label for all its rows; where the form leaves out
// the rules between labels, or has no rules at all, it holds several. Which
// rows each is for then follows from three things, the surest first: the
// vocabulary of level 2 tells its level 1, the numbers 指标N begin anew with
// each label, and labels stand in the middle (or all at the top) of their
// rows.

// A levelSpan is one label in a level cell.
type levelSpan struct {
	text     string
	known    bool
	box      *box
	from, to int     // its lines in the box
	y        float64 // of its middle
	alone    bool    // the box holds no other label
	sure     bool    // which rows it is for is beyond doubt
}

// A levelRow is a row of indicators while levels are given out.
type levelRow struct {
	row      int
	number   *int // the N of 指标N
	top, end float64
	one, two *levelSpan
}

// assignLevels finds the level 1 and 2 of each row of a block.
func (r *rowReader) assignLevels(b block) map[int]levelRow {
	rows := r.levelRows(b)
	if b.columns[roleLevel3] != nil {
		runs := r.runs(b.columns[roleLevel2], rows)
		for _, run := range runs {
			run.share(Level2, run.costOfNumbers)
		}
		r.shareAcrossBreaks(runs)
		for _, run := range runs {
			for i := range run.rows {
				run.rows[i].two = run.of[i]
			}
		}
	}
	for _, run := range r.runs(b.columns[roleLevel1], rows) {
		run.share(Level1, run.costOfParents)
		for i := range run.rows {
			run.rows[i].one = run.of[i]
		}
	}
	out := make(map[int]levelRow, len(rows))
	for _, l := range rows {
		out[l.row] = l
	}
	return out
}

// levelRows lists the rows of a block that hold an indicator.
func (r *rowReader) levelRows(b block) []levelRow {
	var rows []levelRow
	for row := r.first; row < r.end; row++ {
		name, target, ok := r.leaf(b, row)
		if !ok {
			continue
		}
		number, _ := indicatorName(name.text)
		box := name.parts[0].Box
		if target.row == row && name.row != row {
			box = target.parts[0].Box
		}
		rows = append(rows, levelRow{row: row, number: number, top: box.Y0, end: box.Y1})
	}
	return rows
}

// A levelRun is rows that follow each other beside one level cell.
type levelRun struct {
	box  *box
	rows []levelRow
	of   []*levelSpan // for each row
}

// runs groups rows by the level cell that they stand beside. An empty cell
// takes part in the one above it: merged cells are often cut and left empty.
func (r *rowReader) runs(c *column, rows []levelRow) []*levelRun {
	if c == nil {
		return nil
	}
	var out []*levelRun
	start := 0
	var last *box
	for i := range rows {
		b := r.levelBox(c, rows[i].row)
		if i > start && b != last {
			out = append(out, &levelRun{box: last, rows: rows[start:i]})
			start = i
		}
		last = b
	}
	if start < len(rows) {
		out = append(out, &levelRun{box: last, rows: rows[start:]})
	}
	return out
}

// levelBox is the box in a level column that counts for a row.
func (r *rowReader) levelBox(c *column, row int) *box {
	b := r.cell(c, row)
	for b != nil && (b.empty() || b.role != noRole) {
		if b = r.cell(c, b.row-1); b != nil && b.row < r.first {
			return nil
		}
	}
	return b
}

// A levelCost is how badly rows from to-1 fit label i, in points off place.
type levelCost func(spans []levelSpan, i, from, to int) float64

// misfit is the cost of what the vocabulary or the numbers speak against: no
// label stands that many points off its rows.
const misfit = 1000

// share gives each row its label.
func (run *levelRun) share(canon func(string) (string, bool), rules levelCost) {
	run.of = make([]*levelSpan, len(run.rows))
	if run.box == nil {
		return
	}
	spans := levelSpans(run.box, canon)
	if len(spans) == 1 {
		for i := range run.of {
			run.of[i] = &spans[0]
		}
		return
	}
	if len(spans) > len(run.rows) {
		for i := range run.of {
			run.of[i] = nearestSpan(spans, run.rows[i])
		}
		return
	}
	middle := func(spans []levelSpan, i, from, to int) float64 {
		return math.Abs(spans[i].y - (run.rows[from].top+run.rows[to-1].end)/2)
	}
	top := func(spans []levelSpan, i, from, to int) float64 {
		return math.Abs(spans[i].y - (run.rows[from].top+run.rows[from].end)/2)
	}
	place := middle
	cuts, cost := run.cut(spans, rules, middle)
	if other, less := run.cut(spans, rules, top); less < cost {
		cuts, place = other, top
	}
	run.settle(spans, cuts, rules, place)
}

// cut is the cheapest way to cut the rows into those of each label, by rules
// and places.
func (run *levelRun) cut(spans []levelSpan, rules, place levelCost) (cuts []int, cost float64) {
	return partition(len(spans), len(run.rows), func(i, from, to int) float64 {
		return rules(spans, i, from, to) + place(spans, i, from, to)
	})
}

// settle gives out labels by cuts. One is sure if the rules leave it no other
// rows, or if nearly all of them stand in their places.
func (run *levelRun) settle(spans []levelSpan, cuts []int, rules, place levelCost) {
	loose := run.box.loose()
	off, most, misfits := 0.0, 0.0, false
	for i := range spans {
		broken := rules(spans, i, cuts[i], cuts[i+1])
		own := place(spans, i, cuts[i], cuts[i+1])
		off += broken + own
		most = max(most, own)
		misfits = misfits || broken > 0
	}
	placed := off/float64(len(spans)) < inPlace && most < 2*inPlace
	for i := range spans {
		told := !placed && !misfits && run.told(spans, i, cuts, rules)
		spans[i].sure = (told || placed) && !loose
		for row := cuts[i]; row < cuts[i+1]; row++ {
			run.of[row] = &spans[i]
		}
	}
}

// told reports whether label i has the same rows however the others are cut
// without a misfit.
func (run *levelRun) told(spans []levelSpan, i int, cuts []int, rules levelCost) bool {
	_, elsewhere := partition(len(spans), len(run.rows), func(k, from, to int) float64 {
		c := rules(spans, k, from, to)
		if k == i && from == cuts[i] && to == cuts[i+1] {
			c++
		}
		return c
	})
	return elsewhere > 0
}

// inPlace is how far off the middle of its rows a label may stand, in points,
// to be in its place: a row is 12 points high and more, which moves the
// middle by 6 at least.
const inPlace = 1.5

// costOfNumbers: each label's rows begin with 指标1 and hold no other.
func (run *levelRun) costOfNumbers(_ []levelSpan, _, from, to int) float64 {
	cost := 0.0
	for row := from; row < to; row++ {
		n := run.rows[row].number
		if n != nil && (*n == 1) != (row == from) {
			cost += misfit
		}
	}
	return cost
}

// costOfParents: each level 2 belongs to its level 1, and none to two.
func (run *levelRun) costOfParents(spans []levelSpan, i, from, to int) float64 {
	cost := 0.0
	for row := from; row < to; row++ {
		if two := run.rows[row].two; two != nil {
			if !mayStandUnder(two.text, spans[i].text) {
				cost += misfit
			}
		}
	}
	if from > 0 && run.rows[from].two != nil && run.rows[from].two == run.rows[from-1].two {
		cost += misfit
	}
	return cost
}

// mayStandUnder reports whether a level 2 may stand under a level 1. 成本指标
// stands under 产出指标 or is a level of its own, but is no 效益指标.
func mayStandUnder(two, one string) bool {
	if parent := Level2Parent(two); parent != "" {
		return parent == one
	}
	return two != "成本指标" || one != "效益指标" && one != "满意度指标"
}

func nearestSpan(spans []levelSpan, row levelRow) *levelSpan {
	best := &spans[0]
	for i := range spans {
		middle := (row.top + row.end) / 2
		if math.Abs(spans[i].y-middle) < math.Abs(best.y-middle) {
			best = &spans[i]
		}
	}
	return best
}

// partition is the cheapest way to cut rows into n runs in order, none of
// them empty, as the n+1 places of the cuts.
func partition(n, rows int, cost func(i, from, to int) float64) (cuts []int, least float64) {
	best := make([][]float64, n+1)
	cut := make([][]int, n+1)
	for i := range best {
		best[i] = make([]float64, rows+1)
		for k := range best[i] {
			best[i][k] = math.Inf(1)
		}
		cut[i] = make([]int, rows+1)
	}
	best[0][0] = 0
	for i := 1; i <= n; i++ {
		for to := i; to <= rows; to++ {
			for from := i - 1; from < to; from++ {
				if c := best[i-1][from] + cost(i-1, from, to); c < best[i][to] {
					best[i][to], cut[i][to] = c, from
				}
			}
		}
	}
	cuts = make([]int, n+1)
	cuts[n] = rows
	for i := n; i > 0; i-- {
		cuts[i-1] = cut[i][cuts[i]]
	}
	return cuts, best[n][rows]
}

// levelSpans reads a level cell. The whole text is one label if it is in the
// vocabulary; else its lines are parted into the longest runs that are. Where
// fewer than two are, the whole text is taken for one label that the
// vocabulary lacks.
func levelSpans(b *box, canon func(string) (string, bool)) []levelSpan {
	text, known := canon(b.text)
	whole := []levelSpan{{text: text, known: known, box: b, alone: true, sure: !b.loose(), to: len(b.lines)}}
	if known || len(b.lines) < 2 {
		return whole
	}
	var spans []levelSpan
	found := 0
	for from := 0; from < len(b.lines); {
		s := longestLabel(b, from, canon)
		if s.known {
			found++
		} else if n := len(spans); n > 0 && !spans[n-1].known {
			spans[n-1].text += s.text
			spans[n-1].to = s.to
			from = s.to
			continue
		}
		spans = append(spans, s)
		from = s.to
	}
	if found == 0 || found == 1 && len(spans) > 1 {
		return whole
	}
	return spans
}

// longestLabel is the longest run of lines from one on that is a label, or
// that one line where none is.
func longestLabel(b *box, from int, canon func(string) (string, bool)) levelSpan {
	joined, best := "", levelSpan{text: b.lines[from], box: b, from: from, to: from + 1}
	for to := from; to < len(b.lines); to++ {
		joined += b.lines[to]
		if text, known := canon(joined); known {
			best = levelSpan{text: text, known: true, box: b, from: from, to: to + 1}
		}
	}
	best.y = linesMiddle(b, best.from, best.to)
	return best
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

// levels sets the level 1 and 2 of an indicator, with their places and doubts.
func (r *rowReader) setLevels(b block, in *Indicator, l levelRow, at string) {
	in.Level1 = r.setLevel(b.columns[roleLevel1], l.one, at+"/level1")
	if b.columns[roleLevel3] != nil {
		in.Level2 = r.setLevel(b.columns[roleLevel2], l.two, at+"/level2")
	}
	if in.Level1 != "" || in.Level2 == "" || b.columns[roleLevel1] == nil {
		return
	}
	if parent := Level2Parent(string(in.Level2)); parent != "" {
		in.Level1 = Name(parent)
		r.d.doubt("level-inferred", Warning, at+"/level1", "no level 1 is printed beside %s; taken as %s", in.Level2, parent)
	}
}

func (r *rowReader) setLevel(c *column, s *levelSpan, at string) Name {
	switch {
	case c == nil:
		return ""
	case s == nil:
		r.d.doubt("level-missing", Warning, at, "no level is printed for this indicator")
		return ""
	case s.alone:
		r.d.place(at, s.box)
	default:
		r.d.placeLines(at, s.box, s.from, s.to)
	}
	switch {
	case !s.known:
		r.d.doubt("level-unknown", Warning, at, "%q is no level of the usual vocabulary", s.text)
	case !s.sure:
		r.d.doubt("level-ambiguous", Warning, at, "no rule bounds %s; which rows it is for was judged by its place", strconv.Quote(s.text))
	}
	return Name(s.text)
}
