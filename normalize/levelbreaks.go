package normalize

import (
	"math"
	"slices"
)

// Where no rule parts two labels of one level, a page break cuts what hangs
// together anywhere: the part on one page may hold rows of a label that stands
// on the other. Its own label then stands in the middle of fewer rows than lie
// beside it.

// shareAcrossBreaks gives rows beside a break to the label on the other page
// where the one on theirs stands off their middle.
func (r *rowReader) shareAcrossBreaks(runs []*levelRun) {
	for i := 1; i < len(runs); i++ {
		above, below := runs[i-1], runs[i]
		if above.box == nil || below.box == nil || !slices.Contains(r.s.table.Starts[1:], below.box.row) {
			continue
		}
		if k := below.firstOfLabel(); k > 0 {
			below.give(0, k, above.of[len(above.of)-1])
		} else if k := above.endOfLabel(); k < len(above.rows) {
			above.give(k, len(above.rows), below.of[0])
		}
	}
}

// give gives rows to a label that no rule bounds.
func (run *levelRun) give(from, to int, s *levelSpan) {
	if s == nil {
		return
	}
	doubtful := *s
	doubtful.sure = false
	for row := from; row < to; row++ {
		run.of[row] = &doubtful
	}
}

// firstOfLabel is the first row of the only label of a run: 0, unless it
// stands in the middle of later ones.
func (run *levelRun) firstOfLabel() int {
	if !run.offMiddle() || isFirst(run.rows[0]) {
		return 0
	}
	for k := 1; k < len(run.rows); k++ {
		if run.stands(k, len(run.rows)) && (run.rows[k].number == nil || isFirst(run.rows[k])) {
			return k
		}
	}
	return 0
}

// endOfLabel is the row after the last one of the only label of a run.
func (run *levelRun) endOfLabel() int {
	if !run.offMiddle() {
		return len(run.rows)
	}
	for k := len(run.rows) - 1; k > 0; k-- {
		if run.stands(0, k) && (run.rows[k].number == nil || isFirst(run.rows[k])) {
			return k
		}
	}
	return len(run.rows)
}

func isFirst(row levelRow) bool { return row.number != nil && *row.number == 1 }

// offMiddle reports whether a run has one label on one page, known as such,
// that stands neither in the middle of its rows nor at the top of them.
func (run *levelRun) offMiddle() bool {
	s := run.of[0]
	if s == nil || !s.alone || !s.known || len(run.box.parts) > 1 || len(run.rows) < 2 || run.ruled() {
		return false
	}
	return !run.stands(0, len(run.rows)) && !run.stands(0, 1)
}

// ruled reports whether rules part the rows of a run in its level column: the
// label stands in a cell of its own row and leaves those below it blank, so
// that its height in it tells nothing of the others.
func (run *levelRun) ruled() bool {
	return !run.box.parts[0].Loose && run.box.end() <= run.rows[len(run.rows)-1].row
}

// stands reports whether the label of a run stands in the middle of some rows.
func (run *levelRun) stands(from, to int) bool {
	y := linesMiddle(run.box, 0, len(run.box.lines))
	return math.Abs(y-(run.rows[from].top+run.rows[to-1].end)/2) < inPlace
}
