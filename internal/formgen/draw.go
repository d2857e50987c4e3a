package formgen

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"mubiao/internal/pdfwrite"
)

// Draw sets forms in a style and returns the PDF. The error names a
// character that the style's encoding lacks.
func Draw(r *rand.Rand, s Style, forms ...Form) ([]byte, error) {
	file := pdfwrite.New(s.File)
	AddForms(r, file, file.Font(s.Encoding), s, forms...)
	return file.Bytes()
}

// AddForms sets forms on new pages of a file that may hold other pages.
func AddForms(r *rand.Rand, file *pdfwrite.File, font *pdfwrite.Font, s Style, forms ...Form) {
	f := &flow{style: s}
	for i, form := range forms {
		f.form(form, i == 0)
	}
	for n := range f.page + 1 {
		p := &printer{style: s, page: file.Page(s.Width, s.Height, s.Frame), font: font}
		p.print(r, f, n)
	}
}

// A printer draws one page.
type printer struct {
	style Style
	page  *pdfwrite.Page
	font  *pdfwrite.Font
}

func (p *printer) print(r *rand.Rand, f *flow, n int) {
	parts := slices.DeleteFunc(slices.Clone(f.parts), func(q part) bool { return q.page != n })
	p.footer(n+1, f.page+1)
	if p.style.Shade {
		p.shade(parts)
	}
	p.style.draw(r, p.page, parts)
	for _, l := range f.labels {
		if l.page == n {
			p.loose(l)
		}
	}
	p.style.order(r, parts)
	for _, q := range parts {
		p.cell(q)
	}
}

// order sorts cells as the content stream has them.
func (s Style) order(r *rand.Rand, parts []part) {
	switch s.Order {
	case ByRow:
		slices.SortStableFunc(parts, func(a, b part) int {
			return cmp.Or(cmp.Compare(a.y0, b.y0), cmp.Compare(a.x0, b.x0))
		})
	case ByColumn:
		slices.SortStableFunc(parts, func(a, b part) int {
			return cmp.Or(cmp.Compare(a.x0, b.x0), cmp.Compare(a.y0, b.y0))
		})
	case Shuffled:
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	}
}

// shade lays grey under the label cells.
func (p *printer) shade(parts []part) {
	const grey = 0.85
	p.page.Save()
	p.page.Gray(grey)
	for _, q := range parts {
		if q.box.label {
			p.page.Fill(q.x0, q.y0, q.x1, q.y1)
		}
	}
	p.page.Restore()
}

func (p *printer) footer(n, of int) {
	text := map[Footer]string{DashedNumber: fmt.Sprintf("— %d —", n), OfPages: fmt.Sprintf("第%d页 共%d页", n, of), BareNumber: fmt.Sprint(n)}[p.style.Footer]
	if text == "" {
		return
	}
	s := p.style
	x := (s.Width - pdfwrite.Width(s.Size, text)) / 2
	p.page.Text(p.font, s.Size, x, s.Height-s.Margin, text)
}

// ascent is where the baseline stands under the top of the em square
// (extract.Glyph has the same).
const ascent = 0.88

func (p *printer) loose(l loose) {
	s := p.style
	size := s.Size * l.line.Scale
	x := aligned(l.line.Align, s.Margin, s.Width-s.Margin, pdfwrite.Width(size, l.line.Text))
	p.text(size, x, l.y+ascent*size, l.line.Text)
}

// aligned is where text of the given width begins between two edges.
func aligned(a Align, x0, x1, width float64) float64 {
	switch a {
	case Center:
		return (x0 + x1 - width) / 2
	case Right:
		return x1 - width
	}
	return x0
}

func (p *printer) cell(q part) {
	s := p.style
	lead := s.Size * s.Leading
	y := q.y0 + s.PadY
	if !s.Top {
		y = q.y0 + (q.y1-q.y0-float64(len(q.lines))*lead)/2
	}
	x0, x1 := q.x0+s.PadX+q.box.indent, q.x1-s.PadX
	for i, l := range q.lines {
		baseline := y + float64(i)*lead + (lead-s.Size)/2 + ascent*s.Size
		x := aligned(q.box.align, x0, x1, pdfwrite.Width(s.Size, l.text))
		if s.Justify && q.box.align == Left && !l.last {
			p.justified(x0, x1, baseline, l.text)
			continue
		}
		p.text(s.Size, x, baseline, l.text)
		if s.Bold && q.box.label {
			p.text(s.Size, x+0.25, baseline, l.text)
		}
	}
}

// justified spaces a full line out to the width of its cell.
func (p *printer) justified(x0, x1, y float64, text string) {
	n := len([]rune(text))
	if n < 2 {
		p.text(p.style.Size, x0, y, text)
		return
	}
	gap := (x1 - x0 - pdfwrite.Width(p.style.Size, text)) / float64(n-1)
	p.page.Spaced(p.font, p.style.Size, x0, y, max(0, gap), text)
}

// text sets a line in as many operators as the style's placing says.
func (p *printer) text(size, x, y float64, text string) {
	for _, run := range p.style.runs(text) {
		p.page.Text(p.font, size, x, y, run)
		x += pdfwrite.Width(size, run)
	}
}

func (s Style) runs(text string) []string {
	if s.Placing == ByLine {
		return []string{text}
	}
	var out []string
	ascii := false
	for i, r := range []rune(text) {
		if i == 0 || s.Placing == ByGlyph || (r < 0x80) != ascii {
			out = append(out, "")
		}
		out[len(out)-1] += string(r)
		ascii = r < 0x80
	}
	return out
}
