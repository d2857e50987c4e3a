package normalize

import (
	"slices"

	"mubiao/extract/grid"
)

// Where a form leaves out the rule under its last levels and their spine, and
// a second table of indicators follows (年度绩效指标 under 长期绩效指标), cells of
// the one run on into the heads of the other. A row of heads ends the cells
// above it all the same.

// closeAboveHeads cuts the boxes that run on into a row of heads.
func (s *sheet) closeAboveHeads() {
	for row := 1; row < s.rows(); row++ {
		if !s.headsTable(row) {
			continue
		}
		top := s.top(row)
		for _, b := range s.row(row) {
			if b.row < row && b.parts[0].Box.Y0 < top && !s.headsTwoRows(b) {
				s.cutBox(b, row, top)
			}
		}
	}
}

// headsTable reports whether two heads of indicator columns begin at a row,
// the target's among them.
func (s *sheet) headsTable(row int) bool {
	heads, target := 0, false
	for _, b := range s.starting(row) {
		heads += btoi(b.role.ofIndicator())
		target = target || b.role == roleTarget
	}
	return target && heads >= 2
}

// headsTwoRows reports whether a box is a head beside others that begin in the
// same row, so that it goes on beside the heads below those.
func (s *sheet) headsTwoRows(b *box) bool {
	return b.role != noRole && slices.ContainsFunc(s.starting(b.row), func(c *box) bool { return c != b && c.role != noRole })
}

// top is the height at which a row begins.
func (s *sheet) top(row int) float64 {
	return s.starting(row)[0].parts[0].Box.Y0
}

// cutBox parts a box at the upper edge of a row if what stands below is a
// head or nothing, or one of the parts is the label of a table.
func (s *sheet) cutBox(b *box, row int, y float64) {
	upper, lower := cutCell(b.parts[0], row, y)
	above, below := newBox(upper, b.later), newBox(lower, b.later)
	if below.role == noRole && !below.empty() && zoneOf(below.label) != zoneSpine && zoneOf(above.label) != zoneSpine {
		return
	}
	s.boxes = slices.DeleteFunc(s.boxes, func(c *box) bool { return c == b })
	for _, part := range []*box{above, below} {
		s.boxes = append(s.boxes, part)
		s.place(part)
	}
}

// cutCell parts a cell at the upper edge of a row; its lines go where their
// middles stand.
func cutCell(c *grid.Cell, row int, y float64) (upper, lower *grid.Cell) {
	a, b := *c, *c
	a.RowSpan, b.Row, b.RowSpan = row-c.Row, row, c.Row+c.RowSpan-row
	a.Box.Y1, b.Box.Y0 = y, y
	a.OpenBottom, b.OpenTop = true, true
	a.Lines, b.Lines = nil, nil
	for _, l := range c.Lines {
		if _, middle := l.Box.Center(); middle < y {
			a.Lines = append(a.Lines, l)
		} else {
			b.Lines = append(b.Lines, l)
		}
	}
	return &a, &b
}
