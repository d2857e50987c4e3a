package normalize

// columnHeads reads the heads of the indicator columns if they begin here:
// three of them in a row, the last one of the target. Cells of other columns,
// which may be blank, cannot be told apart in reading order.
func (r *plainReader) columnHeads() bool {
	next := r.headsFrom(r.i)
	if next == 0 {
		return false
	}
	targets := 0
	for r.i < next {
		text, after := r.match(r.i, isRole)
		k, _ := columnRole(text)
		targets += btoi(k == roleTarget)
		r.wide = r.wide || k > roleLevel3 && k != roleTarget || targets > 1
		r.i = after
	}
	if _, _, level := r.level(""); level == 0 && r.i < len(r.tokens) && !startsIndicator(r.tokens[r.i].text) {
		r.wide = true // a head that is not known
	}
	return true
}

func (r *plainReader) atColumnHeads(i int) bool { return r.headsFrom(i) > 0 }

// headsFrom is the token after the column heads that begin at token i, or 0.
func (r *plainReader) headsFrom(i int) int {
	levels, target := 0, false
	for i < len(r.tokens) {
		text, next := r.match(i, isRole)
		if next == 0 {
			break
		}
		k, _ := columnRole(text)
		levels += btoi(k == roleLevel1 || k == roleLevel2 || k == roleLevel3)
		target = target || k == roleTarget
		i = next
	}
	if levels < 2 || !target {
		return 0
	}
	return i
}
