package font

import (
	"unicode/utf16"
	"unicode/utf8"
)

// A cmap is what a CMap file says (Adobe Technical Note 5014; as ToUnicode,
// ISO 32000-1, 9.10.3). Codes are looked up by their number alone: in a
// ToUnicode CMap it is common that the codes of a simple font are written
// with two bytes.
type cmap struct {
	src      []byte
	ranges   []codeRange
	cids     spans[uint32] // the first code's CID, counting up
	notdefs  spans[uint32] // one CID for the whole span
	texts    spans[uint32] // where in src the target of bfchar or bfrange is
	wmode    bool          // vertical writing
	use      string        // name of the CMap that this one builds on
	registry string        // from CIDSystemInfo: "Adobe-GB1"
}

// cid returns the CID of a code, ok if the CMap has one.
func (m *cmap) cid(code uint32) (cid uint32, ok bool) {
	if s, ok := m.cids.find(code); ok {
		return s.to + code - s.lo, true
	}
	s, ok := m.notdefs.find(code)
	return s.to, ok
}

// text returns the Unicode of a code, "" if the CMap has none. The target is
// UTF-16BE whose last character counts up along the range, a list with an
// entry a code, or a glyph name. It is read only now, as most are never used.
func (m *cmap) text(code uint32) string {
	s, ok := m.texts.find(code)
	if !ok {
		return ""
	}
	l := lexer{src: m.src, pos: int(s.to)}
	step := code - s.lo
	switch t := l.next(); {
	case t.kind == nameToken:
		return glyphText(string(t.text))
	case t.kind == stringToken:
		return utf16Text(t.text, step)
	}
	for ; ; step-- {
		t := l.next()
		if t.kind != stringToken {
			return ""
		}
		if step == 0 {
			return utf16Text(t.text, 0)
		}
	}
}

// utf16Text decodes UTF-16BE and adds step to its last character. One byte
// alone is taken as the character of that number.
func utf16Text(b []byte, step uint32) string {
	if len(b) == 1 {
		return string(rune(b[0]) + rune(step))
	}
	units := make([]uint16, 0, 4)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	if len(units) > 1 && units[0] == 0xFEFF {
		units = units[1:]
	}
	runes := utf16.Decode(units)
	if len(runes) == 0 {
		return ""
	}
	last := &runes[len(runes)-1]
	if *last == utf8.RuneError {
		return string(runes)
	}
	if *last += rune(step); !utf8.ValidRune(*last) {
		*last = utf8.RuneError
	}
	return string(runes)
}

// parseCMap reads a CMap. What it cannot make sense of it leaves out.
func parseCMap(src []byte) *cmap {
	p := cmapParser{lexer: lexer{src: src}, cmap: &cmap{src: src}}
	var before, last token
	for {
		t := p.next()
		if t.kind == endToken {
			break
		}
		if t.kind == wordToken {
			p.operator(string(t.text), before, last)
		}
		before, last = last, t
	}
	p.cids.settle()
	p.notdefs.settle()
	p.texts.settle()
	return p.cmap
}

type cmapParser struct {
	lexer
	*cmap
	reg string // CIDSystemInfo's Registry
}

// operator runs one operator; before and last are the tokens before it.
func (p *cmapParser) operator(op string, before, last token) {
	switch op {
	case "begincodespacerange":
		p.codespace()
	case "begincidrange":
		p.codeRanges(&p.cids)
	case "begincidchar":
		p.codeChars(&p.cids)
	case "beginnotdefrange":
		p.codeRanges(&p.notdefs)
	case "beginnotdefchar":
		p.codeChars(&p.notdefs)
	case "beginbfrange":
		p.bfRanges()
	case "beginbfchar":
		p.bfChars()
	case "usecmap":
		p.use = string(last.text)
	case "def":
		p.define(before, last)
	}
}

// define notes the definitions that matter: name value def.
func (p *cmapParser) define(name, value token) {
	if name.kind != nameToken {
		return
	}
	switch string(name.text) {
	case "WMode":
		p.wmode = value.n == 1
	case "Registry":
		p.reg = string(value.text)
	case "Ordering":
		p.registry = p.reg + "-" + string(value.text)
	}
}

// str returns the next string; at anything else a section is over.
func (p *cmapParser) str() ([]byte, bool) {
	at := p.pos
	t := p.next()
	if t.kind != stringToken {
		p.pos = at
		return nil, false
	}
	return t.text, true
}

func (p *cmapParser) codespace() {
	for {
		lo, ok1 := p.str()
		hi, ok2 := p.str()
		if !ok1 || !ok2 {
			return
		}
		if n := len(lo); n == len(hi) && 1 <= n && n <= 4 {
			p.ranges = append(p.ranges, bytesRange(string(lo), string(hi)))
		}
	}
}

func (p *cmapParser) codeRanges(into *spans[uint32]) {
	for {
		lo, ok1 := p.str()
		hi, ok2 := p.str()
		if !ok1 || !ok2 {
			return
		}
		cid := p.next()
		if cid.kind != intToken {
			return
		}
		into.add(bigEndian(lo), bigEndian(hi), uint32(cid.n))
	}
}

func (p *cmapParser) codeChars(into *spans[uint32]) {
	for {
		code, ok := p.str()
		if !ok {
			return
		}
		cid := p.next()
		if cid.kind != intToken {
			return
		}
		into.add(bigEndian(code), bigEndian(code), uint32(cid.n))
	}
}

func (p *cmapParser) bfChars() {
	for {
		code, ok := p.str()
		if !ok {
			return
		}
		to, ok := p.target()
		if !ok {
			return
		}
		p.texts.add(bigEndian(code), bigEndian(code), to)
	}
}

func (p *cmapParser) bfRanges() {
	for {
		lo, ok1 := p.str()
		hi, ok2 := p.str()
		if !ok1 || !ok2 {
			return
		}
		to, ok := p.target()
		if !ok {
			return
		}
		p.texts.add(bigEndian(lo), bigEndian(hi), to)
	}
}

// target steps over the target of a bfchar or bfrange and says where it is.
func (p *cmapParser) target() (at uint32, ok bool) {
	start := p.pos
	switch t := p.next(); {
	case t.kind == stringToken, t.kind == nameToken:
		return uint32(start), true
	case t.is("["):
		for more := true; more; {
			_, more = p.str()
		}
		end := p.pos
		if !p.next().is("]") {
			p.pos = end
		}
		return uint32(start), true
	}
	p.pos = start
	return 0, false
}
