package normalize

// joinBreaks puts together what page breaks cut in the indicator rows: merged
// level cells that go on, and rows that the break goes through. Whether a row
// was cut shows in what it says, since producers close cells at a break or
// leave them open as they like.
func (r *rowReader) joinBreaks(end int) {
	for _, start := range r.s.table.Starts[1:] {
		if start <= r.head.end || start >= end {
			continue
		}
		if _, again := findColumns(r.s, start); again {
			continue // a head is repeated between whole rows only
		}
		for _, b := range r.head.blocks {
			r.joinLevels(b, start)
			if r.cutThrough(b, start) {
				r.joinRow(b, start)
			}
		}
	}
}

// joinLevels joins level cells that a break cuts: the lower part is empty,
// or the two parts make one label.
func (r *rowReader) joinLevels(b block, start int) {
	for k, canon := range map[role]func(string) (string, bool){roleLevel1: Level1, roleLevel2: Level2} {
		above, below := r.cell(b.columns[k], start-1), r.cell(b.columns[k], start)
		if above == nil || below == nil || above == below || above.row < r.head.end {
			continue
		}
		_, one := canon(above.text + below.text)
		_, alone := canon(below.text)
		_, complete := canon(above.text)
		if below.empty() || one && !(alone && complete) {
			r.s.merge(above, below)
		}
	}
}

// cutThrough reports whether the first row of a page goes on the last one of
// the page before. A row of its own has a name and a target, and its name a
// number where the others have one.
func (r *rowReader) cutThrough(b block, start int) bool {
	nameAbove, nameBelow := r.cell(b.columns[roleLevel3], start-1), r.cell(b.columns[roleLevel3], start)
	above, below := r.cell(b.columns[roleTarget], start-1), r.cell(b.columns[roleTarget], start)
	if nameAbove == nil || nameBelow == nil || above == nil || below == nil || nameAbove.row < r.head.end {
		return false
	}
	numberAbove, _ := indicatorName(nameAbove.text)
	numberBelow, _ := indicatorName(nameBelow.text)
	switch {
	case numberBelow != nil:
		return false
	case nameBelow.empty() || nameAbove.empty():
		return true
	case numberAbove != nil:
		return true
	case below.empty() != above.empty():
		return true
	default:
		return nameBelow.parts[0].OpenTop && nameAbove.parts[0].OpenBottom && below.empty()
	}
}

// joinRow joins the cells of a row that a break cuts. Levels are joined
// elsewhere.
func (r *rowReader) joinRow(b block, start int) {
	for k := roleLevel3; k < roles; k++ {
		above, below := r.cell(b.columns[k], start-1), r.cell(b.columns[k], start)
		if above != nil && below != nil && above.cols == below.cols {
			r.s.merge(above, below)
		}
	}
}
