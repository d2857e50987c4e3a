package formgen

import (
	"fmt"
	"strings"

	"mubiao/normalize"
)

// shanghaiVariants are V10: amounts in 元, the total of several years beside
// the annual one, goals that a spreadsheet put in quotation marks.
func shanghaiVariants() []Variant {
	return []Variant{
		{Name: "quoted", make: func(m *maker) { m.shanghai(true) }},
		{Name: "plain", make: func(m *maker) { m.shanghai(false) }},
	}
}

func (m *maker) shanghai(quoted bool) {
	m.w.Yuan, m.w.UnitLine = true, false
	if m.w.Goals == "目标：" || m.w.Goals == "" {
		m.w.Goals = "%d."
	}
	m.heading("财政项目支出绩效目标申报表")
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn()}
	until := m.year + count(m.r, 1, 2)
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 3, 4}, m.shanghaiHead(until)...),
		Section{[]Column{{4, 0}, {7, 0}, {7, 1}, {7, 0}, {7, 1}}, under(label("项目资金\n（元）"), m.bothTotals("项目资金总额", "年度资金申请总额"))},
		Section{[]Column{{4, 0}, {10, 1}, {10, 1}}, m.shanghaiGoals(until, quoted)},
		Section{columns, m.shanghaiIndicators()})
}

func (m *maker) shanghaiHead(until int) [][]pair {
	m.names()
	t := &m.form.Truth
	return [][]pair{
		{{"项目名称", t.Project}},
		{m.extraField("项目性质", pick(m.r, "阶段性项目", "经常性项目", "一次性项目")), m.extraField("项目类别", pick(m.r, "特定目标类", "其他运转类"))},
		{{"主管部门", t.Department}, {"实施单位", t.Unit}},
		{m.extraField("计划开始日期", fmt.Sprintf("%d-01-01", m.year)), m.extraField("计划完成日期", fmt.Sprintf("%d-12-31", until))},
	}
}

// bothTotals has the sum of all years on the left and that of the year on the
// right, which alone has 上年结转资金.
func (m *maker) bothTotals(whole, year string) [][]Cell {
	all, annual := m.parts(2), m.parts(3)
	left := func(item normalize.FundItem, label string, a *normalize.Amount) []Cell {
		return []Cell{prose(label), value(m.fundCell(normalize.Midterm, item, label, a))}
	}
	right := func(item normalize.FundItem, label string, a *normalize.Amount) []Cell {
		return []Cell{prose(label), value(m.fundCell(normalize.Annual, item, label, a))}
	}
	return [][]Cell{
		append(left(normalize.FundTotal, whole, sumOf(all)), right(normalize.FundTotal, year, sumOf(annual))...),
		append(left(normalize.FundFiscal, "其中：财政资金", &all[0]), right(normalize.FundFiscal, "其中：当年财政拨款", &annual[0])...),
		append([]Cell{prose(""), value("")}, right(normalize.FundCarryover, "上年结转资金", &annual[1])...),
		append(left(normalize.FundOther, "其他资金", &all[1]), right(normalize.FundOther, "其他资金", &annual[2])...),
	}
}

// shanghaiGoals encloses the cells in straight quotation marks, as a
// spreadsheet does with cells of several lines.
func (m *maker) shanghaiGoals(until int, quoted bool) [][]Cell {
	enclose := func(text string) string {
		if !quoted {
			return text
		}
		return `"` + text + `"`
	}
	rows := [][]Cell{
		{label(fmt.Sprintf("项目总体目标\n(%d年-%d年)", m.year, until)), label("年度总体目标")},
		{prose(enclose(m.goalCell(normalize.Midterm))), prose(enclose(m.goalCell(normalize.Annual)))},
	}
	return under(label("项目绩效目标"), rows)
}

// shanghaiIndicators has one column of values for the year or, as its head
// says, the project; it stands for the year that the form is for.
func (m *maker) shanghaiIndicators() [][]Cell {
	m.w.Prefix, m.reprint = "", bracketed
	levels := m.groups()
	rows := append([][]Cell{heads("一级指标", "二级指标", "三级指标", pick(m.r, "年度(/项目)指标值", "年度（/项目）指标值", "年度指标值"))}, levelCells(levels, nameAndValue)...)
	return spined("绩效指标", rows)
}

// bracketed prints the sign always, two decimals and the unit in brackets:
// =100.00(%).
func bracketed(t target) target {
	if len(t.value) != 1 || t.op == normalize.About || t.unit == "" || strings.ContainsAny(t.print, "不最以服每故") {
		return t
	}
	sign := map[normalize.Op]string{normalize.AtLeast: "≥", normalize.AtMost: "≤", normalize.More: ">", normalize.Less: "<", normalize.Equal: "="}[t.op]
	number := fmt.Sprintf("%.2f", t.value[0])
	return one(sign+number+"("+t.unit+")", t.op, number, t.unit)
}
