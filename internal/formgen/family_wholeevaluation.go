package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// wholeEvaluationVariants are V16: the self-evaluation of a whole department.
func wholeEvaluationVariants() []Variant {
	return []Variant{
		{Name: "by-source", Wide: true, make: func(m *maker) { m.wholeEvaluation(true) }},
		{Name: "upright", make: func(m *maker) { m.wholeEvaluation(true) }},
		{Name: "plain", Wide: true, make: func(m *maker) { m.wholeEvaluation(false) }},
	}
}

var wholeMarks = []markColumn{{"三级指标", markName}, {"年度指标值", markTarget}, {"实际完成值", markActual}, {"分值", markWeight}, {"得分", markScore}, {"偏差原因分析及改进措施", markDeviation}}

// wholeEvaluation prints under the total what the money came from and what it
// went to, label and amount in one cell: of what time these are it does not
// say, so a record has no place for them.
func (m *maker) wholeEvaluation(sources bool) {
	m.form.Truth.Form = normalize.SelfEvaluation
	m.w.UnitInAmount = false
	m.heading("部门整体支出绩效自评表", "部门整体支出绩效评价自评表")
	m.names()
	t := &m.form.Truth
	t.Project, t.Unit = "", ""
	columns := append([]Column{m.spineColumn(), m.level1Column(), m.level2Column()}, m.widths(wholeMarks)...)
	funds := m.wholeFunds(sources)
	levels := m.groups()
	m.evaluateAll(wholeMarks)
	rows := append([][]Cell{append(heads("一级指标", "二级指标"), markHeads(wholeMarks)...)}, levelCells(levels, func(r Row) []Cell { return m.markCells(wholeMarks, r) })...)
	rows = append(spined("绩效指标", rows), totalled("总分", m, wholeMarks))
	m.form.Sections = append(m.form.Sections,
		Section{[]Column{{7, 0}, {8, 1}}, [][]Cell{{label(pick(m.r, "预算单位名称", "部门（单位）名称", "部门名称")), field(t.Department)}}},
		funds, Section{columns, m.evaluationGoals(len(columns), [2]string{"预期目标", "实际完成情况"})}, Section{columns, rows})
	m.form.Below = append(m.form.Below, fmt.Sprintf("填表人：%s   填报日期：%d年3月", pick(m.r, people...), m.year+1))
}

func (m *maker) wholeFunds(sources bool) Section {
	e := m.execute(normalize.FundFiscal)
	if sources {
		e.items = e.items[:1]
	}
	rows := m.budgetRows(e, budgetPlain)
	columns := []Column{{4, 0}, {8, 1}, {6, 1}, {6, 1}, {6, 1}, {3, 0.3}, {4, 0.3}, {3, 0.3}}
	if sources {
		total := e.amounts[normalize.Executed][0]
		part := total / 2 / fenPerYuan * fenPerYuan
		both := func(left, right string) {
			rows = append(rows, []Cell{prose(left).wide(4), prose(right).wide(3)})
		}
		amount := func(lead, label string, a normalize.Amount) string {
			return lead + label + ":" + m.may(label, m.money(a))
		}
		both(amount("", "按收入性质分", total), amount("", "按支出性质分", total))
		both(amount("其中: ", "一般公共预算", total), amount("其中:", "基本支出", part))
		both("政府性基金拨款:", amount("", "项目支出", total-part))
		both("纳入专户管理的非税收入拨款:", "")
		both("其他资金:", "")
	}
	return Section{columns, under(label(m.fundLabel("年度预算申请")), rows)}
}
