package formgen

import (
	"fmt"
	"strings"

	"mubiao/normalize"
)

// reliefVariants are V6: poverty relief and rural revitalisation money, where
// templates with stars are filled in by hand.
func reliefVariants() []Variant {
	return []Variant{
		{Name: "completion", make: func(m *maker) { m.relief(relief{columns: 2, stamps: true}) }},
		{Name: "plain", make: func(m *maker) { m.relief(relief{columns: 1, remarks: true}) }},
	}
}

// relief is how a form of the family is laid out.
type relief struct {
	columns int  // of goals: the second is 年度总体目标完成情况
	stamps  bool // boxes for the stamps of offices under the table
	remarks bool // a column 备注
}

func (m *maker) relief(f relief) {
	m.w.UnitLine, m.w.UnitInAmount = false, false
	m.w.Prefix, m.w.Stars, m.reprint = "", true, m.reliefValue
	m.heading("项目支出绩效目标申报表", "绩效目标申报表（基础设施建设类）", "绩效目标申报表(参考模板)", "衔接资金项目绩效目标申报表")
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn()}
	names := []string{"一级指标", "二级指标", "三级指标", "指标值"}
	if f.remarks {
		columns, names = append(columns, Column{between(m.r, 3, 4), 0.5}), append(names, "备注")
	}
	rows := append([][]Cell{heads(names...)}, levelCells(m.templated(m.groups()), func(r Row) []Cell {
		cells := nameAndValue(r)
		if f.remarks {
			cells = append(cells, prose(""))
		}
		return cells
	})...)
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 3, 4}, m.reliefHead()...),
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, m.reliefFunds()},
		m.reliefGoals(f.columns),
		Section{columns, spined("绩效指标", rows)})
	if f.stamps {
		m.form.Sections = append(m.form.Sections, Section{[]Column{{8, 1}, {8, 1}, {8, 1}}, [][]Cell{{
			prose("财政部门支出股室初审意见\n\n（盖章）"),
			prose("财政部门绩效股审核意见\n\n（盖章）"), prose("财政部门领导审批意见\n\n（盖章）"),
		}}})
	}
	m.form.Below = append(m.form.Below, "注：各地请根据实际情况，从上述绩效指标中选择适合的填报（其中三颗星为必填）。")
}

func (m *maker) reliefHead() [][]pair {
	m.names()
	t := &m.form.Truth
	code := fmt.Sprint(count(m.r, 100_000, 999_999))
	m.keep("实施单位", code)
	unit := fmt.Sprintf("[%s]%s", code, t.Unit)
	return [][]pair{
		{{"项目名称", t.Project}, m.extraField("项目负责人及电话", pick(m.r, people...)+m.phone())},
		{{"主管部门", t.Department}, {"实施单位", unit}},
	}
}

// reliefFunds are the three plain amounts; some say in the cell of the total
// what it is made up of.
func (m *maker) reliefFunds() [][]Cell {
	p := m.parts(2)
	row := func(item normalize.FundItem, label string, a *normalize.Amount) []Cell {
		return []Cell{prose(label), value(m.fundCell(normalize.Annual, item, label, a))}
	}
	total := row(normalize.FundTotal, "年度资金总额：", sumOf(p))
	if !m.w.Yuan && chance(m.r, 0.3) {
		total[1].Text = fmt.Sprintf("%s万（%s%s万元，%s%s万元）", sumOf(p), pick(m.r, subjects...), p[0], pick(m.r, subjects...), p[1])
	}
	return under(label(m.fundLabel("资金情况", "项目资金")), [][]Cell{
		total,
		row(normalize.FundFiscal, pick(m.r, "其中：财政拨款", "其中:财政拨款"), &p[0]),
		row(normalize.FundOther, "其他资金", m.orBlank(&p[1])),
	})
}

// reliefGoals has the goals alone or beside what became of them. The latter
// is an 实际完成情况 though the form is none of self-evaluation.
func (m *maker) reliefGoals(columns int) Section {
	if columns == 1 {
		return Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label("总体目标"), prose(m.goalCell(normalize.Annual))}}}
	}
	goal := m.goalCell(normalize.Annual)
	if chance(m.r, 0.4) {
		m.form.Truth.Achieved = fmt.Sprintf(pick(m.r, achievements...), m.subject)
	}
	return Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, under(label("总体目标"), [][]Cell{
		{label("年度目标"), label("年度总体目标完成情况")}, {prose(goal), prose(m.form.Truth.Achieved)},
	})}
}

// reliefValue prints signs in ASCII, or a sentence.
func (m *maker) reliefValue(t target) target {
	if t.op == "" && t.print != "" && chance(m.r, 0.2) {
		return none(pick(m.r, "第一年按总投资额返本20%,分红按8%分红", "每年12月底前", "每月10日前"))
	}
	ascii := map[string]string{"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "＝": "=", "＞": ">", "＜": "<"}
	for from, to := range ascii {
		t.print = strings.Replace(t.print, from, to, 1)
	}
	return t
}

// templated leaves in some names what the template asked for there: …里程
// (≥**公里). It is a part of the name as printed.
func (m *maker) templated(levels []Level1) []Level1 {
	for _, l := range levels {
		for _, g := range l.Level2 {
			for i := range g.Rows {
				row := &g.Rows[i]
				if row.Indicator == 0 {
					continue
				}
				ind := &m.form.Truth.Indicators[row.Indicator-1]
				if ind.Op != normalize.AtLeast || ind.Unit == nil || *ind.Unit == "" || !chance(m.r, 0.4) {
					continue
				}
				left := fmt.Sprintf(pick(m.r, "(≥**%s)", "( ≥**%s )", "（≥**%s）"), *ind.Unit)
				row.Name += left
				ind.Level3 += left
			}
		}
	}
	return levels
}
