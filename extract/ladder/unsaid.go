package ladder

import (
	"context"
	"image"
	"slices"
	"strings"

	"mubiao/extract"
)

// A page may show print in pictures beside text of the file: a scan with a
// header, with a watermark of a hundred words, a table pasted as a picture into a
// letter. Where the pictures hold ink and the file says nothing, they are worth
// reading.

const (
	// square is the side, in points, of the squares in which a page is searched
	// for such ink: a line of print.
	square = 12.0
	// unsaidShare is the share of a page that pictures cover without text from
	// which they may hold a form; seals, logos and signatures cover less.
	unsaidShare = 0.1
	// inkedSquares is how many squares with ink are print: a few short lines.
	inkedSquares = 30
	// inkedDPI is fine enough to tell a square with print from paper.
	inkedDPI = 72.0
	// inkDepth is how much darker than its lightest shade, of 255, a square with
	// print is at that resolution, where a stroke of print is a fifth of a pixel;
	// watermarks and the grain of paper are paler.
	inkDepth = 70
	// squaresMost bounds the squares of a page that is declared far larger than
	// paper; they are larger then.
	squaresMost = 100
)

// An unsaid is the squares of a page that pictures cover and the file has no
// visible text in or beside.
type unsaid struct {
	side         float64 // of a square, points
	across, down int
	open         []bool // by rows
	count        int
}

// unsaidOf looks for them.
func unsaidOf(p *extract.Page) *unsaid {
	u := &unsaid{side: max(square, max(p.Width, p.Height)/squaresMost)}
	u.across, u.down = int(p.Width/u.side)+1, int(p.Height/u.side)+1
	u.open = make([]bool, u.across*u.down)
	for i := range p.Pictures {
		if b := p.Pictures[i].Box.Intersect(extract.Rect{X1: p.Width, Y1: p.Height}); !b.Empty() {
			u.set(b, true)
		}
	}
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; !g.Hidden && strings.TrimSpace(g.Text) != "" {
			x, y := g.Box.Center()
			u.set(extract.Rect{X0: x - u.side, Y0: y - u.side, X1: x + u.side, Y1: y + u.side}, false)
		}
	}
	for _, open := range u.open {
		if open {
			u.count++
		}
	}
	return u
}

// set opens or closes the squares that a box touches.
func (u *unsaid) set(b extract.Rect, open bool) {
	x0, x1 := max(0, int(b.X0/u.side)), min(u.across-1, int(b.X1/u.side))
	for y := max(0, int(b.Y0/u.side)); y <= min(u.down-1, int(b.Y1/u.side)); y++ {
		for x := x0; x <= x1; x++ {
			u.open[y*u.across+x] = open
		}
	}
}

// inked counts the squares with ink in a picture of the page.
func (u *unsaid) inked(picture *image.Gray, perPoint float64) int {
	pixels := u.side * perPoint
	n := 0
	for i, open := range u.open {
		x, y := float64(i%u.across)*pixels, float64(i/u.across)*pixels
		area := image.Rect(int(x), int(y), int(x+pixels), int(y+pixels)).Intersect(picture.Rect)
		if open && !area.Empty() && depth(picture, area) >= inkDepth {
			n++
		}
	}
	return n
}

// saidBy counts the East Asian characters that the picture of the page, as it
// was read, has in the squares.
func (u *unsaid) saidBy(seen *extract.Page) int {
	shown := seen.Displayed()
	n := 0
	for i := range shown.Glyphs {
		g := &shown.Glyphs[i]
		x, y := g.Box.Center()
		column, line := int(x/u.side), int(y/u.side)
		if isEastAsian(g) && column >= 0 && column < u.across && line >= 0 && line < u.down && u.open[line*u.across+column] {
			n++
		}
	}
	return n
}

// depth is the difference between the lightest and the darkest pixel.
func depth(g *image.Gray, area image.Rectangle) int {
	lightest, darkest := uint8(0), uint8(255)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		line := g.Pix[y*g.Stride:][area.Min.X:area.Max.X]
		lightest, darkest = max(lightest, slices.Max(line)), min(darkest, slices.Min(line))
	}
	return int(lightest) - int(darkest)
}

// unsaidInk reports whether pictures of page n hold ink that is far from its
// visible text. A page that cannot be drawn holds none that could be read.
func (r *pictureRung) unsaidInk(ctx context.Context, n int, text *extract.Page) bool {
	if r.view == nil || len(text.Pictures) == 0 {
		return false
	}
	u := unsaidOf(text)
	if float64(u.count) < unsaidShare*float64(len(u.open)) {
		return false
	}
	view, err := r.view(ctx)
	if err != nil {
		return false
	}
	dpi := inkedDPI * square / u.side
	picture, err := view.RenderGray(ctx, n, dpi)
	if err != nil {
		return false
	}
	return u.inked(picture, dpi/extract.PointsPerInch) >= inkedSquares
}
