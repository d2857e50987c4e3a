package grid

import (
	"math"
	"slices"

	"mubiao/extract"
)

// asidePart is how far, in sizes, the middles or the tops of two cells of a row
// may lie apart: they are set about one line, or from one.
const asidePart = 0.35

// told reports whether the place of a column's text tells that it is of row i:
// all of it is one block, or is set as closely, about the middle of the row's
// own block or from its top, and none of it reaches into another row.
func (u *unruled) told(blocks []block, i int, ys []float64) bool {
	var own []Line
	for _, b := range blocks {
		switch runs := b.between(ys[i], ys[i+1]); {
		case len(runs) == 0:
		case own != nil, overlap(runs), len(runs) < len(b.runs) && !u.alike(b):
			return false
		default:
			own = runs
		}
	}
	var cell extract.Rect
	for _, r := range own {
		cell = cell.Union(r.Box)
	}
	row := u.rows[i]
	size := row.runs[0].Box.Height()
	_, middle := cell.Center()
	return math.Abs(middle-row.middle()) < asidePart*size || math.Abs(cell.Y0-row.box.Y0) < asidePart*size
}

// between lists the runs of a block whose middles lie between two heights.
func (b *block) between(top, bottom float64) []Line {
	var out []Line
	for _, r := range b.runs {
		if _, y := r.Box.Center(); y > top && y < bottom {
			out = append(out, r)
		}
	}
	return out
}

// overlap reports whether a run stands beside the one before it, as those of
// two columns do.
func overlap(runs []Line) bool {
	for i := range runs[1:] {
		if a, b := runs[i].Box, runs[i+1].Box; b.Y0 < a.Y1 && a.Y0 < b.Y1 {
			return true
		}
	}
	return false
}

// alike reports whether each line of a block stands about the middle of a row:
// the rows are set so closely that their cells look like one.
func (u *unruled) alike(b block) bool {
	for _, r := range b.runs {
		_, y := r.Box.Center()
		if !slices.ContainsFunc(u.rows, func(row block) bool { return math.Abs(row.middle()-y) < asidePart*r.Box.Height() }) {
			return false
		}
	}
	return true
}

// mayBeMore reports whether the lines of two cells of a row stand beside one
// another, line by line, and none of the two begins with a number: two rows set
// closely look the same.
func (u *unruled) mayBeMore(row int) bool {
	var first []Line
	for _, c := range u.cells {
		if c.Row != row || c.RowSpan > 1 || len(c.Lines) < 2 || u.v.Begin(c.Lines[0].Text) {
			continue
		}
		if first != nil && abreast(first, c.Lines) {
			return true
		}
		first = c.Lines
	}
	return false
}

// abreast reports whether the lines of two cells stand at the same heights.
func abreast(a, b []Line) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		_, y := a[i].Box.Center()
		_, z := b[i].Box.Center()
		if math.Abs(y-z) > asidePart*a[i].Box.Height() {
			return false
		}
	}
	return true
}

// doubtRow marks the cells of one row as unsure.
func (u *unruled) doubtRow(row int) {
	for i := range u.cells {
		c := &u.cells[i]
		c.Unsure = c.Unsure || c.Row == row && c.RowSpan == 1
	}
}
