package normalize

import (
	"fmt"
	"math"

	"mubiao/extract"
	"mubiao/extract/grid"
)

// A draft is a Record while it is read, with where its values stand.
type draft struct {
	Record
	wan  bool // amounts are printed in 万元, not 元
	unit bool // the form says in which
	// fundColumns holds, for each of Funds, the table column of its label.
	fundColumns []int
	weak        []weakValue
	// unlisted is the sum of the amounts in the block of funds whose labels no
	// Fund stands for, such as 自有资金.
	unlisted Amount
	lines    map[string][]grid.Line // by pointer, of values read from a picture
	signs    map[string]Signs       // of the same values
}

func newDraft() *draft {
	return &draft{Record: Record{Evidence: Evidence{}, Issues: []Issue{}}, wan: true}
}

// doubt adds an issue.
func (d *draft) doubt(code string, severity Severity, path, format string, args ...any) {
	d.Issues = append(d.Issues, Issue{code, severity, path, fmt.Sprintf(format, args...)})
}

// place says that the value at a pointer stands in a box. A box that a page
// break cuts is where most of its text stands.
func (d *draft) place(pointer string, b *box) {
	if b == nil || len(b.parts) == 0 {
		return
	}
	part := b.parts[0]
	for _, p := range b.parts[1:] {
		if textLength(p) > textLength(part) {
			part = p
		}
	}
	d.Evidence[pointer] = at(part.Page, part.Turn.Shown(part.Box))
	d.readParts(pointer, b.parts)
}

func textLength(c *grid.Cell) int {
	n := 0
	for _, l := range c.Lines {
		n += len(l.Text)
	}
	return n
}

// placeLines says that the value at a pointer stands in some lines of a box,
// counted over its parts; only those on the page of the first one are meant.
func (d *draft) placeLines(pointer string, b *box, from, to int) {
	if b == nil {
		return
	}
	var (
		page int
		area extract.Rect
		turn *grid.Turn
		read []grid.Line
		n    int
	)
	for _, p := range b.parts {
		for _, l := range p.Lines {
			if n >= from && n < to && (page == 0 || page == p.Page) {
				page, turn = p.Page, p.Turn
				area = area.Union(l.Box)
				read = append(read, l)
			}
			n++
		}
	}
	if page > 0 {
		d.Evidence[pointer] = at(page, turn.Shown(area))
		d.read(pointer, read)
	}
}

// placeUnion says that the value at a pointer is made of several boxes.
func (d *draft) placeUnion(pointer string, boxes ...*box) {
	var (
		page int
		area extract.Rect
		turn *grid.Turn
		read []grid.Line
	)
	for _, b := range boxes {
		if b == nil || len(b.parts) == 0 {
			continue
		}
		p := b.parts[0]
		if page == 0 || page == p.Page {
			page, turn = p.Page, p.Turn
			area = area.Union(p.Box)
			read = append(read, p.Lines...)
		}
	}
	if page > 0 {
		d.Evidence[pointer] = at(page, turn.Shown(area))
		d.read(pointer, read)
	}
}

// placeLine says that the value at a pointer is a line outside any cell.
func (d *draft) placeLine(pointer string, page int, turn *grid.Turn, l grid.Line) {
	d.Evidence[pointer] = at(page, turn.Shown(l.Box))
	d.read(pointer, []grid.Line{l})
}

func at(page int, r extract.Rect) Place {
	round := func(v float64) float64 { return math.Round(v*100) / 100 }
	return Place{Page: page, Box: [4]float64{round(r.X0), round(r.Y0), round(r.X1), round(r.Y1)}}
}

// A where tells the draft in what a value stands.
type where func(pointer string)

func (d *draft) in(b *box) where { return func(p string) { d.place(p, b) } }

// nowhere is for plain text, which has no places.
func nowhere(string) {}
