package text

import "mubiao/extract"

// A Painter finds rulings, pictures and repeated characters in what another
// reader of PDFs says that a page paints, by the rules that a Document goes by.
// All of it is in page coordinates. The zero Painter is ready for Begin.
type Painter struct{ in interpreter }

// An Ink is how a path is painted. White and transparent paints leave none.
type Ink struct {
	Fill, Stroke bool
	Width        float64 // of strokes, in points
	RoundCap     bool    // lines go on beyond their ends, be it round or square
	Clip         extract.Rect
}

// Begin starts a page of that size.
func (p *Painter) Begin(width, height float64) {
	in := &p.in
	in.limits = Limits{}.withDefaults()
	in.out = extract.Page{
		Width: width, Height: height,
		Rulings: in.out.Rulings[:0], Pictures: in.out.Pictures[:0],
	}
	in.view = extract.Rect{X1: width, Y1: height}
	in.state = initialState(identity, in.view)
	in.pieces = in.pieces[:0]
	in.grounds, in.overpainted = in.grounds[:0], 0
	in.path.reset()
	in.twins.reset()
	in.exceeded, in.stopped = nil, false
}

// Repeats reports whether the glyph, which moves the pen by advance points, was
// drawn before in the same place, and remembers it otherwise.
func (p *Painter) Repeats(g *extract.Glyph, advance float64) bool {
	return p.in.twins.repeats(g.Text, &g.Box, advance, &pen{size: g.Size, hidden: g.Hidden})
}

// MoveTo begins a subpath.
func (p *Painter) MoveTo(x, y float64) { p.in.path.begin(point{x, y}) }

// LineTo adds a line.
func (p *Painter) LineTo(x, y float64) { p.in.path.extend(point{x, y}) }

// CurveTo adds one of the points that guide a curve, or its end.
func (p *Painter) CurveTo(x, y float64) {
	p.in.path.extend(point{x, y})
	p.in.path.subs[len(p.in.path.subs)-1].curved = true
}

// Close closes the subpath.
func (p *Painter) Close() { p.in.path.close() }

// Paint paints the path and ends it.
func (p *Painter) Paint(ink Ink) {
	in := &p.in
	in.state.lineWidth, in.state.butt = ink.Width, !ink.RoundCap
	in.state.clip = ink.Clip.Intersect(in.view)
	if !in.stopped {
		in.paint(ink.Fill, ink.Stroke)
	}
	in.path.reset()
}

// Picture adds an image that lies in picture.Box, of which clip is seen.
func (p *Painter) Picture(picture extract.Picture, clip extract.Rect) {
	in := &p.in
	in.state.clip = clip.Intersect(in.view)
	if !in.stopped {
		in.addPicture(picture)
	}
}

// End ends the page. What it returns is valid until the next Begin; the
// problems are those of a page beyond the limits.
func (p *Painter) End() (rulings []extract.Ruling, pictures []extract.Picture, problems []error) {
	p.in.joinPieces()
	p.in.ruleGrounds()
	if p.in.exceeded != nil {
		problems = []error{p.in.exceeded}
	}
	return p.in.out.Rulings, p.in.out.Pictures, problems
}
