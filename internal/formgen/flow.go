package formgen

// A slice is a row, or a part of one, in its place on a page.
type slice struct {
	row, page   int
	y0, y1      float64
	from, until int // lines of its cells: all when until is 0
	repeated    bool
}

// A part is what of a box stands on one page.
type part struct {
	page            int
	x0, y0, x1, y1  float64
	lines           []textLine
	box             box
	cutTop, cutFoot bool // the page, not the table, ends the box there
}

// A flow places one form after the other.
type flow struct {
	style  Style
	page   int // from 0
	y      float64
	parts  []part
	labels []loose
}

// A loose is a line of text outside the table.
type loose struct {
	page int
	y    float64 // of its top
	line Line
}

// footer is the height that the foot of the page keeps free, in font sizes.
const footer = 3

func (f *flow) bottom() float64 { return f.style.Height - f.style.Margin - footer*f.style.Size }

func (f *flow) nextPage() {
	f.page++
	f.y = f.style.Margin
}

// put sets lines above or below a table.
func (f *flow) put(lines []Line) {
	for _, l := range lines {
		f.labels = append(f.labels, loose{f.page, f.y, l})
		f.y += l.Scale*f.style.Size*f.style.Leading + 2
	}
}

// form places a form: what stands above it, its table, its notes. It begins
// a new page where the style says so or too little room is left for the
// title and a few rows.
func (f *flow) form(form Form, first bool) {
	const headRoom = 14 // font sizes: title, year line and three rows
	s := f.style
	switch {
	case first:
		f.y = s.Margin
	case s.OneAPage || f.y+headRoom*s.Size*s.Leading > f.bottom():
		f.nextPage()
	default:
		f.y += 2 * s.Size * s.Leading
	}
	f.put(form.Above)
	if len(form.Prose) > 0 {
		f.prose(form.Prose)
	} else {
		f.table(form, s.build(form))
	}
	f.y += s.Size * 0.6
	for _, note := range form.Below {
		if f.y > f.bottom() {
			f.nextPage()
		}
		f.put([]Line{{Text: note, Scale: 1, Align: Left}})
	}
}

// table places a table. Where the page would cut a merged cell so that its
// text fits into none of the parts, the page ends before that cell instead.
func (f *flow) table(form Form, t *table) {
	before := *f
	heights := f.style.heights(t)
	ends := map[int]bool{} // rows before which the page must end
	for {
		parts, misfit := f.cut(t, f.slices(form, t, heights, ends))
		if misfit < 0 || ends[misfit] {
			f.parts = append(f.parts, parts...)
			return
		}
		ends[misfit] = true
		*f = before
	}
}

// slices gives every row its place, breaking pages and rows.
func (f *flow) slices(form Form, t *table, heights []float64, ends map[int]bool) []slice {
	var out []slice
	place := func(s slice, height float64) {
		s.page, s.y0, s.y1 = f.page, f.y, f.y+height
		f.y += height
		out = append(out, s)
	}
	for row, h := range heights {
		if f.y+t.together(row, heights) <= f.bottom() && !ends[row] {
			place(slice{row: row}, h)
			continue
		}
		if f.splits(t, row) && !ends[row] {
			f.split(form, t, row, heights, place)
			continue
		}
		f.goOn(form, t, row, heights, place)
		if h > f.bottom()-f.y {
			f.split(form, t, row, heights, place)
			continue
		}
		place(slice{row: row}, h)
	}
	return out
}

// splits reports whether a row may be cut where the page ends now: the style
// says so, a line and not all of them fit, and the row is not one of two of a
// head.
func (f *flow) splits(t *table, row int) bool {
	for _, h := range t.heads {
		if row >= h.first && row < h.end && h.end > h.first+1 {
			return false
		}
	}
	fit := f.fitting()
	return f.style.SplitRows && fit >= 1 && fit < t.lines(row)
}

// fitting is the number of lines that the rest of the page holds.
func (f *flow) fitting() int {
	return int((f.bottom() - f.y - 2*f.style.PadY) / (f.style.Size * f.style.Leading))
}

// split places a row on as many pages as its lines take.
func (f *flow) split(form Form, t *table, row int, heights []float64, place func(slice, float64)) {
	lines := t.lines(row)
	for from := 0; ; {
		fit := max(1, f.fitting())
		if from+fit >= lines {
			place(slice{row: row, from: from, until: lines}, f.style.need(lines-from))
			return
		}
		place(slice{row: row, from: from, until: from + fit}, f.style.need(fit))
		from += fit
		f.goOn(form, t, row, heights, place)
	}
}

// together is the height that must fit on the page for a row to begin there:
// its own, and for a head of two rows that of both.
func (t *table) together(row int, heights []float64) float64 {
	sum := heights[row]
	for _, h := range t.heads {
		if row == h.first {
			for _, more := range heights[row+1 : h.end] {
				sum += more
			}
		}
	}
	return sum
}

// lines is the number of lines of a row's highest cell.
func (t *table) lines(row int) int {
	n := 1
	for _, b := range t.boxes {
		if b.row == row && b.rows == 1 {
			n = max(n, len(b.lines))
		}
	}
	return n
}

// goOn begins the next page with what it repeats.
func (f *flow) goOn(form Form, t *table, row int, heights []float64, place func(slice, float64)) {
	f.nextPage()
	if f.style.Repeat == RepeatTitle || f.style.Repeat == RepeatTitleAlone {
		for _, l := range form.Above {
			if l.Repeats {
				f.put([]Line{l})
			}
		}
	}
	if f.style.Repeat == RepeatNothing || f.style.Repeat == RepeatTitleAlone {
		return
	}
	for _, r := range t.headOver(row) {
		place(slice{row: r, repeated: true}, heights[r])
	}
}

// headOver are the rows of the heads that a row stands under.
func (t *table) headOver(row int) []int {
	var out []int
	for _, h := range t.heads {
		if row < h.end {
			break
		}
		out = out[:0]
		for r := h.first; r < h.end; r++ {
			out = append(out, r)
		}
	}
	return out
}

// cut turns boxes into parts, one on each page that a box stands on. misfit
// is the first row of a merged cell whose text its parts do not hold, or -1.
func (f *flow) cut(t *table, slices []slice) (all []part, misfit int) {
	misfit = -1
	for _, b := range t.boxes {
		var parts []part
		for _, s := range slices {
			if s.row < b.row || s.row >= b.row+b.rows {
				continue
			}
			if n := len(parts); n > 0 && parts[n-1].page == s.page {
				parts[n-1].y1 = s.y1
				continue
			}
			p := part{page: s.page, x0: b.x0, y0: s.y0, x1: b.x1, y1: s.y1, box: b}
			switch {
			case b.role == ColumnHead && s.until == 0:
				p.lines = b.lines // whole on each page
			case b.rows == 1:
				p.lines = sliced(b.lines, s)
			}
			parts = append(parts, p)
		}
		repeated := b.role == ColumnHead
		if b.rows > 1 && !repeated && !f.share(b, parts) {
			misfit = b.row
		}
		for i := range parts {
			parts[i].cutTop = i > 0 && !repeated
			parts[i].cutFoot = i < len(parts)-1 && !repeated
		}
		all = append(all, parts...)
	}
	return all, misfit
}

// sliced are the lines of a cell that stand in a slice of its row.
func sliced(lines []textLine, s slice) []textLine {
	if s.until == 0 {
		return lines
	}
	return lines[min(s.from, len(lines)):min(s.until, len(lines))]
}

// share puts the text of a merged cell into its parts: all into the larger
// one where the style says so and it holds the text, or into the first as far
// as it goes. It reports whether it fits.
func (f *flow) share(b box, parts []part) bool {
	best := 0
	for i, p := range parts {
		if p.y1-p.y0 > parts[best].y1-parts[best].y0 {
			best = i
		}
	}
	if fits := f.room(parts[best]) >= len(b.lines); len(parts) == 1 || f.style.CenterBreak && fits {
		parts[best].lines = b.lines
		return fits
	}
	rest := b.lines
	for i := range parts {
		n := min(f.room(parts[i]), len(rest))
		parts[i].lines, rest = rest[:n], rest[n:]
	}
	last := &parts[len(parts)-1]
	last.lines = append(last.lines[:len(last.lines):len(last.lines)], rest...)
	return len(rest) == 0
}

// room is the number of lines that a part holds.
func (f *flow) room(p part) int {
	const slack = 0.01 // of rounding
	return max(0, int((p.y1-p.y0-2*f.style.PadY+slack)/(f.style.Size*f.style.Leading)))
}
