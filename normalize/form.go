package normalize

import (
	"slices"
	"strings"

	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// A formReader reads the rows of one form in a table.
type formReader struct {
	d          *draft
	s          *sheet
	first, end int // rows
	heads      []columnHeader
	above      []grid.Line // the lines above the table, for its first form
	page       int         // of those lines
	foot       *foot       // of the page before; nil for none
}

func (f *formReader) head() *columnHeader { return &f.heads[0] }

// turn is that of the page on which the lines above the form stand.
func (f *formReader) turn() *grid.Turn {
	if f.foot != nil && f.page == f.foot.page {
		return f.foot.turn
	}
	return f.s.table.Cells[0].Turn
}

// read reads the form; it reports false where the table holds none.
func (f *formReader) read() (pages []int, ok bool) {
	d := f.d
	f.readTitle()
	readTop(d, f.s, f.first, f.head().first)
	row := f.head().first
	for i, h := range f.heads {
		if h.first < row {
			continue // a head that an earlier one's rows repeat
		}
		if i > 0 {
			f.readBottom(row, h.first)
		}
		row = readIndicators(d, f.s, h, f.end)
	}
	f.readBottom(row, f.end)
	if len(d.Indicators) == 0 && d.Project == "" {
		return nil, false
	}
	d.Form = f.kind()
	f.unplaced()
	f.doubtLoose()
	return f.s.pages(f.first, f.end), true
}

// kind tells what the form is for, from its columns and labels rather than
// from its title, which is a weak signal.
func (f *formReader) kind() Kind {
	has := func(r role) bool {
		return slices.ContainsFunc(f.head().columns, func(c column) bool { return c.role == r })
	}
	title := f.d.Title
	switch {
	case has(roleActual) || has(roleScore) || strings.Contains(title, "自评"):
		return SelfEvaluation
	case f.hasLabel("专项名称", "转移支付(项目)名称", "中央主管部门") || strings.Contains(title, "转移支付") || strings.Contains(title, "区域绩效"):
		return TransferTarget
	case f.d.Project == "" && f.hasLabel("部门(单位)名称", "部门名称", "年度主要任务") || strings.Contains(title, "部门整体"):
		return DepartmentTarget
	}
	return ProjectTarget
}

func (f *formReader) hasLabel(labels ...string) bool {
	return slices.ContainsFunc(f.s.boxes, func(b *box) bool {
		return b.row >= f.first && b.row < f.head().first && slices.Contains(labels, b.label)
	})
}

// readBottom reads what follows the indicators: the total score.
func (f *formReader) readBottom(first, end int) {
	for row := first; row < end; row++ {
		line := f.s.starting(row)
		for i, b := range line {
			if b.used || !slices.Contains([]string{"总分", "总得分", "自评总分", "合计", "绩效自评总分"}, zh.StripBrackets(b.label)) {
				continue
			}
			f.totalScore(b, line[i+1:])
		}
		for _, b := range line {
			f.readRemark(b)
		}
	}
}

// readRemark passes over what a label under the indicators heads, such as
// 评价结论 or 存在问题: remarks are no field of a record.
func (f *formReader) readRemark(b *box) {
	value := f.s.box(b.row, b.col+b.cols)
	if b.used || b.empty() || value == nil || value.used || len([]rune(b.label)) > maxUnknownLabel || !isHan(b.label) {
		return
	}
	b.used, value.used = true, true
	if !isEmptyMark(value.text) {
		f.d.doubt("remark-skipped", Info, "/header/-", "page %d: %s: %q is in no field of the record", b.parts[0].Page, b.label, shorten(value.text, 40))
	}
}

// totalScore reads 总分. Of two numbers behind the label the first is the full
// mark and the second the score, whatever columns they stand under: the row of
// totals often has widths of its own. One alone is the score if it stands in
// the column of scores, or if the table has none.
func (f *formReader) totalScore(label *box, rest []*box) {
	label.used = true
	var numbers, scores []*box
	for _, b := range rest {
		if b.used || b.empty() {
			continue
		}
		b.used = true
		if startsWithNumber(b.text) {
			numbers = append(numbers, b)
		}
		if f.inScores(b) {
			scores = append(scores, b)
		}
	}
	switch {
	case len(numbers) >= 2:
		f.setTotalScore(numbers[1])
	case len(scores) > 0:
		f.setTotalScore(scores[len(scores)-1])
	}
}

func (f *formReader) setTotalScore(b *box) {
	f.d.TotalScore = f.d.number(b.text, "/total_score", f.d.in(b))
}

// inScores reports whether a box stands in the column of scores, or where the
// table has none.
func (f *formReader) inScores(b *box) bool {
	score := -1
	for _, c := range f.head().columns {
		if c.role == roleScore {
			score = c.at
		}
	}
	return score < 0 || b.col <= score && score < b.col+b.cols
}

// unplaced reports text in the form's cells that no reader has taken.
func (f *formReader) unplaced() {
	for _, b := range f.s.boxes {
		if b.used || b.empty() || b.row < f.first || b.row >= f.end || isNote(b.label) {
			continue
		}
		path := "/header/-"
		if b.row >= f.head().first {
			path = "/indicators/-"
		}
		const message = "page %d: %q is in no field of the record"
		f.d.doubt("text-unplaced", Warning, path, message, b.parts[0].Page, shorten(b.text, 40))
		if part := f.partBeside(b); part != "" {
			f.d.doubt("text-unplaced", Warning, part, message, b.parts[0].Page, shorten(b.text, 40))
		}
	}
}

// partBeside is the part of the record that a box in front of the indicators is
// for, as its words and the labels in its rows tell; empty where none does.
// Income and codes beside amounts are no funds of a record.
func (f *formReader) partBeside(b *box) string {
	if b.row < f.head().first && strings.Contains(b.label, "资金总额") {
		return "/funds/-"
	}
	for row := b.row; row < min(b.end(), f.head().first); row++ {
		for _, c := range f.s.row(row) {
			switch {
			case isGoalLabel(c.label):
				return "/goals"
			case zoneOf(c.label) == zoneTasks:
				return "/tasks"
			}
		}
	}
	return ""
}

// isNote reports whether a cell holds notes to the form, not values.
func isNote(label string) bool { return tailLabel(label) }

// shorten cuts a text to n characters.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
