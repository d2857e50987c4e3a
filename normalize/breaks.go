package normalize

import (
	"slices"
	"strings"

	"mubiao/normalize/zh"
)

// joinHeads joins the heads of columns that a page break cuts: 一级指 and 标.
func (s *sheet) joinHeads() {
	for _, start := range s.table.Starts[1:] {
		pairs := s.cutPairs(start)
		cut := false
		for _, p := range pairs {
			whole, _ := columnRole(zh.Label(p.upper.text + p.lower.text))
			cut = cut || !p.lower.empty() && p.upper.role == noRole && whole.ofIndicator()
			if !p.lower.empty() && whole == noRole {
				cut = false
				break
			}
		}
		if !cut {
			continue
		}
		for _, p := range pairs {
			s.merge(p.upper, p.lower)
		}
	}
}

// A cutPair is a box that ends at a page break and the one-row box below it in
// the same columns.
type cutPair struct{ upper, lower *box }

func (s *sheet) cutPairs(start int) []cutPair {
	var out []cutPair
	for _, lower := range s.starting(start) {
		upper := s.box(start-1, lower.col)
		if lower.rows == 1 && upper != nil && upper.col == lower.col && upper.cols == lower.cols {
			out = append(out, cutPair{upper, lower})
		}
	}
	return out
}

// joinBreaks puts together what page breaks cut in the indicator rows: merged
// level cells that go on, and rows that the break goes through. Whether a row
// was cut shows in what it says, since producers close cells at a break or
// leave them open as they like.
func (r *rowReader) joinBreaks(end int) {
	for _, start := range r.s.table.Starts[1:] {
		if start <= r.head.first || start >= end {
			continue
		}
		r.joinSpine(start-1, start)
		if start <= r.head.end {
			continue
		}
		above, below := start-1, start
		if head, again := findColumns(r.s, start); again {
			below = head.end
		}
		if below >= end || r.isTail(below) {
			continue
		}
		for above > r.head.end && r.isRest(above) {
			above--
		}
		if _, another := findColumns(r.s, below); another {
			continue // the table of the head that is repeated has ended
		}
		for _, b := range r.head.blocks {
			r.joinLevels(b, above, below)
			r.joinLeads(b, above, below)
			if r.cutThrough(b, above, below) {
				r.doubtCut(b, above, below)
				r.joinRow(b, above, below)
			} else {
				r.doubtWhole(b, above, below)
			}
		}
	}
}

// isRest reports whether a row is what is left of a page under the last row
// that fits on it, between the outer rules of the table: one blank box over
// name and target.
func (r *rowReader) isRest(row int) bool {
	for _, b := range r.head.blocks {
		name, target := r.cell(b.columns[roleLevel3], row), r.cell(b.columns[roleTarget], row)
		if name == nil || name != target || !name.empty() || name.row != row {
			return false
		}
	}
	return true
}

// joinSpine joins the label of the whole table where a break cuts it: one of
// the parts is empty, or both make the label.
func (r *rowReader) joinSpine(above, below int) {
	if len(r.head.columns) == 0 {
		return
	}
	col := r.head.columns[0].head.col - 1
	upper, lower := r.s.box(above, col), r.s.box(below, col)
	if upper == nil || lower == nil || upper == lower || !r.leftOfLevels(upper) || !r.leftOfLevels(lower) {
		return
	}
	if upper.empty() || lower.empty() || zoneOf(zh.Label(upper.text+lower.text)) == zoneSpine {
		r.s.merge(upper, lower)
	}
}

// joinLevels joins level cells that a break cuts: the lower part is empty,
// the two parts make one label, or the lower is none and no rule parts them.
func (r *rowReader) joinLevels(b block, above, below int) {
	for _, k := range []role{roleLevel1, roleLevel2} {
		canon := Level1
		if k == roleLevel2 {
			canon = Level2
		}
		upper, lower := r.acrossBreak(b.columns[k], above, below)
		if upper == nil || upper.empty() && r.leavesBlank(b, k) {
			continue
		}
		both := allLevels(slices.Concat(upper.lines, lower.lines), canon)
		apart := allLevels(upper.lines, canon) && allLevels(lower.lines, canon)
		cut := upper.parts[len(upper.parts)-1].OpenBottom && lower.parts[0].OpenTop
		if lower.empty() || both && !apart || cut && !allLevels(lower.lines, canon) {
			r.s.merge(upper, lower)
		}
	}
}

// leavesBlank reports whether the form prints a level in the first of its rows
// and leaves the cells of the others blank, each with rules of its own: a cell
// at the end of a page then goes on nothing. It shows in blank cells that no
// break touches.
func (r *rowReader) leavesBlank(b block, k role) bool {
	for row := r.head.end; row < r.s.rows(); row++ {
		c := r.cell(b.columns[k], row)
		if c == nil || c.row != row || !c.empty() || c.loose() || slices.Contains(r.s.table.Starts, row) || slices.Contains(r.s.table.Starts, c.end()) {
			continue
		}
		if name, _, ok := r.leaf(b, row); ok && !name.empty() && c.end() < r.s.rows() {
			return true
		}
	}
	return false
}

// allLevels reports whether lines are made of labels of levels alone.
func allLevels(lines []string, canon func(string) (string, bool)) bool {
	b := &box{lines: lines}
	b.set()
	return !slices.ContainsFunc(levelSpans(b, canon), func(s levelSpan) bool { return !s.known })
}

// leads are the columns of a listing that are printed once a project.
var leads = []role{roleProject, roleOwner, roleBudget, roleGoal}

// joinLeads joins what a listing prints once a project, in front of its
// indicators. On one side of a break these cells are empty, or hold what is
// left of their text; a project of its own has both a name and a budget.
func (r *rowReader) joinLeads(b block, above, below int) {
	upperName, lowerName := r.acrossBreak(b.columns[roleProject], above, below)
	upperBudget, lowerBudget := r.acrossBreak(b.columns[roleBudget], above, below)
	if lowerName == nil {
		return
	}
	goesOn := lowerName.empty() || r.cutThrough(b, above, below) || r.goalRunsOn(b, above, below)
	if lowerBudget != nil {
		goesOn = lowerBudget.empty()
	}
	begins := upperName.empty() && (upperBudget == nil || upperBudget.empty()) && r.mergesLeads(b)
	if !goesOn && !begins {
		return
	}
	for _, k := range leads {
		upper, lower := r.acrossBreak(b.columns[k], above, below)
		if upper != nil && (goesOn || upper.empty()) {
			r.s.merge(upper, lower)
		}
	}
}

// goalRunsOn reports whether a break leaves a goal in the middle of a
// sentence.
func (r *rowReader) goalRunsOn(b block, above, below int) bool {
	upper, lower := r.acrossBreak(b.columns[roleGoal], above, below)
	return upper != nil && !upper.empty() && !lower.empty() &&
		!slices.ContainsFunc(sentenceEnds, func(end string) bool { return strings.HasSuffix(upper.text, end) })
}

// sentenceEnds are marks behind which a goal may end.
var sentenceEnds = []string{"。", "；", "！", "）", "”", ".", ";", "!", ")"}

// mergesLeads reports whether a listing merges what it prints once a project
// over the rows of its indicators, so that an empty cell is one whose text
// stands on another page; others leave the cells of all rows but the first
// empty.
func (r *rowReader) mergesLeads(b block) bool {
	name := b.columns[roleProject]
	for row := r.head.end; row < r.s.rows(); row++ {
		if c := r.cell(name, row); c != nil && c.row >= r.head.end && c.role == noRole && r.rowsBeside(b, c) > 1 {
			return true
		}
	}
	return false
}

// rowsBeside counts the indicators beside the first part of a box.
func (r *rowReader) rowsBeside(b block, c *box) int {
	n := 0
	for row := c.row; row < c.row+c.parts[0].RowSpan; row++ {
		if _, _, ok := r.leaf(b, row); ok {
			n++
		}
	}
	return n
}

// acrossBreak is the two boxes of a column on both sides of a break; nil
// where they are one already, or one of them belongs to a head.
func (r *rowReader) acrossBreak(c *column, above, below int) (upper, lower *box) {
	upper, lower = r.cell(c, above), r.cell(c, below)
	if upper == nil || lower == nil || upper == lower || upper.row < r.head.end || upper.role != noRole {
		return nil, nil
	}
	return upper, lower
}

// cutThrough reports whether the first row of a page goes on the last one of
// the page before.
func (r *rowReader) cutThrough(b block, above, below int) bool {
	nameAbove, nameBelow := r.acrossBreak(b.columns[roleLevel3], above, below)
	targetAbove, targetBelow := r.acrossBreak(b.columns[roleTarget], above, below)
	if nameAbove == nil || targetAbove == nil {
		return false
	}
	numberAbove, restAbove := indicatorName(nameAbove.text)
	numberBelow, _ := indicatorName(nameBelow.text)
	switch {
	case !nameAbove.empty() && isPlaceholder(restAbove) && targetAbove.empty():
		return false // 指标2： of a form that prints more rows than are filled in
	case numberBelow != nil, !nameBelow.empty() && isPlaceholder(nameBelow.text):
		return false
	case nameAbove.empty() && targetAbove.empty():
		return false // a row of the form that was left blank
	case nameBelow.empty() || nameAbove.empty(), numberAbove != nil:
		return true
	case isOpen(nameAbove, nameBelow):
		return true
	case !targetAbove.empty() && !targetBelow.empty():
		return wraps(nameAbove) && (r.sharesNumbers(b, above, below) || endsTarget(targetAbove, targetBelow))
	}
	return !r.ownRow(b, above, below) && wraps(nameAbove)
}

// sharesNumbers reports whether only one of two rows has the weight or the score
// that all others have: office programs cut a row between its lines, and both
// parts then have text under other heads.
func (r *rowReader) sharesNumbers(b block, above, below int) bool {
	shares := false
	for _, k := range []role{roleWeight, roleScore} {
		upper, lower := r.acrossBreak(b.columns[k], above, below)
		if upper == nil || !r.fillsColumn(b, k, above, below) {
			continue
		}
		if upper.empty() == lower.empty() {
			return false
		}
		shares = true
	}
	return shares
}

// fillsColumn reports whether each indicator but those of two rows has text in a
// column.
func (r *rowReader) fillsColumn(b block, k role, above, below int) bool {
	rows := 0
	for row := r.head.end; row < r.s.rows(); row++ {
		name, _, ok := r.leaf(b, row)
		if !ok || row == above || row == below || name.empty() || isPlaceholder(name.text) {
			continue
		}
		if c := r.cell(b.columns[k], row); c == nil || c.empty() {
			return false
		}
		rows++
	}
	return rows > 0
}

// endsTarget reports whether a target is whole with what stands under a page
// break, and was not without: 不低于 | 29年.
func endsTarget(upper, lower *box) bool {
	return !isWholeTarget(upper.text) && !isWholeTarget(lower.text) && isWholeTarget(upper.text+lower.text) ||
		isSignOrWord(upper.text) && isWholeTarget(lower.text)
}

// isSignOrWord reports whether a text is what stands in front of a number and
// nothing else.
func isSignOrWord(s string) bool {
	return !isWholeTarget(s) && isWholeTarget(s+"1")
}

// doubtCut marks a row that was taken for cut only because its name could go
// on in the row below: with a rule at the break and no numbers, that could be
// a row without a target.
func (r *rowReader) doubtCut(b block, above, below int) {
	upper, lower := r.acrossBreak(b.columns[roleLevel3], above, below)
	number, _ := indicatorName(upper.text)
	upper.doubtful = number == nil && !upper.empty() && !lower.empty() && !isOpen(upper, lower)
}

// doubtWhole marks two rows that were taken for whole though the lines of both
// name and target above the break are full, so that it may cut them.
func (r *rowReader) doubtWhole(b block, above, below int) {
	name, nameBelow := r.acrossBreak(b.columns[roleLevel3], above, below)
	target, targetBelow := r.acrossBreak(b.columns[roleTarget], above, below)
	if name == nil || target == nil || name.empty() || target.empty() || nameBelow.empty() || targetBelow.empty() {
		return
	}
	number, _ := indicatorName(nameBelow.text)
	if number == nil && !isWholeTarget(target.text) && wraps(name) && wraps(target) && !r.ownRow(b, above, below) {
		name.doubtful, nameBelow.doubtful = true, true
	}
}

// isOpen reports whether no rule parts two boxes at a break.
func isOpen(upper, lower *box) bool {
	return upper.parts[len(upper.parts)-1].OpenBottom && lower.parts[0].OpenTop
}

// ownRow reports whether the first row of a page has what only a row of its
// own has: text in a column that the row above leaves blank, since a row is
// cut behind its first lines; a level as complete as that above; a second
// number.
func (r *rowReader) ownRow(b block, above, below int) bool {
	for k := roleLevel1; k <= roleDeviation; k++ {
		upper, lower := r.acrossBreak(b.columns[k], above, below)
		if upper == nil || lower.empty() {
			continue
		}
		switch {
		case upper.empty():
			return true
		case k == roleWeight || k == roleScore:
			return true
		case k == roleLevel1 && allLevels(upper.lines, Level1) && allLevels(lower.lines, Level1):
			return true
		case k == roleLevel2 && allLevels(upper.lines, Level2) && allLevels(lower.lines, Level2):
			return true
		}
	}
	return false
}

// wraps reports whether the last line of a box may go on in another: it is
// about as wide as its cell.
func wraps(b *box) bool {
	part := b.parts[len(b.parts)-1]
	if len(part.Lines) == 0 {
		return true
	}
	last := part.Lines[len(part.Lines)-1]
	return part.Box.Width()-last.Box.Width() < widestPadding+2*last.Box.Height()
}

// widestPadding is how far, in points, text keeps off both sides of its cell
// together: office programs set 5.4 a side at most unless told otherwise.
const widestPadding = 14.0

// joinRow joins the cells of a row that a break cuts. Levels and what leads
// a listing's rows are joined elsewhere.
func (r *rowReader) joinRow(b block, above, below int) {
	for k := roleLevel3; k <= roleDeviation; k++ {
		if upper, lower := r.acrossBreak(b.columns[k], above, below); upper != nil {
			r.s.merge(upper, lower)
		}
	}
}
