package normalize

import (
	"slices"
	"strings"

	"mubiao/normalize/zh"
)

// A topReader reads what stands above the indicators: header fields, funds
// and goals.
type topReader struct {
	d          *draft
	s          *sheet
	first, end int // rows
	fundsEnd   int // the row after the block of funds, where one is labelled
}

func readTop(d *draft, s *sheet, first, end int) {
	t := topReader{d: d, s: s, first: first, end: end}
	t.joinBreaks()
	t.readUnit()
	for row := first; row < end; row++ {
		t.readRow(row)
	}
	d.settle()
}

// settle decides what only the whole top of a form tells.
func (d *draft) settle() {
	d.settleWeak()
	d.scopeFunds()
	d.scopeGoals()
}

// joinBreaks joins the cells that a page break cuts above the indicators:
// there, a row without a label goes on the one above it, or is gone on by the
// one below. Where only the label
// of several rows is cut, the rows are whole: they have labels of their own,
// or are rows of a table without a blank in it.
func (t *topReader) joinBreaks() {
	for _, start := range t.s.table.Starts[1:] {
		if start <= t.first || start >= t.end || !t.cut(start) {
			continue
		}
		line := t.s.starting(start)
		if t.isWhole(start, line) {
			line = line[:1]
		}
		for _, below := range line {
			above := t.s.box(start-1, below.col)
			if above != nil && above.col == below.col && above.cols == below.cols && (below == line[0] || !isGoalLabel(above.label)) {
				t.s.merge(above, below)
			}
		}
	}
}

// isWhole reports whether a row under a page break that shares its label with
// the row above goes on none but that label: it has a label of its own, or is a
// row of a table without a blank in it, or of the funds and no part of a label
// of an amount.
func (t *topReader) isWhole(start int, line []*box) bool {
	rest := line[1:]
	if slices.ContainsFunc(rest, func(b *box) bool { return kindOfLabel(b.label) != unlabelled }) {
		return true
	}
	switch zoneOf(t.s.box(start-1, line[0].col).label) {
	case zoneTasks:
		return !slices.ContainsFunc(rest, (*box).empty)
	case zoneFunds:
		if len(rest) > 0 && !rest[0].empty() && !t.cutsLabel(start, rest) {
			return true
		}
	}
	return len(line) >= 4 && !slices.ContainsFunc(rest, (*box).empty)
}

// cutsLabel reports whether a page break cuts the label of an amount: with what
// stands above it a box makes one.
func (t *topReader) cutsLabel(start int, line []*box) bool {
	return slices.ContainsFunc(line, func(below *box) bool {
		above := t.s.box(start-1, below.col)
		return above != nil && !below.empty() && kindOfLabel(zh.Label(above.text+below.text)) != unlabelled
	})
}

// cut reports whether the first row of a page shares its label with the
// row above: one of the labels is blank, or both make one.
func (t *topReader) cut(start int) bool {
	below := t.s.starting(start)
	if len(below) == 0 {
		return false
	}
	above := t.s.box(start-1, below[0].col)
	if above == nil || above.cols != below[0].cols {
		return false
	}
	if below[0].empty() || above.empty() {
		return true
	}
	apart := kindOfLabel(above.label) != unlabelled && kindOfLabel(below[0].label) != unlabelled
	return !apart && kindOfLabel(zh.Label(above.text+below[0].text)) != unlabelled
}

// A labelKind is what a cell's text says that the cell is.
type labelKind int

const (
	unlabelled labelKind = iota
	labelHeader
	labelFund
	labelZone
)

func kindOfLabel(label string) labelKind {
	switch {
	case label == "" || len(label) > maxLabel:
		return unlabelled
	case headerField(label) != noField:
		return labelHeader
	case zoneOf(label) != noZone, achievedLabel(label):
		return labelZone
	}
	if _, _, _, ok := FundLabel(label); ok {
		return labelFund
	}
	return unlabelled
}

// isFieldLabel reports whether a cell beside a label is no value of it but a
// label too. 本级 and its like are values there, not labels of funds.
func isFieldLabel(label string) bool {
	switch kindOfLabel(label) {
	case unlabelled:
		return false
	case labelFund:
		item, _, _, _ := FundLabel(label)
		return item == FundTotal || item == FundFiscal || item == FundOther
	}
	return true
}

// readUnit looks for the unit of amounts in the labels: （万元）, （元）.
func (t *topReader) readUnit() {
	for row := t.first; row < t.end; row++ {
		for _, b := range t.s.starting(row) {
			unit := strings.HasSuffix(b.label, "(元)") || strings.HasSuffix(b.label, "(万元)")
			if kindOfLabel(b.label) != unlabelled || unit && len(b.label) <= maxLabel/2 {
				t.d.readUnit(b.label)
			}
		}
	}
}

// readUnit takes the unit of amounts from a text that states one.
func (d *draft) readUnit(text string) {
	text = zh.Squeeze(zh.Fold(text))
	switch {
	case d.unit:
	case strings.Contains(text, "万元"):
		d.wan, d.unit = true, true
	case strings.Contains(text, "(元)"), strings.Contains(text, "单位:元"), strings.Contains(text, ":元"):
		d.wan, d.unit = false, true
	}
}

// readRow reads the boxes that start in a row from left to right.
func (t *topReader) readRow(row int) {
	if t.readBudgetTable(row) {
		return
	}
	for _, b := range t.s.starting(row) {
		if b.used || b.empty() {
			continue
		}
		t.readBox(b, t.boxBeside(b))
	}
}

// boxBeside is the box right of one, nil where there is none that is left to
// read. Where no rules part columns, a blank one is white in front of a value.
func (t *topReader) boxBeside(b *box) *box {
	next := t.s.box(b.row, b.col+b.cols)
	for n := next; n != nil && n.row == b.row && n.parts[0].Sideless; n = t.s.box(b.row, n.col+n.cols) {
		if !n.empty() {
			if kindOfLabel(n.label) == unlabelled {
				next = n
			}
			break
		}
	}
	if next == nil || next.used || next.row < b.row {
		return nil
	}
	return next
}

// readBox reads a box that is a label, or a label and its value in one.
func (t *topReader) readBox(b, next *box) {
	if zone := zoneOf(b.label); zone != noZone || achievedLabel(b.label) {
		t.readZone(zone, b, next)
		return
	}
	if item, scope, rest, ok := FundLabel(b.text); ok {
		b.used = true
		if !t.d.readSentence(b.text, t.d.in(b)) {
			t.readFund(b, next, item, scope, rest)
		}
		return
	}
	if f := headerField(b.label); f != noField {
		b.used = true
		if f == fieldHeader && next != nil && b.rows > next.rows && t.readGroup(b) {
			return
		}
		value := ""
		in := t.d.in(b)
		if next != nil && !isFieldLabel(next.label) {
			next.used = true
			value, in = next.text, t.d.in(next)
		}
		t.d.setHeader(f, b.label, value, in)
		return
	}
	if b.rows > 1 && t.readStack(b) {
		return
	}
	if b.row < t.fundsEnd && next != nil && isSum(b.label) {
		b.used, next.used = true, true
		t.readSum(b, next)
		return
	}
	if label, value, ok := cutLabel(b.text); ok {
		b.used = true
		t.d.setHeader(headerField(label), label, value, t.d.in(b))
		return
	}
	t.readUnknown(b, next)
}

// readZone reads the part of a form that a label at its side names. A label
// of funds may head a single amount: 资金需求（万元） | 120.
func (t *topReader) readZone(z zone, b, next *box) {
	b.used = true
	switch z {
	case zoneGoals, noZone:
		t.readGoals(b)
	case zoneTasks:
		t.readTasks(b)
	case zoneFunds:
		t.fundsEnd = b.end()
		if next != nil && t.d.readSentence(next.text, t.d.in(next)) {
			next.used = true
			return
		}
		if next == nil || next.rows != b.rows || kindOfLabel(next.label) != unlabelled || !startsWithNumber(next.text) {
			return
		}
		item, scope, rest, ok := FundLabel(b.text)
		if !ok {
			item, scope, rest = FundTotal, "", ""
		}
		t.readFund(b, next, item, scope, rest)
	}
}

// readGroup reads a label over several rows that have labels of their own:
// 项目立项情况 with 依据, 可行性 and 必要性. It reports whether b is one.
func (t *topReader) readGroup(group *box) bool {
	zone := t.zone(group)
	within := func(k labelKind) bool {
		return slices.ContainsFunc(zone, func(b *box) bool { return kindOfLabel(b.label) == k })
	}
	if within(labelZone) || within(labelFund) {
		group.used = true // the labels in it are read for themselves
		return true
	}
	if t.isSchedule(group) {
		for _, b := range zone {
			b.used = true
		}
		t.d.doubt("table-skipped", Info, "/header/-", "the table of %s is in no field of the record", group.label)
		return true
	}
	var labels []*box
	for _, b := range zone {
		if b.col != group.col+group.cols {
			continue
		}
		if b.empty() || !isHan(b.label) || len([]rune(b.label)) > maxUnknownLabel {
			return false
		}
		labels = append(labels, b)
	}
	for _, b := range labels {
		b.used = true
		if v := t.s.box(b.row, b.col+b.cols); v != nil && !v.used {
			v.used = true
			t.d.setOther(b.label, v.text, t.d.in(v))
		}
	}
	return len(labels) > 1
}

// readStack reads a box that holds a label a line because the rules between
// them are missing, beside a box for the value of each.
func (t *topReader) readStack(b *box) bool {
	var values []*box
	for row := b.row; row < b.end(); row++ {
		if v := t.s.box(row, b.col+b.cols); v != nil && v.row == row && !v.used {
			values = append(values, v)
		}
	}
	if len(values) < 2 || len(values) != len(b.lines) {
		return false
	}
	for _, line := range b.lines {
		if k := kindOfLabel(zh.Label(line)); k != labelFund && k != labelHeader {
			return false
		}
	}
	b.used = true
	for i, line := range b.lines {
		v := values[i]
		v.used = true
		if item, scope, _, ok := FundLabel(line); ok {
			t.d.fundColumns = append(t.d.fundColumns, b.col)
			t.d.addFund(scope, item, line, v.text, t.d.in(v))
		} else {
			t.d.setHeader(headerField(zh.Label(line)), zh.Label(line), v.text, t.d.in(v))
		}
	}
	return true
}

// isSchedule reports whether the rows beside a label are a table with columns
// of its own, such as what is done from when to when.
func (t *topReader) isSchedule(group *box) bool {
	for row := group.row; row < group.end(); row++ {
		beside := 0
		for _, b := range t.s.starting(row) {
			beside += btoi(b.col > group.col)
		}
		if beside < 3 {
			return false
		}
	}
	return true
}

// maxUnknownLabel is the length in characters up to which a cell may be a
// label that the catalogue lacks; values are longer, or stand after a label.
const maxUnknownLabel = 12

// readUnknown takes a box for a label that the vocabulary lacks if the box to
// the right can be its value. What it heads goes to Header.
func (t *topReader) readUnknown(b, next *box) {
	if next != nil && b.row < t.fundsEnd && isHan(b.label) {
		t.d.addUnlisted(next.text)
	}
	if next == nil || b.row < t.fundsEnd || len([]rune(zh.StripBrackets(b.label))) > maxUnknownLabel || !isHan(b.label) {
		return
	}
	if b.rows > next.rows && t.readGroup(b) {
		b.used = true
		return
	}
	if kindOfLabel(next.label) != unlabelled {
		return
	}
	b.used, next.used = true, true
	label, amount, pair := cutAmount(next.text)
	if !pair {
		label, amount = b.label, next.text
	}
	t.d.setHeader(fieldHeader, label, amount, t.d.in(next))
}

// cutAmount parts a text that holds a label and an amount of its own, beside
// a label with nothing behind it: 项目支出:12.5.
func cutAmount(text string) (label, amount string, ok bool) {
	label, amount, _ = cutLabel(text)
	return label, amount, isHan(label) && len([]rune(label)) <= maxUnknownLabel && startsWithNumber(amount)
}

// isHan reports whether a label is made of Han characters and brackets.
func isHan(s string) bool {
	for _, r := range s {
		if r < 0x3400 && !strings.ContainsRune("()/、,", r) {
			return false
		}
	}
	return s != ""
}
