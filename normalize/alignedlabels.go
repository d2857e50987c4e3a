package normalize

import (
	"cmp"
	"math"
	"slices"

	"mubiao/normalize/zh"
)

// A label in a narrow cell is broken over lines, and what it heads stands
// between them. Its pieces are known by what they make together.

// isTopHead reports whether a text is a label above the indicators.
func isTopHead(s string) bool {
	label := zh.Label(s)
	return isTopLabel(s) || zoneOf(label) != noZone || isGoalLabel(label) || budgetScopes[zh.StripBrackets(label)] != ""
}

// pieceReach is how many lines further down the next piece of a label stands
// at most: the line between holds what the label heads.
const pieceReach = 2

// withLabels puts the pieces of labels together, at the line in their middle.
func withLabels(chunks []chunk) []chunk {
	out := slices.Clone(chunks)
	used := make([]bool, len(out))
	for i := range out {
		if used[i] {
			continue
		}
		stack, best := []int{i}, 0
		text := out[i].text
		for len(stack) < maxPieces {
			k := pieceBelow(out, used, stack)
			if k < 0 || text == "项目" && isTopLabel(out[k].text) { // the end of 常年性项目 above 资金总额
				break
			}
			stack = append(stack, k)
			if text += out[k].text; isTopHead(text) {
				best = len(stack)
			}
		}
		for _, k := range stack[1:max(best, 1)] {
			used[k] = true
			out[i].text += out[k].text
			out[i].start, out[i].end = min(out[i].start, out[k].start), max(out[i].end, out[k].end)
			out[i].last = out[k].last
		}
		out[i].line = (out[i].line + out[i].last) / 2
	}
	n := 0
	for i, c := range out {
		if !used[i] {
			out[n] = c
			n++
		}
	}
	out = out[:n]
	slices.SortStableFunc(out, func(a, b chunk) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.start, b.start)) })
	return out
}

// pieceBelow is the chunk below a stack of them, -1 for none.
func pieceBelow(chunks []chunk, used []bool, stack []int) int {
	last := chunks[stack[len(stack)-1]]
	for k := stack[len(stack)-1] + 1; k < len(chunks) && chunks[k].line <= last.line+pieceReach; k++ {
		c := chunks[k]
		if !used[k] && c.line > last.line && c.start < last.end+1 && last.start < c.end+1 {
			return k
		}
	}
	return -1
}

// snapAmounts moves what stands in a block of funds to the line of the label
// that it stands beside: half a line up or down where the label has two lines.
func snapAmounts(chunks []chunk, isLabel func(chunk) bool) []chunk {
	out := slices.Clone(chunks)
	for i, c := range out {
		if isLabel(c) || !startsWithFigure(c.text) && !isEmptyMark(c.text) {
			continue
		}
		best, least := -1, math.Inf(1)
		for k, l := range chunks {
			off := math.Abs(l.middle() - c.middle())
			if isLabel(l) && l.start < c.start && off < least {
				best, least = k, off
			}
		}
		if best >= 0 && least <= 1 {
			out[i].line = chunks[best].line
		}
	}
	slices.SortStableFunc(out, func(a, b chunk) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.start, b.start)) })
	return out
}

// middle is the height of a chunk's middle, in lines.
func (c chunk) middle() float64 { return c.mid }
