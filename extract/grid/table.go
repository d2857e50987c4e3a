package grid

import (
	"cmp"
	"math"
	"slices"
)

// A Table is a grid that may go on over several pages, with one set of
// columns and rows counted on from page to page.
type Table struct {
	Xs []float64 // column edges, ascending
	// Starts holds the first row of each page's part; Starts[0] is 0.
	Starts []int
	Cells  []Cell // Row and Col count in the table; a cell lies on one page

	at []int32 // by row and column, the index in Cells
}

// Join makes one table of the parts of consecutive pages.
func Join(parts []Grid) *Table {
	t := &Table{}
	var all []float64
	for _, p := range parts {
		all = append(all, p.Xs...)
	}
	t.Xs = cluster(all)
	rows := 0
	for _, p := range parts {
		t.Starts = append(t.Starts, rows)
		for _, c := range p.Cells {
			col, end := nearest(t.Xs, c.Box.X0), nearest(t.Xs, c.Box.X1)
			c.Row += rows
			c.Col, c.ColSpan = col, max(end-col, 1)
			t.Cells = append(t.Cells, c)
		}
		rows += len(p.Ys) - 1
	}
	t.at = slices.Repeat([]int32{-1}, rows*t.Cols())
	for i := range t.Cells {
		c := &t.Cells[i]
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < min(c.Col+c.ColSpan, t.Cols()); k++ {
				t.at[r*t.Cols()+k] = int32(i)
			}
		}
	}
	return t
}

// Cols is the number of columns.
func (t *Table) Cols() int { return len(t.Xs) - 1 }

// Rows is the number of rows.
func (t *Table) Rows() int {
	if t.Cols() < 1 {
		return 0
	}
	return len(t.at) / t.Cols()
}

// At is the cell over a row and a column, or nil where a part is narrower
// than the table.
func (t *Table) At(row, col int) *Cell {
	if i := t.at[row*t.Cols()+col]; i >= 0 {
		return &t.Cells[i]
	}
	return nil
}

// Continues reports whether b, the first grid of a page, has the columns of
// a, the last grid of the page before: its outer edges are edges of a, since a
// column at the side may have lost its rules, and a lacks no more than half of
// its edges, since the rows at the foot of a form have columns of their own.
func Continues(a, b *Grid) bool { return SameSides(a, b) && a.strange(b)*2 <= len(b.Xs) }

// strange counts the edges of b that are none of g.
func (g *Grid) strange(b *Grid) int {
	n := 0
	for _, x := range b.Xs {
		if !g.HasEdge(x) {
			n++
		}
	}
	return n
}

// SameSides reports whether the outer edges of b are edges of a, which is not
// much wider.
func SameSides(a, b *Grid) bool {
	return a.HasEdge(b.Box.X0) && a.HasEdge(b.Box.X1) && b.Box.Width() >= minShare*a.Box.Width()
}

// HasEdge reports whether a column of g begins or ends at x.
func (g *Grid) HasEdge(x float64) bool {
	return math.Abs(g.Xs[nearest(g.Xs, x)]-x) <= sameEdge
}

// minShare is how much of a table's width its part on the next page has at
// least: all but a column at the side.
const minShare = 0.8

// sameEdge is how far apart, in points, an edge of one table may lie on two
// pages: producers round to pixels of 0.75 pt, and snapping adds as much.
const sameEdge = 4.0

// cluster is the sorted means of positions that lie within snapDistance.
func cluster(at []float64) []float64 {
	at = slices.Clone(at)
	slices.Sort(at)
	var out []float64
	for i := 0; i < len(at); {
		sum, j := 0.0, i
		for ; j < len(at) && at[j]-at[i] <= snapDistance; j++ {
			sum += at[j]
		}
		out = append(out, sum/float64(j-i))
		i = j
	}
	return out
}

// nearest is the index of the position closest to p.
func nearest(at []float64, p float64) int {
	i, _ := slices.BinarySearchFunc(at, p, func(a, b float64) int { return cmp.Compare(a, b) })
	if i == len(at) || i > 0 && p-at[i-1] < at[i]-p {
		i--
	}
	return i
}
