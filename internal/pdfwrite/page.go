package pdfwrite

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// A Page takes drawing calls. Coordinates are points on the page as
// displayed: origin top left, x to the right, y down.
type Page struct {
	file          *File
	width, height float64 // as displayed
	frame         Frame
	content       bytes.Buffer
	pictures      []picture
}

// A picture is an image of a page.
type picture struct {
	file          []byte
	width, height int // pixels
	space         string
}

// A Frame says how a page lies in its file. The zero value is upright with
// the origin in the corner of the paper.
type Frame struct {
	Rotate  int     // degrees clockwise that a viewer turns the page: 0, 90, 180 or 270
	OffsetX float64 // left edge of the CropBox in a MediaBox that is larger all round, points
	OffsetY float64 // lower edge of the CropBox, likewise
}

// Page adds a page of the given displayed size.
func (f *File) Page(width, height float64, frame Frame) *Page {
	p := &Page{file: f, width: width, height: height, frame: frame}
	f.pages = append(f.pages, p)
	if m := p.upright(); m != [6]float64{1, 0, 0, 1, 0, 0} {
		p.Transform(m)
	}
	return p
}

// paper is the size of the CropBox, before the page is turned.
func (p *Page) paper() (width, height float64) {
	if p.frame.Rotate%180 != 0 {
		return p.height, p.width
	}
	return p.width, p.height
}

// upright maps the displayed page, y up, to the paper, so that what is drawn
// upright is displayed upright.
func (p *Page) upright() [6]float64 {
	w, h := p.paper()
	x, y := p.frame.OffsetX, p.frame.OffsetY
	switch p.frame.Rotate {
	case 90:
		return [6]float64{0, 1, -1, 0, w + x, y}
	case 180:
		return [6]float64{-1, 0, 0, -1, w + x, h + y}
	case 270:
		return [6]float64{0, -1, 1, 0, x, h + y}
	}
	return [6]float64{1, 0, 0, 1, x, y}
}

// boxes are the page's entries of size and turn.
func (p *Page) boxes() string {
	w, h := p.paper()
	x, y := p.frame.OffsetX, p.frame.OffsetY
	s := "/MediaBox [0 0 " + numbers(w+2*x, h+2*y) + "]"
	if x != 0 || y != 0 {
		s += " /CropBox [" + numbers(x, y, x+w, y+h) + "]"
	}
	if p.frame.Rotate != 0 {
		s += fmt.Sprintf(" /Rotate %d", p.frame.Rotate)
	}
	return s
}

// Text sets s with the baseline of its first character at x, y, in one Tj.
func (p *Page) Text(font *Font, size, x, y float64, s string) {
	p.op("BT /%s %s Tf %s Td <%X> Tj ET", font.name, numbers(size), numbers(x, p.height-y), p.encode(font, s))
}

// Spaced sets s like Text with gap points between characters, by the
// adjustments of a TJ.
func (p *Page) Spaced(font *Font, size, x, y, gap float64, s string) {
	var parts []string
	for _, r := range s {
		parts = append(parts, fmt.Sprintf("<%X>", p.encode(font, string(r))))
	}
	between := " " + numbers(-gap/size*1000) + " "
	p.op("BT /%s %s Tf %s Td [%s] TJ ET", font.name, numbers(size), numbers(x, p.height-y), strings.Join(parts, between))
}

func (p *Page) encode(font *Font, s string) []byte {
	b, err := font.encode(s)
	if err != nil && p.file.err == nil {
		p.file.err = err
	}
	return b
}

// Line strokes a line of the given thickness; 0 is the thinnest that the
// device draws.
func (p *Page) Line(x0, y0, x1, y1, thickness float64) {
	p.op("%s w %s m %s l S", numbers(thickness), numbers(x0, p.height-y0), numbers(x1, p.height-y1))
}

// Box strokes the edges of a rectangle.
func (p *Page) Box(x0, y0, x1, y1, thickness float64) {
	p.op("%s w %s re S", numbers(thickness), numbers(x0, p.height-y1, x1-x0, y1-y0))
}

// Fill paints a rectangle.
func (p *Page) Fill(x0, y0, x1, y1 float64) {
	p.op("%s re f", numbers(x0, p.height-y1, x1-x0, y1-y0))
}

// Hidden sets s like Text and lets it leave no ink, as programs do that put what
// they read in a picture under it (ISO 32000-1, 9.3.6).
func (p *Page) Hidden(font *Font, size, x, y float64, s string) {
	p.op("3 Tr")
	p.Text(font, size, x, y, s)
	p.op("0 Tr")
}

// Picture fills a rectangle with a JPEG or JPEG 2000 file of the given size in
// pixels, in colour or in grey.
func (p *Page) Picture(x0, y0, x1, y1 float64, file []byte, width, height int, colour bool) {
	space := "/DeviceGray"
	if colour {
		space = "/DeviceRGB"
	}
	p.pictures = append(p.pictures, picture{file, width, height, space})
	p.op("q %s cm /P%d Do Q", numbers(x1-x0, 0, 0, y1-y0, x0, p.height-y1), len(p.pictures))
}

// filter is what decodes a picture's file, by how it begins.
func (q picture) filter() string {
	if bytes.HasPrefix(q.file, []byte{0xFF, 0xD8}) {
		return "DCTDecode"
	}
	return "JPXDecode"
}

// Gray sets the colour of fills and text: 0 black, 1 white.
func (p *Page) Gray(level float64) { p.op("%s g", numbers(level)) }

// Dash sets the pattern of later strokes in points; no argument is solid.
func (p *Page) Dash(pattern ...float64) { p.op("[%s] 0 d", numbers(pattern...)) }

// Save and Restore bracket a change of the graphics state.
func (p *Page) Save() { p.op("q") }

// Restore ends what Save began.
func (p *Page) Restore() { p.op("Q") }

// Transform prefixes a matrix to the current one (ISO 32000-1, 8.3.4). Its
// coordinates have y up, the origin at the displayed page's lower left.
func (p *Page) Transform(m [6]float64) { p.op("%s cm", numbers(m[:]...)) }

func (p *Page) op(format string, args ...any) {
	fmt.Fprintf(&p.content, format+"\n", args...)
}

// decimals is how exactly coordinates are written: a thousandth of a point.
const decimals = 3

// numbers writes coordinates with as few digits as they need.
func numbers(list ...float64) string {
	parts := make([]string, len(list))
	for i, v := range list {
		s := strconv.FormatFloat(v, 'f', decimals, 64)
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		if s == "-0" {
			s = "0"
		}
		parts[i] = s
	}
	return strings.Join(parts, " ")
}
