package grid

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"mubiao/extract"
)

const (
	// lineShare is how far the middles of two glyphs of one line may lie
	// apart, in sizes of the larger one: raised and lowered figures stay
	// below 0.4, lines set solid are 1 apart.
	lineShare = 0.45
	// blankShare is the gap between two glyphs, in sizes, that reads as a
	// blank; kerning and loose setting stay below it.
	blankShare = 0.28
	// apart is the gap, in sizes, that parts two lines on one baseline of
	// running text, such as a title and the unit of amounts at the margin.
	apart = 3.0
	// runGap is the gap, in sizes, that parts two cells of a table without
	// rules; a blank in running text is at most 0.5.
	runGap = 0.8
	// slantTolerance is how many degrees off a quarter turn a glyph may lie.
	slantTolerance = 2
)

// assign gives each visible glyph to a cell, by the place of its middle:
// element i of the result holds the glyphs of cell i, the last element those
// outside every frame.
func assign(glyphs []extract.Glyph, frames []frame, slanted *int) [][]int32 {
	cells := 0
	for i := range frames {
		cells += len(frames[i].cells)
	}
	owner := make([]int32, len(glyphs))
	count := make([]int32, cells+1)
	for i := range glyphs {
		g := &glyphs[i]
		_, straight := quarterOf(g)
		if g.Hidden || !straight {
			owner[i] = -1
			if !straight {
				*slanted++
			}
			continue
		}
		owner[i] = int32(cellAt(frames, g.Box, cells))
	}
	keepTogether(glyphs, owner, frames)
	for _, o := range owner {
		if o >= 0 {
			count[o]++
		}
	}
	all := make([]int32, len(glyphs))
	buckets := make([][]int32, cells+1)
	used := int32(0)
	for i, n := range count {
		buckets[i] = all[used : used : used+n]
		used += n
	}
	for i, o := range owner {
		if o >= 0 {
			buckets[o] = append(buckets[o], int32(i))
		}
	}
	return buckets
}

// cellAt is the number of the cell that a glyph's middle lies in, of the
// smallest frame where frames are nested; none where there is none.
func cellAt(frames []frame, glyph extract.Rect, none int) int {
	x, y := glyph.Center()
	best, area := none, math.Inf(1)
	for i := range frames {
		f := &frames[i]
		box := f.box()
		if !box.Contains(x, y) || box.Width()*box.Height() >= area {
			continue
		}
		area = box.Width() * box.Height()
		best = f.first + f.region[slot(f.ys, y)*f.cols()+slot(f.xs, x)]
	}
	return best
}

// slot is the index of the interval of edges that p lies in.
func slot(edges []float64, p float64) int {
	i, found := slices.BinarySearch(edges, p)
	if !found {
		i--
	}
	return min(max(i, 0), len(edges)-2)
}

// setLines sets the glyphs of one cell, or of the page outside cells, in
// lines, which end where a gap is wider than so many sizes.
func setLines(glyphs []extract.Glyph, members []int32, gap float64) []Line {
	if len(members) == 0 {
		return nil
	}
	turned := [4][]placed{make([]placed, 0, len(members))}
	for _, m := range members {
		g := &glyphs[m]
		quarter, _ := quarterOf(g)
		turned[quarter] = append(turned[quarter], placed{
			text: g.Text, raw: g.Raw, size: g.Size, confidence: g.Confidence, box: turn(g.Box, -quarter),
		})
	}
	var lines []Line
	for quarter, ps := range turned {
		for _, l := range group(ps, gap) {
			l.Box = turn(l.Box, quarter)
			lines = append(lines, l)
		}
	}
	return lines
}

// placed is a glyph turned upright.
type placed struct {
	text, raw  string
	size       float64
	confidence float32
	box        extract.Rect
}

// row is a line while its glyphs are gathered.
type row struct {
	middle, size float64
	glyphs       []placed
}

// group gathers upright glyphs into lines from top to bottom. A glyph's line
// is nearly always that of the glyph before it, so that is tried first.
func group(glyphs []placed, gap float64) []Line {
	var rows []row
	last := -1
	for _, g := range glyphs {
		middle := (g.box.Y0 + g.box.Y1) / 2
		size := g.box.Height()
		if last < 0 || !rows[last].holds(middle, size) {
			last = slices.IndexFunc(rows, func(r row) bool { return r.holds(middle, size) })
		}
		if last < 0 {
			rows = append(rows, row{middle: middle, size: size})
			last = len(rows) - 1
		}
		r := &rows[last]
		if size > r.size {
			r.middle, r.size = middle, size
		}
		r.glyphs = append(r.glyphs, g)
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.middle, b.middle) })
	lines := make([]Line, 0, len(rows))
	for i := range rows {
		lines = rows[i].lines(lines, gap)
	}
	return lines
}

func (r *row) holds(middle, size float64) bool {
	return math.Abs(r.middle-middle) <= lineShare*max(r.size, size)
}

// lines writes a row's glyphs from left to right and appends what they make:
// one line, or several where gaps part them.
func (r *row) lines(out []Line, gap float64) []Line {
	byX := func(a, b placed) int { return cmp.Compare(a.box.X0, b.box.X0) }
	if !slices.IsSortedFunc(r.glyphs, byX) {
		slices.SortStableFunc(r.glyphs, byX)
	}
	var line setter
	blank := false
	end := func() {
		if line.finish(); line.Text != "" {
			out = append(out, line.Line)
		}
		line = setter{}
	}
	for i := range r.glyphs {
		g := &r.glyphs[i]
		if isBlank(g.text) {
			blank = true
			continue
		}
		between := g.box.X0 - line.Box.X1
		switch {
		case line.text.Len() == 0:
		case between > gap*r.size:
			end()
		case blank || between > blankShare*g.box.Height():
			line.write(" ", " ")
			line.sure(" ", 1)
		}
		line.add(g)
		blank = false
	}
	end()
	return out
}

// A setter is a line while its glyphs are set.
type setter struct {
	Line
	text strings.Builder
	raw  strings.Builder // as read, once that differs
}

func (s *setter) add(g *placed) {
	if g.raw != "" && s.raw.Len() == 0 {
		s.raw.WriteString(s.text.String())
		s.text.WriteString(g.text)
		s.raw.WriteString(g.raw)
	} else {
		s.write(g.text, cmp.Or(g.raw, g.text))
	}
	s.Box = s.Box.Union(g.box)
	s.Size = max(s.Size, g.size)
	s.sure(g.text, g.confidence)
}

// sure notes the confidence in runes of the line. Text of a file needs none.
func (s *setter) sure(text string, confidence float32) {
	if confidence == 1 && s.Sure == nil {
		return
	}
	for range text {
		s.Sure = append(s.Sure, confidence)
	}
}

// write appends to the line, and to what was read if that differs.
func (s *setter) write(text, raw string) {
	s.text.WriteString(text)
	if s.raw.Len() > 0 {
		s.raw.WriteString(raw)
	}
}

func (s *setter) finish() { s.Line.Text, s.Raw = s.text.String(), s.raw.String() }

// isBlank reports whether a glyph's text leaves no ink.
func isBlank(s string) bool {
	if len(s) == 1 {
		return s[0] <= ' '
	}
	r, n := utf8.DecodeRuneInString(s)
	if n != len(s) {
		return strings.TrimSpace(s) == ""
	}
	switch r {
	case '\u00a0', '\u3000', '\u200b', '\ufeff':
		return true
	}
	return r >= '\u2000' && r <= '\u200f' || s == ""
}
