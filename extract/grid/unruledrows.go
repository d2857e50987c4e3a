package grid

import "mubiao/extract"

// Under the heads, the names or the targets tell the rows.

// rowsBelow makes the rows of indicators and gives each column's text to them.
func (u *unruled) rowsBelow() {
	columns := u.byColumn()
	ys := u.rowEdges(columns)
	if len(ys) < 2 {
		return
	}
	base := len(u.ys)
	u.ys = append(u.ys, ys[:len(ys)-1]...)
	for k, blocks := range columns {
		if u.columns.merged[k] {
			u.spanCells(k, blocks, base, ys)
		} else {
			u.plainCells(k, blocks, base, ys)
		}
	}
	for i := range len(ys) - 1 {
		if u.mayBeMore(base + i) {
			u.doubtRow(base + i)
		}
	}
}

// rowEdges are the heights that part the rows under the heads: half way
// between the names of numbered indicators, or else between the blocks of the
// column that has the most.
func (u *unruled) rowEdges(columns [][]block) []float64 {
	u.rows = nil
	for k, c := range columns {
		if named := u.numbered(c); len(named) > 1 {
			u.rows = named
			break
		}
		if !u.columns.merged[k] && len(c) > len(u.rows) {
			u.rows = c
		}
	}
	if len(u.rows) == 0 {
		return nil
	}
	top, bottom := u.rows[0].box.Y0, 0.0
	if u.heads != nil {
		top = u.headBox().Y1
	}
	for _, b := range u.body {
		bottom = max(bottom, b.box.Y1)
	}
	ys := []float64{top - 1}
	for i := range u.rows[1:] {
		ys = append(ys, (u.rows[i].box.Y1+u.rows[i+1].box.Y0)/2)
	}
	return append(ys, bottom+1)
}

// numbered makes a block of each run that begins a numbered indicator and of
// the runs that follow it.
func (u *unruled) numbered(column []block) []block {
	var out []block
	for _, b := range column {
		for _, r := range b.runs {
			switch n := len(out) - 1; {
			case u.v.Begin(r.Text):
				out = append(out, block{runs: []Line{r}, box: r.Box})
			case n >= 0:
				out[n].runs = append(out[n].runs, r)
				out[n].box = out[n].box.Union(r.Box)
			}
		}
	}
	return out
}

// plainCells gives each row of a column the runs that stand nearest to it.
func (u *unruled) plainCells(k int, blocks []block, base int, ys []float64) {
	lines := make([][]Line, len(ys)-1)
	runs := 0
	for _, b := range blocks {
		runs += len(b.runs)
		for _, r := range b.runs {
			_, y := r.Box.Center()
			i := slot(ys, y)
			lines[i] = append(lines[i], r)
		}
	}
	usual := 3*runs > 2*len(lines) // blank cells are no habit of the column
	for i, l := range lines {
		c := u.addCell(extract.Rect{X0: u.columns.edges[k], Y0: ys[i], X1: u.columns.edges[k+1], Y1: ys[i+1]}, l)
		c.Row = base + i
		c.Unsure = u.unknownHead || len(blocks) == 0 || !u.columns.parted(k) || len(l) == 0 && usual || len(l) > 0 && !u.told(blocks, i, ys)
	}
}

// spanCells puts all of a column into one cell: the spine, and the labels of
// levels, whose rows only their meaning tells.
func (u *unruled) spanCells(k int, blocks []block, base int, ys []float64) {
	var lines []Line
	for _, b := range blocks {
		lines = append(lines, b.runs...)
	}
	c := u.addCell(extract.Rect{X0: u.columns.edges[k], Y0: ys[0], X1: u.columns.edges[k+1], Y1: ys[len(ys)-1]}, lines)
	c.Row, c.RowSpan = base, len(ys)-1
}
