package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// costVariants are V9: 成本指标 is the first level 1, levels print the points
// that their rows may have, each row its own.
func costVariants() []Variant {
	return []Variant{
		{Name: "ranges", make: func(m *maker) { m.costForm(true) }},
		{Name: "points", make: func(m *maker) { m.costForm(false) }},
	}
}

func (m *maker) costForm(ranges bool) {
	m.w.UnitLine, m.w.UnitInAmount, m.w.Prefix = true, false, pick(m.r, "", "", m.w.Prefix)
	m.heading("项目支出绩效目标审批表", "项目支出绩效目标申报表")
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn(), m.smallColumn(), {between(m.r, 5, 8), 2}}
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 4, 5}, m.costHead()...),
		Section{columns, m.costFunds()},
		Section{columns, m.costIndicators(ranges)})
}

// costHead ends in the goals: 年度主要目标和成果 says what the year is to
// reach, and the form has no other place for that.
func (m *maker) costHead() [][]pair {
	m.names()
	t := &m.form.Truth
	return [][]pair{
		{{"项目名称", t.Project}, m.extraField("项目分类", pick(m.r, "一般性项目", "重点专项"))},
		{m.extraField("预算单位", t.Unit), m.extraField("建设周期", fmt.Sprintf("%d年", m.year))},
		{{"业务主管部门", t.Department}, {"实施单位", t.Unit}},
		{m.extraField("项目负责人", pick(m.r, people...)), m.extraField("联系电话", m.phone())},
		{m.extraField("项目总体概况", fmt.Sprintf(pick(m.r, goals...), m.subject))},
		{{"年度主要目标和成果", m.goalCell(normalize.Annual)}},
	}
}

// costFunds are 项目总预算, the sum of all years, and 当年年度预算 with its
// parts. The code of the account and the points of the rate are no amounts.
func (m *maker) costFunds() [][]Cell {
	annual := m.parts(2)
	total := *sumOf(annual) * normalize.Amount(pick(m.r, 1, 1, 2, 3))
	rate := 100.0
	m.form.Truth.ExecutionRate = &rate
	row := func(scope normalize.Scope, item normalize.FundItem, text string, a *normalize.Amount) []Cell {
		return []Cell{label(text).wide(2), value(m.fundCell(scope, item, text, a)).wide(3)}
	}
	rows := [][]Cell{
		row(normalize.Midterm, normalize.FundTotal, "项目总预算", &total),
		row(normalize.Annual, normalize.FundTotal, "当年年度预算", sumOf(annual)),
		row(normalize.Annual, normalize.FundFiscal, pick(m.r, "其中:财政资金", "其中：财政资金"), &annual[0]),
		{label("财政资金科目代码").wide(2), value(m.may("财政资金科目代码", fmt.Sprint(count(m.r, 20101, 22999)))).wide(3)},
		row(normalize.Annual, normalize.FundOther, pick(m.r, "其中:其它资金", "其中：其他资金"), &annual[1]),
		{label("年度预算执行率").wide(2), value("100%"), label("分值"), value(m.may("分值", "10分"))},
	}
	return under(label(pick(m.r, "项目资金\n预算执行10分", "项目资金预算执行（10分）")).wide(2), rows)
}

// costIndicators have every group of 成本指标, most of them blank.
func (m *maker) costIndicators(ranges bool) [][]Cell {
	var levels []Level1
	for i, l := range []level{costs, outputs, benefits, pleased} {
		out := m.level1(l)
		if l.name == costs.name {
			out.Level2 = m.withBlanks(l, out)
		}
		if ranges {
			out.Print = l.name + []string{"(0-20)分", " (40-50)分", "(20-30)分", "(10)分"}[i]
		} else {
			out.Print = l.name + []string{"(20分)", "（40分）", "（20分）", "(10分)"}[i]
		}
		levels = append(levels, out)
	}
	m.weigh(90)
	rows := append([][]Cell{heads("一级指标", "二级指标", "三级指标", "指标值", "分值", "指标解释")}, levelCells(levels, func(r Row) []Cell {
		k := mark{}
		note := ""
		if r.Indicator > 0 {
			k, note = m.marks[r.Indicator-1], pick(m.r, "", "按年度计划", "反映完成情况", "依据合同约定")
		}
		return append(nameAndValue(r), value(k.weight), prose(note))
	})...)
	return spined(pick(m.r, "年度绩效目标(90分)", "年度绩效指标（90分）", "年度绩效目标\n(90分)"), rows)
}

// withBlanks adds the groups that were not filled in.
func (m *maker) withBlanks(l level, filled Level1) []Level2 {
	printed := map[string]bool{}
	for _, g := range filled.Level2 {
		printed[g.Print] = true
	}
	out := filled.Level2
	for _, g := range l.groups {
		if !printed[g.name] && len(out) < len(l.groups) {
			out = append(out, Level2{Print: g.name, Rows: []Row{{}}})
		}
	}
	return out
}
