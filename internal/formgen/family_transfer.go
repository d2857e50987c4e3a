package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// transferVariants are V5: transfer payments of the central government, and
// their self-evaluation.
func transferVariants() []Variant {
	bare := func(s *Style) { s.OmitLevel, s.OmitFoot, s.Top = true, true, false }
	return []Variant{
		{Name: "target", make: func(m *maker) { m.transfer(false) }},
		{Name: "joined", make: func(m *maker) { m.transfer(true) }},
		{Name: "missing-rules", doubtful: true, style: bare, make: func(m *maker) { m.transfer(true) }},
		{Name: "evaluation", Wide: true, make: (*maker).transferEvaluation},
	}
}

// transfer is 区域绩效目标表: joined prints a fund's label and amount in one
// cell.
func (m *maker) transfer(joined bool) {
	m.w.UnitLine = false
	m.form.Truth.Form = normalize.TransferTarget
	m.heading("中央对地方专项转移支付区域绩效目标表", "中央对地方转移支付区域绩效目标表", "共同财政事权转移支付区域绩效目标表")
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn()}
	rows := append([][]Cell{heads("一级指标", "二级指标", "三级指标", "指标值")}, levelCells(m.groups(), nameAndValue)...)
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 3, 4}, m.transferHead()...),
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, m.transferFunds(joined)},
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label(pick(m.r, "总体目标", "年度目标")), prose(m.goalCell(normalize.Annual))}}},
		Section{columns, spined("绩效指标", rows)})
}

func (m *maker) transferHead() [][]pair {
	m.names()
	t := &m.form.Truth
	t.Department, t.Unit = pick(m.r, "财政部 教育部", "财政部 农业农村部", "水利部", "国家卫生健康委"), pick(m.r, "省农业农村厅", "省教育厅", "市水务局", "自治区卫生健康委员会")
	rows := [][]pair{{{pick(m.r, "专项名称", "转移支付（项目）名称"), t.Project}}, {{"中央主管部门", t.Department}}}
	if chance(m.r, 0.7) {
		return append(rows, []pair{m.extraField("省级财政部门", pick(m.r, "省财政厅", "市财政局", "自治区财政厅")), {"省级主管部门", t.Unit}})
	}
	return append(rows, []pair{{"省级主管部门", t.Unit}})
}

func (m *maker) transferFunds(joined bool) [][]Cell {
	p := m.parts(2)
	var rows [][]Cell
	row := func(item normalize.FundItem, text string, a *normalize.Amount) {
		print := m.fundCell(normalize.Annual, item, text, a)
		if joined {
			rows = append(rows, []Cell{prose(text + pick(m.r, "：", "： ") + print).wide(2)})
			return
		}
		rows = append(rows, []Cell{prose(text), value(print)})
	}
	row(normalize.FundTotal, pick(m.r, "投入金额", "年度金额"), sumOf(p))
	row(normalize.FundSuperior, pick(m.r, "其中：中央补助", "其中:中央补助"), &p[0])
	row(normalize.FundLocal, "地方资金", m.orBlank(&p[1]))
	return under(label(m.fundLabel("资金情况")), rows)
}

// transferColumns are those of the self-evaluation, which has no scores.
var transferColumns = []markColumn{{"三级指标", markName}, {"年度指标值", markTarget}, {"全年完成值", markActual}, {"未完成原因和改进措施", markDeviation}}

// transferEvaluation has 地方主管部门 beside 实施单位: the latter is the unit,
// the former a field of the head.
func (m *maker) transferEvaluation() {
	m.form.Truth.Form = normalize.SelfEvaluation
	m.heading("中央对地方专项转移支付区域绩效自评表", "转移支付区域（项目）绩效目标自评表")
	columns := append([]Column{m.spineColumn(), m.level1Column(), m.level2Column()}, m.widths(transferColumns)...)
	m.names()
	t := &m.form.Truth
	t.Department = pick(m.r, "科学技术部", "教育部", "农业农村部")
	budget := []markColumn{{"全年预算数（A）", markAdjusted}, {"全年执行数（B）", markExecuted}, {"预算执行率（B/A）", markRate}}
	e := m.execute(normalize.FundSuperior, normalize.FundLocal, normalize.FundOther)
	levels := m.groups()
	m.evaluateAll(transferColumns)
	rows := append([][]Cell{heads("一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施")},
		levelCells(levels, func(r Row) []Cell { return m.markCells(transferColumns, r) })...)
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 4, 5}, []pair{{"转移支付(项目)名称", t.Project}}, []pair{{"中央主管部门", t.Department}},
			[]pair{m.extraField("地方主管部门", fmt.Sprint(pick(m.r, places...), pick(m.r, offices...))), {"实施单位", t.Unit}}),
		Section{[]Column{{5, 0}, {7, 1}, {6, 1}, {6, 1}, {5, 1}}, under(label(m.fundLabel("资金情况", "项目资金")), m.budgetRows(e, budget))},
		Section{columns, m.evaluationGoals(len(columns), [2]string{"年初设定目标", "全年实际完成情况"})},
		Section{columns, spined("绩效指标", rows)})
	m.form.Below = []string{"注：1.资金使用单位按项目绩效目标填报，主管部门汇总时按区域绩效目标填报。"}
}

// evaluateAll weighs and evaluates the indicators and keeps what the columns
// print.
func (m *maker) evaluateAll(columns []markColumn) {
	m.weigh(90)
	m.evaluate()
	m.dropped(columns)
}
