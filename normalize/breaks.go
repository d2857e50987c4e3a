package normalize

import "slices"

// joinBreaks puts together what page breaks cut in the indicator rows: merged
// level cells that go on, and rows that the break goes through. Whether a row
// was cut shows in what it says, since producers close cells at a break or
// leave them open as they like.
func (r *rowReader) joinBreaks(end int) {
	for _, start := range r.s.table.Starts[1:] {
		if start <= r.head.end || start >= end {
			continue
		}
		above, below := start-1, start
		if head, again := findColumns(r.s, start); again {
			below = head.end
		}
		if below >= end || r.isTail(below) {
			continue
		}
		for _, b := range r.head.blocks {
			r.joinLevels(b, above, below)
			r.joinLeads(b, above, below)
			if r.cutThrough(b, above, below) {
				r.joinRow(b, above, below)
			}
		}
	}
}

// joinLevels joins level cells that a break cuts: the lower part is empty,
// the two parts make one label, or the lower is none and no rule parts them.
func (r *rowReader) joinLevels(b block, above, below int) {
	for k, canon := range map[role]func(string) (string, bool){roleLevel1: Level1, roleLevel2: Level2} {
		upper, lower := r.acrossBreak(b.columns[k], above, below)
		if upper == nil {
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

// allLevels reports whether lines are made of labels of levels alone.
func allLevels(lines []string, canon func(string) (string, bool)) bool {
	b := &box{lines: lines}
	b.set()
	return !slices.ContainsFunc(levelSpans(b, canon), func(s levelSpan) bool { return !s.known })
}

// joinLeads joins what a listing prints once a project, in front of its
// indicators. Below a break these cells are empty, or hold what is left of
// their text; a project of its own has both a name and a budget.
func (r *rowReader) joinLeads(b block, above, below int) {
	_, name := r.acrossBreak(b.columns[roleProject], above, below)
	_, budget := r.acrossBreak(b.columns[roleBudget], above, below)
	if name == nil || budget != nil && !budget.empty() || budget == nil && !name.empty() {
		return
	}
	for _, k := range []role{roleProject, roleOwner, roleBudget, roleGoal} {
		if upper, lower := r.acrossBreak(b.columns[k], above, below); upper != nil {
			r.s.merge(upper, lower)
		}
	}
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
// the page before. A row of its own has a name and a target, and its name a
// number where the others have one.
func (r *rowReader) cutThrough(b block, above, below int) bool {
	nameAbove, nameBelow := r.acrossBreak(b.columns[roleLevel3], above, below)
	targetAbove, targetBelow := r.acrossBreak(b.columns[roleTarget], above, below)
	if nameAbove == nil || targetAbove == nil {
		return false
	}
	numberAbove, _ := indicatorName(nameAbove.text)
	numberBelow, _ := indicatorName(nameBelow.text)
	switch {
	case numberBelow != nil, !nameBelow.empty() && isPlaceholder(nameBelow.text):
		return false
	case nameAbove.empty() && targetAbove.empty():
		return false // a row of the form that was left blank
	case nameBelow.empty() || nameAbove.empty(), numberAbove != nil:
		return true
	default:
		return targetBelow.empty() != targetAbove.empty()
	}
}

// joinRow joins the cells of a row that a break cuts. Levels and what leads
// a listing's rows are joined elsewhere.
func (r *rowReader) joinRow(b block, above, below int) {
	for k := roleLevel3; k <= roleDeviation; k++ {
		if upper, lower := r.acrossBreak(b.columns[k], above, below); upper != nil {
			r.s.merge(upper, lower)
		}
	}
}
