package formgen

import (
	"fmt"
	"strings"

	"mubiao/normalize"
)

// oldVariants are V3: the form of 2011, a block of long-term indicators over
// one of annual ones, and much about the project before both.
func oldVariants() []Variant {
	repeated := func(s *Style) { s.Repeat, s.OneAPage = RepeatTitleAlone, true }
	return []Variant{
		{Name: "rows", style: repeated, make: func(m *maker) { m.oldForm((*maker).oldFundRows) }},
		{Name: "joined", make: func(m *maker) { m.oldForm((*maker).oldFundLines) }},
		{Name: "sentence", style: repeated, make: func(m *maker) { m.oldForm((*maker).oldFundSentence) }},
	}
}

// oldForm builds the form around one of the ways to print its funds.
func (m *maker) oldForm(funds func(*maker) [][]Cell) {
	m.w.UnitLine, m.w.UnitInAmount, m.w.Yuan = false, false, false
	m.heading("财政支出（项目）绩效目标申报表", "项目支出绩效目标申报表", "项目绩效目标表")
	m.names()
	t := &m.form.Truth
	m.form.Above = append(m.form.Above, Line{Text: "填报单位（盖章）：" + m.extraField("填报单位（盖章）", t.Department).value, Scale: 1, Align: Left})
	indicators := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn(), {between(m.r, 2.5, 4), 0.4}}
	m.form.Sections = append(m.form.Sections,
		Section{[]Column{{5, 0}, {8, 1}, {5, 0}, {8, 1}}, pairRows(4, cuts{1, 2, 3}, m.oldHead()...)},
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, funds(m)},
		Section{[]Column{{5, 0}, {6, 0}, {8, 1}}, m.oldProject()},
		Section{[]Column{{5, 0}, {8, 2}, {6, 1}, {6, 1}}, m.oldSchedule()},
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, m.oldGoals()},
		Section{indicators, m.oldIndicators(normalize.Midterm, "长期绩效指标")},
		Section{indicators, m.oldIndicators(normalize.Annual, "年度绩效指标")},
		Section{[]Column{{6, 0}, {8, 1}}, [][]Cell{{label("其他说明的问题"), prose("")}}})
	m.form.Below = append(m.form.Below, "填报人：          单位负责人：          填报日期：")
	if chance(m.r, 0.3) {
		m.form.Below = append(m.form.Below, oldInstructions...)
	}
}

// oldInstructions follow the form.
var oldInstructions = []string{
	"填报说明：", "1.项目属性：在相应的方框内打“√”。", "2.长期目标：项目整个期限内预期达到的总体产出和效果。",
	"3.年度绩效指标：一般包括产出指标、效益指标和服务对象满意度指标。", "4.指标值：应可衡量，不得填写“有所提高”等表述。",
}

func (m *maker) oldHead() [][]pair {
	t := &m.form.Truth
	t.Attribute = pick(m.r, "新增项目□延续项目√", "新增项目√ 延续项目□", "延续项目", "新增项目")
	t.Period = fmt.Sprintf("%d年1月-%d年12月", m.year, m.year+count(m.r, 0, 2))
	rows := [][]pair{
		{{"项目名称", t.Project}},
		{{"项目属性", t.Attribute}, {pick(m.r, "项目实施单位", "实施单位"), t.Unit}},
		{{"主管部门", t.Department}, m.extraField("主管部门编码", fmt.Sprint(count(m.r, 100, 999)))},
	}
	if !m.w.FewFields {
		rows = append(rows, []pair{m.extraField("项目负责人", pick(m.r, people...)), m.extraField("联系电话", m.phone())})
	}
	return append(rows, []pair{{"项目起止时间", t.Period}})
}

// oldFund is a line of the funds; those without an item are of kinds that a
// record does not know: 自有资金, 事业收入, 经营性收入.
type oldFund struct {
	label  string
	item   normalize.FundItem
	amount normalize.Amount
}

func (m *maker) oldFunds() []oldFund {
	p := m.parts(3)
	return []oldFund{
		{"资金总额", normalize.FundTotal, *sumOf(p)},
		{"财政拨款", normalize.FundFiscal, p[0]},
		{"自有资金", "", p[1]},
		{"事业收入", "", 0},
		{"经营性收入", "", 0},
		{"其他", normalize.FundOther, p[2]},
	}
}

// oldAmount is the print of an amount, which the truth gets if it knows it.
func (m *maker) oldAmount(f oldFund) string {
	switch {
	case f.item != "" && f.amount == 0:
		m.form.Truth.Funds = append(m.form.Truth.Funds, normalize.Fund{Scope: normalize.Annual, Item: f.item, Label: f.label})
		return ""
	case f.item != "":
		return m.fundCell(normalize.Annual, f.item, f.label, &f.amount)
	case f.amount != 0:
		return m.may(f.label, m.money(f.amount))
	}
	return ""
}

var oldFundsLabel = []string{"项目资金申请（万元）", "项目资金申请\n（万元）", "项目资金\n（万元）"}

// oldFundRows prints label and amount in cells of their own.
func (m *maker) oldFundRows() [][]Cell {
	var rows [][]Cell
	for _, f := range m.oldFunds() {
		rows = append(rows, []Cell{prose(f.label + "："), value(m.oldAmount(f))})
	}
	return under(label(pick(m.r, oldFundsLabel...)), rows)
}

// oldFundLines prints a label and its amount in one cell.
func (m *maker) oldFundLines() [][]Cell {
	var rows [][]Cell
	for _, f := range m.oldFunds() {
		rows = append(rows, []Cell{prose(f.label + "：" + m.oldAmount(f)).wide(2)})
	}
	return under(label(pick(m.r, oldFundsLabel...)), rows)
}

// oldFundSentence prints all amounts as one sentence, with the unit behind
// each.
func (m *maker) oldFundSentence() [][]Cell {
	m.w.UnitInAmount = true
	p := m.parts(3)
	p[0], p[1] = max(p[0], fenPerWan), max(p[1], fenPerWan)
	fiscal, total := p[0]+p[1], p[0]+p[1]+p[2]
	sum := func(item normalize.FundItem, label string, a normalize.Amount) string {
		return m.fundCell(normalize.Annual, item, label, &a)
	}
	var b strings.Builder
	b.WriteString("总额" + pick(m.r, "", "：") + sum(normalize.FundTotal, "总额", total))
	b.WriteString(pick(m.r, "一、财政拨款：", "财政拨款:") + sum(normalize.FundFiscal, "财政拨款", fiscal))
	b.WriteString("（其中：上级财政资金：" + sum(normalize.FundSuperior, "上级财政资金", p[0]))
	b.WriteString("；本级财政：" + sum(normalize.FundLocal, "本级财政", p[1]) + "）")
	b.WriteString("二、自有资金：0万元三、其他：" + sum(normalize.FundOther, "其他", p[2]))
	m.w.UnitInAmount = false
	return [][]Cell{{label(pick(m.r, oldFundsLabel...)), prose(b.String()).wide(2)}}
}

// oldProject describes the unit and the project.
func (m *maker) oldProject() [][]Cell {
	wide := func(text string) []Cell {
		p := m.extraField(text, fmt.Sprintf(pick(m.r, goals...), m.subject))
		return []Cell{label(p.label), prose(p.value).wide(2)}
	}
	rows := [][]Cell{wide("单位职能概述"), wide("项目概况")}
	var basis [][]Cell
	for _, text := range []string{"项目立项的依据", "项目申报的可行性", "项目申报的必要性"} {
		p := m.extraField(text, fmt.Sprintf(pick(m.r, "按照上级关于%s的部署安排。", "%s条件成熟，人员和制度已落实。", "%s关系群众切身利益。"), m.subject))
		basis = append(basis, []Cell{label(p.label), prose(p.value)})
	}
	return append(rows, under(label("项目立项情况"), basis)...)
}

// oldSchedule is 项目实施进度计划, which a record has no place for.
func (m *maker) oldSchedule() [][]Cell {
	rows := [][]Cell{{label("项目实施内容"), label("开始时间"), label("完成时间")}}
	for i := range count(m.r, 1, 3) {
		rows = append(rows, []Cell{
			prose(fmt.Sprintf("%d.%s", i+1, pick(m.r, "制定方案", "组织招标", "实施建设", "检查验收"))),
			field(fmt.Sprintf("%d年%d月", m.year, 3*i+1)), field(fmt.Sprintf("%d年%d月", m.year, 3*i+3)),
		})
	}
	return under(label("项目实施进度计划"), rows)
}

func (m *maker) oldGoals() [][]Cell {
	rows := [][]Cell{
		{label("长期目标"), label("年度目标")},
		{prose(m.goalCell(normalize.Midterm)), prose(m.goalCell(normalize.Annual))},
	}
	return under(label("项目绩效目标"), rows)
}

// oldIndicators are a block of one scope, with a column of remarks.
func (m *maker) oldIndicators(scope normalize.Scope, text string) [][]Cell {
	m.scope = scope
	levels := m.groups()
	rows := append([][]Cell{heads("一级指标", "二级指标", "指标内容", "指标值", "备注")}, levelCells(levels, func(r Row) []Cell {
		return append(nameAndValue(r), prose(pick(m.r, "", "", "", "必填")))
	})...)
	return spined(text, rows)
}
