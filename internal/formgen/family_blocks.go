package formgen

import (
	"fmt"
	"strings"

	"mubiao/normalize"
)

// A pair is a label and its value in the head of a form.
type pair struct{ label, value string }

// extraField fills a field that a record keeps under its label.
func (m *maker) extraField(label, text string) pair {
	if text != "" {
		m.keep(label, text)
	}
	return pair{label, text}
}

// keep puts a field into the truth's header.
func (m *maker) keep(label, text string) {
	if m.form.Truth.Header == nil {
		m.form.Truth.Header = map[string]string{}
	}
	m.form.Truth.Header[label] = text
}

// may says that a record may hold a field in its header.
func (m *maker) may(label, text string) string {
	if m.form.Kept == nil {
		m.form.Kept = map[string]string{}
	}
	m.form.Kept[label] = text
	return text
}

// cuts are the columns at which the value of a field, the second label and
// its value begin.
type cuts [3]int

// pairRows lays fields out on n columns: one or two to a row.
func pairRows(n int, at cuts, rows ...[]pair) [][]Cell {
	var out [][]Cell
	for _, row := range rows {
		cells := []Cell{label(row[0].label).wide(at[0])}
		if len(row) == 1 {
			out = append(out, append(cells, field(row[0].value).wide(n-at[0])))
			continue
		}
		out = append(out, append(cells, field(row[0].value).wide(at[1]-at[0]),
			label(row[1].label).wide(at[2]-at[1]), field(row[1].value).wide(n-at[2])))
	}
	return out
}

// headSection lays fields out on columns of their own, as a table typed in a
// word processor has them, or on those of the indicators, as one from a
// spreadsheet has them.
func (m *maker) headSection(shared []Column, at cuts, rows ...[]pair) Section {
	if chance(m.r, 0.5) {
		return Section{shared, pairRows(len(shared), at, rows...)}
	}
	own := []Column{{between(m.r, 4, 6), 0}, {8, 1}, {between(m.r, 4, 6), 0}, {8, 1}}
	return Section{own, pairRows(4, cuts{1, 2, 3}, rows...)}
}

// fundCell puts an amount into the truth and returns its print; nil is a
// blank or a dash.
func (m *maker) fundCell(scope normalize.Scope, item normalize.FundItem, label string, amount *normalize.Amount) string {
	print := ""
	switch {
	case amount != nil:
		print = m.money(*amount)
	case chance(m.r, 0.4):
		print = pick(m.r, "-", "—", "/")
	}
	m.form.Truth.Funds = append(m.form.Truth.Funds, normalize.Fund{Scope: scope, Item: item, Amount: amount, Label: label})
	return print
}

// sumOf is the total of amounts.
func sumOf(parts []normalize.Amount) *normalize.Amount {
	total := normalize.Amount(0)
	for _, p := range parts {
		total += p
	}
	return &total
}

// orBlank is the amount, or nil for most that are nothing.
func (m *maker) orBlank(a *normalize.Amount) *normalize.Amount {
	if *a == 0 && chance(m.r, 0.7) {
		return nil
	}
	return a
}

// fundLabel is a label with the unit behind it, where the form does not
// print the unit elsewhere.
func (m *maker) fundLabel(choices ...string) string {
	text := pick(m.r, choices...)
	if m.w.UnitLine || m.w.UnitInAmount {
		return text
	}
	return text + pick(m.r, "（", "\n（") + m.moneyUnit() + "）"
}

// goalCell draws the goals of a scope, as the lines of one cell.
func (m *maker) goalCell(scope normalize.Scope) string {
	return strings.Join(m.paragraphs(scope), "\n")
}

// levelCells lays groups of indicators out: merged cells for the levels and,
// for each row, those that rest gives.
func levelCells(levels []Level1, rest func(Row) []Cell) [][]Cell {
	var out [][]Cell
	for _, l := range levels {
		for i, g := range l.Level2 {
			for k, row := range g.Rows {
				var cells []Cell
				if i == 0 && k == 0 {
					cells = append(cells, label(l.Print).high(l.rows()).as(LevelOne))
				}
				if k == 0 {
					cells = append(cells, label(g.Print).high(len(g.Rows)).as(LevelTwo))
				}
				out = append(out, append(cells, rest(row)...))
			}
		}
	}
	return out
}

// nameAndValue are the two cells of a row of the plainest table.
func nameAndValue(r Row) []Cell { return []Cell{name(r.Name), value(r.Value)} }

// heads are the heads of columns.
func heads(texts ...string) []Cell {
	var out []Cell
	for _, t := range texts {
		out = append(out, head(t))
	}
	return out
}

// spined puts the spine, a cell along all rows, before the first row.
func spined(text string, rows [][]Cell) [][]Cell {
	rows[0] = append([]Cell{label(text).high(len(rows)).as(Spine)}, rows[0]...)
	return rows
}

// under puts a label before rows that stand beside it.
func under(c Cell, rows [][]Cell) [][]Cell {
	rows[0] = append([]Cell{c.high(len(rows))}, rows[0]...)
	return rows
}

// Widths of columns that recur, drawn anew for each form.
func (m *maker) spineColumn() Column  { return Column{between(m.r, 1.2, 2.6), 0} }
func (m *maker) level1Column() Column { return Column{between(m.r, 2.2, 4.6), 0} }
func (m *maker) level2Column() Column { return Column{between(m.r, 3.2, 6.4), 0} }
func (m *maker) nameColumn() Column   { return Column{between(m.r, 7, 10), 4} }
func (m *maker) valueColumn() Column  { return Column{between(m.r, 4.5, 7), 1} }
func (m *maker) smallColumn() Column  { return Column{between(m.r, 2.2, 3.6), 0.2} }

// phone is a field that many heads have.
func (m *maker) phone() string {
	return fmt.Sprintf("0%d-%07d", count(m.r, 900, 999), m.r.IntN(10_000_000))
}
