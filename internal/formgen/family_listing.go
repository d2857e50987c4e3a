package formgen

import (
	"fmt"

	"mubiao/normalize"
)

// listingVariants are V7: many projects in one wide table, a record each.
func listingVariants() []Variant {
	return []Variant{
		{Name: "merged", Wide: true, Alone: true, make: func(m *maker) { m.listing(listing{merged: true}) }},
		{Name: "once", Wide: true, Alone: true, make: func(m *maker) { m.listing(listing{}) }},
		{Name: "totals", Wide: true, Alone: true, make: func(m *maker) { m.listing(listing{merged: true, totals: true}) }},
		{Name: "mixed", Wide: true, Alone: true, make: func(m *maker) { m.listing(listing{merged: true, totals: true, mixed: true}) }},
		{Name: "yunnan", Wide: true, Alone: true, make: (*maker).yunnan},
		{Name: "empty", Wide: true, make: (*maker).maybeEmpty},
	}
}

// A listing is how a list prints its projects.
type listing struct {
	merged bool // the cells in front are merged over the rows of a project, or printed once over blank ones
	totals bool // a row for each unit's sum, which is no project
	mixed  bool // rows in no order of their levels
}

// lead is what stands in front of a project's indicators.
type lead struct{ cells []Cell }

func (m *maker) listing(f listing) {
	m.asListing()
	m.heading("部门预算项目绩效目标申报表", "部门预算项目绩效目标表")
	columns := []Column{
		{between(m.r, 4, 6), 1},
		{between(m.r, 4, 6), 1},
		{between(m.r, 5, 7), 0.3},
		{between(m.r, 6, 9), 2},
		{between(m.r, 2.2, 4.2), 0},
		{between(m.r, 3.2, 6), 0},
		{between(m.r, 6, 8), 2},
		{2.2, 0},
		{between(m.r, 3, 5), 0.3},
		{between(m.r, 2.2, 3.5), 0},
		{2.2, 0},
		{between(m.r, 2.2, 4.2), 0},
	}
	marks := []markColumn{{"三级指标", markName}, {"指标性质", markNature}, {"指标值", markNumber}, {"度量单位", markUnit}, {"权重", markWeight}, {"指标方向性", markOther}}
	rows := [][]Cell{append(heads("单位名称", "项目名称", "预算数", "年度目标", "一级指标", "二级指标"), markHeads(marks)...)}
	for range count(m.r, 1, 2) {
		unit, code := pick(m.r, places...)+pick(m.r, offices...), fmt.Sprint(count(m.r, 100_001, 999_999))
		if f.totals {
			sum := m.parts(1)
			rows = append(rows, append([]Cell{field(code[:3] + "-" + unit + "部门"), field(""), value(m.money(sum[0]))}, blanks(9)...))
		}
		for range count(m.r, 1, 3) {
			one := m.project()
			one.form.Truth.Unit = unit
			one.keep("单位名称", code)
			budget := one.parts(1)
			in := lead{[]Cell{
				field(code + "-" + unit), field(one.form.Truth.Project),
				value(one.fundCell(normalize.Annual, normalize.FundTotal, "预算数", &budget[0])), prose(one.goalCell(normalize.Annual)),
			}}
			rows = append(rows, one.listed(in, f, marks)...)
			m.form.Listing = append(m.form.Listing, one.form.Truth)
		}
	}
	m.form.Sections = append(m.form.Sections, Section{columns, rows})
}

// asListing sets the wording of lists: values in parts, names without
// numbers, amounts in 元.
func (m *maker) asListing() {
	m.form.Listed, m.parted = true, true
	m.w.Prefix, m.w.Placeholders, m.w.BlankGroups, m.w.Yuan, m.w.UnitLine, m.w.UnitInAmount = "", false, false, true, true, false
}

// project begins a project of a list: the title and year of its truth are
// those of the list, its unit and its budget are its own.
func (m *maker) project() *maker {
	one := newMaker(m.r, m.w)
	one.year, one.parted = m.year, true
	one.names()
	t := &one.form.Truth
	t.Department, t.Title, t.FiscalYear = "", m.form.Truth.Title, m.year
	return one
}

func markHeads(columns []markColumn) []Cell {
	var out []Cell
	for _, c := range columns {
		out = append(out, head(c.head))
	}
	return out
}

func blanks(n int) []Cell {
	out := make([]Cell, n)
	for i := range out {
		out[i] = value("")
	}
	return out
}

// listed are the rows of a project: both levels in every row.
func (m *maker) listed(in lead, f listing, marks []markColumn) [][]Cell {
	levels := m.groups()
	m.weigh(pick(m.r, 90, 100))
	m.dropped(marks)
	rows := m.flatCells(levels, marks)
	if f.mixed {
		m.r.Shuffle(len(rows), func(i, j int) {
			list := m.form.Truth.Indicators
			rows[i], rows[j], list[i], list[j] = rows[j], rows[i], list[j], list[i]
		})
	}
	for i := range rows {
		switch {
		case i == 0:
			cells := []Cell{}
			for _, c := range in.cells {
				if f.merged {
					c.Rows = len(rows)
				}
				cells = append(cells, c)
			}
			rows[i] = append(cells, rows[i]...)
		case !f.merged:
			rows[i] = append(blanks(len(in.cells)), rows[i]...)
		}
	}
	return rows
}

// flatCells are the rows of indicators with the names of both levels in each.
func (m *maker) flatCells(levels []Level1, marks []markColumn) [][]Cell {
	var rows [][]Cell
	for _, l := range levels {
		for _, g := range l.Level2 {
			for _, r := range g.Rows {
				rows = append(rows, append([]Cell{label(l.Print), label(g.Print)}, m.markCells(marks, r)...))
			}
		}
	}
	return rows
}

// yunnanMarks are the columns of the list that Yunnan prints. 指标内容 explains
// the indicator there, which stands under 三级指标.
var yunnanMarks = []markColumn{{"三级指标", markName}, {"指标性质", markNature}, {"指标值", markNumber}, {"度量单位", markUnit}, {"指标属性", markOther}, {"指标内容", markOther}}

// yunnan has the unit's name in a row of its own over its projects, in the
// column that holds theirs.
func (m *maker) yunnan() {
	m.yunnanHead()
	unit := pick(m.r, places...) + pick(m.r, offices...)
	rows := [][]Cell{m.yunnanHeads(), append([]Cell{field(unit)}, blanks(9)...)}
	for range count(m.r, 1, 4) {
		one := m.project()
		one.form.Truth.Unit = unit
		in := lead{[]Cell{field(one.form.Truth.Project), prose(one.goalCell(normalize.Annual))}}
		rows = append(rows, one.listed(in, listing{merged: true}, yunnanMarks)...)
		m.form.Listing = append(m.form.Listing, one.form.Truth)
	}
	m.form.Sections = append(m.form.Sections, Section{m.yunnanColumns(), rows})
}

// yunnanHead is what stands above the table: its number, the title, the unit.
func (m *maker) yunnanHead() {
	m.asListing()
	m.w.UnitLine = false
	m.heading("部门项目支出绩效目标表", "部门项目支出绩效目标表（本次下达）")
	m.form.Above = append([]Line{{Text: "预算05-2表", Scale: 1, Align: Right}}, m.form.Above...)
}

func (m *maker) yunnanHeads() []Cell {
	return append(heads("单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标"), markHeads(yunnanMarks)...)
}

func (m *maker) yunnanColumns() []Column {
	return []Column{
		{between(m.r, 6, 8), 1},
		{between(m.r, 8, 10), 2},
		{between(m.r, 2.2, 4.2), 0},
		{between(m.r, 3.2, 6), 0},
		{between(m.r, 6, 8), 2},
		{2.2, 0},
		{between(m.r, 3, 5), 0.3},
		{between(m.r, 2.2, 3.5), 0},
		{between(m.r, 2.2, 4.2), 0},
		{between(m.r, 5, 7), 1},
	}
}

// maybeEmpty is the same list, or one that a unit without projects prints
// empty: no record.
func (m *maker) maybeEmpty() {
	if chance(m.r, 0.5) {
		m.yunnan()
		return
	}
	m.yunnanHead()
	m.form.Listing = nil
	m.form.Sections = append(m.form.Sections, Section{m.yunnanColumns(), [][]Cell{m.yunnanHeads(), blanks(10), blanks(10)}})
	m.form.Below = append(m.form.Below, "注：本单位无部门项目支出绩效目标，此表为空。")
}
