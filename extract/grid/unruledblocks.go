package grid

import (
	"cmp"
	"math"
	"slices"

	"mubiao/extract"
)

// wrapPitch is the distance of two baselines, in sizes, up to which two runs
// are lines of one cell: text is set at 1.0 to 1.4 sizes, rows of a table with
// any padding stand 1.6 or more apart.
const wrapPitch = 1.5

// A block is the text of one cell: runs set one below the other.
type block struct {
	runs []Line
	box  extract.Rect
	text string
}

func (b *block) middle() float64 { return (b.box.Y0 + b.box.Y1) / 2 }

// blocksOf gathers runs into blocks: the next line of a block stands within
// wrapPitch below it, over some of the same width, in the same size.
func blocksOf(runs []Line) []block {
	sorted := slices.Clone(runs)
	slices.SortStableFunc(sorted, func(a, b Line) int { return cmp.Compare(a.Box.Y0, b.Box.Y0) })
	var blocks []block
	for _, r := range sorted {
		i := slices.IndexFunc(blocks, func(b block) bool { return b.goesOn(r) })
		if i < 0 {
			blocks = append(blocks, block{})
			i = len(blocks) - 1
		}
		b := &blocks[i]
		b.runs = append(b.runs, r)
		b.box = b.box.Union(r.Box)
		b.text += r.Text
	}
	return blocks
}

// goesOn reports whether a run is the next line of a block.
func (b *block) goesOn(r Line) bool {
	last := b.runs[len(b.runs)-1]
	pitch := r.Box.Y1 - last.Box.Y1
	size := last.Box.Height()
	return pitch > 0.5*size && pitch <= wrapPitch*size && math.Abs(r.Box.Height()-size) < 1 &&
		min(r.Box.X1, last.Box.X1)-max(r.Box.X0, last.Box.X0) > 0
}
