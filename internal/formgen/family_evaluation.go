package formgen

import (
	"fmt"
	"strings"

	"mubiao/normalize"
)

// evaluationVariants are V14: the self-evaluation of a project (财预〔2020〕10号),
// whose heads differ from office to office.
func evaluationVariants() []Variant {
	out := []Variant{}
	for _, e := range evaluations() {
		out = append(out, Variant{Name: e.name, Wide: e.wide, make: func(m *maker) { m.evaluation(e) }})
	}
	return out
}

// An evaluation is how a self-evaluation prints its heads.
type evaluation struct {
	name    string
	titles  []string
	budget  []markColumn
	goals   [2]string
	columns []markColumn // behind the levels
	over    int          // that many columns from 一级指标 on stand under 年度指标值
	wide    bool
	wording func(*maker)
	total   func(*maker, evaluation) []Cell
	below   []string
	numbers bool // the cells of goals hold sums of money alone
	noTotal bool // the row of the total holds zeros over parts that are none
}

// A markColumn is a column of a self-evaluation's table.
type markColumn struct {
	head string
	kind markKind
}

// A markKind is what a column holds.
type markKind int

const (
	markName markKind = iota
	markTarget
	markNature
	markNumber
	markUnit
	markWeight
	markActual
	markScore
	markDeviation
	markAgain // the number of the target a second time
	markOther // what no field of a record holds

	markInitial // of the table of funds
	markAdjusted
	markExecuted
	markAnnual
	markRate
)

// scopes are those of the columns that hold amounts.
var scopes = map[markKind]normalize.Scope{
	markInitial: normalize.Initial, markAdjusted: normalize.Adjusted,
	markExecuted: normalize.Executed, markAnnual: normalize.Annual,
}

func (m *maker) evaluation(e evaluation) {
	m.form.Truth.Form = normalize.SelfEvaluation
	m.decimals, m.numbers, m.noTotal = chance(m.r, 0.2), e.numbers, e.noTotal
	if e.wording != nil {
		e.wording(m)
	}
	m.heading(e.titles...)
	columns := append([]Column{m.spineColumn(), m.level1Column(), m.level2Column()}, m.widths(e.columns)...)
	m.form.Sections = append(m.form.Sections,
		m.headSection(columns, cuts{2, 4, 6}, m.evaluationHead()...),
		m.budgetSection(columns, e.budget),
		Section{columns, m.evaluationGoals(len(columns), e.goals)},
		Section{columns, m.evaluationRows(e)})
	m.form.Below = e.below
}

// evaluationHead is the name and the two offices.
func (m *maker) evaluationHead() [][]pair {
	m.names()
	t := &m.form.Truth
	rows := [][]pair{{{m.label("项目名称"), t.Project}}}
	office := pair{m.label("主管部门"), t.Department}
	if m.w.Codes {
		code := fmt.Sprint(count(m.r, 100, 999))
		m.keep("主管部门", code)
		office.value = code + "-" + t.Department
	}
	rows = append(rows, []pair{office, {m.label("实施单位"), t.Unit}})
	if m.w.MoreFields {
		rows = append(rows, []pair{m.extraField("项目负责人", pick(m.r, people...)), m.extraField("联系电话", m.phone())})
	}
	return rows
}

// widths are those of the columns of indicators.
func (m *maker) widths(columns []markColumn) []Column {
	var out []Column
	for _, c := range columns {
		switch c.kind {
		case markName:
			out = append(out, m.nameColumn())
		case markTarget, markActual:
			out = append(out, m.valueColumn())
		case markDeviation, markOther:
			out = append(out, Column{between(m.r, 4.5, 7), 1.5})
		case markNumber, markAgain:
			out = append(out, Column{between(m.r, 4, 6), 0.5})
		default:
			out = append(out, m.smallColumn())
		}
	}
	return out
}

// budgetSection is the table of funds: on the last columns of the
// indicators' table where it has enough of them, or on columns of its own.
func (m *maker) budgetSection(shared []Column, budget []markColumn) Section {
	items := []normalize.FundItem{normalize.FundFiscal, normalize.FundOther}
	if m.w.MoreFunds {
		items = []normalize.FundItem{normalize.FundFiscal, normalize.FundCarryover, normalize.FundOther}
	}
	rows := m.budgetRows(m.execute(items...), budget)
	if free := len(shared) - len(budget); free >= 3 && chance(m.r, 0.5) {
		for i := range rows {
			rows[i][0].Cols = free - 2
		}
		return Section{shared, under(label(m.fundLabel("项目资金", "项目资金", "预算执行情况")).wide(2), rows)}
	}
	columns := []Column{{between(m.r, 3, 5), 0}, {between(m.r, 6, 9), 1}}
	for _, c := range budget {
		if scopes[c.kind] != "" {
			columns = append(columns, Column{between(m.r, 5, 7), 1})
		} else {
			columns = append(columns, Column{between(m.r, 3, 4.5), 0.5})
		}
	}
	return Section{columns, under(label(m.fundLabel("项目资金", "项目资金", "预算执行情况")), rows)}
}

// itemLabels are the rows of the table of funds.
var itemLabels = map[normalize.FundItem][]string{
	normalize.FundTotal: {"年度资金总额", "年度资金总额", "年度资金总额：", "资金总额"}, normalize.FundFiscal: {"其中：当年财政拨款", "其中:财政拨款", "其中：本年财政拨款"},
	normalize.FundCarryover: {"上年结转资金", "上年结转"}, normalize.FundOther: {"其他资金"},
	normalize.FundSuperior: {"其中：中央补助", "其中:中央财政资金"}, normalize.FundLocal: {"地方资金"},
	normalize.FundSpecialAccount: {"财政专户管理资金"}, normalize.FundUnit: {"单位资金"},
}

// budgetRows are the head and a row for each item, without the label left of
// them.
func (m *maker) budgetRows(e execution, budget []markColumn) [][]Cell {
	rows := [][]Cell{{label("")}}
	for _, c := range budget {
		rows[0] = append(rows[0], label(c.head))
	}
	for i, item := range e.items {
		text := pick(m.r, m.labelsOf(item)...)
		row := []Cell{prose(text)}
		for _, c := range budget {
			row = append(row, value(m.budgetCell(e, i, c.kind, text)))
		}
		rows = append(rows, row)
	}
	return rows
}

// labelsOf are the labels of an item, the form's own if it has some.
func (m *maker) labelsOf(item normalize.FundItem) []string {
	if own := m.items[item]; own != nil {
		return own
	}
	return itemLabels[item]
}

// budgetCell is one cell of the table of funds.
func (m *maker) budgetCell(e execution, i int, kind markKind, label string) string {
	item := e.items[i]
	if scope := scopes[kind]; scope != "" {
		from := scope
		if scope == normalize.Annual {
			from = normalize.Adjusted
		}
		a := e.amounts[from][i]
		if item == normalize.FundTotal || a != 0 {
			return m.fundCell(scope, item, label, &a)
		}
		return m.fundCell(scope, item, label, m.orBlank(&a))
	}
	switch {
	case i > 0:
		return pick(m.r, "—", "-", "", "/")
	case kind == markWeight:
		return m.points(10)
	case kind == markRate:
		return e.rateText + pick(m.r, "%", "%", "")
	case kind == markScore:
		m.form.Truth.ExecutionScore = &e.score
		return m.points(e.score)
	}
	return ""
}

// evaluationGoals are what was wanted and what was done, side by side.
func (m *maker) evaluationGoals(n int, labels [2]string) [][]Cell {
	half := (n - 2) / 2
	goal := m.wanted()
	rows := [][]Cell{
		{label(labels[0]).wide(half), label(labels[1]).wide(n - 2 - half)},
		{prose(goal).wide(half), prose(m.form.Truth.Achieved).wide(n - 2 - half)},
	}
	return under(label(pick(m.r, "年度总体目标", "年度总体\n目标", "年度\n总体\n目标")).wide(2), rows)
}

// wanted draws the goals and what was done, and returns the cell of the goals.
// Some fill sums of money in where goals are asked for.
func (m *maker) wanted() string {
	t := &m.form.Truth
	if m.numbers {
		goal := m.money(m.parts(1)[0])
		t.Goals = []normalize.Goal{{Scope: normalize.Annual, Text: goal}}
		t.Achieved = m.money(m.parts(1)[0])
		return goal
	}
	t.Achieved = fmt.Sprintf(pick(m.r, achievements...), m.subject)
	return m.goalCell(normalize.Annual)
}

// achievements are what 实际完成情况 says.
var achievements = []string{
	"%s各项任务已按计划完成，资金使用规范，达到预期目标。", "已完成%s年度任务，受益群众反映良好；个别工作因天气原因顺延。", "%s按期完成，未发生安全事故，群众满意度较高。",
}

// evaluationRows is the table of indicators with its total.
func (m *maker) evaluationRows(e evaluation) [][]Cell {
	levels := m.groups()
	m.evaluateAll(e.columns)
	rows := m.evaluationHeads(e)
	rows = append(rows, levelCells(levels, func(r Row) []Cell { return m.markCells(e.columns, r) })...)
	rows = spined(m.label("绩效指标"), rows)
	if e.total != nil {
		rows = append(rows, e.total(m, e))
	}
	return rows
}

// dropped takes out of the truth what no column prints.
func (m *maker) dropped(columns []markColumn) {
	has := map[markKind]bool{}
	for _, c := range columns {
		has[c.kind] = true
	}
	for i := range m.form.Truth.Indicators {
		ind := &m.form.Truth.Indicators[i]
		if !has[markWeight] {
			ind.Weight = nil
		}
		if !has[markScore] {
			ind.Score = nil
		}
		if !has[markDeviation] {
			ind.Deviation = ""
		}
	}
}

// evaluationHeads are the heads of the columns, in one row or, where 年度指标值
// groups the first of them, in two.
func (m *maker) evaluationHeads(e evaluation) [][]Cell {
	all := []Cell{head("一级指标"), head("二级指标")}
	for _, c := range e.columns {
		all = append(all, head(c.head))
	}
	if e.over == 0 {
		return [][]Cell{all}
	}
	first := []Cell{head("年度指标值").wide(e.over)}
	for _, c := range all[e.over:] {
		first = append(first, c.high(2))
	}
	return [][]Cell{first, all[:e.over]}
}

// markCells are the cells of a row behind its levels.
func (m *maker) markCells(columns []markColumn, r Row) []Cell {
	k := mark{}
	if r.Indicator > 0 {
		k = m.marks[r.Indicator-1]
	}
	texts := map[markKind]string{
		markAgain: r.Number, markTarget: r.Value, markNature: r.Nature, markNumber: r.Number, markUnit: r.Unit,
		markWeight: k.weight, markActual: k.actual, markScore: k.score, markDeviation: k.deviation,
	}
	var out []Cell
	for _, c := range columns {
		if c.kind == markName {
			out = append(out, name(r.Name))
			continue
		}
		if c.kind == markOther && r.Indicator > 0 {
			out = append(out, value(pick(m.r, others[c.head]...)))
			continue
		}
		out = append(out, value(texts[c.kind]))
	}
	return out
}

// others are what columns hold that no field of a record is for.
var others = map[string][]string{
	"是否核心指标": {"是", "否"}, "得分系数(%)": {"100"}, "得分计算方法": {"", "完成得满分", "按完成比例得分"}, "指标方向性": {"正向指标", "反向指标"},
	"指标属性": {"定量指标", "定性指标"}, "指标内容": {"反映年度任务的完成情况", "反映服务对象的评价", "按计划考核"},
}

// totalRow is the row 总分: what could be scored under the weights, what was
// scored under the scores.
func totalRow(m *maker, e evaluation) []Cell { return totalled("总分", m, e.columns) }

// totalled is such a row by any name.
func totalled(text string, m *maker, columns []markColumn) []Cell {
	m.form.Truth.TotalScore = m.scored()
	at := len(columns)
	for i, c := range columns {
		if c.kind == markWeight || c.kind == markScore {
			at = min(at, i)
		}
	}
	cells := []Cell{label(text).wide(3 + at)}
	for _, c := range columns[at:] {
		text := map[markKind]string{markWeight: m.points(100), markScore: plainNumber(*m.form.Truth.TotalScore)}[c.kind]
		if c.kind == markDeviation {
			text = pick(m.r, "", "", "优", "—")
		}
		cells = append(cells, value(text))
	}
	return cells
}

// bareNumbers names indicators 指标1 without a colon and leaves placeholders.
func bareNumbers(m *maker) {
	m.w.Prefix, m.w.Placeholders, m.w.UnitInAmount = bareIndicator, true, false
}

// hinted replaces levels' names by ones with their points: 产出指标(50分).
func hinted(m *maker) { m.w.LevelHints = true }

// inYuan prints amounts in 元 and values in parts.
func inYuan(m *maker) { m.w.Yuan, m.parted, m.w.Prefix = true, true, "" }

// lostBracket is a bracket that retyping lost: 执行数B).
func lostBracket(s string) string { return strings.Replace(s, "(", "", 1) }
