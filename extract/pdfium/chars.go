package pdfium

import (
	"context"
	"errors"
	"math"
	"unicode/utf16"

	"mubiao/extract"
)

// The em square above and below the baseline, in em, as extract.Glyph.Box
// has it.
const (
	ascent  = 0.88
	descent = -0.12
)

// A charReader makes glyphs of the characters of a page.
type charReader struct {
	guest *guest
	out   *extract.Page
	base  matrix // default user space to page coordinates
	text  uint64 // the text page
	run   run
	last  placed // the character before, if it became the last glyph
}

// A run is what the characters of one text object share.
type run struct {
	object uint64
	up     vector // one em upwards, in page coordinates
	along  vector // of length 1, along the line
	size   float64
	angle  float32
	hidden bool
}

// A vector is an offset on the page.
type vector struct{ x, y float64 }

// placed is what tells the parts of one printed character, such as the
// letters of a ligature, which PDFium hands on one by one.
type placed struct {
	object uint64
	origin vector
	box    extract.Rect
}

// contextInterval is after how many characters or objects ctx is looked at;
// they take less than a millisecond.
const contextInterval = 1024

func (r *charReader) read(ctx context.Context, page uint64) {
	g := r.guest
	r.text = g.pointer(loadText, page)
	if r.text == 0 {
		r.out.Problems = append(r.out.Problems, errors.New("text cannot be read"))
		return
	}
	defer g.call(closeText, r.text)
	n := g.count(charCount, r.text)
	for i := 0; i < n; i++ {
		if i%contextInterval == 0 && ctx.Err() != nil {
			return
		}
		r.char(uint64(i))
	}
}

// Rendering modes without ink (ISO 32000-1, table 106).
const (
	modeInvisible = 3
	modeClipOnly  = 7
)

// char adds the character at i to the page, unless PDFium made it up: a blank
// or a line end where it sees a gap.
func (r *charReader) char(i uint64) {
	g := r.guest
	if g.ok(charGenerated, r.text, i) {
		return
	}
	object := g.pointer(charObject, r.text, i)
	if object != r.run.object || object == 0 {
		r.begin(object, i)
	}
	g.call(charOrigin, r.text, i, g.out(0, 8), g.out(1, 8))
	at := placed{object: object, origin: vector{g.double(0), g.double(1)}}
	g.call(charLooseBox, r.text, i, g.out(0, 4))
	at.box = extract.Rect{X0: g.float(0), Y1: g.float(1), X1: g.float(2), Y0: g.float(3)}
	text, known := r.character(i)
	if text == "" {
		return
	}
	if n := len(r.out.Glyphs); n > 0 && at == r.last {
		r.out.Glyphs[n-1].Text += text
		return
	}
	box := r.run.box(at, r.base)
	if x, y := box.Center(); !(x >= 0 && x <= r.out.Width && y >= 0 && y <= r.out.Height) {
		r.last = placed{}
		return
	}
	r.last = at
	if !known {
		r.out.Undecodable++
	}
	r.out.Glyphs = append(r.out.Glyphs, extract.Glyph{
		Text: text, Box: box, Size: r.run.size, Angle: r.run.angle, Hidden: r.run.hidden, Confidence: 1,
	})
}

// begin takes up the text object of the character at i.
func (r *charReader) begin(object, i uint64) {
	g := r.guest
	g.call(charMatrix, r.text, i, g.out(0, 4))
	m := g.matrix().then(r.base)
	size := math.Float64frombits(g.call(charFontSize, r.text, i))
	r.run = run{object: object, up: vector{m.c * size, m.d * size}}
	r.run.size = math.Hypot(r.run.up.x, r.run.up.y)
	r.run.along, r.run.angle = direction(vector{m.a * size, m.b * size})
	mode := g.call(textRenderMode, object)
	r.run.hidden = mode == modeInvisible || mode == modeClipOnly
}

// direction is v with length 1 and its angle in degrees clockwise as
// displayed, in (-180, 180]. Within rounding of a quarter turn both are exact.
func direction(v vector) (vector, float32) {
	length := math.Hypot(v.x, v.y)
	if length == 0 {
		return vector{1, 0}, 0
	}
	angle := math.Atan2(v.y, v.x) * 180 / math.Pi
	const rounding = 0.005
	if quarter := 90 * math.Round(angle/90); math.Abs(angle-quarter) < rounding {
		if quarter <= -180 {
			quarter = 180
		}
		sin, cos := math.Sincos(quarter * math.Pi / 180)
		return vector{math.Round(cos), math.Round(sin)}, float32(quarter)
	}
	return vector{v.x / length, v.y / length}, float32(angle)
}

// box is the advance box of a character. PDFium's loose box has its advance
// and, across the line, what its font says.
func (r *run) box(at placed, base matrix) extract.Rect {
	loose := base.bounds(at.box.X0, at.box.Y0, at.box.X1, at.box.Y1)
	x, y := base.apply(at.origin.x, at.origin.y)
	low := vector{min(ascent*r.up.x, descent*r.up.x), min(ascent*r.up.y, descent*r.up.y)}
	high := vector{max(ascent*r.up.x, descent*r.up.x), max(ascent*r.up.y, descent*r.up.y)}
	switch {
	case r.along.y == 0:
		return extract.Rect{X0: loose.X0 + low.x, Y0: y + low.y, X1: loose.X1 + high.x, Y1: y + high.y}
	case r.along.x == 0:
		return extract.Rect{X0: x + low.x, Y0: loose.Y0 + low.y, X1: x + high.x, Y1: loose.Y1 + high.y}
	}
	w, h := r.advance(loose)*r.along.x, r.advance(loose)*r.along.y
	return extract.Rect{
		X0: x + min(0, w) + low.x, Y0: y + min(0, h) + low.y,
		X1: x + max(0, w) + high.x, Y1: y + max(0, h) + high.y,
	}
}

// advance is the length of a slanted box, of which the upright rectangle
// around it is known. Near 45° that leaves it open how long and how high the
// box is, and the height is taken to be an em.
func (r *run) advance(around extract.Rect) float64 {
	cos, sin := math.Abs(r.along.x), math.Abs(r.along.y)
	if squares := cos*cos - sin*sin; math.Abs(squares) > 0.1 {
		return max(0, (around.Width()*cos-around.Height()*sin)/squares)
	}
	return max(0, (around.Width()+around.Height())/(cos+sin)-r.size)
}

// character is the text of the character at i; U+FFFD where PDFium guessed.
func (r *charReader) character(i uint64) (text string, known bool) {
	g := r.guest
	if g.ok(charUnmapped, r.text, i) {
		return "\uFFFD", false
	}
	switch c := rune(g.call(charUnicode, r.text, i)); {
	case c == 0xFFFE || c < ' ' && g.ok(charHyphen, r.text, i):
		return "-", true // at the end of a line
	case c == 0:
		return "", true
	case utf16.IsSurrogate(c):
		return string(c), true
	default:
		return string(c), true
	}
}
