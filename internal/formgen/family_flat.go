package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// flatVariants are V8: a list of indicators without levels, in several
// orders of its columns, and the self-evaluation of a department that goes
// with it.
func flatVariants() []Variant {
	out := []Variant{}
	for i, columns := range flatColumns {
		out = append(out, Variant{Name: fmt.Sprintf("order-%d", i+1), make: func(m *maker) { m.flat(columns) }})
	}
	return append(out, Variant{Name: "evaluation", Wide: true, make: (*maker).flatEvaluation})
}

// flatColumns are the orders in which the columns occur.
var flatColumns = [][]markColumn{
	{{"指标名称", markName}, {"计量单位", markUnit}, {"指标性质", markNature}, {"指标值", markNumber}},
	{{"指标名称", markName}, {"指标权重", markWeight}, {"计量单位", markUnit}, {"指标性质", markNature}, {"指标值", markNumber}, {"是否核心指标", markOther}},
	{{"指标名称", markName}, {"指标性质", markNature}, {"指标值", markNumber}, {"计量单位", markUnit}, {"权重", markWeight}},
	{{"权重", markWeight}, {"指标名称", markName}, {"指标性质", markNature}, {"指标值", markNumber}, {"计量单位", markUnit}},
}

func (m *maker) flat(columns []markColumn) {
	m.parted, m.w.Prefix, m.w.Placeholders = true, "", false
	m.heading("项目绩效目标表", "项目支出绩效目标表", "重点专项资金绩效目标表")
	widths := append([]Column{m.spineColumn()}, m.widths(columns)...)
	rows := m.flatRows(columns)
	m.form.Sections = append(m.form.Sections, Section{[]Column{{4, 0}, {8, 1}, {4, 0}, {8, 1}}, pairRows(4, cuts{1, 2, 3}, m.flatHead()...)})
	m.form.Sections = append(m.form.Sections, Section{widths, rows})
}

func (m *maker) flatHead() [][]pair {
	m.names()
	t := &m.form.Truth
	budget := m.parts(1)
	label := "当年预算"
	if !m.w.UnitInAmount && !m.w.UnitLine {
		label += "(" + m.moneyUnit() + ")"
	}
	return [][]pair{
		{{"项目名称", t.Project}},
		{{"业务主管部门", t.Department}, {"实施单位", t.Unit}},
		{{label, m.fundCell(normalize.Annual, normalize.FundTotal, label, &budget[0])}, m.extraField("项目类型", pick(m.r, "常年项目", "一次性项目"))},
		{{"年度绩效目标", m.goalCell(normalize.Annual)}},
	}
}

// flatRows are the indicators of all groups as one list: the form does not
// say which level any of them stands under.
func (m *maker) flatRows(columns []markColumn) [][]Cell {
	levels := m.groups()
	for i := range m.form.Truth.Indicators {
		ind := &m.form.Truth.Indicators[i]
		ind.Level1, ind.Level2 = "", ""
	}
	m.weigh(100)
	if hasKind(columns, markScore) {
		m.weigh(90)
		m.evaluate()
	}
	m.dropped(columns)
	rows := [][]Cell{{}}
	for _, c := range columns {
		rows[0] = append(rows[0], head(c.head))
	}
	for _, l := range levels {
		for _, g := range l.Level2 {
			for _, r := range g.Rows {
				if r.Indicator > 0 {
					rows = append(rows, m.markCells(columns, r))
				}
			}
		}
	}
	return spined("绩效指标", rows)
}

func hasKind(columns []markColumn, kind markKind) bool {
	for _, c := range columns {
		if c.kind == kind {
			return true
		}
	}
	return false
}

// evaluationColumns are those of the department's self-evaluation. The
// adjusted value is the first one again wherever nothing was adjusted.
var evaluationColumns = []markColumn{
	{"指标名称", markName},
	{"计量单位", markUnit},
	{"指标性质", markNature},
	{"年初指标值", markNumber},
	{"调整指标值", markAgain},
	{"全年完成值", markActual},
	{"得分系数(%)", markOther},
	{"指标权重(分)", markWeight},
	{"指标得分(分)", markScore},
	{"是否核心指标", markOther},
}

// flatEvaluation is 部门整体绩效自评表: its total stands in the head.
func (m *maker) flatEvaluation() {
	m.form.Truth.Form = normalize.SelfEvaluation
	m.parted, m.w.Prefix, m.w.Placeholders, m.w.UnitInAmount = true, "", false, false
	m.heading("部门整体绩效自评表")
	m.names()
	t := &m.form.Truth
	t.Project, t.Unit = "", "" // a department's form has neither
	rows := m.flatRows(evaluationColumns)
	budget := m.budgetRows(m.execute(normalize.FundFiscal), flatBudget)
	goals := m.flatGoals()
	t.TotalScore = m.scored()
	n := len(evaluationColumns) + 1
	m.form.Sections = append(m.form.Sections,
		m.headSection(make([]Column, n), cuts{2, 5, 7}, []pair{{pick(m.r, "部门(单位)名称", "部门名称"), t.Department}, {"自评总分(分)", plainNumber(*t.TotalScore)}},
			[]pair{m.extraField("部门联系人", pick(m.r, people...)), m.extraField("联系电话", m.phone())}),
		Section{[]Column{{4, 0}, {7, 1}, {6, 1}, {6, 1}, {6, 1}, {3, 0.5}, {3, 0.5}, {3, 0.5}}, under(label(m.fundLabel("部门支出预算数", "年度预算")), budget)},
		goals,
		Section{append([]Column{m.spineColumn()}, m.widths(evaluationColumns)...), rows})
}

var flatBudget = []markColumn{
	{"年初预算数", markInitial},
	{"全年(调整)预算数", markAdjusted},
	{"全年执行数", markExecuted},
	{"执行率(%)", markRate},
	{"执行率权重", markWeight},
	{"执行率得分(分)", markScore},
}

// flatGoals has three columns; the goal was not adjusted.
func (m *maker) flatGoals() Section {
	goal := m.goalCell(normalize.Annual)
	m.form.Truth.Achieved = fmt.Sprintf(pick(m.r, achievements...), m.subject)
	rows := [][]Cell{
		{label("年初绩效目标"), label("全年(调整)绩效目标"), label("全年目标实际完成情况")},
		{prose(goal), prose(""), prose(m.form.Truth.Achieved)},
	}
	return Section{[]Column{{4, 0}, {8, 2}, {6, 1}, {8, 2}}, under(label("当年整体\n绩效目标"), rows)}
}

// scored is the sum of all scores that the form prints.
func (m *maker) scored() *float64 {
	sum := 0.0
	if s := m.form.Truth.ExecutionScore; s != nil {
		sum = *s
	}
	for _, ind := range m.form.Truth.Indicators {
		if ind.Score != nil {
			sum += *ind.Score
		}
	}
	sum = rounded(sum)
	return &sum
}
