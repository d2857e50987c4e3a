package grid

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"mubiao/extract"
)

// Where the parts of a page stand: its numbers, the heads of columns, and the
// ends of the table above and below them.

const (
	// headMargin and footMargin are the shares of a page's height in which
	// page numbers stand; numbers elsewhere are values.
	headMargin, footMargin = 0.07, 0.12
	// minHeads is how many heads of columns in one line show a table.
	minHeads = 3
)

// foliosOf is where the page's numbers stand: in its margins, or anywhere with
// words or dashes about them, as no value has.
func foliosOf(l *Layout, v Vocabulary) []extract.Rect {
	var out []extract.Rect
	for _, line := range append(slices.Clone(l.Lines), l.Runs...) {
		margin := line.Box.Y1 < headMargin*l.Height || line.Box.Y0 > (1-footMargin)*l.Height
		if (margin || isDressed(line.Text)) && v.Folio(line.Text) {
			out = append(out, line.Box)
		}
	}
	return out
}

// isDressed reports whether a text has what is set about the number of a page.
func isDressed(s string) bool {
	return strings.Contains(s, "页") || strings.HasPrefix(s, "-") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, "–")
}

// findHeads looks for a line with the heads of columns.
func (u *unruled) findHeads() bool {
	for i := range u.blocks {
		if line := u.headsBeside(i); len(line) >= minHeads {
			slices.SortFunc(line, func(a, b block) int { return cmp.Compare(a.box.X0, b.box.X0) })
			u.heads = line
			u.unknownHead = u.oddBeside(i)
			return true
		}
	}
	return false
}

// oddBeside reports whether text that is no head stands among the heads: a
// column that is not known, or two whose heads look like one.
func (u *unruled) oddBeside(i int) bool {
	y, left := u.blocks[i].middle(), u.heads[0].box.X0
	return slices.ContainsFunc(u.blocks, func(b block) bool {
		return b.box.X0 > left && !u.v.Head(b.text) && math.Abs(b.middle()-y) < b.runs[0].Box.Height()
	})
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

// headBox is the place of all heads, empty on a page without any.
func (u *unruled) headBox() (r extract.Rect) {
	for _, h := range u.heads {
		r = r.Union(h.box)
	}
	return r
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

// headRow adds the heads' row, whose cells are as wide as their columns.
func (u *unruled) headRow() {
	spine := len(u.columns.edges) - 1 - len(u.heads)
	box := u.headBox()
	for i, h := range u.heads {
		u.addCell(extract.Rect{X0: u.columns.edges[spine+i], Y0: box.Y0, X1: u.columns.edges[spine+i+1], Y1: box.Y1}, h.runs)
	}
	u.ys = append(u.ys, box.Y0)
}
