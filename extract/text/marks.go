package text

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"mubiao/extract"
	"mubiao/extract/text/lex"
	"mubiao/extract/text/object"
)

// A mark is an open marked-content sequence (ISO 32000-1, 14.6).
type mark struct {
	hidden bool // optional content that is switched off
	actual bool // it has an ActualText
	text   string
	first  int // glyph on the page
}

func (in *interpreter) beginMark(m mark) {
	m.first = len(in.out.Glyphs)
	if m.hidden {
		in.hidden++
	}
	if m.actual {
		in.actual++
	}
	in.marks = append(in.marks, m)
}

// beginMarked handles BDC, whose property list stands there itself or in the
// resources.
func (in *interpreter) beginMarked() {
	var m mark
	if in.container >= 0 {
		if value, ok := entry(in.elements(), "ActualText"); ok && value.Kind == lex.String {
			m.actual, m.text = true, textString(value.Bytes)
		}
	} else if name, ok := in.name(1); ok && len(in.operands) >= 2 {
		list := in.resources.property(name)
		if text := list.Key("ActualText"); text.Kind() == object.String {
			m.actual, m.text = true, textString(text.Bytes())
		}
		if tag := in.operands[len(in.operands)-2]; tag.Kind == lex.Name && string(tag.Bytes) == "OC" {
			m.hidden = !in.doc.visible(list)
		}
	}
	in.beginMark(m)
}

// entry finds the value of a key in a dictionary given as tokens.
func entry(tokens []lex.Token, key string) (lex.Token, bool) {
	for i := 0; i+1 < len(tokens); {
		value := tokens[i+1]
		if tokens[i].Kind == lex.Name && string(tokens[i].Bytes) == key {
			return value, true
		}
		i += 2 + int(value.Span)
	}
	return lex.Token{}, false
}

// endMarked handles EMC.
func (in *interpreter) endMarked() {
	if len(in.marks) <= in.marked {
		in.fault("EMC without BMC")
		return
	}
	in.endMark()
}

// endMark closes the last mark. The outermost ActualText is the one that
// counts: it replaces all that is inside.
func (in *interpreter) endMark() {
	m := in.marks[len(in.marks)-1]
	in.marks = in.marks[:len(in.marks)-1]
	if m.hidden {
		in.hidden--
	}
	if m.actual {
		if in.actual--; in.actual == 0 {
			in.replaceText(m)
		}
	}
}

// replaceText gives the glyphs since m was opened its ActualText: one
// character each if the numbers agree, otherwise all of it to the first
// glyph, which is made to cover all places. An empty text drops the glyphs.
func (in *interpreter) replaceText(m mark) {
	glyphs := in.out.Glyphs[min(m.first, len(in.out.Glyphs)):]
	if len(glyphs) == 0 || says(glyphs, m.text) {
		return
	}
	for i := range glyphs {
		if glyphs[i].Text == "\uFFFD" {
			in.out.Undecodable--
		}
	}
	kept := 0
	switch n := utf8.RuneCountInString(m.text); {
	case n == 0:
	case n == len(glyphs):
		i := 0
		for at, r := range m.text {
			glyphs[i].Text = m.text[at : at+utf8.RuneLen(r)]
			i++
		}
		kept = n
	default:
		box := extract.Rect{}
		for i := range glyphs {
			box = box.Union(glyphs[i].Box)
		}
		glyphs[0].Text, glyphs[0].Box = m.text, box
		kept = 1
	}
	in.out.Glyphs = in.out.Glyphs[:m.first+kept]
}

// says reports whether the glyphs together are text already, but for blanks
// and soft hyphens, which tagging adds.
func says(glyphs []extract.Glyph, text string) bool {
	for i := range glyphs {
		for _, r := range glyphs[i].Text {
			if blank(r) {
				continue
			}
			text = strings.TrimLeftFunc(text, blank)
			first, n := utf8.DecodeRuneInString(text)
			if n == 0 || first != r {
				return false
			}
			text = text[n:]
		}
	}
	return strings.TrimLeftFunc(text, blank) == ""
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\u00AD' }

// textString decodes a text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8
// with a byte order mark, or PDFDocEncoding.
func textString(b []byte) string {
	switch {
	case len(b) >= 2 && b[0] == 0xFE && b[1] == 0xFF:
		return utf16String(b[2:], 0, 1)
	case len(b) >= 2 && b[0] == 0xFF && b[1] == 0xFE: // not allowed, but written
		return utf16String(b[2:], 1, 0)
	case len(b) >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF:
		return strings.ToValidUTF8(string(b[3:]), "\uFFFD")
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = docRune(c)
	}
	return string(runes)
}

// utf16String decodes pairs of bytes, whose higher and lower halves are at
// the given places.
func utf16String(b []byte, high, low int) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i+high])<<8 | uint16(b[2*i+low])
	}
	return string(utf16.Decode(units))
}

// docRunes is what PDFDocEncoding has other than Latin 1 (ISO 32000-1,
// annex D.2): the codes from 0x18 and from 0x80.
var docRunes = [2][]rune{
	[]rune("˘ˇˆ˙˝˛˚˜"),
	[]rune("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€"),
}

func docRune(c byte) rune {
	switch {
	case c >= 0x18 && c < 0x20:
		return docRunes[0][c-0x18]
	case c >= 0x80 && c <= 0xA0:
		return docRunes[1][c-0x80]
	}
	return rune(c)
}
