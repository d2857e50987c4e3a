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

// blocksOf gathers runs into blocks.
func blocksOf(runs []Line) []block {
	parts := Blocks(runs)
	blocks := make([]block, len(parts))
	for i, at := range parts {
		for _, k := range at {
			blocks[i].add(runs[k])
		}
	}
	return blocks
}

// Blocks gathers runs that could be the text of one cell without rules, and
// lists those of each block by their places in runs: the next line of a block
// stands within wrapPitch below it, over some of the same width, in the same
// size.
func Blocks(runs []Line) [][]int {
	order := make([]int, len(runs))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(runs[a].Box.Y0, runs[b].Box.Y0) })
	var out [][]int
	for _, k := range order {
		i := slices.IndexFunc(out, func(at []int) bool { return goesOn(&runs[at[len(at)-1]], &runs[k]) })
		if i < 0 {
			out = append(out, nil)
			i = len(out) - 1
		}
		out[i] = append(out[i], k)
	}
	return out
}

func (b *block) add(r Line) {
	b.runs = append(b.runs, r)
	b.box = b.box.Union(r.Box)
	b.text += r.Text
}

// goesOn reports whether a run is the next line of the block that ends with
// another.
func goesOn(last, r *Line) bool {
	pitch := r.Box.Y1 - last.Box.Y1
	size := last.Box.Height()
	return pitch > 0.5*size && pitch <= wrapPitch*size && math.Abs(r.Box.Height()-size) < 1 &&
		min(r.Box.X1, last.Box.X1)-max(r.Box.X0, last.Box.X0) > 0
}
