package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// midtermVariants are V2: the form of 财预〔2015〕88号 with a mid-term half
// beside the annual one.
func midtermVariants() []Variant {
	wide := func(h halves) Variant {
		return Variant{Name: h.name, Wide: h.wide, make: func(m *maker) { m.midterm(h) }}
	}
	return []Variant{
		wide(halves{name: "halves", wide: true}),
		wide(halves{name: "upright"}),
		wide(halves{name: "suffix", suffixed: true, wide: true}),
		wide(halves{name: "annual-only", suffixed: true, wide: true, blankLong: true}),
		wide(halves{name: "in-values", wide: true, unitInValue: true}),
	}
}

// halves is how a form with two halves prints them.
type halves struct {
	name        string
	wide        bool
	suffixed    bool // 指标值(长期), 指标值(年度)
	blankLong   bool // the mid-term half of the indicators is empty
	unitInValue bool // 资金总额 | 10000万元
}

func (m *maker) midterm(h halves) {
	if h.unitInValue {
		m.w.UnitInAmount = true
	}
	m.heading("项目支出绩效目标申报表", "项目支出绩效目标申报表", "项目支出绩效目标表")
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn(), m.level2Column(), m.nameColumn(), m.valueColumn()}
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 5, 6}, m.officialHead()...),
		Section{columns, m.midtermFunds(h)},
		Section{columns, m.midtermGoals(h)},
		Section{columns, m.midtermIndicators(h)})
}

// officialHead is the head of the form of 财预〔2015〕88号.
func (m *maker) officialHead() [][]pair {
	m.names()
	t := &m.form.Truth
	rows := [][]pair{{{m.label("项目名称"), t.Project}}}
	code := m.officeCode()
	rows = append(rows, []pair{code, {m.label("实施单位"), t.Unit}})
	if !m.w.FewFields {
		t.Attribute, t.Period = pick(m.r, attributes...), fmt.Sprintf(pick(m.r, periods...), m.year)
		rows = append(rows, []pair{{m.label("项目属性"), t.Attribute}, {m.label(pick(m.r, "项目期", "项目起止时间", "项目周期")), t.Period}})
	}
	if m.w.MoreFields {
		rows = append(rows, []pair{m.extraField("项目负责人", pick(m.r, people...)), m.extraField("联系电话", m.phone())})
	}
	return rows
}

// officeCode is 主管部门及代码, filled in with a code or without.
func (m *maker) officeCode() pair {
	t := &m.form.Truth
	label := pick(m.r, "主管部门及代码", "主管部门\n及代码", "主管部门及编码")
	if !m.w.Codes && chance(m.r, 0.5) {
		return pair{label, t.Department}
	}
	code := fmt.Sprintf("%06d", m.r.IntN(1_000_000))
	m.keep("主管部门及代码", code)
	return pair{label, fmt.Sprintf(pick(m.r, "[%s]%s", "%s-%s", "[%s] %s"), code, t.Department)}
}

// midtermFunds are the two totals with their parts, side by side. The total
// that stands beside 当年资金总额 or 年度资金总额 is the mid-term one.
func (m *maker) midtermFunds(h halves) [][]Cell {
	long, annual := m.parts(2), m.parts(2)
	names := [2]string{"中期资金总额：", "年度资金总额："}
	if h.unitInValue {
		names = [2]string{"资金总额", "当年资金总额:"}
	}
	fiscal := pick(m.r, "其中：财政拨款", "其中:财政拨款", "其中：财政资金")
	row := func(labels [2]string, item normalize.FundItem, a, b *normalize.Amount) []Cell {
		return []Cell{
			prose(labels[0]).wide(2), value(m.fundCell(normalize.Midterm, item, labels[0], a)),
			prose(labels[1]).wide(2), value(m.fundCell(normalize.Annual, item, labels[1], b)),
		}
	}
	rows := [][]Cell{
		row(names, normalize.FundTotal, sumOf(long), sumOf(annual)),
		row([2]string{fiscal, fiscal}, normalize.FundFiscal, &long[0], &annual[0]),
		row([2]string{"其他资金", "其他资金"}, normalize.FundOther, m.orBlank(&long[1]), m.orBlank(&annual[1])),
	}
	return under(label(m.fundLabel("项目资金")).wide(2), rows)
}

// midtermGoals are the goals of both halves under their labels.
func (m *maker) midtermGoals(h halves) [][]Cell {
	long := "中期目标"
	if !h.unitInValue {
		long = fmt.Sprintf(pick(m.r, "中期目标（%d年—%d年）", "中期目标（%d年-%d年）", "实施期目标（%d年—%d年）"), m.year, m.year+count(m.r, 1, 4))
	}
	rows := [][]Cell{
		{label(long).wide(3), label(pick(m.r, "年度目标", "年度总体目标", "年度绩效目标")).wide(3)},
		{prose(m.goalCell(normalize.Midterm)).wide(3), prose(m.goalCell(normalize.Annual)).wide(3)},
	}
	return under(label(pick(m.r, "总体目标", "项目总体目标", "总体\n目标")).wide(2), rows)
}

// midtermIndicators are the two halves on the groups of one 一级指标 column.
func (m *maker) midtermIndicators(h halves) [][]Cell {
	names := []string{"一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"}
	if h.suffixed {
		names = []string{"一级指标", "二级指标(长期)", "三级指标(长期)", "指标值(长期)", "二级指标(年度)", "三级指标(年度)", "指标值(年度)"}
	}
	rows := [][]Cell{heads(names...)}
	for _, l := range m.levels() {
		rows = append(rows, m.bothHalves(l, h)...)
	}
	return spined(m.label("绩效指标"), rows)
}

// bothHalves are the rows of one 一级指标. The half with fewer rows ends in
// blank ones, which the last 二级指标 cell spans.
func (m *maker) bothHalves(l level, h halves) [][]Cell {
	m.scope = normalize.Midterm
	long := Level1{Print: l.name, Level2: []Level2{{Rows: []Row{{}}}}}
	if !h.blankLong {
		long = m.level1(l)
	}
	m.scope = normalize.Annual
	annual := m.level1(l)
	n := max(long.rows(), annual.rows())
	left, right := halfRows(long, n), halfRows(annual, n)
	for i := range left {
		left[i] = append(left[i], right[i]...)
	}
	left[0] = append([]Cell{label(annual.Print).high(n).as(LevelOne)}, left[0]...)
	return left
}

// halfRows are the cells of a half, made n rows long.
func halfRows(l Level1, n int) [][]Cell {
	last := &l.Level2[len(l.Level2)-1]
	for l.rows() < n {
		last.Rows = append(last.Rows, Row{})
	}
	rows := levelCells([]Level1{l}, nameAndValue)
	rows[0] = rows[0][1:] // 一级指标 is that of both halves
	return rows
}
