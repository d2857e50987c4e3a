package grid

import (
	"cmp"
	"slices"

	"mubiao/extract"
)

// minStrip is how wide, in points, a strip without text is that parts two
// columns: the padding of two cells.
const minStrip = 3.0

// Columns are those of a table without rules, which may go on on the next
// page without heads.
type Columns struct {
	edges  []float64
	merged []bool // by column: holds labels of several rows, or the spine
	sure   []bool // by column: a strip without text parts it from the next
}

// parted reports whether strips without text part a column from those on both
// sides.
func (c *Columns) parted(k int) bool { return c.sure[k] && (k == 0 || c.sure[k-1]) }

// inColumns reports whether all text of a page stands in the columns of the
// table, and in more than one that holds no labels of levels.
func (u *unruled) inColumns() bool {
	filled := make([]bool, len(u.columns.merged))
	for _, b := range u.body {
		k := u.column(b)
		if b.box.X0 < u.columns.edges[k] || b.box.X1 > u.columns.edges[k+1] {
			return false
		}
		filled[k] = !u.columns.merged[k]
	}
	n := 0
	for _, f := range filled {
		if f {
			n++
		}
	}
	return n > 1
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
	if e, ok := strip(all, box.X0-1, box.X0, left); ok {
		u.columns.edges = append(u.columns.edges, e)
		u.columns.sure = append(u.columns.sure, true)
	}
	for i := range u.heads[1:] {
		a, _ := u.heads[i].box.Center()
		b, _ := u.heads[i+1].box.Center()
		e, ok := strip(all, u.columns.edges[len(u.columns.edges)-1], a, b)
		u.columns.sure = append(u.columns.sure, ok)
		if ok {
			u.columns.edges = append(u.columns.edges, e)
		} else {
			u.columns.edges = append(u.columns.edges, (u.heads[i].box.X1+u.heads[i+1].box.X0)/2)
		}
	}
	u.columns.edges = append(u.columns.edges, box.X1+1)
	u.columns.sure = append(u.columns.sure, true)
	u.findMerged()
}

// findMerged notes the columns of levels and the spine.
func (u *unruled) findMerged() {
	spine := len(u.columns.edges) - 1 - len(u.heads)
	u.columns.merged = make([]bool, len(u.columns.edges)-1)
	for k := range u.columns.merged {
		u.columns.merged[k] = k < spine || u.v.Level(u.heads[k-spine].text)
	}
}

// strip is the middle of an upright strip between lo and hi that no block
// touches and that is wide enough to part columns, or else of the widest one.
// A wide head leaves strips on both sides of the text under it: of several,
// the one is taken that leaves one text a line in most lines to its left, from
// left on, and of those the first.
func strip(blocks []block, left, lo, hi float64) (float64, bool) {
	spans := make([]edge, 0, len(blocks)+1)
	for _, b := range blocks {
		for _, r := range b.runs {
			if r.Box.X1 > lo && r.Box.X0 < hi {
				spans = append(spans, edge{lo: r.Box.X0, hi: r.Box.X1})
			}
		}
	}
	slices.SortFunc(spans, func(a, b edge) int { return cmp.Compare(a.lo, b.lo) })
	end, width, at, most := lo, 0.0, 0.0, -1
	for _, s := range append(spans, edge{lo: hi, hi: hi}) {
		if gap := s.lo - end; end > lo && gap > 0 {
			middle := (s.lo + end) / 2
			switch n := singles(blocks, left, middle); {
			case gap >= minStrip && n > most:
				width, at, most = gap, middle, n
			case most < 0 && gap > width:
				width, at = gap, middle
			}
		}
		end = max(end, s.hi)
	}
	return at, width > 0
}

// singles counts the lines on which one run of text stands between two edges,
// less those with more.
func singles(blocks []block, left, right float64) int {
	var runs []extract.Rect
	for _, b := range blocks {
		for _, r := range b.runs {
			if x, _ := r.Box.Center(); x > left && x < right {
				runs = append(runs, r.Box)
			}
		}
	}
	n := 0
	for _, r := range runs {
		beside := slices.ContainsFunc(runs, func(o extract.Rect) bool {
			return o != r && o.Y0 < r.Y1 && r.Y0 < o.Y1 && (o.X1 <= r.X0 || r.X1 <= o.X0)
		})
		if beside {
			n -= 2
		}
		n++
	}
	return n
}

// column is the column that the middle of a block lies in.
func (u *unruled) column(b block) int {
	x, _ := b.box.Center()
	return slot(u.columns.edges, x)
}

// byColumn sorts the body's blocks into columns, from top to bottom.
func (u *unruled) byColumn() [][]block {
	columns := make([][]block, len(u.columns.edges)-1)
	for _, b := range u.body {
		k := u.column(b)
		columns[k] = append(columns[k], b)
	}
	for _, c := range columns {
		slices.SortFunc(c, func(a, b block) int { return cmp.Compare(a.box.Y0, b.box.Y0) })
	}
	return columns
}
