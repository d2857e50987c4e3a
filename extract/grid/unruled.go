package grid

import (
	"cmp"
	"slices"

	"mubiao/extract"
)

// Tables without any rule ("stream" in Tabula's words) are read from how
// their text is aligned. The heads of the indicator columns tell where the
// columns are; numbered names, or else the targets, of which each row has one,
// tell the rows. Above the heads, labels tell the rows.

// A Vocabulary tells what a text is in a form.
type Vocabulary struct {
	Head  func(string) bool // the head of an indicator column
	Label func(string) bool // the label of a field, of funds or of goals
	Tail  func(string) bool // begins what follows the indicators
	Level func(string) bool // the head of a column of merged labels
	Begin func(string) bool // begins a numbered indicator
	Folio func(string) bool // a page number
}

// Unruled finds the table without rules in the runs outside grids, if heads
// of indicator columns stand there. The title above it is not part of it.
func Unruled(l *Layout, v Vocabulary) (Grid, *Columns, bool) {
	u := newUnruled(l, v)
	if !u.findHeads() {
		return Grid{}, nil, false
	}
	u.findEnds()
	u.findColumns()
	u.rowsAbove()
	u.headRow()
	u.rowsBelow()
	return u.grid(), &u.columns, true
}

// UnruledRest finds the rest of a table without rules that began on the page
// before, if numbered indicators stand in its columns.
func UnruledRest(l *Layout, v Vocabulary, c *Columns) (Grid, bool) {
	u := newUnruled(l, v)
	u.columns = *c
	u.findEnds()
	if !slices.ContainsFunc(u.body, func(b block) bool { return v.Begin(b.text) }) && !u.inColumns() {
		return Grid{}, false
	}
	if u.rowsBelow(); len(u.ys) == 0 {
		return Grid{}, false
	}
	return u.grid(), true
}

// An unruled is a table without rules that is being read.
type unruled struct {
	v       Vocabulary
	layout  *Layout
	blocks  []block
	heads   []block // from left to right; none on a later page
	top     []block // between title and heads
	body    []block // under the heads
	columns Columns // a spine may stand left of the first head
	rows    []block // one of each row: its name if that is numbered
	// unknownHead says that text that is no known head stands among the heads.
	unknownHead bool

	cells []Cell
	ys    []float64
}

func newUnruled(l *Layout, v Vocabulary) *unruled {
	folios := foliosOf(l, v)
	runs := slices.DeleteFunc(slices.Clone(l.Runs), func(r Line) bool {
		x, y := r.Box.Center()
		return slices.ContainsFunc(folios, func(f extract.Rect) bool { return f.X0 <= x && x <= f.X1 && f.Y0 <= y && y <= f.Y1 })
	})
	return &unruled{v: v, layout: l, blocks: blocksOf(runs)}
}

// grid makes a Grid of the cells, with column edges wherever one begins.
func (u *unruled) grid() Grid {
	xs := slices.Clone(u.columns.edges)
	for _, c := range u.cells {
		xs = append(xs, c.Box.X0, c.Box.X1)
	}
	xs = cluster(xs)
	for i := range u.cells {
		c := &u.cells[i]
		c.Col = nearest(xs, c.Box.X0)
		c.ColSpan = max(nearest(xs, c.Box.X1)-c.Col, 1)
	}
	bottom := u.ys[len(u.ys)-1]
	for _, c := range u.cells {
		bottom = max(bottom, c.Box.Y1)
	}
	ys := append(u.ys, bottom)
	slices.SortStableFunc(u.cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
	return Grid{
		Page: u.layout.Page, Box: extract.Rect{X0: xs[0], Y0: ys[0], X1: xs[len(xs)-1], Y1: bottom},
		Xs: xs, Ys: ys, Cells: u.cells,
	}
}

// addCell adds a cell to the row behind those that are done. The cell that it
// returns may be changed until the next one is added.
func (u *unruled) addCell(box extract.Rect, lines []Line) *Cell {
	u.cells = append(u.cells, Cell{
		Page: u.layout.Page, Turn: u.layout.Turn, Row: len(u.ys), RowSpan: 1, Box: box, Lines: lines,
		OpenTop: true, OpenBottom: true, Loose: true,
	})
	return &u.cells[len(u.cells)-1]
}
