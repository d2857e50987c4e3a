package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// hubeiVariants are V12: no level 3, the second column is the indicator.
func hubeiVariants() []Variant {
	return []Variant{{Name: "costs", make: func(m *maker) { m.hubei(true) }}, {Name: "plain", make: func(m *maker) { m.hubei(false) }}}
}

func (m *maker) hubei(costs bool) {
	m.w.Prefix, m.w.UnitLine, m.w.UnitInAmount = "", false, false
	m.heading("市直部门预算项目支出绩效目标表", "部门预算项目支出绩效目标表")
	m.names()
	t := &m.form.Truth
	m.form.Sections = append(m.form.Sections, Section{[]Column{{5, 0}, {8, 1}, {5, 0}, {8, 1}}, pairRows(4, cuts{1, 2, 3},
		[]pair{{"项目名称", t.Project}},
		[]pair{{"主管部门", t.Department}, {pick(m.r, "项目执行单位", "实施单位"), t.Unit}},
		[]pair{m.extraField("项目类别", pick(m.r, "本级支出项目", "31-本级支出项目")), m.extraField("项目性质", pick(m.r, "常年性项目", "01-常年性项目"))},
		[]pair{m.extraField("立项依据", fmt.Sprintf("关于做好%s工作的通知", m.subject))})})
	m.form.Sections = append(m.form.Sections, m.hubeiBudget(costs),
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label("年度绩效目标"), prose(m.goalCell(normalize.Annual))}}},
		Section{[]Column{m.spineColumn(), m.level1Column(), m.nameColumn(), {between(m.r, 4, 6), 0.5}, m.valueColumn()}, m.hubeiIndicators()})
}

// hubeiBudget is the table of what the money goes to, whose sum is the
// form's total, or the sum alone. What earlier years spent is no fund of this
// one.
func (m *maker) hubeiBudget(costs bool) Section {
	p := m.parts(3)
	total := func(text string) string { return m.fundCell(normalize.Annual, normalize.FundTotal, text, sumOf(p)) }
	if !costs {
		print := text(m, "项目当年预算")
		rows := [][]Cell{{label(print), value(total(print))}}
		return Section{[]Column{{5, 0}, {8, 1}}, rows}
	}
	rows := [][]Cell{{label("成本构成"), label("金额"), label("测算公式"), label("依据")}}
	for i, a := range p {
		what := []string{"设备购置费", "人员培训费", "运行维护费"}[i]
		rows = append(rows, []Cell{prose(what), value(m.may(what, m.money(a))), prose(pick(m.r, "单价×数量", "")), prose(pick(m.r, "市场询价", "合同", ""))})
	}
	rows = append(rows, []Cell{label("合计"), value(total("合计")), prose(""), prose("")},
		append(m.spent(m.year-2), m.spent(m.year-1)...))
	return Section{[]Column{{5, 0}, {8, 1}, {6, 1}, {6, 1}, {6, 1}}, under(label("项目预算\n（"+m.moneyUnit()+"）"), rows)}
}

// spent is what an earlier year spent.
func (m *maker) spent(year int) []Cell {
	text := fmt.Sprintf("%d年实际执行数", year)
	return []Cell{label(text), value(m.may(text, m.money(m.parts(1)[0])))}
}

// text is a label with the unit of amounts.
func text(m *maker, s string) string { return s + "（" + m.moneyUnit() + "）" }

// hubeiIndicators leave the second level out: what stands under 二级指标 is
// the indicator itself.
func (m *maker) hubeiIndicators() [][]Cell {
	levels := m.groups()
	for i := range m.form.Truth.Indicators {
		m.form.Truth.Indicators[i].Level2 = ""
	}
	rows := [][]Cell{heads("一级指标", "二级指标", "绩效标准", "当年预期实现值")}
	for _, l := range levels {
		first := true
		for _, g := range l.Level2 {
			for _, r := range g.Rows {
				cells := []Cell{name(r.Name), value(pick(m.r, "计划标准", "行业标准", "历史标准")), value(r.Value)}
				if first {
					cells = append([]Cell{label(l.Print).high(l.rows()).as(LevelOne)}, cells...)
				}
				first = false
				rows = append(rows, cells)
			}
		}
	}
	return spined("绩效指标", rows)
}
