package grid

import (
	"cmp"
	"math"
	"slices"

	"mubiao/extract"
)

// Tables without any rule ("stream" in Tabula's words) are read from how
// their text is aligned. The heads of the indicator columns tell where the
// columns are; the targets, of which each row has one, tell the rows; labels
// of merged cells stand in the middle, or at the top, of the rows that they
// are for. Above the heads, labels tell the rows.

const (
	// wrapPitch is the distance of two baselines, in sizes, up to which
	// two runs are lines of one cell: text is set at 1.0 to 1.4 sizes, rows
	// of a table with any padding stand 1.6 or more apart.
	wrapPitch = 1.5
	// minHeads is how many heads of columns in one line show a table.
	minHeads = 3
)

// A Vocabulary tells what a text is in a form.
type Vocabulary struct {
	Head  func(string) bool // the head of an indicator column
	Label func(string) bool // the label of a field, of funds or of goals
	Tail  func(string) bool // begins what follows the indicators
}

// a block is the text of one cell: runs set one below the other.
type block struct {
	runs []Line
	box  extract.Rect
	text string
}

func (b *block) middle() float64 { return (b.box.Y0 + b.box.Y1) / 2 }

// Unruled finds the table without rules in the runs outside grids, if heads
// of indicator columns stand there. The title above it is not part of it.
func Unruled(l *Layout, v Vocabulary) (Grid, bool) {
	u := unruled{v: v, layout: l}
	if !u.findHeads() {
		return Grid{}, false
	}
	u.findEnds()
	u.findColumns()
	u.rowsAbove()
	u.rowsBelow()
	return u.grid(), true
}

type unruled struct {
	v      Vocabulary
	layout *Layout
	heads  []block   // from left to right
	top    []block   // between title and heads
	body   []block   // under the heads
	edges  []float64 // of columns; a spine may stand left of the first
	cells  []Cell
	ys     []float64
}

// findHeads looks for a line with the heads of columns.
func (u *unruled) findHeads() bool {
	blocks := blocksOf(u.layout.Runs)
	for i := range blocks {
		y := blocks[i].middle()
		var line []block
		for _, b := range blocks {
			if u.v.Head(b.text) && math.Abs(b.middle()-y) < b.runs[0].Box.Height() {
				line = append(line, b)
			}
		}
		if len(line) >= minHeads {
			slices.SortFunc(line, func(a, b block) int { return cmp.Compare(a.box.X0, b.box.X0) })
			u.heads = line
			return true
		}
	}
	return false
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
	blocks := blocksOf(u.layout.Runs)
	head := u.headBox()
	first, last := math.Inf(1), math.Inf(1)
	for i := range blocks {
		b := &blocks[i]
		if b.box.Y1 < head.Y0 && u.v.Label(b.text) {
			first = min(first, b.box.Y0)
		}
		if b.box.Y0 > head.Y1 && u.v.Tail(b.text) {
			last = min(last, b.box.Y0)
		}
	}
	for _, b := range blocks {
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

// findColumns puts an edge between two neighbouring heads into the widest
// strip between their middles that no text under them touches.
func (u *unruled) findColumns() {
	all := append(slices.Clone(u.body), u.heads...)
	box := extract.Rect{}
	for _, b := range append(slices.Clone(all), u.top...) {
		box = box.Union(b.box)
	}
	left, _ := u.heads[0].box.Center()
	u.edges = []float64{box.X0 - 1}
	if e, ok := widestStrip(all, box.X0, left); ok {
		u.edges = append(u.edges, e)
	}
	for i := range u.heads[1:] {
		a, _ := u.heads[i].box.Center()
		b, _ := u.heads[i+1].box.Center()
		if e, ok := widestStrip(all, a, b); ok {
			u.edges = append(u.edges, e)
		} else {
			u.edges = append(u.edges, (u.heads[i].box.X1+u.heads[i+1].box.X0)/2)
		}
	}
	u.edges = append(u.edges, box.X1+1)
}

// widestStrip is the middle of the widest upright strip between lo and hi
// that no block touches.
func widestStrip(blocks []block, lo, hi float64) (float64, bool) {
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
	for _, s := range spans {
		if s.lo-end > width {
			width, at = s.lo-end, (s.lo+end)/2
		}
		end = max(end, s.hi)
	}
	if hi-end > width && end > lo {
		width, at = hi-end, (hi+end)/2
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
	left := u.edges[0]
	for i, b := range row {
		right := u.edges[len(u.edges)-1]
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
		OpenTop: true, OpenBottom: true,
	})
}

// rowsBelow makes the heads' row and a row of each target, and gives the
// other columns' text to them.
func (u *unruled) rowsBelow() {
	u.headRow()
	columns := u.byColumn()
	target := columns[len(columns)-1]
	if len(target) == 0 {
		return
	}
	ys := rowEdges(u.headBox().Y1, target, u.body)
	base := len(u.ys)
	u.ys = append(u.ys, ys[:len(ys)-1]...)
	spine := len(u.edges) - 1 - len(u.heads)
	for k, blocks := range columns {
		switch {
		case k < spine:
			u.spanCells(k, blocks, base, ys)
		case k-spine < len(columns)-spine-2:
			u.mergedCells(k, blocks, base, ys)
		default:
			u.plainCells(k, blocks, base, ys)
		}
	}
}

// headRow adds the heads' row, whose cells are as wide as their columns.
func (u *unruled) headRow() {
	spine := len(u.edges) - 1 - len(u.heads)
	box := u.headBox()
	for i, h := range u.heads {
		u.addCell(extract.Rect{X0: u.edges[spine+i], Y0: box.Y0, X1: u.edges[spine+i+1], Y1: box.Y1}, h.runs)
	}
	u.ys = append(u.ys, box.Y0)
}

// byColumn sorts the body's blocks into columns, from top to bottom.
func (u *unruled) byColumn() [][]block {
	columns := make([][]block, len(u.edges)-1)
	for _, b := range u.body {
		x, _ := b.box.Center()
		k := slot(u.edges, x)
		columns[k] = append(columns[k], b)
	}
	for _, c := range columns {
		slices.SortFunc(c, func(a, b block) int { return cmp.Compare(a.box.Y0, b.box.Y0) })
	}
	return columns
}

// rowEdges are the heights half way between targets, which stand in the
// middle of their rows.
func rowEdges(top float64, targets, body []block) []float64 {
	ys := []float64{top}
	for i := range targets[1:] {
		ys = append(ys, (targets[i].middle()+targets[i+1].middle())/2)
	}
	bottom := top
	for _, b := range body {
		bottom = max(bottom, b.box.Y1)
	}
	return append(ys, bottom+1)
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
		u.addCell(extract.Rect{X0: u.edges[k], Y0: ys[i], X1: u.edges[k+1], Y1: ys[i+1]}, l)
		u.cells[len(u.cells)-1].Row = base + i
	}
}

// mergedCells shares the rows out among the labels of a column.
func (u *unruled) mergedCells(k int, blocks []block, base int, ys []float64) {
	for i, span := range share(blocks, ys) {
		u.addCell(extract.Rect{X0: u.edges[k], Y0: ys[span[0]], X1: u.edges[k+1], Y1: ys[span[1]]}, blocks[i].runs)
		c := &u.cells[len(u.cells)-1]
		c.Row, c.RowSpan = base+span[0], span[1]-span[0]
	}
}

// spanCells puts all of a column into one cell: the spine.
func (u *unruled) spanCells(k int, blocks []block, base int, ys []float64) {
	var lines []Line
	for _, b := range blocks {
		lines = append(lines, b.runs...)
	}
	u.addCell(extract.Rect{X0: u.edges[k], Y0: ys[0], X1: u.edges[k+1], Y1: ys[len(ys)-1]}, lines)
	c := &u.cells[len(u.cells)-1]
	c.Row, c.RowSpan = base, len(ys)-1
}

// share parts rows between labels, in order and each with one row at least,
// so that the labels stand as close as can be to the middle, or all to the
// top, of their rows.
func share(labels []block, ys []float64) [][2]int {
	n, rows := len(labels), len(ys)-1
	if n == 0 || n > rows {
		return nil
	}
	middle := func(i, from, to int) float64 { return math.Abs(labels[i].middle() - (ys[from]+ys[to])/2) }
	top := func(i, from, _ int) float64 { return math.Abs(labels[i].middle() - (ys[from]+ys[from+1])/2) }
	a, costA := partition(n, rows, middle)
	if b, costB := partition(n, rows, top); costB < costA {
		return b
	}
	return a
}

// partition is the cheapest way to cut rows into n runs in order.
func partition(n, rows int, cost func(i, from, to int) float64) ([][2]int, float64) {
	best := make([][]float64, n+1)
	cut := make([][]int, n+1)
	for i := range best {
		best[i] = slices.Repeat([]float64{math.Inf(1)}, rows+1)
		cut[i] = make([]int, rows+1)
	}
	best[0][0] = 0
	for i := 1; i <= n; i++ {
		for to := i; to <= rows; to++ {
			for from := i - 1; from < to; from++ {
				if c := best[i-1][from] + cost(i-1, from, to); c < best[i][to] {
					best[i][to], cut[i][to] = c, from
				}
			}
		}
	}
	spans := make([][2]int, n)
	for i, to := n, rows; i > 0; i-- {
		spans[i-1] = [2]int{cut[i][to], to}
		to = cut[i][to]
	}
	return spans, best[n][rows]
}

// grid makes a Grid of the cells, with column edges wherever one begins.
func (u *unruled) grid() Grid {
	xs := slices.Clone(u.edges)
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
