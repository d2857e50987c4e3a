package normalize

import (
	"slices"
	"strings"

	"mubiao/extract/grid"
)

// levelNumerals are what the heads of the columns of levels begin with, from the
// left.
var levelNumerals = []rune("一二三")

// levelHead is what is behind the numeral.
const levelHead = "级指标"

// mendLevels gives the heads of the columns 一级指标, 二级指标, 三级指标 their
// numerals by their places in the row: the strokes of 一 二 三 are level and thin,
// and are what a fax loses first.
func (r *reader) mendLevels(g *grid.Grid) {
	rows := map[int][]int{}
	for i := range g.Cells {
		if _, ok := levelOf(&g.Cells[i]); ok {
			row := g.Cells[i].Row
			rows[row] = append(rows[row], i)
		}
	}
	for _, heads := range rows {
		if !countFromOne(g, heads) {
			continue
		}
		for place, i := range heads {
			r.setLevel(&g.Cells[i], levelNumerals[place])
		}
	}
}

// countFromOne reports whether the heads in a row are those of the first levels:
// no numeral that was read is another than its place tells, and if there are but
// two, which may be the last of three as well, something that was read tells it.
// A lone stroke is no 一: it is what is left of any of the three.
func countFromOne(g *grid.Grid, heads []int) bool {
	if len(heads) < 2 || len(heads) > len(levelNumerals) {
		return false
	}
	told := len(heads) == len(levelNumerals)
	for place, i := range heads {
		read, _ := levelOf(&g.Cells[i])
		if slices.Contains(levelNumerals[1:], read) && read != levelNumerals[place] {
			return false
		}
		told = told || read == levelNumerals[place]
	}
	return told
}

// levelOf is the character before 级指标 in a cell that was read from a picture
// and holds nothing else; 0 if there is none.
func levelOf(c *grid.Cell) (rune, bool) {
	t := scan(c.Lines)
	if t == nil {
		return 0, false
	}
	head, ok := strings.CutSuffix(strings.Join(strings.Fields(t.text(0, len(t.chars))), ""), levelHead)
	runes := []rune(head)
	if !ok || len(runes) > 1 {
		return 0, false
	}
	if len(runes) == 0 {
		return 0, true
	}
	return runes[0], true
}

// setLevel writes a numeral before 级指标, in the place of what was read there.
func (r *reader) setLevel(c *grid.Cell, numeral rune) {
	read, _ := levelOf(c)
	if read == numeral {
		return
	}
	t := scan(c.Lines)
	from := slices.IndexFunc(t.chars, func(c character) bool { return c.r == '级' })
	to := from
	if read != 0 {
		from = slices.IndexFunc(t.chars, func(c character) bool { return c.r == read })
		to = from + 1
	}
	t.replace(from, to, string(numeral), mendedWord)
	r.keep(c.Page, c.Lines, t)
}
