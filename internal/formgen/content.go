package formgen

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"mubiao/normalize"
)

// Make draws a form in the given wording.
func Make(r *rand.Rand, w Wording) Form {
	m := newMaker(r, w)
	m.above()
	m.fields()
	m.funds()
	m.goals()
	m.indicators()
	if w.Notes {
		m.form.Below = some(r, notes, count(r, 1, 2))
	}
	return m.form
}

// A maker fills one form: what is printed and, beside it, the truth.
type maker struct {
	r       *rand.Rand
	w       Wording
	year    int
	subject string
	form    Form

	scope  normalize.Scope // of the indicators that are drawn; annual when empty
	parted bool            // 指标性质, number and 度量单位 are columns of their own

	items    map[normalize.FundItem][]string // labels of funds, where not the usual ones
	reprint  func(target) target             // sets a value as the family does; nil as drawn
	marks    []mark                          // of the truth's indicators, in their order
	decimals bool                            // scores are printed with two decimals
	numbers  bool                            // see evaluation
	noTotal  bool                            // likewise
}

func newMaker(r *rand.Rand, w Wording) *maker {
	m := &maker{r: r, w: w, year: count(r, 2018, 2030), scope: normalize.Annual}
	m.form.Truth.Form = normalize.ProjectTarget
	m.form.Truth.FiscalYear = m.year
	m.subject = pick(r, subjects...)
	return m
}

// label spaces a label out where the wording does so.
func (m *maker) label(s string) string {
	if !m.w.SpacedLabels || strings.ContainsAny(s, "（(") || len([]rune(s)) > 4 {
		return s
	}
	return strings.Join(strings.Split(s, ""), " ")
}

func (m *maker) above() { m.heading(titles...) }

// heading puts one of the titles above the table, with the year in it, under
// it, or both, and what unit amounts are in.
func (m *maker) heading(titles ...string) {
	title := pick(m.r, titles...)
	dated := chance(m.r, 0.5)
	if dated {
		title = fmt.Sprintf(pick(m.r, "%d年%s", "%d年度%s"), m.year, title)
	}
	m.form.Truth.Title = title
	m.form.Above = []Line{{Text: title, Scale: 1.6, Align: Center, Repeats: true}}
	if !dated || chance(m.r, 0.7) {
		year := fmt.Sprintf(pick(m.r, "（%d年度）", "(%d年度)", "（%d 年度）", "（%d年）"), m.year)
		m.form.Above = append(m.form.Above, Line{Text: year, Scale: 1, Align: Center})
	}
	if m.w.UnitLine {
		m.form.Above = append(m.form.Above, Line{Text: pick(m.r, "单位：", "金额单位：", "金额单位:") + m.moneyUnit(), Scale: 1, Align: Right})
	}
}

func (m *maker) moneyUnit() string {
	if m.w.Yuan {
		return "元"
	}
	return "万元"
}

// fields fills the head: a row for the name, then two fields a row.
func (m *maker) fields() {
	t := &m.form.Truth
	m.names()
	rows := [][]Field{{{m.label("项目名称"), t.Project}}, m.offices()}
	if !m.w.FewFields {
		t.Attribute = pick(m.r, attributes...)
		t.Period = fmt.Sprintf(pick(m.r, periods...), m.year)
		rows = append(rows, []Field{{m.label("项目属性"), t.Attribute}, {m.label(pick(m.r, "项目期", "项目期", "项目起止时间", "项目周期", "实施周期")), t.Period}})
	}
	if m.w.MoreFields {
		who, phone := pick(m.r, people...), fmt.Sprintf("0%d-%07d", count(m.r, 900, 999), m.r.IntN(10_000_000))
		if t.Header == nil {
			t.Header = map[string]string{}
		}
		t.Header["项目负责人"], t.Header["联系电话"] = who, phone
		rows = append(rows, []Field{{"项目负责人", who}, {m.label("联系电话"), phone}})
	}
	m.form.Fields = rows
}

// names draws what the form is for and whose it is.
func (m *maker) names() {
	t := &m.form.Truth
	place := pick(m.r, places...)
	t.Project = place + m.subject + pick(m.r, purposes...)
	if m.w.LongNames {
		t.Project = place + m.subject + pick(m.r, longParts...) + pick(m.r, purposes...)
	}
	t.Department = place + pick(m.r, offices...)
	t.Unit = t.Department + pick(m.r, branches...)
}

func (m *maker) offices() []Field {
	t := &m.form.Truth
	if m.w.Codes {
		code, label := fmt.Sprintf("%06d", m.r.IntN(1_000_000)), pick(m.r, "主管部门及代码", "主管部门及编码")
		t.Header = map[string]string{label: code}
		return []Field{{label, fmt.Sprintf(pick(m.r, "[%s]%s", "%s-%s"), code, t.Department)}, {m.label("实施单位"), t.Unit}}
	}
	if chance(m.r, 0.3) {
		return []Field{{"项目主管部门", t.Department}, {"项目执行单位", t.Unit}}
	}
	return []Field{{m.label("主管部门"), t.Department}, {m.label("实施单位"), t.Unit}}
}

func (m *maker) goals() {
	m.form.Goals.Label = pick(m.r, "年度总体目标", "年度绩效目标", "年度目标", "年度总体绩效目标", "总体目标")
	m.form.Goals.Paragraphs = m.paragraphs(normalize.Annual)
}

// paragraphs draws the goals of a scope, a paragraph each.
func (m *maker) paragraphs(scope normalize.Scope) []string {
	var out []string
	n := 1
	if strings.Contains(m.w.Goals, "%d") {
		n = count(m.r, 1, 4)
	}
	for i := 1; i <= n; i++ {
		text := fmt.Sprintf(pick(m.r, goals...), pick(m.r, subjects...)+m.extra())
		goal := normalize.Goal{Scope: scope, Text: text}
		print := m.w.Goals + text
		if strings.Contains(m.w.Goals, "%d") {
			print = fmt.Sprintf(m.w.Goals, i) + text
			goal.Number = &i
		}
		out = append(out, print)
		m.form.Truth.Goals = append(m.form.Truth.Goals, goal)
	}
	return out
}

// extra lengthens a name where the wording is long-winded or half Latin.
func (m *maker) extra() string {
	s := ""
	if m.w.LatinPhrases && chance(m.r, 0.5) {
		s += "和" + pick(m.r, latinParts...)
	}
	if m.w.LongNames && chance(m.r, 0.5) {
		s += pick(m.r, longParts...)
	}
	return s
}
