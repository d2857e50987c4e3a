// Package grid turns the glyphs and rulings of a page into grids of possibly
// merged cells and the lines of text that stand outside them, and joins grids
// that go on over pages.
//
// The method is the "lattice" of pdfplumber and Tabula (A. Nurminen,
// Algorithmic Extraction of Data in Tables in PDF Documents, 2013): rulings
// are snapped to common positions and joined, crossing ones make a table, its
// positions span elementary cells, and neighbours with no ruling between them
// are one cell. Forms leave rules out, so no cell needs to be closed all
// round: where lines end without a rule across, the table ends all the same.
package grid

import (
	"slices"

	"mubiao/extract"
)

// A Line is a run of glyphs on one baseline, in reading order.
type Line struct {
	Text string // blanks as set; a wide gap is one blank
	Box  extract.Rect
	Size float64 // font size in points, of the largest glyph
	// Sure is the confidence in each rune of Text, in [0, 1]; nil for text that
	// the file itself holds.
	Sure []float32
	// Raw is the line as read where Text is a correction of it, else empty.
	Raw string
}

// A Cell is one box of a grid. Row and Col count from 0; spans are at least 1.
type Cell struct {
	Page             int // from 1
	Row, Col         int
	RowSpan, ColSpan int
	Box              extract.Rect
	Lines            []Line // top to bottom
	Turn             *Turn  // of the page
	// OpenTop and OpenBottom say that no rule closes the cell there: it
	// may go on on the page before or after.
	OpenTop, OpenBottom bool
	// Sideless says that rules bound the cell above and below alone: its sides
	// are where its rows have white, and a blank one may be a part of another.
	Sideless bool
	// Loose says that no rule bounds the cell: it was found by how text is
	// aligned.
	Loose bool
	// Unsure says that of a Loose cell nothing but nearness tells its row or
	// its column.
	Unsure bool
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
// lines outside them, in reading order, on the upright page.
type Layout struct {
	Page          int
	Width, Height float64
	Turn          *Turn // from the upright page to the displayed one
	Grids         []Grid
	Lines         []Line
	// Runs are the same lines cut at every gap that could part two cells of
	// a table without rules.
	Runs []Line
	// Slanted counts the glyphs that are in no line because they run
	// aslant, as watermarks do.
	Slanted int
}

// Find finds the grids of a page. Each visible upright glyph ends up in one
// cell or in one line.
func Find(page *extract.Page) Layout {
	upright, turn := upright(page)
	return find(upright, turn, freeRules(upright.Rulings))
}

// find finds the grids of an upright page, of which some rules are free.
func find(page *extract.Page, turn *Turn, free []edge) Layout {
	layout := Layout{Page: page.Number, Width: page.Width, Height: page.Height, Turn: turn}
	between, striped := columnRules(page, free)
	frames := frames(slices.Concat(page.Rulings, between))
	owner := assign(page.Glyphs, frames, &layout.Slanted)
	for i := range frames {
		g := frames[i].grid(page, turn, owner)
		g.markSideless(striped)
		layout.Grids = append(layout.Grids, g)
	}
	layout.Lines = setLines(page.Glyphs, owner[len(owner)-1], apart)
	layout.Runs = setLines(page.Glyphs, owner[len(owner)-1], runGap)
	return layout
}
