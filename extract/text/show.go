package text

import (
	"math"

	"mubiao/extract"
	"mubiao/extract/text/font"
	"mubiao/extract/text/lex"
)

// The em square above and below the baseline, in em, as extract.Glyph.Box
// has it.
const (
	ascent  = 0.88
	descent = -0.12
)

// Text rendering modes (ISO 32000-1, table 106).
const (
	modeFill      = 0
	modeInvisible = 3
	modeClipsLow  = 4 // from here on the characters also clip
	modeClipOnly  = 7
)

func (in *interpreter) beginText() {
	in.tm, in.tlm = identity, identity
	in.textClip = extract.Rect{}
}

// endText clips to what the clipping modes have shown.
func (in *interpreter) endText() {
	if in.textClip != (extract.Rect{}) {
		in.state.clip = in.state.clip.Intersect(in.textClip)
		in.textClip = extract.Rect{}
	}
}

func (in *interpreter) setFont() {
	name, ok := in.name(2)
	if !ok {
		return
	}
	in.state.text.size = in.args[0]
	in.state.text.face = lookUp(in, (*resources).face, name)
	if in.state.text.face == nil {
		in.fault("no font %q", name)
	}
}

func (in *interpreter) setTextMatrix() {
	a := &in.args
	m := matrix{a[0], a[1], a[2], a[3], a[4], a[5]}
	if !m.finite() {
		in.fault("matrix out of range")
		return
	}
	in.tm, in.tlm = m, m
}

// moveLine starts a line at (x, y) from the start of the last one.
func (in *interpreter) moveLine(x, y float64) {
	in.tlm.e, in.tlm.f = in.tlm.apply(x, y)
	in.tm = in.tlm
}

// showLast handles Tj.
func (in *interpreter) showLast() {
	if n := len(in.operands); n > 0 && in.operands[n-1].Kind == lex.String {
		in.show(in.operands[n-1:])
		return
	}
	in.fault("nothing to show")
}

// showSpaced handles the operator ", which sets word and character spacing.
func (in *interpreter) showSpaced() {
	if n := len(in.operands); n >= 3 && in.operands[n-3].Number() && in.operands[n-2].Number() {
		in.state.text.wordSpace = in.operands[n-3].Num
		in.state.text.charSpace = in.operands[n-2].Num
	}
	in.moveLine(0, -in.state.text.leading)
	in.showLast()
}

// showArray handles TJ. A single string, though not allowed, is shown.
func (in *interpreter) showArray() {
	if in.container < 0 {
		in.showLast()
		return
	}
	in.show(in.elements())
}

// A pen is how the characters of one operator are placed: everything that
// does not change between them.
type pen struct {
	along, up point // one em along the line and upwards, in page coordinates
	step      point // one unit of text space along the line
	x, y      float64
	low, high point // the em square across the line: least and greatest offsets
	size      float64
	angle     float32
	hidden    bool
	clips     bool
	text      *textState
	face      *face
	travelled float64 // along the line, in text space
	vertical  bool
}

// A point is a place on the page, or an offset.
type point struct{ x, y float64 }

// newPen prepares to show text in the current state.
func (in *interpreter) newPen() pen {
	t := &in.state.text
	m := in.tm.mul(in.state.ctm)
	p := pen{
		text: t, face: t.face, vertical: t.face.Vertical,
		along:  point{m.a * t.size * t.stretch, m.b * t.size * t.stretch},
		up:     point{m.c * t.size, m.d * t.size},
		step:   point{m.a, m.b},
		hidden: t.mode == modeInvisible || t.mode == modeClipOnly || t.mode == modeFill && in.state.fill.clear,
		clips:  t.mode >= modeClipsLow,
	}
	if p.vertical {
		p.step = point{m.c, m.d}
	}
	p.x, p.y = m.apply(0, t.rise)
	em := t.face.em
	p.low = point{min(ascent*p.up.x, descent*p.up.x) * em, min(ascent*p.up.y, descent*p.up.y) * em}
	p.high = point{max(ascent*p.up.x, descent*p.up.x) * em, max(ascent*p.up.y, descent*p.up.y) * em}
	p.size = em * math.Hypot(p.up.x, p.up.y)
	p.angle = angleOf(p.along)
	return p
}

// angleOf is the direction of v in degrees clockwise as displayed, in
// (-180, 180]. Angles within rounding of a quarter turn are made one.
func angleOf(v point) float32 {
	if v.y == 0 && v.x >= 0 {
		return 0
	}
	angle := math.Atan2(v.y, v.x) * 180 / math.Pi
	const rounding = 0.005
	if quarter := 90 * math.Round(angle/90); math.Abs(angle-quarter) < rounding {
		angle = quarter
	}
	if angle <= -180 {
		angle = 180
	}
	return float32(angle)
}

// show shows the strings among tokens and moves by the numbers.
func (in *interpreter) show(tokens []lex.Token) {
	if in.state.text.face == nil {
		return // setFont has said so
	}
	p := in.newPen()
	for i := range tokens {
		t := &tokens[i]
		if t.Kind == lex.String {
			in.showString(&p, t.Bytes)
		} else if t.Number() {
			p.move(-t.Num / 1000 * p.text.size)
		}
	}
	if !finite(p.travelled) {
		in.fault("text runs out of range")
		return
	}
	if p.vertical {
		in.tm.e += p.travelled * in.tm.c
		in.tm.f += p.travelled * in.tm.d
	} else {
		in.tm.e += p.travelled * in.tm.a
		in.tm.f += p.travelled * in.tm.b
	}
}

func finite(x float64) bool { return x-x == 0 }

// move moves the pen along the line by a length in unstretched text space.
func (p *pen) move(by float64) {
	if !p.vertical {
		by *= p.text.stretch
	}
	p.travelled += by
	p.x += by * p.step.x
	p.y += by * p.step.y
}

func (in *interpreter) showString(p *pen, s []byte) {
	for len(s) > 0 && !in.stopped {
		c, n := p.face.Next(s)
		code := s
		s = s[max(1, min(n, len(s))):]
		if in.hidden == 0 {
			before := len(in.out.Glyphs)
			in.place(p, &c)
			if in.doc.Disputing && len(in.out.Glyphs) > before {
				in.dispute(&c, p.face.Otherwise(code))
			}
		} else {
			in.unseen++
		}
		advance := c.Width
		if p.vertical {
			advance = c.W1
		}
		by := advance*p.text.size + p.text.charSpace
		if c.Space {
			by += p.text.wordSpace
		}
		p.move(by)
	}
}

// place adds a character at the pen to the page.
func (in *interpreter) place(p *pen, c *font.Char) {
	if c.Text == "" {
		return // mapped to nothing on purpose
	}
	x, y := p.x, p.y
	if p.vertical {
		x -= c.VX*p.along.x + c.VY*p.up.x
		y -= c.VX*p.along.y + c.VY*p.up.y
	}
	w, h := c.Width*p.along.x, c.Width*p.along.y
	box := extract.Rect{
		X0: x + min(0, w) + p.low.x, Y0: y + min(0, h) + p.low.y,
		X1: x + max(0, w) + p.high.x, Y1: y + max(0, h) + p.high.y,
	}
	if p.clips {
		in.textClip = in.textClip.Union(box)
	}
	if !in.onPage(&box) {
		return
	}
	if c.Known && in.twins.repeats(c.Text, &box, math.Abs(w)+math.Abs(h), p) {
		return
	}
	if len(in.out.Glyphs) >= in.limits.Glyphs {
		in.stop(in.limits.tooManyGlyphs())
		return
	}
	text := c.Text
	if !c.Known {
		in.out.Undecodable++
		text = "\uFFFD"
	}
	in.out.Glyphs = append(in.out.Glyphs, extract.Glyph{
		Text: text, Box: box, Size: p.size, Angle: p.angle, Hidden: p.hidden, Confidence: 1,
	})
}

// onPage reports whether the middle of box is on the page. It is false for a
// box that is no number.
func (in *interpreter) onPage(box *extract.Rect) bool {
	x, y := box.Center()
	return x >= in.view.X0 && x <= in.view.X1 && y >= in.view.Y0 && y <= in.view.Y1
}
