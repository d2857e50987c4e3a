package normalize

import (
	"slices"
	"strings"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// A table that is copied out of a spreadsheet or a document comes as lines
// with a tab between cells. Of merged cells the first holds the text and the
// others are blank; a spreadsheet puts a cell of several lines in quotation
// marks, a document just breaks the line.

// tabbedShare is the share of lines with a tab from which on a text is taken
// for a copied table: titles and the lines of broken cells have none.
const tabbedShare = 0.4

// isTabbed reports whether a text that shows a form is a copied table.
func isTabbed(lines []string) bool {
	tabs, all := 0, 0
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			all++
			tabs += btoi(strings.Contains(strings.TrimRight(l, "\t "), "\t"))
		}
	}
	return all > 0 && float64(tabs) >= tabbedShare*float64(all)
}

// A tabbedRow is the cells of a row, as text with line breaks.
type tabbedRow []string

// tabbedRows parts lines into rows.
func tabbedRows(lines []string) []tabbedRow {
	var out []tabbedRow
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		for openQuote(line) && i+1 < len(lines) {
			i++
			line += "\n" + lines[i]
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		var row tabbedRow
		for _, cell := range strings.Split(line, "\t") {
			row = append(row, unquoted(strings.TrimSpace(cell)))
		}
		out = append(out, row)
	}
	return joinBroken(out)
}

// openQuote reports whether a cell begins with a quotation mark on a line
// that does not end it.
func openQuote(line string) bool {
	cell := line[strings.LastIndex(line, "\t")+1:]
	return strings.HasPrefix(cell, `"`) && strings.Count(cell, `"`)%2 == 1 || strings.Contains(line, "\t\"") && strings.Count(line, `"`)%2 == 1
}

func unquoted(cell string) string {
	if len(cell) >= 2 && strings.HasPrefix(cell, `"`) && strings.HasSuffix(cell, `"`) && strings.Contains(cell, "\n") {
		return strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
	}
	return cell
}

// joinBroken puts cells together that a document broke over lines: what
// stands on a line alone goes on the cell before it, or begins the label of the
// row after it.
func joinBroken(rows []tabbedRow) []tabbedRow {
	var out []tabbedRow
	for i := 0; i < len(rows); i++ {
		row := rows[i]
		if len(row) > 1 || len(out) == 0 || len(out[len(out)-1]) == 1 || standsAlone(row[0]) {
			out = append(out, row)
			continue
		}
		if i+1 < len(rows) && len(rows[i+1]) > 1 && isLeftLabel(row[0]+rows[i+1][0]) {
			rows[i+1][0] = row[0] + rows[i+1][0]
			continue
		}
		last := out[len(out)-1]
		last[len(last)-1] += "\n" + row[0]
	}
	return out
}

// standsAlone reports whether a line without a tab is one of its own.
func standsAlone(text string) bool {
	return isTitle(text) || isYearLine(text) || isUnitLine(text) || isTableNumber(text) || tailLabel(zh.Label(text))
}

// filled lists the cells of a row that hold text.
func (r tabbedRow) filled() []int {
	var out []int
	for k, cell := range r {
		if cell != "" {
			out = append(out, k)
		}
	}
	return out
}

// A tabbedGrid sets rows into a grid.
type tabbedGrid struct {
	width int
	cells []grid.Cell
	heads []int // the columns at which heads begin, while indicators are read
	roles []role
	last  []int // by head, the cell that goes on downwards; -1 for none
	zone  int   // the cell of the label at the left, -1 for none
	spine int   // likewise, of the table of indicators
	over  []int // the cells of the heads
	head  int   // their row
}

// newTabbedGrid makes a grid of all rows.
func newTabbedGrid(rows []tabbedRow) grid.Grid {
	g := tabbedGrid{zone: -1, spine: -1}
	for _, r := range rows {
		g.width = max(g.width, len(r))
	}
	for i, r := range rows {
		var next tabbedRow
		if i+1 < len(rows) {
			next = rows[i+1]
		}
		g.row(i, r, next)
	}
	out := grid.Grid{Page: 1, Cells: g.cells}
	for i := range g.width + 1 {
		out.Xs = append(out.Xs, float64(i)*alignedColumn)
	}
	for i := range len(rows) + 1 {
		out.Ys = append(out.Ys, float64(i)*alignedLine)
	}
	out.Box = extract.Rect{X1: out.Xs[g.width], Y1: out.Ys[len(rows)]}
	slices.SortStableFunc(out.Cells, func(a, b grid.Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	return out
}

func (g *tabbedGrid) add(row, col, cols int, text string) int {
	c := grid.Cell{Page: 1, Row: row, Col: col, RowSpan: 1, ColSpan: cols}
	if text != "" {
		for _, l := range strings.Split(text, "\n") {
			c.Lines = append(c.Lines, grid.Line{Text: l, Size: alignedLine})
		}
	}
	g.cells = append(g.cells, c)
	g.measure(len(g.cells) - 1)
	return len(g.cells) - 1
}

// measure gives a cell the box of its rows and columns.
func (g *tabbedGrid) measure(i int) {
	c := &g.cells[i]
	c.Box = extract.Rect{
		X0: float64(c.Col) * alignedColumn, X1: float64(c.Col+c.ColSpan) * alignedColumn,
		Y0: float64(c.Row) * alignedLine, Y1: float64(c.Row+c.RowSpan) * alignedLine,
	}
	for k := range c.Lines {
		c.Lines[k].Box = c.Box
	}
}

// goDown lets a cell reach one row further down.
func (g *tabbedGrid) goDown(i int) {
	g.cells[i].RowSpan++
	g.measure(i)
}

func (g *tabbedGrid) row(i int, r, next tabbedRow) {
	if g.heads != nil && g.head == i-1 && isSecondHeads(r) {
		g.lowerHeads(i, r)
		return
	}
	if g.startHeads(i, r, next) {
		return
	}
	if g.heads != nil && !endsIndicators(r) {
		g.indicator(i, r)
		return
	}
	g.heads = nil
	g.plain(i, r)
}

// startHeads takes a row for the heads of indicator columns if it holds three.
func (g *tabbedGrid) startHeads(row int, r, next tabbedRow) bool {
	if countHeads(r) < 3 {
		return false
	}
	filled := r.filled()
	g.zone, g.spine, g.head = -1, -1, row
	if zoneOf(zh.Label(r[filled[0]])) == zoneSpine {
		g.spine = g.add(row, filled[0], filled[1]-filled[0], r[filled[0]])
		filled = filled[1:]
	}
	g.heads, g.roles, g.over = filled, nil, nil
	for n, k := range filled {
		role, _ := columnRole(zh.Label(r[k]))
		g.roles = append(g.roles, role)
		g.over = append(g.over, g.add(row, k, g.until(n)-k, r[k]))
	}
	g.splitLevels(next)
	g.last = slices.Repeat([]int{-1}, len(g.heads))
	return true
}

// splitLevels makes two columns of a head of level 1 that stands over two
// texts a row, where none heads level 2 there or in a second row of heads.
func (g *tabbedGrid) splitLevels(next tabbedRow) {
	n := slices.Index(g.roles, roleLevel1)
	if n < 0 || slices.Contains(g.roles, roleLevel2) || isSecondHeads(next) {
		return
	}
	for _, k := range next.filled() {
		if k > g.heads[n] && k < g.until(n) {
			g.heads = slices.Insert(g.heads, n+1, k)
			g.roles = slices.Insert(g.roles, n+1, roleLevel2)
			return
		}
	}
}

// lowerHeads takes a second row of heads, under some of the first.
func (g *tabbedGrid) lowerHeads(row int, r tabbedRow) {
	var heads []int
	var under []role
	for n, k := range g.heads {
		below := slices.DeleteFunc(r.filled(), func(c int) bool { return c < k || c >= g.until(n) })
		if len(below) == 0 {
			g.goDown(g.over[n])
			heads, under = append(heads, k), append(under, g.roles[n])
			continue
		}
		if first := below[0]; g.roles[n] == roleLevel1 && first > k { // it heads its own column, beside those below
			g.cells[g.over[n]].ColSpan = first - k
			g.goDown(g.over[n])
			heads, under = append(heads, k), append(under, g.roles[n])
			k = first
		}
		for i, c := range below {
			end := g.until(n)
			if i+1 < len(below) {
				end = below[i+1]
			}
			role, _ := columnRole(zh.Label(r[c]))
			if i == 0 {
				c = k
			}
			g.add(row, c, end-c, r[below[i]])
			heads, under = append(heads, c), append(under, role)
		}
	}
	if g.spine >= 0 {
		g.goDown(g.spine)
	}
	g.heads, g.roles, g.last = heads, under, slices.Repeat([]int{-1}, len(heads))
}

// until is the column after those of a head.
func (g *tabbedGrid) until(n int) int {
	if n+1 < len(g.heads) {
		return g.heads[n+1]
	}
	return g.width
}

// endsIndicators reports whether a row follows the indicators.
func endsIndicators(r tabbedRow) bool {
	filled := r.filled()
	if len(filled) == 0 {
		return false
	}
	first := r[filled[0]]
	f := headerField(zh.Label(first))
	return tailLabel(zh.Label(first)) || len(filled) == 1 && standsAlone(first) || f.beginsForm()
}

// indicator sets a row under the heads. A blank cell of a level goes on the one
// above it, and so do those that a listing prints once a project.
func (g *tabbedGrid) indicator(row int, r tabbedRow) {
	if g.spine >= 0 {
		g.goDown(g.spine)
	}
	project := slices.Index(g.roles, roleProject)
	fresh := project >= 0 && g.text(r, project) != ""
	for n, k := range g.heads {
		text := g.text(r, n)
		merged := g.roles[n] == roleLevel1 || g.roles[n] == roleLevel2 || g.roles[n] >= roleProject && g.roles[n] <= roleGoal
		if merged && text == "" && g.last[n] >= 0 && !fresh {
			g.goDown(g.last[n])
			continue
		}
		g.last[n] = g.add(row, k, g.until(n)-k, text)
	}
}

// text is what a row has under a head.
func (g *tabbedGrid) text(r tabbedRow, n int) string {
	var parts []string
	for k := g.heads[n]; k < min(g.until(n), len(r)); k++ {
		if r[k] != "" {
			parts = append(parts, r[k])
		}
	}
	return strings.Join(parts, "\n")
}

// plain sets a row of fields: each text reaches to the next one, but a label
// at the left of several rows has a column of its own.
func (g *tabbedGrid) plain(row int, r tabbedRow) {
	filled := r.filled()
	if len(filled) == 0 {
		return
	}
	from := filled[0]
	zone := from == 0 && zoneOf(zh.Label(r[0])) != noZone && len(filled) > 1
	switch {
	case zone:
		g.zone = g.add(row, 0, 1, r[0])
		filled, from = filled[1:], 1
	case from > 0 && g.zone >= 0 && g.cells[g.zone].Row+g.cells[g.zone].RowSpan == row:
		g.goDown(g.zone)
		from = 1
	default:
		g.zone, from = -1, 0
	}
	if len(filled) > 0 && filled[0] > from {
		g.add(row, from, filled[0]-from, "")
	}
	for n, k := range filled {
		end := g.width
		if n+1 < len(filled) {
			end = filled[n+1]
		}
		g.add(row, k, end-k, r[k])
	}
}

// tabbedForms parts rows where a title, or the field that names a project or a
// department, stands behind heads of indicators.
func tabbedForms(rows []tabbedRow) [][]tabbedRow {
	var out [][]tabbedRow
	heads, from := false, 0
	for i, r := range rows {
		if heads && startsTabbedForm(r) {
			out = append(out, rows[from:i])
			heads, from = false, i
		}
		heads = heads || countHeads(r) >= 3
	}
	return append(out, rows[from:])
}

func startsTabbedForm(r tabbedRow) bool {
	filled := r.filled()
	if len(filled) == 0 {
		return false
	}
	f := headerField(zh.Label(r[filled[0]]))
	return len(filled) == 1 && isTitle(r[filled[0]]) || f.beginsForm()
}

// countHeads counts the heads of indicator columns among the cells of a row.
func countHeads(r tabbedRow) (n int) {
	for _, k := range r.filled() {
		if role, _ := columnRole(zh.Label(r[k])); role.ofIndicator() {
			n++
		}
	}
	return n
}

// isSecondHeads reports whether a row under one of heads holds heads too.
func isSecondHeads(r tabbedRow) bool { return countHeads(r) >= 2 }

// readTabbed reads a copied table; it reports whether a form was in it.
func (r *reader) readTabbed(lines []string) bool {
	before := len(r.records)
	for _, rows := range tabbedForms(tabbedRows(lines)) {
		r.open = &candidate{parts: []grid.Grid{newTabbedGrid(rows)}}
		r.flush()
	}
	for i := range r.records[before:] {
		d := &r.records[before+i]
		d.Source.Pages, d.Evidence = []int{}, Evidence{}
	}
	return len(r.records) > before
}
