package grid

import (
	"cmp"
	"math"
	"slices"

	"mubiao/extract"
)

const (
	// minOverhang is how far, in points, edges must stick out beyond the
	// last edge across for an unruled column or row to be there.
	minOverhang = 8.0
	// covered is the share of an elementary cell's side that a ruling must
	// run along to close it.
	covered = 0.6
	// unclaimed marks an elementary cell that no cell holds yet.
	unclaimed = -1
)

// A frame is a table's lattice before its cells have text.
type frame struct {
	xs, ys []float64
	// right and below tell whether a ruling runs along the far side of an
	// elementary cell, top and bottom whether one closes the frame.
	right, below []bool
	top          []bool // by column
	region       []int  // elementary cell (row-major) to the index in cells
	cells        []Cell
	first        int // the owner number of cells[0]
}

func (f *frame) cols() int { return len(f.xs) - 1 }
func (f *frame) rows() int { return len(f.ys) - 1 }

func (f *frame) box() extract.Rect {
	return extract.Rect{X0: f.xs[0], Y0: f.ys[0], X1: f.xs[len(f.xs)-1], Y1: f.ys[len(f.ys)-1]}
}

// frames finds the lattices that rulings span, from top to bottom.
func frames(rulings []extract.Ruling) []frame {
	hor, ver := edges(rulings)
	var out []frame
	for _, part := range components(hor, ver) {
		f := frame{xs: positions(part.ver, part.hor), ys: positions(part.hor, part.ver)}
		if f.cols() < 1 || f.rows() < 1 || f.cols()*f.rows() < 2 {
			continue
		}
		f.cover(part.hor, part.ver)
		f.merge()
		if len(f.cells) > 1 {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b frame) int {
		return cmp.Or(cmp.Compare(a.ys[0], b.ys[0]), cmp.Compare(a.xs[0], b.xs[0]))
	})
	first := 0
	for i := range out {
		out[i].first = first
		first += len(out[i].cells)
	}
	return out
}

// A component is a set of edges that hang together.
type component struct{ hor, ver []edge }

// components groups edges that meet, directly or through others, and the tables
// side by side that are one.
func components(hor, ver []edge) []component { return besides(apartTables(hor, ver)) }

// apartTables groups edges that meet, directly or through others.
func apartTables(hor, ver []edge) []component {
	sets := newSets(len(hor) + len(ver))
	for i, h := range hor {
		for j, v := range ver {
			if crosses(h, v) {
				sets.union(i, len(hor)+j)
			}
		}
	}
	index := map[int]int{}
	var out []component
	of := func(i int) *component {
		root := sets.find(i)
		k, ok := index[root]
		if !ok {
			k = len(out)
			index[root] = k
			out = append(out, component{})
		}
		return &out[k]
	}
	for i, h := range hor {
		c := of(i)
		c.hor = append(c.hor, h)
	}
	for j, v := range ver {
		c := of(len(hor) + j)
		c.ver = append(c.ver, v)
	}
	tables := slices.DeleteFunc(slices.Clone(out), func(c component) bool { return len(c.hor) == 0 || len(c.ver) == 0 })
	for _, c := range out {
		if len(c.hor) == 0 {
			adopt(tables, c.ver[0])
		}
	}
	return tables
}

// besides makes one table of those that stand side by side between the same
// heights: the columns between them have lost all their rules across, as
// merged labels at the foot of a table do where a page begins with them.
func besides(tables []component) []component {
	var out []component
next:
	for _, t := range tables {
		for i := range out {
			o := &out[i]
			if math.Abs(o.hor[0].at-t.hor[0].at) <= touchGap && math.Abs(o.hor[len(o.hor)-1].at-t.hor[len(t.hor)-1].at) <= touchGap {
				o.hor = mergeEdges(o.hor, t.hor)
				o.ver = mergeEdges(o.ver, t.ver)
				continue next
			}
		}
		out = append(out, t)
	}
	return out
}

// mergeEdges merges sorted edges.
func mergeEdges(a, b []edge) []edge {
	all := append(slices.Clone(a), b...)
	slices.SortStableFunc(all, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	return all
}

// adopt gives an upright edge that meets none to the table at whose height it
// stands: the side of a column that lost all its rules across, as the first
// columns do where a page break goes through merged cells.
func adopt(tables []component, v edge) {
	for i := range tables {
		t := &tables[i]
		top, bottom := t.hor[0].at, t.hor[len(t.hor)-1].at
		for _, e := range t.ver {
			top, bottom = min(top, e.lo), max(bottom, e.hi)
		}
		if v.lo >= top-touchGap && v.hi <= bottom+touchGap && runsAlong(v, top, bottom) {
			at, _ := slices.BinarySearchFunc(t.ver, v, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
			t.ver = slices.Insert(t.ver, at, v)
			return
		}
	}
}

// positions are the places of the edges along, and beyond the last of them
// the ends of the edges across where those stick out: the side of a table
// that has no rule.
func positions(along, across []edge) []float64 {
	var at []float64
	for _, e := range along {
		if n := len(at); n == 0 || e.at != at[n-1] {
			at = append(at, e.at)
		}
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, e := range across {
		lo, hi = min(lo, e.lo), max(hi, e.hi)
	}
	if len(at) == 0 || at[0]-lo > minOverhang {
		at = append([]float64{lo}, at...)
	}
	if hi-at[len(at)-1] > minOverhang {
		at = append(at, hi)
	}
	return at
}

// cover marks the sides of elementary cells that a ruling runs along.
func (f *frame) cover(hor, ver []edge) {
	cols, rows := f.cols(), f.rows()
	f.right = make([]bool, cols*rows)
	f.below = make([]bool, cols*rows)
	f.top = make([]bool, cols)
	for _, h := range hor {
		row := index(f.ys, h.at) - 1
		for c := range cols {
			if !runsAlong(h, f.xs[c], f.xs[c+1]) {
				continue
			}
			if row < 0 {
				f.top[c] = true
			} else {
				f.below[row*cols+c] = true
			}
		}
	}
	for _, v := range ver {
		col := index(f.xs, v.at) - 1
		for r := range rows {
			if col >= 0 && runsAlong(v, f.ys[r], f.ys[r+1]) {
				f.right[r*cols+col] = true
			}
		}
	}
}

// index is the place in at of a position that is known to be there.
func index(at []float64, p float64) int {
	i, _ := slices.BinarySearch(at, p)
	return i
}

func runsAlong(e edge, lo, hi float64) bool {
	return min(e.hi, hi)-max(e.lo, lo) >= covered*(hi-lo)
}

// merge makes cells of elementary cells with no ruling between them. What
// hangs together need not be a rectangle where a rule is missing: it is cut
// into the fewest rows of rectangles then, so that cells tile the frame.
func (f *frame) merge() {
	cols, rows := f.cols(), f.rows()
	sets := newSets(cols * rows)
	for i := range cols * rows {
		if i%cols < cols-1 && !f.right[i] {
			sets.union(i, i+1)
		}
		if i/cols < rows-1 && !f.below[i] {
			sets.union(i, i+cols)
		}
	}
	f.region = slices.Repeat([]int{unclaimed}, cols*rows)
	for i := range cols * rows {
		if f.region[i] == unclaimed {
			f.addCell(i, sets)
		}
	}
}

// addCell makes the largest rectangle with its top left corner at elementary
// cell i, within what hangs together with it, a cell.
func (f *frame) addCell(i int, sets sets) {
	cols, rows := f.cols(), f.rows()
	row, col, root := i/cols, i%cols, sets.find(i)
	free := func(r, c int) bool {
		return f.region[r*cols+c] == unclaimed && sets.find(r*cols+c) == root
	}
	right := col + 1
	for right < cols && free(row, right) {
		right++
	}
	bottom := row + 1
grow:
	for ; bottom < rows; bottom++ {
		for c := col; c < right; c++ {
			if !free(bottom, c) {
				break grow
			}
		}
	}
	cell := Cell{
		Row: row, Col: col, RowSpan: bottom - row, ColSpan: right - col,
		Box:     extract.Rect{X0: f.xs[col], Y0: f.ys[row], X1: f.xs[right], Y1: f.ys[bottom]},
		OpenTop: true, OpenBottom: true,
	}
	for c := col; c < right; c++ {
		if row == 0 && f.top[c] || row > 0 && f.below[(row-1)*cols+c] {
			cell.OpenTop = false
		}
		if f.below[(bottom-1)*cols+c] {
			cell.OpenBottom = false
		}
	}
	for r := row; r < bottom; r++ {
		for c := col; c < right; c++ {
			f.region[r*cols+c] = len(f.cells)
		}
	}
	f.cells = append(f.cells, cell)
}

// grid sets the text of a frame's cells.
func (f *frame) grid(page *extract.Page, turn *Turn, owner [][]int32) Grid {
	for i := range f.cells {
		f.cells[i].Page, f.cells[i].Turn = page.Number, turn
		f.cells[i].Lines = setLines(page.Glyphs, owner[f.first+i], math.Inf(1))
	}
	return Grid{Page: page.Number, Box: f.box(), Xs: f.xs, Ys: f.ys, Cells: f.cells}
}
