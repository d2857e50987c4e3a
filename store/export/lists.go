package export

import (
	"mubiao/normalize"
	"mubiao/store"
)

// The columns of what a form lists.

// wide is the width of columns that hold sentences, which are wrapped.
const wide = 60

func fundRows(f *form) (string, int)      { return "/funds", len(f.Funds) }
func goalRows(f *form) (string, int)      { return "/goals", len(f.Goals) }
func taskRows(f *form) (string, int)      { return "/tasks", len(f.Tasks) }
func indicatorRows(f *form) (string, int) { return "/indicators", len(f.Indicators) }

func (p *place) fund() *normalize.Fund           { return &p.Funds[p.n] }
func (p *place) goal() *normalize.Goal           { return &p.Goals[p.n] }
func (p *place) task() *normalize.Task           { return &p.Tasks[p.n] }
func (p *place) indicator() *normalize.Indicator { return &p.Indicators[p.n] }
func (p *place) issue() *normalize.Issue         { return &p.Issues[p.n] }

var fundColumns = []Column{
	{Name: "scope", member: "scope", Meaning: "annual 年度, midterm 中期, initial 年初预算数, adjusted 全年预算数, executed 全年执行数", value: func(p *place) any { return text(p.fund().Scope) }},
	{Name: "item", member: "item", Meaning: "total, fiscal, other, carryover, superior, local, special_account, unit_funds", Width: 18, value: func(p *place) any { return text(p.fund().Item) }},
	{Name: "amount_wan", Type: Money, member: "amount", Meaning: "万元; empty where the cell is blank or a dash", Width: 16, value: func(p *place) any { return given(p.fund().Amount) }},
	{Name: "label", member: "label", Meaning: "as printed", Width: 24, value: func(p *place) any { return text(p.fund().Label) }},
}

var goalColumns = []Column{
	{Name: "scope", member: "scope", Meaning: "annual 年度, midterm 中期", value: func(p *place) any { return text(p.goal().Scope) }},
	{Name: "number", Type: Whole, member: "number", Meaning: "the N of 目标N", value: func(p *place) any { return givenWhole(p.goal().Number) }},
	{Name: "text", member: "text", Meaning: "without the prefix, lines joined", Width: wide, value: func(p *place) any { return text(p.goal().Text) }},
}

var taskColumns = []Column{
	{Name: "name", member: "name", Meaning: "任务名称", Width: 36, value: func(p *place) any { return text(p.task().Name) }},
	{Name: "content", member: "content", Meaning: "主要内容", Width: wide, value: func(p *place) any { return text(p.task().Content) }},
	{Name: "total_wan", Type: Money, member: "total", Meaning: "预算金额, 万元", Width: 16, value: func(p *place) any { return given(p.task().Total) }},
	{Name: "fiscal_wan", Type: Money, member: "fiscal", Meaning: "of it 财政拨款, 万元", Width: 16, value: func(p *place) any { return given(p.task().Fiscal) }},
	{Name: "other_wan", Type: Money, member: "other", Meaning: "of it 其他资金, 万元", Width: 16, value: func(p *place) any { return given(p.task().Other) }},
}

var indicatorColumns = []Column{
	{Name: "ordinal", Type: Whole, Meaning: "place of the indicator in its form, from 0", value: func(p *place) any { return int64(p.n) }},
	{Name: "scope", member: "scope", Meaning: "annual 年度, midterm 中期", value: func(p *place) any { return text(p.indicator().Scope) }},
	{Name: "level1", member: "level1", Meaning: "一级指标", value: func(p *place) any { return text(p.indicator().Level1) }},
	{Name: "level2", member: "level2", Meaning: "二级指标", Width: 20, value: func(p *place) any { return text(p.indicator().Level2) }},
	{Name: "level3", member: "level3", Meaning: "三级指标: the indicator itself", Width: 36, value: func(p *place) any { return text(p.indicator().Level3) }},
	{Name: "number", Type: Whole, member: "number", Meaning: "the N of 指标N", value: func(p *place) any { return givenWhole(p.indicator().Number) }},
	{Name: "target", member: "target", Meaning: "指标值 as printed", Width: 24, value: func(p *place) any { return text(p.indicator().Target) }},
	{Name: "op", member: "op", Meaning: ">=, <=, >, <, =, ~ (about), range; empty: no comparable number", value: func(p *place) any { return text(p.indicator().Op) }},
	{Name: "value_low", Type: Number, member: "value", Meaning: "the number, or the low end of a range", Width: 12, value: func(p *place) any { return p.end(0) }},
	{Name: "value_high", Type: Number, member: "value", Meaning: "the high end of a range; empty for a single number", Width: 12, value: func(p *place) any { return p.end(1) }},
	{Name: "unit_of_value", member: "unit", Meaning: "what follows the number", Width: 14, value: func(p *place) any { return given(p.indicator().Unit) }},
	{Name: "weight", Type: Number, member: "weight", Meaning: "权重, 分值", value: func(p *place) any { return given(p.indicator().Weight) }},
	{Name: "actual", member: "actual", Meaning: "实际完成值", Width: 20, value: func(p *place) any { return text(p.indicator().Actual) }},
	{Name: "score", Type: Number, member: "score", Meaning: "得分", value: func(p *place) any { return given(p.indicator().Score) }},
	{Name: "deviation", member: "deviation", Meaning: "偏差原因分析及改进措施", Width: 36, value: func(p *place) any { return text(p.indicator().Deviation) }},
}

// end is an end of the range that a target states.
func (p *place) end(i int) any {
	if v := p.indicator().Value; i < len(v) {
		return v[i]
	}
	return nil
}

var issueColumns = []Column{
	{Name: "severity", Meaning: "info tells, warning doubts a value, error: a value is missing or wrong", value: func(p *place) any { return text(p.issue().Severity) }},
	{Name: "code", Meaning: "stable; docs/issues.md explains it", Width: 22, value: func(p *place) any { return text(p.issue().Code) }},
	{Name: "pointer", Meaning: "JSON pointer of the value in doubt; empty for the whole form or file", Width: 26, value: func(p *place) any { return text(p.issue().Path) }},
	{Name: "message", Meaning: "in words", Width: wide, value: func(p *place) any { return text(p.issue().Message) }},
	{Name: "page", Type: Whole, Meaning: "where the value stands, from 1; empty where not known", value: issuePage},
	{Name: "fiscal_year", Type: Whole, Meaning: "年度 of the form", Width: 12, value: func(p *place) any { return whole(p.FiscalYear) }},
	{Name: "department", Meaning: "主管部门 of the form", Width: 24, value: func(p *place) any { return text(p.Department) }},
	{Name: "unit", Meaning: "实施单位 of the form", Width: 24, value: func(p *place) any { return text(p.Unit) }},
	{Name: "project", Meaning: "项目名称 of the form", Width: 36, value: func(p *place) any { return text(p.Project) }},
}

func issuePage(p *place) any {
	if page, _, _ := store.IssuePlace(p.Record, p.issue().Path); page > 0 {
		return int64(page)
	}
	return nil
}
