package normalize

import (
	"cmp"
	"slices"

	"mubiao/extract"
	"mubiao/extract/grid"
)

// An alignedBuilder sets cells into a grid with columns and rows of one size.
type alignedBuilder struct {
	width, height int
	cells         []grid.Cell
}

// add adds a cell whose lines stand below one another about its middle.
func (b *alignedBuilder) add(row, col, rows, cols int, lines []string) *grid.Cell {
	box := extract.Rect{X0: float64(col) * alignedColumn, X1: float64(col+cols) * alignedColumn, Y0: float64(row) * alignedLine, Y1: float64(row+rows) * alignedLine}
	c := grid.Cell{Page: 1, Row: row, Col: col, RowSpan: rows, ColSpan: cols, Box: box}
	_, y := box.Center()
	y -= float64(len(lines)) * alignedLine / 2
	for _, l := range lines {
		c.Lines = append(c.Lines, alignedText(l, box, y))
		y += alignedLine
	}
	b.cells = append(b.cells, c)
	return &b.cells[len(b.cells)-1]
}

func alignedText(text string, box extract.Rect, y float64) grid.Line {
	return grid.Line{Text: text, Size: alignedLine, Box: extract.Rect{X0: box.X0, X1: box.X1, Y0: y, Y1: y + alignedLine}}
}

// topRow adds a row above the indicators. A cell that is nil is covered from
// above; the last one reaches to the right edge.
func (b *alignedBuilder) topRow(row []*alignedCell) {
	for i, c := range row {
		if c == nil {
			continue
		}
		cols := 1
		if i == len(row)-1 {
			cols = b.width - i
		}
		b.add(b.height, i, max(c.rows, 1), cols, c.lines)
	}
	b.height++
}

// body adds the heads and the rows of indicators. Labels of levels go into
// one cell over all rows, each at its height.
func (b *alignedBuilder) body(body *alignedBody) {
	for k, c := range body.columns {
		b.add(b.height, k, 1, b.colsOf(k, body), []string{c.head})
	}
	b.height++
	for k, c := range body.columns {
		if c.merged {
			b.levels(k, body)
			continue
		}
		for i, band := range body.bands {
			b.add(b.height+i, k, 1, b.colsOf(k, body), body.cell(k, band))
		}
	}
	b.height += len(body.bands)
	for _, row := range body.totals {
		for k, text := range row {
			var lines []string
			if text != "" {
				lines = []string{text}
			}
			b.add(b.height, k, 1, b.colsOf(k, body), lines)
		}
		b.height++
	}
}

func (b *alignedBuilder) colsOf(k int, body *alignedBody) int {
	if k == len(body.columns)-1 {
		return b.width - k
	}
	return 1
}

// levels adds the cell of a column of levels. The rows are set one line high
// each, so heights among them are measured in rows.
func (b *alignedBuilder) levels(k int, body *alignedBody) {
	c := b.add(b.height, k, len(body.bands), b.colsOf(k, body), nil)
	for _, w := range body.words[k] {
		y := (float64(b.height)+body.rowAt(float64(w.line)+0.5))*alignedLine - alignedLine/2
		c.Lines = append(c.Lines, alignedText(w.text, c.Box, y))
	}
}

func (b *alignedBuilder) grid() grid.Grid {
	g := grid.Grid{Page: 1, Box: extract.Rect{X1: float64(b.width) * alignedColumn, Y1: float64(b.height) * alignedLine}}
	for i := range b.width + 1 {
		g.Xs = append(g.Xs, float64(i)*alignedColumn)
	}
	for i := range b.height + 1 {
		g.Ys = append(g.Ys, float64(i)*alignedLine)
	}
	slices.SortStableFunc(b.cells, func(a, b grid.Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
	g.Cells = b.cells
	return g
}
