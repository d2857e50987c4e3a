package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// guangdongVariants are V11: one table of indicators with the values of the
// year and those of the whole time that the money is for.
func guangdongVariants() []Variant {
	return []Variant{
		{Name: "two-values", make: func(m *maker) { m.guangdong(false) }},
		{Name: "two-goals", make: func(m *maker) { m.guangdong(true) }},
	}
}

func (m *maker) guangdong(twoGoals bool) {
	m.w.UnitLine, m.w.Prefix = false, pick(m.r, "", m.w.Prefix)
	m.heading("绩效目标表", "项目支出绩效目标表")
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn(), m.valueColumn()}
	until := m.year + count(m.r, 1, 2)
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 3, 4}, m.guangdongHead(until)...),
		Section{columns, m.guangdongGoals(twoGoals)},
		Section{columns, m.guangdongIndicators()})
}

func (m *maker) guangdongHead(until int) [][]pair {
	m.names()
	t := &m.form.Truth
	t.Unit = "" // the form has no field for it
	t.Period = fmt.Sprintf("%d年-%d年", m.year, until)
	need := m.parts(1)
	label := "资金需求(" + m.moneyUnit() + ")"
	return [][]pair{
		{{"资金名称", t.Project}},
		{{"省级业务主管部门", t.Department}, m.extraField("资金类型", pick(m.r, "专项资金", "补助市县资金", "省级部门预算资金"))},
		{{"实施周期", t.Period}, m.extraField("战略领域", pick(m.r, "乡村振兴", "民生保障", "科技创新"))},
		{m.extraField("财政事权", m.subject), m.extraField("政策任务", pick(m.r, subjects...))},
		{{label, m.fundCell(normalize.Annual, normalize.FundTotal, label, &need[0])}, m.extraField("用途范围", pick(m.r, "用于基层补助", "用于设施建设和维护"))},
	}
}

// guangdongGoals are those of the year, alone or beside those of the whole
// time.
func (m *maker) guangdongGoals(two bool) [][]Cell {
	if !two {
		return [][]Cell{{label("总体目标").wide(2), prose(m.goalCell(normalize.Annual)).wide(4)}}
	}
	annual, all := m.goalCell(normalize.Annual), m.goalCell(normalize.Midterm)
	rows := [][]Cell{{label("年度目标").wide(2), label("实施周期目标").wide(2)}, {prose(annual).wide(2), prose(all).wide(2)}}
	return under(label("总体目标").wide(2), rows)
}

// guangdongIndicators have two values a row: 年度目标值 is annual, 实施周期目标值
// mid-term, the name and number of the row are those of both.
func (m *maker) guangdongIndicators() [][]Cell {
	levels := m.groups()
	annual := m.form.Truth.Indicators
	later := make([]string, len(annual))
	for i, ind := range annual {
		t := m.again(ind)
		ind.Scope, ind.Target, ind.Op, ind.Value, ind.Unit = normalize.Midterm, t.print, t.op, t.value, nil
		if t.op != "" {
			ind.Unit = &t.unit
		}
		later[i] = t.print
		m.form.Truth.Indicators = append(m.form.Truth.Indicators, ind)
	}
	rows := append([][]Cell{heads("一级指标", "二级指标", "三级指标", "年度目标值", "实施周期目标值")}, levelCells(levels, func(r Row) []Cell {
		if r.Indicator == 0 {
			return append(nameAndValue(r), value(""))
		}
		return append(nameAndValue(r), value(later[r.Indicator-1]))
	})...)
	return spined("绩效指标", rows)
}

// again draws the value of an indicator for a longer time: another number of
// the same unit, or the same word.
func (m *maker) again(ind normalize.Indicator) target {
	if len(ind.Value) != 1 || ind.Unit == nil || *ind.Unit == "" || *ind.Unit == "年" {
		t := target{print: ind.Target, op: ind.Op, value: ind.Value}
		if ind.Unit != nil {
			t.unit = *ind.Unit
		}
		return t
	}
	if *ind.Unit == "%" {
		return share(m.r)
	}
	return amountOf(m.r, *ind.Unit)
}
