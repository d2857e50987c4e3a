package extract

import "mubiao/extract/comparator"

// A Comparator is one of ≥ ≤ > < that was read in a picture.
type Comparator struct {
	Glyph int    // index in the page's Glyphs
	Read  string // what its first reader took it for; empty if that dropped it
	Look  comparator.Look
	P     float64 // probability of what the glyph says now
}

// Counted counts the comparators of a page that are beyond doubt.
func (p *Page) Counted() comparator.Count {
	var n comparator.Count
	for _, c := range p.Comparators {
		n.Add(c.Look)
	}
	return n
}

// Agree decides those comparators of a page that are not beyond doubt by those
// that are, on the page and on the other pages of its document. One that could
// still go either way keeps a confidence near a half. To agree once more when
// more pages are known is as good as to have known them before.
func (p *Page) Agree(others comparator.Count) {
	habit := comparator.Habit(p.Counted(), others)
	for i := range p.Comparators {
		c := &p.Comparators[i]
		if !c.Look.Seen || c.Look.Sure() {
			continue
		}
		g := &p.Glyphs[c.Glyph]
		sign, probability := c.Look.Decide(habit)
		g.Confidence *= float32(probability / c.P) // of a line that is doubted it stays lower
		c.P = probability
		switch {
		case comparator.Same(sign, g.Text):
		case comparator.Same(sign, c.Read):
			g.Text, g.Raw = c.Read, ""
		default:
			g.Text, g.Raw = sign, c.Read
		}
	}
}
