package normalize

import (
	"strings"

	"mubiao/normalize/zh"
)

// Above the indicators a label heads the text up to the next label.

// readTop reads up to the head of the indicators; it reports whether there
// is one.
func (r *plainReader) readTop() bool {
	for r.i < len(r.tokens) {
		if r.columnHeads() {
			return true
		}
		label, next := r.label(r.i)
		if next == 0 {
			r.lead(r.tokens[r.i].text)
			r.i++
			continue
		}
		r.i = next
		r.readField(label)
	}
	return false
}

// lead reads what stands before the first label: the year line, the unit.
func (r *plainReader) lead(text string) {
	if y, ok := FiscalYear(text); ok && r.d.FiscalYear == 0 && isYearLine(text) {
		r.d.FiscalYear = y
	}
	r.d.readUnit(text)
}

// readField reads what a label heads.
func (r *plainReader) readField(text string) {
	label := zh.Label(text)
	r.noteKind(label)
	if f := headerField(label); f != noField {
		r.readHeader(f, label)
		return
	}
	r.achieved = r.achieved || achievedLabel(label)
	if scope, ok := goalScope(label); ok {
		lines := r.value()
		r.order.top(lines...)
		r.d.addGoals(scope, lines, func(string, int, int) {})
		return
	}
	if z := zoneOf(label); z != noZone {
		r.readZone(z, label)
		return
	}
	r.readFund(text)
}

// noteKind notes the labels that only some kinds of forms have.
func (r *plainReader) noteKind(label string) {
	switch label {
	case "专项名称", "转移支付(项目)名称", "中央主管部门":
		r.transfer = true
	case "部门(单位)名称", "部门名称", "年度主要任务":
		r.whole = true
	}
}

// readHeader reads the value of a field of the header.
func (r *plainReader) readHeader(f field, label string) {
	r.field = f
	value := zh.Join(r.value())
	r.field = noField
	r.order.top(value)
	r.order.unnamed = r.order.unnamed || f == fieldProject && value == ""
	r.d.setHeader(f, label, value, nowhere)
}

// readZone reads what the label of a whole zone itself says. The tasks of a
// department are not read, nor the sums at their foot, which have no labels of
// their own.
func (r *plainReader) readZone(z zone, label string) {
	r.d.readUnit(label)
	if z != zoneTasks {
		return
	}
	for _, path := range []string{"/tasks", "/funds"} {
		r.d.doubt("text-unplaced", Warning, path, "the table beside %s was not read", label)
	}
}

// readFund reads the amount that a label of funds heads, if the text is one.
func (r *plainReader) readFund(text string) {
	item, scope, amount, ok := FundLabel(text)
	if !ok {
		return
	}
	r.inFunds = true
	if amount == "" {
		amount = blankInFigure.ReplaceAllString(zh.Join(r.value()), "$1$2")
	}
	r.d.addFund(scope, item, strings.TrimSuffix(text, amount), amount, nowhere)
}

// value is the text up to the next label, and its lines.
func (r *plainReader) value() (lines []string) {
	line := -1
	for ; r.i < len(r.tokens); r.i++ {
		t := r.tokens[r.i]
		if _, next := r.label(r.i); (next > 0 || r.atColumnHeads(r.i)) && !r.endsAttribute(lines) && !r.endsName(lines) {
			break
		}
		if t.line == line {
			lines[len(lines)-1] += " " + t.text
		} else {
			lines = append(lines, t.text)
		}
		line = t.line
	}
	return lines
}

// endsAttribute reports whether the next token ends a value that is broken
// over two lines, though together with the label behind it it is a label too:
// 新增一次性 项目 before 实施周期, which may be called 项目实施周期.
func (r *plainReader) endsAttribute(value []string) bool {
	if r.field != fieldAttribute || r.tokens[r.i].text != "项目" || len(value) == 0 || strings.HasSuffix(value[len(value)-1], "项目") || r.i+1 == len(r.tokens) {
		return false
	}
	_, next := r.label(r.i + 1)
	return next > 0
}

// endsName reports whether the next token ends a project's name that is broken
// over two lines, though 资金 is a label of funds too: another field follows it.
func (r *plainReader) endsName(value []string) bool {
	if r.field != fieldProject || len(value) == 0 || r.tokens[r.i].text != "资金" || r.i+1 == len(r.tokens) {
		return false
	}
	text, next := r.label(r.i + 1)
	return next > 0 && headerField(zh.Label(text)) != noField
}

// doubtSides doubts what stands above the indicators if it stands in columns
// that reading order mixes: amounts or goals for two times, or goals beside
// what was achieved.
func (r *plainReader) doubtSides() {
	scopes := map[Scope]bool{}
	again := false
	seen := map[[2]string]bool{}
	for _, f := range r.d.Funds {
		key := [2]string{string(f.Scope), string(f.Item)}
		again = again || seen[key]
		seen[key], scopes[f.Scope] = true, true
	}
	for _, g := range r.d.Goals {
		scopes[g.Scope] = true
	}
	if !scopes[Midterm] && !r.achieved && !again {
		return
	}
	for _, path := range []string{"/funds", "/goals", "/achieved", "/execution_rate", "/execution_score"} {
		r.d.doubt("row-uncertain", Warning, path, "the form has columns side by side here, which the text does not keep apart")
	}
}
