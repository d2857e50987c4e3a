package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// departmentVariants are V13: the targets of a whole department.
func departmentVariants() []Variant {
	return []Variant{
		{Name: "tasks", make: (*maker).departmentTasks},
		{Name: "composition", make: (*maker).composition},
		{Name: "duties", make: (*maker).duties},
	}
}

// departmentForm begins such a form.
func (m *maker) departmentForm(titles ...string) {
	m.form.Truth.Form = normalize.DepartmentTarget
	m.heading(titles...)
	m.names()
	m.form.Truth.Project, m.form.Truth.Unit = "", ""
}

// departmentTasks is the form of 财预〔2015〕88号: tasks with amounts under a head of
// two rows, their sums being the form's funds.
func (m *maker) departmentTasks() {
	m.w.UnitInAmount = false
	m.departmentForm("部门整体支出绩效目标表", "部门整体支出绩效目标申报表")
	t := &m.form.Truth
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn()}
	rows := append([][]Cell{heads("一级指标", "二级指标", "三级指标", "指标值")}, levelCells(m.groups(), nameAndValue)...)
	m.form.Sections = append(m.form.Sections,
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label(pick(m.r, "部门（单位）名称", "部门名称", "部门(单位)名称")), field(t.Department)}}},
		Section{[]Column{{4, 0}, {6, 1}, {8, 2}, {5, 0.5}, {5, 0.5}, {5, 0.5}}, m.taskRows()},
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label("年度总体目标"), prose(m.goalCell(normalize.Annual))}}},
		Section{columns, spined("年度绩效指标", rows)})
}

// taskRows are the tasks and 金额合计.
func (m *maker) taskRows() [][]Cell {
	amount := "预算金额"
	if !m.w.UnitLine {
		amount = text(m, amount)
	}
	rows := [][]Cell{{label("任务名称").high(2), label("主要内容").high(2), label(amount).wide(3)}, {label("总额"), label("财政拨款"), label("其他资金")}}
	sums := make([]normalize.Amount, 2)
	for _, name := range some(m.r, subjects, count(m.r, 2, 4)) {
		p := m.parts(2)
		task := normalize.Task{Name: name, Content: fmt.Sprintf(pick(m.r, goals...), name), Total: sumOf(p), Fiscal: &p[0], Other: m.orBlank(&p[1])}
		sums[0], sums[1] = sums[0]+p[0], sums[1]+p[1]
		m.form.Truth.Tasks = append(m.form.Truth.Tasks, task)
		other := ""
		if task.Other != nil {
			other = m.money(*task.Other)
		}
		rows = append(rows, []Cell{prose(name), prose(task.Content), value(m.money(*task.Total)), value(m.money(p[0])), value(other)})
	}
	rows = append(rows, []Cell{
		label("金额合计").wide(2),
		value(m.fundCell(normalize.Annual, normalize.FundTotal, "金额合计", sumOf(sums))),
		value(m.fundCell(normalize.Annual, normalize.FundFiscal, "金额合计", &sums[0])),
		value(m.fundCell(normalize.Annual, normalize.FundOther, "金额合计", m.orBlank(&sums[1]))),
	})
	return under(label("年度主要任务"), rows)
}

// composition is the form of 收入构成 and 支出构成, with shares and the years
// before. What the money comes from are the form's funds; what it goes to, the
// shares and earlier years have no place in a record.
func (m *maker) composition() {
	m.w.UnitInAmount, m.w.UnitLine, m.w.Yuan = false, false, false
	m.departmentForm("部门整体支出绩效目标申报表")
	t := &m.form.Truth
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn(), m.smallColumn()}
	levels := m.groups()
	m.weigh(100)
	rows := append([][]Cell{heads("一级指标", "二级指标", "三级指标", "指标值", "分值")}, levelCells(levels, func(r Row) []Cell {
		k := mark{}
		if r.Indicator > 0 {
			k = m.marks[r.Indicator-1]
		}
		return append(nameAndValue(r), value(k.weight))
	})...)
	m.form.Sections = append(m.form.Sections,
		Section{[]Column{{5, 0}, {8, 1}, {5, 0}, {8, 1}}, pairRows(4, cuts{1, 2, 3},
			[]pair{{"部门名称", t.Department}, m.extraField("填报日期", fmt.Sprintf("%d 年 1 月 %d 日", m.year, count(m.r, 1, 28)))},
			[]pair{m.extraField("填报人", pick(m.r, people...)), m.extraField("联系电话", m.phone())})},
		Section{[]Column{{5, 0}, {4, 0}, {8, 1}, {6, 1}, {4, 0.5}, {5, 0.5}, {5, 0.5}}, m.compositionRows()},
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{
			{label("部门职能概述"), prose(m.extraField("部门职能概述", fmt.Sprintf(goals[3], m.subject)+fmt.Sprintf(goals[4], m.subject)).value)},
			{label("年度总体目标"), prose(m.goalCell(normalize.Annual))},
		}},
		Section{columns, spined("绩效指标", rows)})
}

func (m *maker) compositionRows() [][]Cell {
	p := m.parts(2)
	p[0] = max(p[0], fenPerWan)
	total := *sumOf(p)
	basic := total / 3 / fenPerWan * fenPerWan
	share := func(a normalize.Amount) Cell { return value(fmt.Sprintf("%.1f%%", 100*float64(a)/float64(total))) }
	row := func(text, print string, a normalize.Amount) []Cell {
		return []Cell{prose(text), value(print), share(a), value(m.money(m.parts(1)[0])), value(m.money(m.parts(1)[0]))}
	}
	fund := func(item normalize.FundItem, text string, a normalize.Amount) []Cell {
		return row(text, m.fundCell(normalize.Annual, item, text, &a), a)
	}
	income := under(label("收入构成"), [][]Cell{fund(normalize.FundFiscal, "财政拨款", p[0]), fund(normalize.FundOther, "其他资金", p[1]), fund(normalize.FundTotal, "合计", total)})
	spending := under(label("支出构成"), [][]Cell{row("基本支出", m.may("基本支出", m.money(basic)), basic), row("项目支出", m.may("项目支出", m.money(total-basic)), total-basic), row("合计", m.money(total), total)})
	rows := append([][]Cell{{label("").wide(2), label("当年金额"), label("占比"), label(fmt.Sprintf("%d年", m.year-2)), label(fmt.Sprintf("%d年", m.year-1))}}, income...)
	return under(label("总体资金情况\n单位：万元"), append(rows, spending...))
}

// managed is the first level of Henan's form that only a department has.
var managed = level{"投入管理指标", "投入管理指标", []group{
	{"工作目标管理", nil, []measure{{"目标依据充分性", ""}, {"目标合理性", ""}}, qualities},
	{"预算和财务管理", nil, []measure{{"预算编制完整性", ""}, {"预算执行率", ""}, {"资金使用合规性", ""}}, shares},
	{"绩效管理", nil, []measure{{"绩效监控完成率", ""}, {"绩效自评完成率", ""}}, shares},
}}

// duties is Henan's form: 年度履职目标 are its goals. The names of its first
// level of management fit none of the contract's and stay as printed.
func (m *maker) duties() {
	m.w.UnitInAmount, m.w.LevelHints = false, false
	m.departmentForm("部门整体支出绩效目标表", "部门（单位）整体绩效目标表")
	t := &m.form.Truth
	p := m.parts(2)
	row := func(item normalize.FundItem, text string, a *normalize.Amount) []Cell {
		return []Cell{prose(text), value(m.fundCell(normalize.Annual, item, text, a))}
	}
	var levels []Level1
	for _, l := range []level{managed, outputs, benefits, pleased} {
		levels = append(levels, m.level1(l))
	}
	columns := []Column{m.spineColumn(), m.level1Column(), m.level2Column(), m.nameColumn(), m.valueColumn()}
	rows := append([][]Cell{heads("一级指标", "二级指标", "三级指标", "指标值")}, levelCells(levels, nameAndValue)...)
	m.form.Sections = append(m.form.Sections,
		Section{[]Column{{5, 0}, {8, 1}}, [][]Cell{{label("部门（单位）名称"), field(t.Department)}, {label("年度履职目标"), prose(m.goalCell(normalize.Annual))}}},
		Section{[]Column{{5, 0}, {8, 1}, {8, 1}}, under(label(m.fundLabel("预算情况")), [][]Cell{
			row(normalize.FundTotal, "部门预算总额", sumOf(p)), row(normalize.FundFiscal, "1、财政性资金", &p[0]), row(normalize.FundOther, "2、其他资金", m.orBlank(&p[1])),
		})},
		Section{columns, spined("年度绩效指标", rows)})
}
