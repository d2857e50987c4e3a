package normalize

import (
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize/zh"
)

// readGoals reads what stands beside or below a goals label: the text, or
// labels such as 中期目标 and 年度目标 with a text each.
func (t *topReader) readGoals(label *box) {
	scope, _ := goalScope(label.label)
	zone := t.zone(label)
	grouped := slices.ContainsFunc(zone, func(b *box) bool { return isGoalLabel(b.label) })
	if heads := t.goalHeads(label, zone); heads != nil {
		t.readGoalsBelow(heads)
		return
	}
	if achievedLabel(label.label) && !grouped {
		if text := t.valueOf(label, label.end()); text != nil {
			t.achieved(text)
		}
		return
	}
	if !grouped {
		for _, b := range zone {
			t.goalText(scope, b)
		}
		return
	}
	for _, b := range zone {
		if b.used || !isGoalLabel(b.label) {
			continue
		}
		b.used = true
		value := t.valueOf(b, t.zoneEnd(label))
		if value == nil {
			continue
		}
		if achievedLabel(b.label) {
			t.achieved(value)
			continue
		}
		sub, _ := goalScope(b.label)
		t.goalText(sub, value)
	}
}

// goalHeads are a label of goals and those beside it if they head columns: all
// boxes of their row are such labels, and below each stands its text. It is nil
// if they do not.
func (t *topReader) goalHeads(label *box, beside []*box) []*box {
	if below := t.s.box(label.end(), label.col); label.rows > 1 || len(beside) == 0 || below == nil || below.empty() {
		return nil // a label beside the heads, which may go on below
	}
	heads := append([]*box{label}, beside...)
	for _, b := range heads {
		below := t.s.box(b.end(), b.col)
		if !isGoalLabel(b.label) || b.end() >= t.end || below == nil || below.row != b.end() || below.col != b.col || below.cols != b.cols || kindOfLabel(below.label) != unlabelled {
			return nil
		}
	}
	return heads
}

// readGoalsBelow reads the texts below heads of goals. Beside the goals of the
// beginning of the year those adjusted in its course are no others.
func (t *topReader) readGoalsBelow(heads []*box) {
	read := false
	for _, b := range heads {
		b.used = true
		value := t.s.box(b.end(), b.col)
		scope, _ := goalScope(b.label)
		switch {
		case achievedLabel(b.label):
			t.achieved(value)
		case read && strings.Contains(b.label, "调整"):
			value.used = true
			t.d.doubt("remark-skipped", Info, "/goals/-", "page %d: %s: %q is in no field of the record", b.parts[0].Page, b.label, shorten(value.text, 40))
		default:
			t.goalText(scope, value)
			read = true
		}
	}
}

func isGoalLabel(label string) bool {
	_, ok := goalScope(label)
	return ok || achievedLabel(label)
}

// zone lists the boxes right of a label within its rows.
func (t *topReader) zone(label *box) []*box {
	var out []*box
	for row := label.row; row < label.end(); row++ {
		for _, b := range t.s.starting(row) {
			if b.col >= label.col+label.cols && !b.used {
				out = append(out, b)
			}
		}
	}
	return out
}

// zoneEnd is the row after those of a label: a blank box under the label is
// part of it.
func (t *topReader) zoneEnd(label *box) int {
	if under := t.s.box(label.end(), label.col); under != nil && under.empty() && under.cols == label.cols && under.row < t.end {
		return under.end()
	}
	return label.end()
}

// valueOf is the box that a label inside a zone heads: the one below it if
// the zone goes on there, else the one to its right.
func (t *topReader) valueOf(label *box, end int) *box {
	if label.end() < end {
		if b := t.s.box(label.end(), label.col); b != nil && !b.used && !isGoalLabel(b.label) {
			return b
		}
	}
	if b := t.s.box(label.row, label.col+label.cols); b != nil && !b.used && !isGoalLabel(b.label) {
		return b
	}
	return nil
}

func (t *topReader) achieved(b *box) {
	b.used = true
	if t.d.Achieved == "" && !b.empty() {
		t.d.Achieved = b.text
		t.d.place("/achieved", b)
	}
}

func (t *topReader) goalText(scope Scope, b *box) {
	if b.used || b.empty() {
		return
	}
	b.used = true
	t.d.addGoals(scope, b.lines, func(pointer string, from, to int) {
		if from == 0 && to == len(b.lines) {
			t.d.place(pointer, b)
		} else {
			t.d.placeLines(pointer, b, from, to)
		}
	})
}

// addGoals adds the goals that a cell lists, with the lines each takes.
func (d *draft) addGoals(scope Scope, lines []string, in func(pointer string, from, to int)) {
	goals := zh.SplitNumbered(lines)
	for i, g := range goals {
		if isEmptyMark(g.Text) {
			continue
		}
		to := len(lines)
		if i+1 < len(goals) {
			to = max(goals[i+1].FirstLine, g.FirstLine+1)
		}
		at := "/goals/" + strconv.Itoa(len(d.Goals))
		in(at+"/text", g.FirstLine, to)
		if g.Number != nil {
			in(at+"/number", g.FirstLine, g.FirstLine+1)
		}
		d.Goals = append(d.Goals, Goal{Scope: scope, Number: g.Number, Text: g.Text})
	}
}

// scopeGoals makes mid-term goals annual where no annual ones stand beside
// them: 项目总体目标 alone is the form's only goal.
func (d *draft) scopeGoals() {
	for _, g := range d.Goals {
		if g.Scope == Annual {
			return
		}
	}
	for i := range d.Goals {
		d.Goals[i].Scope = Annual
	}
}
