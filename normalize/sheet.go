package normalize

import (
	"slices"

	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// A box is a cell of a table as the readers of zones see it: with its text
// joined, and with the parts that a page break cut it into.
type box struct {
	row, col   int // of the first part
	rows, cols int // rows counts over breaks
	lines      []string
	text       string // lines joined as Chinese is set
	label      string // text made comparable with a label
	parts      []*grid.Cell
	later      bool // stands on a page after the table's first
	used       bool // a reader has taken its text
	doubtful   bool // may be two boxes that a page break parts

	role  role  // as the head of a column
	scope Scope // that such a head states
}

// A sheet is a table as boxes.
type sheet struct {
	table *grid.Table
	at    []*box // by row and column
	boxes []*box // by row, then column
}

func newSheet(t *grid.Table) *sheet {
	s := &sheet{table: t, at: make([]*box, t.Rows()*t.Cols())}
	for i := range t.Cells {
		c := &t.Cells[i]
		b := newBox(c, c.Page > t.Cells[0].Page)
		s.boxes = append(s.boxes, b)
		s.place(b)
	}
	s.joinHeads()
	s.closeAboveHeads()
	return s
}

func newBox(c *grid.Cell, later bool) *box {
	b := &box{row: c.Row, col: c.Col, rows: c.RowSpan, cols: c.ColSpan, parts: []*grid.Cell{c}, later: later}
	b.lines = make([]string, len(c.Lines))
	for k, l := range c.Lines {
		b.lines[k] = zh.Radicals(l.Text)
	}
	b.set()
	return b
}

// set renews what follows from a box's lines.
func (b *box) set() {
	b.text = zh.Join(b.lines)
	b.label = zh.StripNumbering(zh.Label(b.text))
	b.role, b.scope = columnRole(b.label)
}

// loose reports whether a box goes on from the page before in a table without
// rules, so that what it holds may be for other rows than those beside it.
func (b *box) loose() bool {
	return len(b.parts) > 0 && b.parts[0].Loose && b.later
}

// end is the first row below the box.
func (b *box) end() int { return b.row + b.rows }

// overlaps reports whether two boxes share a column.
func (b *box) overlaps(c *box) bool { return b.col < c.col+c.cols && c.col < b.col+b.cols }

func (b *box) empty() bool { return b.text == "" }

func (s *sheet) rows() int { return s.table.Rows() }
func (s *sheet) cols() int { return s.table.Cols() }

// box is the box over a row and a column, nil where the table has none.
func (s *sheet) box(row, col int) *box {
	if row < 0 || row >= s.rows() || col < 0 || col >= s.cols() {
		return nil
	}
	return s.at[row*s.cols()+col]
}

// row lists the boxes over a row from left to right, each once.
func (s *sheet) row(row int) []*box {
	var out []*box
	for col := 0; col < s.cols(); {
		b := s.box(row, col)
		if b == nil {
			col++
			continue
		}
		out = append(out, b)
		col = max(b.col+b.cols, col+1)
	}
	return out
}

// starting lists the boxes whose first row is row.
func (s *sheet) starting(row int) []*box {
	return slices.DeleteFunc(s.row(row), func(b *box) bool { return b.row != row })
}

// merge makes b, on the page after, the continuation of a.
func (s *sheet) merge(a, b *box) {
	if a == b {
		return
	}
	a.rows = b.end() - a.row
	a.lines = append(a.lines, b.lines...)
	a.parts = append(a.parts, b.parts...)
	a.set()
	for i, c := range s.at {
		if c == b {
			s.at[i] = a
		}
	}
	s.boxes = slices.DeleteFunc(s.boxes, func(c *box) bool { return c == b })
}

func (s *sheet) place(b *box) {
	for r := b.row; r < b.end(); r++ {
		for c := b.col; c < min(b.col+b.cols, s.cols()); c++ {
			s.at[r*s.cols()+c] = b
		}
	}
}

// pages lists the pages that some rows stand on.
func (s *sheet) pages(first, end int) []int {
	var out []int
	for _, b := range s.boxes {
		for _, p := range b.parts {
			if p.Row < end && p.Row+p.RowSpan > first && !slices.Contains(out, p.Page) {
				out = append(out, p.Page)
			}
		}
	}
	slices.Sort(out)
	return out
}
