package grid

import (
	"math"
	"strings"

	"mubiao/extract"
)

// Text that is too long for its cell and cannot be broken is set on over the
// rule: a sum of money in a narrow column, a closing bracket that hangs at the
// end of a line, a note in a spreadsheet whose neighbour is blank. What is set
// in one go stays together all the same.

const (
	// abuts is how far apart, in sizes, two characters of one word may be: set
	// wide or kerned. Cells keep text off their rules by more on both sides.
	abuts = 0.1
	// astride is how far, in sizes, a character must reach over a rule to show
	// that what it belongs to goes over it: of two cells that text fills to the
	// rule between them, none does.
	astride = 0.12
	// level is how far apart, in sizes, the baselines of one line may lie.
	level = 0.05
)

// keepTogether gives runs of characters that go over a rule to one cell.
func keepTogether(glyphs []extract.Glyph, owner []int32, frames []frame) {
	o := overflow{glyphs: glyphs, owner: owner, frames: frames}
	for from := 0; from < len(glyphs); {
		to, cut := o.runFrom(from)
		if cut {
			if o.held == nil {
				o.held = count(owner)
			}
			o.keepNumbers(from, to)
			o.keepClosings(from, to)
			o.keepTails(from, to)
		}
		from = to
	}
}

// An overflow looks for runs of characters that stand in several cells.
type overflow struct {
	glyphs []extract.Glyph
	owner  []int32 // of each glyph its cell, the number behind the last for none
	frames []frame
	held   map[int32]int // how many characters each cell has
}

// runFrom is the end of the run of characters from one on that are set in one
// go, and whether they stand in several cells.
func (o *overflow) runFrom(from int) (to int, cut bool) {
	for to = from + 1; to < len(o.glyphs) && o.runsOn(to); to++ {
		cut = cut || o.owner[to] != o.owner[from]
	}
	return to, cut
}

// runsOn reports whether a character is set in one go with the one before it:
// right behind it and, in another cell, over the rule between them or as a mark
// that never begins a line. What was read in a picture stands too roughly to
// tell.
func (o *overflow) runsOn(i int) bool {
	a, b := &o.glyphs[i-1], &o.glyphs[i]
	size := a.Box.Height()
	switch {
	case o.owner[i-1] < 0 || o.owner[i] < 0, a.Confidence != 1 || b.Confidence != 1, a.Angle != 0 || b.Angle != 0:
		return false
	case math.Abs(b.Box.X0-a.Box.X1) > abuts*size || math.Abs(b.Box.Y1-a.Box.Y1) > level*size:
		return false
	case o.owner[i-1] == o.owner[i] || isClosing(b.Text):
		return true
	}
	rule := o.ruleBetween(o.owner[i-1], o.owner[i])
	hangs := isClosing(a.Text) // so that the text beside it may begin behind it
	return a.Box.X1-rule > astride*size && !hangs || rule-b.Box.X0 > astride*size
}

// ruleBetween is where the rule between two cells stands, or the side of the
// table where one of them is none.
func (o *overflow) ruleBetween(left, right int32) float64 {
	if c := o.cell(left); c != nil {
		return c.Box.X1
	}
	return o.cell(right).Box.X0
}

// cell is a cell by its number, nil for none.
func (o *overflow) cell(n int32) *Cell {
	for i := range o.frames {
		if f := &o.frames[i]; int(n) >= f.first && int(n) < f.first+len(f.cells) {
			return &f.cells[int(n)-f.first]
		}
	}
	return nil
}

func count(owner []int32) map[int32]int {
	held := map[int32]int{}
	for _, o := range owner {
		held[o]++
	}
	return held
}

// keepNumbers gives each number of a run to the cell that has most of it.
func (o *overflow) keepNumbers(from, end int) {
	for from < end {
		to := from
		for to < end && isFigure(o.glyphs[to].Text) {
			to++
		}
		if to > from {
			o.give(from, to, most(o.owner[from:to]))
		}
		from = max(to, from+1)
	}
}

func isFigure(s string) bool { return len(s) == 1 && strings.Contains("0123456789.,", s) }

// most is the cell that has most of some characters, the first of those that
// have as many.
func most(owner []int32) int32 {
	held, best := count(owner), owner[0]
	for _, o := range owner {
		if held[o] > held[best] {
			best = o
		}
	}
	return best
}

// keepClosings gives marks that never begin a line to the cell of what they
// stand behind.
func (o *overflow) keepClosings(from, end int) {
	for i := from + 1; i < end; i++ {
		if isClosing(o.glyphs[i].Text) {
			o.give(i, i+1, o.owner[i-1])
		}
	}
}

func isClosing(s string) bool {
	return s != "" && strings.Contains("）)」』】〕》”’。，、；：！？%％", s)
}

// keepTails gives the rest of a run to the cell that it begins in where what it
// runs into is no cell, or one that holds nothing else.
func (o *overflow) keepTails(from, end int) {
	first := o.owner[from]
	if o.cell(first) == nil {
		return
	}
	for i := from + 1; i < end; {
		to := i + 1
		for to < end && o.owner[to] == o.owner[i] {
			to++
		}
		if o.held[o.owner[i]] == to-i || o.cell(o.owner[i]) == nil {
			o.give(i, to, first)
		}
		i = to
	}
}

func (o *overflow) give(from, to int, cell int32) {
	for i := from; i < to; i++ {
		o.held[o.owner[i]]--
		o.held[cell]++
		o.owner[i] = cell
	}
}
