package formgen

// A box is a cell before it is placed: its rows, its place across, its text.
type box struct {
	row, rows int
	x0, x1    float64
	lines     []textLine
	align     Align
	indent    float64
	label     bool
	role      Role
}

// A Role marks the cells whose rules a style may leave out and that it may
// repeat.
type Role int

// The roles.
const (
	Body  Role = iota
	Spine      // 绩效指标, along all rows
	LevelOne
	LevelTwo
	ColumnHead
)

// A table is a form's boxes, with the rows of its column heads.
type table struct {
	boxes []box
	rows  int
	heads []headRows
}

// headRows are the rows of the heads of columns, the last not included.
type headRows struct{ first, end int }

// build lays a form out as rows and merged cells.
func (s Style) build(f Form) *table {
	b := &builder{style: s, x: s.Margin, width: s.Width - 2*s.Margin, table: &table{}}
	for _, sec := range f.Sections {
		b.section(sec)
	}
	if len(f.Sections) > 0 {
		return b.table
	}
	for _, row := range f.Fields {
		b.fields(row)
	}
	b.funds(f.Funds)
	b.goals(f.Goals)
	b.indicators(f)
	return b.table
}

type builder struct {
	style    Style
	x, width float64
	table    *table
}

// at is the point where a share of the width ends.
func (b *builder) at(share float64) float64 { return b.x + share*b.width }

// add puts a box on the table, from one share of the width to another.
func (b *builder) add(row, rows int, from, to float64, text string, c box) {
	c.row, c.rows, c.x0, c.x1 = row, rows, b.at(from), b.at(to)
	c.lines = b.style.wrap(text, c.x1-c.x0-2*b.style.PadX-c.indent)
	b.table.boxes = append(b.table.boxes, c)
	b.table.rows = max(b.table.rows, row+rows)
}

var labelBox = box{align: Center, label: true}

func (b *builder) fields(row []Field) {
	h := b.style.Head
	r := b.table.rows
	b.add(r, 1, 0, h[0], row[0].Label, labelBox)
	if len(row) == 1 {
		b.add(r, 1, h[0], 1, row[0].Value, box{align: Center})
		return
	}
	b.add(r, 1, h[0], h[0]+h[1], row[0].Value, box{align: Center})
	b.add(r, 1, h[0]+h[1], 1-h[3], row[1].Label, labelBox)
	b.add(r, 1, 1-h[3], 1, row[1].Value, box{align: Center})
}

func (b *builder) funds(f FundsBlock) {
	r := b.table.rows
	left := b.labelWidth()
	b.add(r, len(f.Rows), 0, left, f.Label, labelBox)
	for i, row := range f.Rows {
		c := box{align: Left}
		if b.style.Indent && i > 1 {
			c.indent = 2 * b.style.Size
		}
		if f.Joined {
			b.add(r+i, 1, left, 1, row.Label+row.Value, c)
			continue
		}
		b.add(r+i, 1, left, b.style.Amounts, row.Label, c)
		b.add(r+i, 1, b.style.Amounts, 1, row.Value, box{align: b.style.ValueAlign})
	}
}

// labelWidth is the share of the left label cells: under a header drawn with
// the columns it is theirs.
func (b *builder) labelWidth() float64 {
	c := b.style.Columns
	if b.style.Head[0] == c[0]+c[1] {
		return c[0] + c[1]
	}
	return b.style.Label
}

func (b *builder) goals(g GoalsBlock) {
	r, left := b.table.rows, b.labelWidth()
	text := ""
	for i, p := range g.Paragraphs {
		if i > 0 {
			text += "\n"
		}
		text += p
	}
	b.add(r, 1, 0, left, g.Label, labelBox)
	b.add(r, 1, left, 1, text, box{align: Left})
}

func (b *builder) indicators(f Form) {
	var ends [5]float64
	sum := 0.0
	for i, w := range b.style.Columns {
		sum += w
		ends[i] = sum
	}
	ends[4] = 1
	first := b.table.rows
	b.table.heads = append(b.table.heads, headRows{first, first + 1})
	for i, head := range f.Columns {
		b.add(first, 1, ends[i], ends[i+1], head, box{align: Center, label: true, role: ColumnHead})
	}
	row := first + 1
	for _, l := range f.Level1 {
		b.level(row, l.rows(), ends[0], ends[1], l.Print, box{align: Center, label: true, role: LevelOne}, b.style.RepeatLevel1)
		for _, g := range l.Level2 {
			b.level(row, len(g.Rows), ends[1], ends[2], g.Print, box{align: Center, label: true, role: LevelTwo}, b.style.RepeatLevel2)
			for _, c := range g.Rows {
				b.add(row, 1, ends[2], ends[3], c.Name, box{align: b.style.RowAlign})
				b.add(row, 1, ends[3], ends[4], c.Value, box{align: b.style.ValueAlign})
				row++
			}
		}
	}
	b.add(first, row-first, 0, ends[0], f.Spine, box{align: Center, label: true, role: Spine})
}

// level adds a merged cell, or the same cell in every row.
func (b *builder) level(row, rows int, from, to float64, text string, c box, repeat bool) {
	if !repeat {
		b.add(row, rows, from, to, text, c)
		return
	}
	for i := range rows {
		b.add(row+i, 1, from, to, text, c)
	}
}

// need is the height that a box's text takes.
func (s Style) need(lines int) float64 {
	return float64(lines)*s.Size*s.Leading + 2*s.PadY
}

// heights are those of the rows: the highest cell decides; a merged cell
// that needs more than its rows have makes its last row higher.
func (s Style) heights(t *table) []float64 {
	h := make([]float64, t.rows)
	for i := range h {
		h[i] = s.need(1)
	}
	for _, b := range t.boxes {
		if b.rows == 1 {
			h[b.row] = max(h[b.row], s.need(len(b.lines)))
		}
	}
	for _, b := range t.boxes {
		have := 0.0
		for _, v := range h[b.row : b.row+b.rows] {
			have += v
		}
		h[b.row+b.rows-1] += max(0, s.need(len(b.lines))-have)
	}
	return h
}
