package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// sichuanVariants are V15: the self-evaluation that Sichuan's system prints,
// often many one after the other.
func sichuanVariants() []Variant {
	flowing := func(s *Style) { s.OneAPage = false }
	return []Variant{
		{Name: "pages", Wide: true, make: (*maker).sichuan},
		{Name: "flowing", style: flowing, make: (*maker).sichuan},
	}
}

var sichuanMarks = []markColumn{
	{"三级指标", markName},
	{"指标性质", markNature},
	{"指标值", markNumber},
	{"度量单位", markUnit},
	{"完成值", markActual},
	{"权重", markWeight},
	{"得分", markScore},
	{"未完成原因分析", markDeviation},
}

var sichuanBudget = []markColumn{
	{"年初预算", markInitial},
	{"调整后预算数", markAdjusted},
	{"预算执行数", markExecuted},
	{"预算执行率", markRate},
	{"权重", markWeight},
	{"得分", markScore},
	{"原因", markOther},
}

func (m *maker) sichuan() {
	m.form.Truth.Form = normalize.SelfEvaluation
	m.parted, m.w.Prefix, m.w.UnitLine, m.w.UnitInAmount, m.w.Yuan = true, "", false, false, false
	m.heading("部门预算项目支出绩效自评表")
	m.form.Above = append(m.form.Above, Line{Text: "报表编号：" + m.extraField("报表编号", "510000_0013zp").value, Scale: 1, Align: Left})
	m.items = sichuanItems
	levels := m.groups()
	budget := m.budgetRows(m.execute(normalize.FundFiscal, normalize.FundSpecialAccount, normalize.FundUnit, normalize.FundOther), sichuanBudget)
	m.evaluateAll(sichuanMarks)
	columns := append([]Column{m.spineColumn(), m.level1Column(), m.level2Column()}, m.widths(sichuanMarks)...)
	rows := append([][]Cell{append(heads("一级指标", "二级指标"), markHeads(sichuanMarks)...)}, levelCells(levels, func(r Row) []Cell { return m.markCells(sichuanMarks, r) })...)
	rows = append(spined(pick(m.r, "绩效指标\n（90分）", "绩效指标(90分)"), rows), totalled("合计", m, sichuanMarks))
	m.form.Sections = append(m.form.Sections, m.headSection(columns, cuts{3, 4, 7}, m.sichuanHead()...),
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, m.sichuanGoals()},
		Section{[]Column{{4, 0}, {8, 0.5}, {6, 1}, {6, 1}, {6, 1}, {4, 0.5}, {3, 0.2}, {3, 0.2}, {4, 1}}, under(label("预算执行情况\n（10分）"), sichuanTotals(budget))},
		Section{columns, rows},
		Section{[]Column{{6, 0}, {8, 1}}, m.sichuanEnd()})
	m.form.Below = append(m.form.Below, "项目负责人：          财务负责人：")
}

// sichuanItems are the labels of the table of funds.
var sichuanItems = map[normalize.FundItem][]string{normalize.FundTotal: {"总额"}, normalize.FundFiscal: {"其中：财政资金", "其中:财政资金"}}

// sichuanTotals names the rows of the table as this form does.
func sichuanTotals(rows [][]Cell) [][]Cell {
	rows[0][0].Text = "年度预算数(万元)"
	return rows
}

// sichuanHead has the code in front of the project's name. A record takes
// codes out of departments and units alone.
func (m *maker) sichuanHead() [][]pair {
	m.names()
	t := &m.form.Truth
	t.Project = fmt.Sprintf("51%04d00R%012d-%s", m.r.IntN(10_000), m.r.IntN(1_000_000_000), t.Project)
	return [][]pair{{{"项目名称", t.Project}}, {{"主管部门", t.Department}, {pick(m.r, "实施单位", "项目实施单位"), t.Unit}}}
}

// sichuanGoals are numbered parts; the second tells how the project went.
func (m *maker) sichuanGoals() [][]Cell {
	goal := m.goalCell(normalize.Annual)
	m.form.Truth.Achieved = fmt.Sprintf(pick(m.r, achievements...), m.subject)
	rows := [][]Cell{
		{label("项目年度目标"), label("年度目标完成情况")},
		{prose(goal), prose(m.form.Truth.Achieved)},
	}
	course := m.extraField("2.项目实施内容及过程概述", fmt.Sprintf(pick(m.r, goals...), m.subject))
	return append(under(label("1.项目年度目标完成情况"), rows), []Cell{label(course.label), prose(course.value).wide(2)})
}

// sichuanEnd are the conclusions, filled in or with the guidance left in.
func (m *maker) sichuanEnd() [][]Cell {
	return [][]Cell{
		{label("评价结论"), prose(pick(m.r, "项目完成较好，自评得分较高。", "对照年度目标，说明相关任务目标的完成情况(100字以内)"))},
		{label("存在问题"), prose(pick(m.r, "无", "预算执行进度偏慢。"))},
		{label("改进措施"), prose(pick(m.r, "无", "加强预算管理。"))},
	}
}
