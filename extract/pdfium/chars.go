package pdfium

import (
	"context"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"

	"mubiao/extract"
	"mubiao/extract/text"
)

// The em square above and below the baseline, in em, as extract.Glyph.Box
// has it.
const (
	ascent  = 0.88
	descent = -0.12
)

// A charReader makes glyphs of the characters of a page.
type charReader struct {
	guest  *guest
	out    *extract.Page
	twins  *text.Painter
	base   matrix // default user space to page coordinates
	page   uint64 // the text page
	run    run
	last   placed // the character before, if it became the last glyph
	widths map[fontChar]float64
}

// A run is what the characters of one text object share.
type run struct {
	object  uint64
	font    uint64
	upright bool    // it runs along x in user space
	em      float64 // in user space, along x
	along   vector  // one em along the line, in page coordinates
	up      vector  // one em upwards
	size    float64
	angle   float32
	hidden  bool
}

// A vector is an offset on the page.
type vector struct{ x, y float64 }

// A fontChar is a character of a font.
type fontChar struct {
	font uint64
	char rune
}

// placed is what tells the parts of one printed character, such as the
// letters of a ligature, which PDFium hands on one by one.
type placed struct {
	object uint64
	x, y   float64 // of the pen, in user space
}

// charsMost bounds the characters that are read of one page.
const charsMost = 1_000_000

// contextInterval is after how many characters or objects ctx is looked at;
// they take less than a millisecond.
const contextInterval = 1024

func (r *charReader) read(ctx context.Context, page uint64) {
	g := r.guest
	r.page = g.pointer(loadText, page)
	if r.page == 0 {
		r.out.Problems = append(r.out.Problems, errors.New("text cannot be read"))
		return
	}
	defer g.call(closeText, r.page)
	n := g.count(charCount, r.page)
	if n > charsMost {
		r.out.Problems = append(r.out.Problems, fmt.Errorf("page cut short: %d characters", n))
		n = charsMost
	}
	for i := range n {
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
	if g.ok(charGenerated, r.page, i) {
		return
	}
	char, known := r.character(i)
	if char == 0 {
		return
	}
	object := g.pointer(charObject, r.page, i)
	if object != r.run.object || object == 0 {
		r.begin(object, i)
	}
	g.call(charOrigin, r.page, i, g.out(0, 8), g.out(1, 8))
	at := placed{object: object, x: g.double(0), y: g.double(1)}
	if n := len(r.out.Glyphs); n > 0 && at == r.last {
		r.out.Glyphs[n-1].Text += string(char)
		return
	}
	r.last = placed{}
	advance := r.advance(at, i, char)
	glyph := extract.Glyph{
		Text: string(char), Box: r.run.box(at, advance, r.base),
		Size: r.run.size, Angle: r.run.angle, Hidden: r.run.hidden, Confidence: 1,
	}
	if x, y := glyph.Box.Center(); !(x >= 0 && x <= r.out.Width && y >= 0 && y <= r.out.Height) {
		return
	}
	if known && r.twins.Repeats(&glyph, advance*(math.Abs(r.run.along.x)+math.Abs(r.run.along.y))) {
		return
	}
	r.last = at
	if !known {
		r.out.Undecodable++
	}
	r.out.Glyphs = append(r.out.Glyphs, glyph)
}

// begin takes up the text object of the character at i.
func (r *charReader) begin(object, i uint64) {
	g := r.guest
	g.call(charMatrix, r.page, i, g.out(0, 4))
	user := g.matrix()
	m := user.then(r.base)
	size := math.Float64frombits(g.call(charFontSize, r.page, i))
	r.run = run{
		object: object, font: g.pointer(textFont, object),
		upright: user.b == 0 && user.a > 0,
		em:      user.a * size,
		along:   vector{m.a * size, m.b * size}, up: vector{m.c * size, m.d * size},
	}
	r.run.size = math.Hypot(r.run.up.x, r.run.up.y)
	r.run.angle = angleOf(r.run.along)
	mode := g.call(textRenderMode, object)
	r.run.hidden = mode == modeInvisible || mode == modeClipOnly
}

// angleOf is the direction of v in degrees clockwise as displayed, in
// (-180, 180]. Angles within rounding of a quarter turn are made one.
func angleOf(v vector) float32 {
	angle := math.Atan2(v.y, v.x) * 180 / math.Pi
	const exact = 0.005
	if quarter := 90 * math.Round(angle/90); math.Abs(angle-quarter) < exact {
		angle = quarter
	}
	switch {
	case angle <= -180:
		angle = 180
	case angle == 0:
		angle = 0 // and not -0
	}
	return float32(angle)
}

// advance is how far the character at i moves the pen, in em along the line.
//
// PDFium's loose box, of upright text, goes on to where the advance or the
// outline ends, whichever is further; its tight box is that of the outline. Of
// a font that does not say how high it is both are the outline's. Where the
// advance does not show, and in text that is turned, the width that the font
// gives to the character tells, if PDFium finds it.
func (r *charReader) advance(at placed, i uint64, char rune) float64 {
	if !r.run.upright || r.run.em == 0 {
		if w := r.width(char); w > 0 {
			return w
		}
		return 1
	}
	g := r.guest
	g.call(charTightBox, r.page, i, g.out(0, 8), g.out(1, 8), g.out(2, 8), g.out(3, 8))
	g.call(charLooseBox, r.page, i, g.out(8, 4))
	tight, loose := g.double(1)-at.x, g.float(10)-at.x
	if loose <= tight+rounding {
		outline := near(g.float(8), g.double(0)) && near(g.float(9), g.double(3)) && near(g.float(11), g.double(2))
		if w := r.width(char); w > 0 && (outline || w*r.run.em < loose) {
			return w
		}
	}
	return loose / r.run.em
}

// rounding is by how much, in points, coordinates differ that are the same:
// PDFium keeps them in 32 bits.
const rounding = 0.001

func near(a, b float64) bool { return math.Abs(a-b) <= rounding }

// width is what the font says of a character, in em; 0 where PDFium finds
// nothing.
func (r *charReader) width(char rune) float64 {
	key := fontChar{r.run.font, char}
	w, ok := r.widths[key]
	if !ok {
		g := r.guest
		one := uint64(math.Float32bits(1))
		if g.ok(fontWidth, r.run.font, uint64(char), one, g.out(0, 4)) {
			w = g.float(0)
		}
		r.widths[key] = w
	}
	return w
}

// box is the advance box of a character.
func (r *run) box(at placed, advance float64, base matrix) extract.Rect {
	x, y := base.apply(at.x, at.y)
	w, h := advance*r.along.x, advance*r.along.y
	return extract.Rect{
		X0: x + min(0, w) + min(ascent*r.up.x, descent*r.up.x),
		Y0: y + min(0, h) + min(ascent*r.up.y, descent*r.up.y),
		X1: x + max(0, w) + max(ascent*r.up.x, descent*r.up.x),
		Y1: y + max(0, h) + max(ascent*r.up.y, descent*r.up.y),
	}
}

// character is the character at i, 0 for none; U+FFFD where PDFium guessed.
func (r *charReader) character(i uint64) (char rune, known bool) {
	g := r.guest
	if g.ok(charUnmapped, r.page, i) {
		return utf8.RuneError, false
	}
	char = rune(uint32(g.call(charUnicode, r.page, i)))
	switch {
	case g.ok(charHyphen, r.page, i):
		return '-', true // at the end of a line PDFium takes it away
	case char != 0 && meaningless(char):
		return utf8.RuneError, false
	}
	return char, true
}

// meaningless tells the characters that say no more than their code: control
// characters, those for private use, and what is no character.
func meaningless(r rune) bool {
	switch {
	case r < ' ':
		return r != '\t' && r != '\n' && r != '\r'
	case r >= 0x7F && r <= 0x9F, r >= 0xE000 && r <= 0xF8FF, r >= 0xF0000:
		return true
	}
	return !utf8.ValidRune(r) || r == utf8.RuneError || r&0xFFFE == 0xFFFE
}
