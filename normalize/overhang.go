package normalize

import (
	"cmp"
	"math"
	"slices"

	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// Where a page cuts a merged cell (the goal of a listing beside the rows of its
// indicators), browsers end the rules below the last row that fits on the page
// and set the text of the cell on down to the page's foot, outside all rules.

// A stray is text that hangs out of a table at the foot of a page, and of which
// no cell can be told.
type stray struct {
	page int
	text string
}

// takeOverhang gives the lines under the last part of a table, which goes on on
// the next page, to the open cells that they hang out of.
func (r *reader) takeOverhang(part *grid.Grid, under []grid.Line) {
	if isLoose(part) {
		return
	}
	under = slices.Clone(under)
	slices.SortStableFunc(under, func(a, b grid.Line) int { return cmp.Compare(a.Box.Y0, b.Box.Y0) })
	for _, l := range under {
		over := cellsOver(part, l)
		switch {
		case len(over) == 0 || isFolio(l.Text) || isNote(zh.Label(l.Text)):
		case len(over) == 1 && over[0].Box.X0 <= l.Box.X0+overEdge*l.Size && l.Box.X1-overEdge*l.Size <= over[0].Box.X1:
			over[0].Lines = append(slices.Clip(over[0].Lines), l)
		default:
			r.strays = append(r.strays, stray{part.Page, l.Text})
		}
	}
}

// cellsOver are the open cells above a line under their grid whose text the line
// may go on.
func cellsOver(g *grid.Grid, l grid.Line) []*grid.Cell {
	var out []*grid.Cell
	for i := range g.Cells {
		c := &g.Cells[i]
		open := c.OpenBottom && c.Row+c.RowSpan == len(g.Ys)-1 && l.Box.X0 < c.Box.X1 && c.Box.X0 < l.Box.X1
		if open && (goesOnIn(c.Lines, l) || beginsIn(c, l)) {
			out = append(out, c)
		}
	}
	return out
}

// goesOnIn reports whether a line stands under others as they stand under each
// other, and is of their size.
func goesOnIn(lines []grid.Line, l grid.Line) bool {
	if len(lines) == 0 {
		return false
	}
	last := lines[len(lines)-1]
	pitch := widestPitch * last.Size
	if n := len(lines); n > 1 && middle(last)-middle(lines[n-2]) > last.Size/2 {
		pitch = samePitch * (middle(last) - middle(lines[n-2]))
	}
	return middle(l)-middle(last) <= pitch && math.Abs(l.Size-last.Size) <= sameSize*last.Size
}

// beginsIn reports whether a line under a blank cell that is too low for it is
// the first of that cell: no more than the upper edge of its row fits on the
// page.
func beginsIn(c *grid.Cell, l grid.Line) bool {
	return len(c.Lines) == 0 && c.Box.Height() < tooLow*l.Box.Height() && l.Box.Y0-c.Box.Y1 < l.Box.Height()
}

func middle(l grid.Line) float64 {
	_, y := l.Box.Center()
	return y
}

const (
	// widestPitch is how far apart, in sizes, the lines of a cell are set at
	// most: forms are set solid up to double-spaced.
	widestPitch = 2.4
	// samePitch is how much wider than the pitch above it that of a line may
	// be: boxes of lines without tall characters lie up to a fifth off.
	samePitch = 1.25
	// sameSize is how far apart the sizes of two lines may lie, as a share of
	// one, that are set alike: a picture's are those of the characters in them.
	sameSize = 0.25
	// tooLow is the height in sizes below which a cell has no room for a line
	// between the white above and below it.
	tooLow = 1.5
	// overEdge is how far, in sizes, the box of a line may reach over the rule
	// beside it: boxes hold the white around a character too.
	overEdge = 0.25
)

// tellStrays points at a form for text that hangs out of its table.
func (r *reader) tellStrays(d *draft) {
	for _, s := range r.strays {
		if slices.Contains(d.Source.Pages, s.page) && slices.Contains(d.Source.Pages, s.page+1) {
			d.doubt("text-unplaced", Warning, "", "page %d: %q is in no field of the record", s.page, shorten(s.text, 40))
		}
	}
}
