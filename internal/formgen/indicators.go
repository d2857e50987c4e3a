package formgen

import (
	"fmt"
	"strings"
	"unicode"

	"mubiao/normalize"
)

func (m *maker) indicators() {
	m.form.Spine = m.label(pick(m.r, "绩效指标", "绩效指标", "年度绩效指标"))
	m.form.Columns = [4]string{"一级指标", "二级指标", pick(m.r, "三级指标", "三级指标", "三级指标", "指标内容"), pick(m.r, "指标值", "指标值", "年度指标值")}
	m.form.Level1 = m.groups()
}

// groups draws levels and their rows; the rows go to the truth as well.
func (m *maker) groups() []Level1 {
	var out []Level1
	for _, l := range m.levels() {
		out = append(out, m.level1(l))
	}
	return out
}

// levels draws which 一级指标 a form has: 成本指标 stands under 产出指标, or is
// one of its own.
func (m *maker) levels() []level {
	if !chance(m.r, 0.4) {
		return []level{old, benefits, pleased}
	}
	if chance(m.r, 0.7) {
		return []level{costs, outputs, benefits, pleased}
	}
	return []level{outputs, costs, benefits, pleased}
}

func (m *maker) level1(l level) Level1 {
	out := Level1{Print: l.name}
	if m.w.LevelSynonyms && chance(m.r, 0.5) {
		out.Print = l.synonym
	}
	if m.w.LevelHints {
		out.Print += fmt.Sprintf(pick(m.r, "(%d分)", "（%d分）"), 10*count(m.r, 1, 5))
	}
	for _, g := range some(m.r, l.groups, count(m.r, max(1, len(l.groups)-2), len(l.groups))) {
		out.Level2 = append(out.Level2, m.level2(l, g))
	}
	return out
}

func (m *maker) level2(l level, g group) Level2 {
	out := Level2{Print: g.name}
	if m.w.LevelSynonyms && len(g.synonyms) > 0 && chance(m.r, 0.5) {
		out.Print = pick(m.r, g.synonyms...)
	}
	if m.w.LevelHints && chance(m.r, 0.3) {
		out.Print += pick(m.r, "（必填）", "（选填）")
	}
	if m.w.BlankGroups && chance(m.r, 0.2) {
		out.Rows = []Row{{}}
		return out
	}
	first := 1
	if m.w.Misnumbered {
		first = count(m.r, 1, 3)
	}
	n := pick(m.r, 1, 1, 1, 2, 2, 3, 4)
	for i := range n {
		out.Rows = append(out.Rows, m.row(l, g, first+i))
	}
	if m.w.Placeholders && chance(m.r, 0.3) {
		out.Rows = append(out.Rows, Row{Name: pick(m.r, "……", "…", strings.TrimSpace(m.prefix(first+n)))})
	}
	return out
}

func (m *maker) prefix(n int) string {
	if !strings.Contains(m.w.Prefix, "%d") {
		return m.w.Prefix
	}
	return fmt.Sprintf(m.w.Prefix, n)
}

func (m *maker) row(l level, g group, n int) Row {
	measure := pick(m.r, g.measures...)
	name := m.named() + m.extra() + measure.tail
	t := m.draw(g.kind, measure)
	if !m.parted && m.w.OddValues && chance(m.r, 0.15) && t.unit != "" && t.print != "" {
		name, t = unitInName(name, t)
	}
	number := n
	ind := normalize.Indicator{
		Scope: m.scope, Level1: normalize.Name(l.name), Level2: normalize.Name(g.name),
		Level3: name, Target: t.print, Op: t.op, Value: t.value,
	}
	if m.w.Prefix != "" {
		ind.Number = &number
	}
	if t.op != "" {
		ind.Unit = &t.unit
	}
	m.form.Truth.Indicators = append(m.form.Truth.Indicators, ind)
	star := ""
	if m.w.Stars && chance(m.r, 0.3) {
		star = pick(m.r, "★", "★★★")
	}
	return Row{
		Name: star + m.prefix(n) + name, Value: t.print, Nature: t.nature, Number: t.number, Unit: t.measured,
		Indicator: len(m.form.Truth.Indicators),
	}
}

// named draws a subject. Behind 指标1 without a colon one that begins with a
// digit would print a number that nobody can part.
func (m *maker) named() string {
	name := pick(m.r, subjects...)
	for m.w.Prefix == bareIndicator && unicode.IsDigit([]rune(name)[0]) {
		name = pick(m.r, subjects...)
	}
	return name
}

// bareIndicator is the prefix that no colon ends.
const bareIndicator = "指标%d"

// unitInName prints the unit behind the name and the bare number as the
// value: 改造面积（平方米） | 80000.
func unitInName(name string, t target) (string, target) {
	if t.op == normalize.Between {
		return name, t
	}
	number := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", t.value[0]), "0"), ".")
	return name + "（" + t.unit + "）", one(number, normalize.Equal, number, t.unit)
}

// draw draws a value, in parts where the form prints it so.
func (m *maker) draw(kind valueKind, measure measure) target {
	switch {
	case m.parted:
		return m.inParts(kind, measure)
	case m.reprint != nil:
		return m.reprint(m.target(kind, measure))
	}
	return m.target(kind, measure)
}

func (m *maker) target(kind valueKind, measure measure) target {
	switch {
	case m.w.BlankValues && chance(m.r, 0.2):
		return none("")
	case m.w.OddValues && chance(m.r, 0.6):
		return odd(m.r, m.year)
	case kind == quantities:
		return amountOf(m.r, measure.unit)
	case kind == shares:
		return share(m.r)
	case kind == limits || kind == times && chance(m.r, 0.4):
		return limit(m.r, measure.unit)
	case kind == times:
		return when(m.r, m.year)
	case measure.unit != "":
		return amountOf(m.r, measure.unit)
	case chance(m.r, 0.15):
		return share(m.r)
	}
	return quality(m.r)
}
