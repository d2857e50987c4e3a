package grid

import (
	"cmp"
	"math"
	"slices"

	"mubiao/extract"
)

// Tables without any rule ("stream" in Tabula's words) are read from how
// their text is aligned. The heads of the indicator columns tell where the
// columns are; numbered names, or else the targets, of which each row has one,
// tell the rows. Above the heads, labels tell the rows.

const (
	// wrapPitch is the distance of two baselines, in sizes, up to which
	// two runs are lines of one cell: text is set at 1.0 to 1.4 sizes, rows
	// of a table with any padding stand 1.6 or more apart.
	wrapPitch = 1.5
	// headMargin and footMargin are the shares of a page's height in which
	// page numbers stand; numbers elsewhere are values.
	headMargin, footMargin = 0.07, 0.12
	// minStrip is how wide, in points, a strip without text is that parts two
	// columns: the padding of two cells.
	minStrip = 3.0
	// minHeads is how many heads of columns in one line show a table.
	minHeads = 3
)

// A Vocabulary tells what a text is in a form.
type Vocabulary struct {
	Head  func(string) bool // the head of an indicator column
	Label func(string) bool // the label of a field, of funds or of goals
	Tail  func(string) bool // begins what follows the indicators
	Level func(string) bool // the head of a column of merged labels
	Begin func(string) bool // begins a numbered indicator
	Folio func(string) bool // a page number
}

// a block is the text of one cell: runs set one below the other.
type block struct {
	runs []Line
	box  extract.Rect
	text string
}

func (b *block) middle() float64 { return (b.box.Y0 + b.box.Y1) / 2 }

// Columns are those of a table without rules, which may go on on the next
// page without heads.
type Columns struct {
	edges  []float64
	merged []bool // by column: holds labels of several rows, or the spine
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
	if !slices.ContainsFunc(u.body, func(b block) bool { return v.Begin(b.text) }) {
		return Grid{}, false
	}
	if u.rowsBelow(); len(u.ys) == 0 {
		return Grid{}, false
	}
	return u.grid(), true
}

type unruled struct {
	v       Vocabulary
	layout  *Layout
	blocks  []block
	heads   []block // from left to right; none on a later page
	top     []block // between title and heads
	body    []block // under the heads
	columns Columns // a spine may stand left of the first head
	cells   []Cell
	ys      []float64
}

func newUnruled(l *Layout, v Vocabulary) *unruled {
	runs := slices.DeleteFunc(slices.Clone(l.Runs), func(r Line) bool {
		margin := r.Box.Y1 < headMargin*l.Height || r.Box.Y0 > (1-footMargin)*l.Height
		return margin && v.Folio(r.Text)
	})
	return &unruled{v: v, layout: l, blocks: blocksOf(runs)}
}

// findHeads looks for a line with the heads of columns.
func (u *unruled) findHeads() bool {
	for i := range u.blocks {
		if line := u.headsBeside(i); len(line) >= minHeads {
			slices.SortFunc(line, func(a, b block) int { return cmp.Compare(a.box.X0, b.box.X0) })
			u.heads = line
			return true
		}
	}
	return false
}

// headsBeside lists the heads of columns in the line of a block.
func (u *unruled) headsBeside(i int) []block {
	y := u.blocks[i].middle()
	var line []block
	for _, b := range u.blocks {
		if u.v.Head(b.text) && math.Abs(b.middle()-y) < b.runs[0].Box.Height() {
			line = append(line, b)
		}
	}
	return line
}

// blocksOf gathers runs into blocks: the next line of a block stands within
// wrapPitch below it, over some of the same width, in the same size.
func blocksOf(runs []Line) []block {
	sorted := slices.Clone(runs)
	slices.SortStableFunc(sorted, func(a, b Line) int { return cmp.Compare(a.Box.Y0, b.Box.Y0) })
	var blocks []block
	for _, r := range sorted {
		i := slices.IndexFunc(blocks, func(b block) bool { return b.goesOn(r) })
		if i < 0 {
			blocks = append(blocks, block{})
			i = len(blocks) - 1
		}
		b := &blocks[i]
		b.runs = append(b.runs, r)
		b.box = b.box.Union(r.Box)
		b.text += r.Text
	}
	return blocks
}

func (b *block) goesOn(r Line) bool {
	last := b.runs[len(b.runs)-1]
	pitch := r.Box.Y1 - last.Box.Y1
	size := last.Box.Height()
	return pitch > 0.5*size && pitch <= wrapPitch*size && math.Abs(r.Box.Height()-size) < 1 &&
		min(r.Box.X1, last.Box.X1)-max(r.Box.X0, last.Box.X0) > 0
}

// findEnds parts the blocks above and below the heads. The table begins with
// the first label and ends before what follows the indicators.
func (u *unruled) findEnds() {
	head := u.headBox()
	first, last := math.Inf(1), math.Inf(1)
	for i := range u.blocks {
		b := &u.blocks[i]
		if b.box.Y1 < head.Y0 && u.v.Label(b.text) {
			first = min(first, b.box.Y0)
		}
		if b.box.Y0 > head.Y1 && (u.v.Tail(b.text) || u.v.Head(b.text) && len(u.headsBeside(i)) >= minHeads) {
			last = min(last, b.box.Y0)
		}
	}
	for _, b := range u.blocks {
		switch y := b.middle(); {
		case y > head.Y1 && y < last:
			u.body = append(u.body, b)
		case y < head.Y0 && b.box.Y1 >= first:
			u.top = append(u.top, b)
		}
	}
}

func (u *unruled) headBox() (r extract.Rect) {
	for _, h := range u.heads {
		r = r.Union(h.box)
	}
	return r
}

// findColumns puts an edge between two neighbouring heads into a strip between
// their middles that no text under them touches.
func (u *unruled) findColumns() {
	all := append(slices.Clone(u.body), u.heads...)
	box := extract.Rect{}
	for _, b := range append(slices.Clone(all), u.top...) {
		box = box.Union(b.box)
	}
	left, _ := u.heads[0].box.Center()
	u.columns.edges = []float64{box.X0 - 1}
	if e, ok := strip(all, box.X0, left); ok {
		u.columns.edges = append(u.columns.edges, e)
	}
	for i := range u.heads[1:] {
		a, _ := u.heads[i].box.Center()
		b, _ := u.heads[i+1].box.Center()
		if e, ok := strip(all, a, b); ok {
			u.columns.edges = append(u.columns.edges, e)
		} else {
			u.columns.edges = append(u.columns.edges, (u.heads[i].box.X1+u.heads[i+1].box.X0)/2)
		}
	}
	u.columns.edges = append(u.columns.edges, box.X1+1)
	spine := len(u.columns.edges) - 1 - len(u.heads)
	u.columns.merged = make([]bool, len(u.columns.edges)-1)
	for k := range u.columns.merged {
		u.columns.merged[k] = k < spine || u.v.Level(u.heads[k-spine].text)
	}
}

// strip is the middle of the first upright strip between lo and hi that no
// block touches and that is wide enough to part columns, or else of the
// widest one. Text set left under a wide head may leave a wider strip to its
// right, within its own column.
func strip(blocks []block, lo, hi float64) (float64, bool) {
	var spans []edge
	for _, b := range blocks {
		for _, r := range b.runs {
			if r.Box.X1 > lo && r.Box.X0 < hi {
				spans = append(spans, edge{lo: r.Box.X0, hi: r.Box.X1})
			}
		}
	}
	slices.SortFunc(spans, func(a, b edge) int { return cmp.Compare(a.lo, b.lo) })
	end, width, at := lo, 0.0, 0.0
	for _, s := range append(spans, edge{lo: hi, hi: hi}) {
		if end > lo && s.lo-end > width {
			width, at = s.lo-end, (s.lo+end)/2
			if width >= minStrip {
				break
			}
		}
		end = max(end, s.hi)
	}
	return at, width > 0
}

// rowsAbove makes a row of each height at which labels stand, and gives each
// block to the row that is nearest to its middle.
func (u *unruled) rowsAbove() {
	var at []float64
	for _, b := range u.top {
		if u.v.Label(b.text) {
			at = append(at, b.middle())
		}
	}
	at = cluster(at)
	if len(at) == 0 {
		return
	}
	rows := make([][]block, len(at))
	for _, b := range u.top {
		i := nearest(at, b.middle())
		rows[i] = append(rows[i], b)
	}
	for _, row := range rows {
		slices.SortFunc(row, func(a, b block) int { return cmp.Compare(a.box.X0, b.box.X0) })
		u.addRow(row)
	}
}

// addRow adds cells for blocks side by side. Each reaches half way to the
// next.
func (u *unruled) addRow(row []block) {
	y0, y1 := math.Inf(1), math.Inf(-1)
	for _, b := range row {
		y0, y1 = min(y0, b.box.Y0), max(y1, b.box.Y1)
	}
	left := u.columns.edges[0]
	for i, b := range row {
		right := u.columns.edges[len(u.columns.edges)-1]
		if i+1 < len(row) {
			right = (b.box.X1 + row[i+1].box.X0) / 2
		}
		u.addCell(extract.Rect{X0: left, Y0: y0, X1: right, Y1: y1}, b.runs)
		left = right
	}
	u.ys = append(u.ys, y0)
}

func (u *unruled) addCell(box extract.Rect, lines []Line) {
	u.cells = append(u.cells, Cell{
		Page: u.layout.Page, Turn: u.layout.Turn, Row: len(u.ys), RowSpan: 1, Box: box, Lines: lines,
		OpenTop: true, OpenBottom: true, Loose: true,
	})
}

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
}

// headRow adds the heads' row, whose cells are as wide as their columns.
func (u *unruled) headRow() {
	spine := len(u.columns.edges) - 1 - len(u.heads)
	box := u.headBox()
	for i, h := range u.heads {
		u.addCell(extract.Rect{X0: u.columns.edges[spine+i], Y0: box.Y0, X1: u.columns.edges[spine+i+1], Y1: box.Y1}, h.runs)
	}
	u.ys = append(u.ys, box.Y0)
}

// byColumn sorts the body's blocks into columns, from top to bottom.
func (u *unruled) byColumn() [][]block {
	columns := make([][]block, len(u.columns.edges)-1)
	for _, b := range u.body {
		x, _ := b.box.Center()
		k := slot(u.columns.edges, x)
		columns[k] = append(columns[k], b)
	}
	for _, c := range columns {
		slices.SortFunc(c, func(a, b block) int { return cmp.Compare(a.box.Y0, b.box.Y0) })
	}
	return columns
}

// rowEdges are the heights that part the rows under the heads: half way
// between the names of numbered indicators, or else between the targets.
func (u *unruled) rowEdges(columns [][]block) []float64 {
	rows := columns[len(columns)-1]
	for _, c := range columns {
		if named := u.numbered(c); len(named) > 1 {
			rows = named
		}
	}
	if len(rows) == 0 {
		return nil
	}
	top, bottom := rows[0].box.Y0, 0.0
	if u.heads != nil {
		top = u.headBox().Y1
	}
	for _, b := range u.body {
		bottom = max(bottom, b.box.Y1)
	}
	ys := []float64{top - 1}
	for i := range rows[1:] {
		ys = append(ys, (rows[i].box.Y1+rows[i+1].box.Y0)/2)
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
	for _, b := range blocks {
		for _, r := range b.runs {
			_, y := r.Box.Center()
			i := slot(ys, y)
			lines[i] = append(lines[i], r)
		}
	}
	for i, l := range lines {
		u.addCell(extract.Rect{X0: u.columns.edges[k], Y0: ys[i], X1: u.columns.edges[k+1], Y1: ys[i+1]}, l)
		u.cells[len(u.cells)-1].Row = base + i
	}
}

// spanCells puts all of a column into one cell: the spine, and the labels of
// levels, whose rows only their meaning tells.
func (u *unruled) spanCells(k int, blocks []block, base int, ys []float64) {
	var lines []Line
	for _, b := range blocks {
		lines = append(lines, b.runs...)
	}
	u.addCell(extract.Rect{X0: u.columns.edges[k], Y0: ys[0], X1: u.columns.edges[k+1], Y1: ys[len(ys)-1]}, lines)
	c := &u.cells[len(u.cells)-1]
	c.Row, c.RowSpan = base, len(ys)-1
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
