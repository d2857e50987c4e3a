package grid

import (
	"cmp"
	"math"
	"slices"

	"mubiao/extract"
)

// Above the heads of columns, labels tell the rows; a row has its own cells.

// rowsAbove makes a row of each height at which labels stand, and gives each
// block to the row that is nearest to its middle.
func (u *unruled) rowsAbove() {
	at := u.labelHeights()
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

// besideShare is how far, in sizes, the middle of a label of several lines may
// stand below that of one beside it: both begin on one line.
const besideShare = 0.8

// labelHeights are the heights at which labels stand.
func (u *unruled) labelHeights() []float64 {
	var at, more []float64
	size := 0.0
	for _, b := range u.top {
		switch {
		case !u.v.Label(b.text):
		case len(b.runs) == 1:
			at = append(at, b.middle())
		default:
			more = append(more, b.middle())
			size = max(size, b.runs[0].Box.Height())
		}
	}
	at = cluster(at)
	for _, y := range cluster(more) {
		if len(at) == 0 || math.Abs(at[nearest(at, y)]-y) > besideShare*size {
			at = append(at, y)
			slices.Sort(at)
		}
	}
	return at
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
