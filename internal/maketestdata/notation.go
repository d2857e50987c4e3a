package main

import (
	"fmt"
	"strings"

	"mubiao/internal/formgen"
)

// A sketch is a form written down cell by cell: lines above, parts of the
// table that share their columns, lines below.
type sketch struct {
	above []formgen.Line
	parts []part
	below []string
}

// A part is rows on common columns, a row a line, cells parted by |. A cell
// that is < goes on from the left, one that is ^ from above; ¶ breaks its
// text. What a cell holds shows in its first character: * a label, ! the head
// of a column, - text set from the left, # a value; a cell without one is
// centred.
type part struct {
	columns []formgen.Column
	rows    string
}

func (s sketch) form() formgen.Form {
	f := formgen.Form{Above: s.above, Below: s.below}
	for _, p := range s.parts {
		f.Sections = append(f.Sections, p.section())
	}
	return f
}

// titled are the title and the lines under it; the last stands at the right
// if it names the unit of amounts.
func titled(title string, lines ...string) []formgen.Line {
	out := []formgen.Line{{Text: title, Scale: 1.6, Align: formgen.Center, Repeats: true}}
	for _, l := range lines {
		align := formgen.Center
		if strings.Contains(l, "单位：") {
			align = formgen.Right
		}
		out = append(out, formgen.Line{Text: l, Scale: 1, Align: align})
	}
	return out
}

// columns are widths in characters; one that is followed by + takes of what
// is left over.
func columns(widths string) []formgen.Column {
	var out []formgen.Column
	for _, w := range strings.Fields(widths) {
		c := formgen.Column{}
		if n, ok := strings.CutSuffix(w, "+"); ok {
			w, c.Grow = n, 1
		}
		if _, err := fmt.Sscan(w, &c.Chars); err != nil {
			panic(err) // a slip in a table of this package
		}
		out = append(out, c)
	}
	return out
}

func (p part) section() formgen.Section {
	var grid [][]string
	for _, line := range strings.Split(strings.TrimSpace(p.rows), "\n") {
		var row []string
		for _, cell := range strings.Split(line, "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		if len(row) != len(p.columns) {
			panic(fmt.Sprintf("%d cells on %d columns: %s", len(row), len(p.columns), line))
		}
		grid = append(grid, row)
	}
	s := formgen.Section{Columns: p.columns}
	for i, row := range grid {
		var cells []formgen.Cell
		for k, text := range row {
			if text != "<" && text != "^" {
				cells = append(cells, cellAt(grid, i, k))
			}
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

// cellAt is the cell that begins at a place, with all that goes on from it.
func cellAt(grid [][]string, row, col int) formgen.Cell {
	c := formgen.Cell{Cols: 1, Rows: 1, Role: roleAt(grid, row, col)}
	for col+c.Cols < len(grid[row]) && grid[row][col+c.Cols] == "<" {
		c.Cols++
	}
	for row+c.Rows < len(grid) && grid[row+c.Rows][col] == "^" {
		c.Rows++
	}
	c.Kind, c.Text = formgen.FieldCell, grid[row][col]
	for mark, kind := range map[string]formgen.CellKind{"*": formgen.LabelCell, "!": formgen.LabelCell, "-": formgen.TextCell, "#": formgen.ValueCell} {
		if rest, ok := strings.CutPrefix(c.Text, mark); ok {
			c.Kind, c.Text = kind, rest
			break
		}
	}
	c.Text = strings.ReplaceAll(c.Text, "¶", "\n")
	return c
}

// roleAt is what a cell is in a table of indicators: the head of a column, or
// what such a head names.
func roleAt(grid [][]string, row, col int) formgen.Role {
	if strings.HasPrefix(grid[row][col], "!") {
		return formgen.ColumnHead
	}
	for r := row - 1; r >= 0; r-- {
		switch grid[r][col] {
		case "!一级指标":
			return formgen.LevelOne
		case "!二级指标":
			return formgen.LevelTwo
		}
	}
	if col == 0 && strings.Contains(grid[row][col], "绩效指标") {
		return formgen.Spine
	}
	return formgen.Body
}
