// Package grid turns the glyphs and rulings of a page into grids of possibly
// merged cells and the lines of text that stand outside them.
package grid

import "mubiao/extract"

// A Line is a run of glyphs on one baseline, in reading order.
type Line struct {
	Text string // blanks between words kept, none between Han characters
	Box  extract.Rect
	Size float64 // font size in points
}

// A Cell is one box of a grid. Row and Col count from 0; spans are at least 1.
type Cell struct {
	Row, Col         int
	RowSpan, ColSpan int
	Box              extract.Rect
	Lines            []Line // top to bottom
	// Text is the cell's lines joined as Chinese is set.
	Text string
	// OpenTop and OpenBottom say that no rule closes the cell there: it
	// may go on on the page before or after.
	OpenTop, OpenBottom bool
}

// A Grid is a ruled table on one page.
type Grid struct {
	Page  int
	Box   extract.Rect
	Xs    []float64 // column edges, ascending; one more than columns
	Ys    []float64 // row edges, ascending; one more than rows
	Cells []Cell    // by row, then column
}

// A Layout is all that a page holds: its grids from top to bottom and the
// lines outside them.
type Layout struct {
	Page          int
	Width, Height float64
	Grids         []Grid
	Lines         []Line
}

// Find finds the grids of a page.
func Find(page *extract.Page) Layout {
	return Layout{Page: page.Number, Width: page.Width, Height: page.Height}
}
