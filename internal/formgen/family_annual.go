package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// annualVariants are V1 where it differs from the plain annual form by more
// than a feature.
func annualVariants() []Variant {
	numbered := func(s *Style) { s.Footer = BareNumber }
	return []Variant{
		{Name: "joined", make: (*maker).joinedForm},
		{Name: "central", style: numbered, make: (*maker).centralForm},
		{Name: "corps", make: (*maker).corpsForm},
		{Name: "unit-in-name", make: (*maker).unitForm},
	}
}

// annualColumns are the five of the plain form.
func (m *maker) annualColumns() []Column {
	return []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn()}
}

// annualTable is the table of indicators under the given heads.
func (m *maker) annualTable(name, value string, levels []Level1) [][]Cell {
	rows := append([][]Cell{heads("一级指标", "二级指标", name, value)}, levelCells(levels, nameAndValue)...)
	return spined(m.label(pick(m.r, "绩效指标", "绩效指标", "年度绩效指标")), rows)
}

// joinedForm prints 年度资金总额:16 in one cell and knows no level 1 of
// satisfaction: its second level stands under 效益指标.
func (m *maker) joinedForm() {
	m.w.UnitLine, m.w.UnitInAmount = false, false
	m.heading("绩效目标表", "项目绩效目标表")
	m.names()
	t := &m.form.Truth
	benefit := benefits
	benefit.groups = append(benefits.groups[:len(benefits.groups):len(benefits.groups)], satisfaction)
	levels := []Level1{m.level1(old), m.level1(benefit)}
	p := m.parts(2)
	fund := func(item normalize.FundItem, text string, a *normalize.Amount) []Cell {
		return []Cell{prose(text + ":" + m.fundCell(normalize.Annual, item, text, a))}
	}
	columns := m.annualColumns()
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 3, 4}, []pair{{"项目名称", t.Project}}, []pair{{"项目主管部门", t.Department}, {"项目执行单位", t.Unit}}),
		Section{[]Column{{5, 0}, {8, 1}}, under(label("资金情况("+m.moneyUnit()+")"), [][]Cell{
			fund(normalize.FundTotal, "年度资金总额", sumOf(p)), fund(normalize.FundSuperior, "其中 :上级资金", &p[0]), fund(normalize.FundLocal, "本级资金", m.orBlank(&p[1])),
		})},
		Section{[]Column{{5, 0}, {8, 1}}, under(label("总体目标"), [][]Cell{{label("年度目标")}, {prose(m.goalCell(normalize.Annual))}})},
		Section{columns, m.annualTable("指标内容", "指标值", levels)})
}

// centralForm is that of central departments, with the code of the ministry
// in square brackets and a page number that the file draws first.
func (m *maker) centralForm() {
	m.w.Codes = true
	m.heading("项目绩效目标表", "项目支出绩效目标表")
	columns := m.annualColumns()
	levels := m.groups()
	p := m.parts(3)
	row := func(item normalize.FundItem, text string, a *normalize.Amount) []Cell {
		return []Cell{prose(text), value(m.fundCell(normalize.Annual, item, text, a))}
	}
	m.form.Sections = append(m.form.Sections, m.headSection(columns, cuts{2, 3, 4}, m.officialHead()...),
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, under(label(m.fundLabel("项目资金")), [][]Cell{
			row(normalize.FundTotal, "年度资金总额：", sumOf(p)), row(normalize.FundFiscal, "其中：财政拨款", &p[0]),
			row(normalize.FundCarryover, "上年结转", m.orBlank(&p[1])), row(normalize.FundOther, "其他资金", m.orBlank(&p[2])),
		})},
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label("年度总体目标"), prose(m.goalCell(normalize.Annual))}}},
		Section{columns, m.annualTable("三级指标", "指标值", levels)})
}

// corpsForm is that of the Xinjiang corps: the sum of the whole project
// beside the annual one, as in Shanghai, but one set of indicators.
func (m *maker) corpsForm() {
	m.w.UnitLine, m.w.UnitInAmount, m.w.Yuan = false, false, false
	m.heading("绩效目标申报表", "项目支出绩效目标申报表")
	m.names()
	t := &m.form.Truth
	t.Attribute, t.Period = pick(m.r, attributes...), fmt.Sprintf("%d年", m.year)
	columns := m.annualColumns()
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 3, 4}, []pair{{"项目名称", t.Project}}, []pair{{"主管部门", t.Department}, {"实施单位", t.Unit}}, []pair{{"项目属性", t.Attribute}, {"项目期", t.Period}}),
		Section{[]Column{{4, 0}, {7, 0}, {6, 1}, {7, 0}, {6, 1}}, under(label("项目资金（万元）"), m.bothTotals("项目资金总额:", "年度资金申请总额"))},
		Section{[]Column{{4, 0}, {10, 1}, {10, 1}}, under(label("项目绩效目标"), [][]Cell{
			{label("项目总目标"), label("年度总体目标")},
			{prose(m.goalCell(normalize.Midterm)), prose(m.goalCell(normalize.Annual))},
		})},
		Section{columns, m.annualTable("三级指标", "年度指标值", m.groups())})
}

// unitForm prints units behind the names and numbers alone as values; notes
// stand behind the second levels, sentences in place of indicators.
func (m *maker) unitForm() {
	m.w.BlankValues = true
	m.heading("项目支出绩效目标申报表")
	levels := m.groups()
	for i := range levels {
		for k := range levels[i].Level2 {
			g := &levels[i].Level2[k]
			g.Print += pick(m.r, "", " (必填硬性指标)", "（必填）", "（选填）", " (选填)")
			m.unitsInNames(g.Rows)
		}
	}
	columns := m.annualColumns()
	p := m.parts(2)
	row := func(item normalize.FundItem, text string, a *normalize.Amount) []Cell {
		return []Cell{prose(text), value(m.fundCell(normalize.Annual, item, text, a))}
	}
	m.form.Sections = append(m.form.Sections, m.headSection(columns, cuts{2, 3, 4}, m.officialHead()...),
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, under(label(m.fundLabel("项目资金")), [][]Cell{
			row(normalize.FundTotal, "年度资金总额", sumOf(p)), row(normalize.FundFiscal, "其中：财政拨款", &p[0]), row(normalize.FundOther, "其他资金", m.orBlank(&p[1])),
		})},
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label("总体目标"), prose(m.goalCell(normalize.Annual))}}},
		Section{columns, m.annualTable("三级指标", "指标值", levels)})
}

// unitsInNames moves units of single numbers to the names: 面积(亩) | 80000.
// The second such row of a group is a part of the first: 其中:….
func (m *maker) unitsInNames(rows []Row) {
	moved := 0
	for i := range rows {
		if rows[i].Indicator == 0 {
			continue
		}
		ind := &m.form.Truth.Indicators[rows[i].Indicator-1]
		if len(ind.Value) != 1 || ind.Op != normalize.Equal || *ind.Unit == "" {
			continue
		}
		behind := fmt.Sprintf(pick(m.r, "(%s)", "（%s）"), *ind.Unit)
		if moved++; moved == 2 && m.w.Prefix == "" {
			rows[i].Name, ind.Level3 = "其中:"+rows[i].Name, "其中:"+ind.Level3
		}
		rows[i].Name += behind
		ind.Level3 += behind
		ind.Target = plainNumber(ind.Value[0])
		rows[i].Value = ind.Target
	}
}
