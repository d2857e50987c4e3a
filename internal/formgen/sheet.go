package formgen

// A Section is a run of rows that share their columns. Rows fill the columns
// that the cells of earlier rows leave free, from the left, and fill all of
// them.
type Section struct {
	Columns []Column
	Rows    [][]Cell
}

// A Column asks for room: for Chars characters on a line and for Grow shares
// of the width that all columns leave over.
type Column struct{ Chars, Grow float64 }

// A Cell is one cell of a section.
type Cell struct {
	Text       string
	Cols, Rows int // that it spans; 0 is 1
	Kind       CellKind
	Role       Role
}

// A CellKind is what a cell holds, which decides how a style sets it.
type CellKind int

// The kinds of cell.
const (
	LabelCell CellKind = iota // centred; bold and shaded where labels are
	TextCell                  // set from the left
	FieldCell                 // what a field of the head is filled with: centred
	NameCell                  // 三级指标
	ValueCell                 // 指标值, amounts
)

func label(text string) Cell { return Cell{Text: text, Kind: LabelCell} }
func prose(text string) Cell { return Cell{Text: text, Kind: TextCell} }
func field(text string) Cell { return Cell{Text: text, Kind: FieldCell} }
func name(text string) Cell  { return Cell{Text: text, Kind: NameCell} }
func value(text string) Cell { return Cell{Text: text, Kind: ValueCell} }
func head(text string) Cell  { return Cell{Text: text, Kind: LabelCell, Role: ColumnHead} }

// wide and high are the cell over more columns or rows.
func (c Cell) wide(cols int) Cell { c.Cols = cols; return c }
func (c Cell) high(rows int) Cell { c.Rows = rows; return c }

// as is the cell in another role.
func (c Cell) as(r Role) Cell { c.Role = r; return c }

// span is how many columns and rows a cell takes.
func (c Cell) span() (cols, rows int) { return max(1, c.Cols), max(1, c.Rows) }

// box is the cell as the style sets it.
func (s Style) box(c Cell) box {
	b := box{role: c.Role}
	switch c.Kind {
	case LabelCell:
		b.align, b.label = Center, true
	case FieldCell:
		b.align = Center
	case NameCell:
		b.align = s.RowAlign
	case ValueCell:
		b.align = s.ValueAlign
	}
	return b
}

// section adds the rows of a section below those that the table has.
func (b *builder) section(sec Section) {
	ends := b.style.ends(sec.Columns)
	first := b.table.rows
	taken := map[[2]int]bool{}
	for i, row := range sec.Rows {
		col := 0
		for _, c := range row {
			for taken[[2]int{i, col}] {
				col++
			}
			cols, rows := c.span()
			for k := range rows * cols {
				taken[[2]int{i + k/cols, col + k%cols}] = true
			}
			b.cell(first+i, rows, ends[col], ends[col+cols], c)
			col += cols
		}
	}
	b.heads(sec, first)
}

// cell adds a cell; where the style repeats a level, once in every row.
func (b *builder) cell(row, rows int, from, to float64, c Cell) {
	repeat := c.Role == LevelOne && b.style.RepeatLevel1 || c.Role == LevelTwo && b.style.RepeatLevel2
	b.level(row, rows, from, to, c.Text, b.style.box(c), repeat)
}

// heads notes the rows of a section that hold the heads of columns.
func (b *builder) heads(sec Section, first int) {
	for i, row := range sec.Rows {
		high := 0
		for _, c := range row {
			if c.Role == ColumnHead {
				_, rows := c.span()
				high = max(high, rows)
			}
		}
		if n := len(b.table.heads); high > 0 && n > 0 && first+i < b.table.heads[n-1].end {
			continue // the lower row of a head of two
		}
		if high > 0 {
			b.table.heads = append(b.table.heads, headRows{first + i, first + i + high})
		}
	}
}

// ends are the shares of the table's width at which columns begin and end.
func (s Style) ends(columns []Column) []float64 {
	width := s.Width - 2*s.Margin
	grow := 0.0
	for _, c := range columns {
		grow += c.Grow
	}
	left := width - s.asked(columns)
	shrink := min(1, width/s.asked(columns))
	ends := make([]float64, 0, len(columns)+1)
	x := 0.0
	for _, c := range columns {
		ends = append(ends, x/width)
		x += s.room(c) * shrink
		if left > 0 && grow > 0 {
			x += left * c.Grow / grow
		} else if left > 0 {
			x += left / float64(len(columns))
		}
	}
	return append(ends, 1)
}

// room is the width that a column asks for, asked that of all.
func (s Style) room(c Column) float64 { return c.Chars*s.Size + 2*s.PadX }

func (s Style) asked(columns []Column) float64 {
	sum := 0.0
	for _, c := range columns {
		sum += s.room(c)
	}
	return sum
}

// makeRoom sets the forms' type smaller until their columns hold what they
// ask for: who makes a wide table does the same.
func (s *Style) makeRoom(forms []Form) {
	const smallest = 6
	for _, size := range []float64{10.5, 9, 7.5, smallest} {
		if s.holds(forms) {
			return
		}
		s.Size = min(s.Size, size)
		s.PadX = min(s.PadX, size/4)
	}
}

func (s Style) holds(forms []Form) bool {
	for _, f := range forms {
		for _, sec := range f.Sections {
			if s.asked(sec.Columns) > s.Width-2*s.Margin {
				return false
			}
		}
	}
	return true
}
