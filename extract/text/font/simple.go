package font

import (
	"math"
	"sync"

	"mubiao/extract/text/object"
)

// flagSymbolic is bit 3 of a font descriptor's Flags: the glyphs are not of
// the standard Latin set (ISO 32000-1, 9.8.2).
const flagSymbolic = 1 << 2

// A simple decodes a font of one-byte codes (ISO 32000-1, 9.6).
type simple struct {
	toUnicode     *cmap
	codeIsUnicode bool
	names         [256]string // from Differences
	base          *alphabet   // that Encoding names; nil if it names none
	pictures      *pictures
	program       func() program // read when nothing else knows a code; nil result as openProgram
	implied       *alphabet      // what holds where nothing is said; nil for a symbolic font
	widths        simpleWidths
}

// oneByte is the codespace of all simple fonts.
var oneByte = newCodespace(bytesRange("\x00", "\xFF"))

func newSimple(f *Font, dict object.Value) {
	descriptor := dict.Key("FontDescriptor")
	name := dict.Key("BaseFont").Name()
	s := &simple{
		pictures: picturesOf(name),
		program:  sync.OnceValue(func() program { return openProgram(f, descriptor) }),
	}
	s.toUnicode, s.codeIsUnicode = readToUnicode(f, dict.Key("ToUnicode"))
	s.readEncoding(f, dict.Key("Encoding"))
	s.implied = impliedAlphabet(dict, descriptor)
	s.widths = readSimpleWidths(dict, descriptor)
	f.space = oneByte
	f.decoder = s
}

// readEncoding reads the name of a base encoding, or a dictionary with one
// and its Differences.
func (s *simple) readEncoding(f *Font, v object.Value) {
	base := v.Name()
	if v.Kind() == object.Dict {
		base = v.Key("BaseEncoding").Name()
	}
	if s.base = openAlphabet(base); base != "" && s.base == nil {
		f.problem("unknown encoding " + base)
	}
	differences := v.Key("Differences")
	code := int64(0)
	for i := range differences.Len() {
		switch d := differences.Index(i); d.Kind() {
		case object.Integer, object.Real:
			code = d.Int()
		case object.Name:
			if 0 <= code && code < 256 {
				s.names[code] = d.Name()
			}
			code++
		}
	}
}

// impliedAlphabet is the encoding of a font that does not say which. An
// embedded program's own comes before it, and if that is symbolic there is no
// other. A font that is not embedded is shown with one that has letters.
func impliedAlphabet(dict, descriptor object.Value) *alphabet {
	switch {
	case dict.Key("Subtype").Name() == "Type3":
		return nil
	case descriptor.Key("Flags").Int()&flagSymbolic != 0 && embedsProgram(descriptor):
		return nil
	case dict.Key("Subtype").Name() == "TrueType":
		return openWinAnsi()
	}
	return openAlphabet("StandardEncoding")
}

func (s *simple) decode(code uint32, _ int) Char {
	search := s.search(byte(code))
	char := Char{Space: code == ' '}
	search.result(&char)
	char.Width = s.widths.of(byte(code), char.Text)
	char.VX, char.VY, char.W1 = char.Width/2, 0.88, -1
	return char
}

func (s *simple) search(code byte) search {
	var found search
	if s.codeIsUnicode {
		found.offer(string(rune(code)))
	}
	if s.toUnicode != nil {
		found.offer(s.pictures.read(s.toUnicode.text(uint32(code))))
	}
	if found.found() {
		return found
	}
	if name := s.names[code]; name != "" {
		found.offer(s.nameText(name))
		if found.found() || name == ".notdef" || s.pictures == nil && !s.byCode() {
			return found
		}
	}
	if s.pictures != nil {
		found.offer(s.pictures.alphabet[code])
	}
	if s.base != nil {
		found.offer(s.pictures.read(s.base[code]))
	}
	if found.found() {
		return found
	}
	p := s.program()
	if p != nil {
		found.offer(s.pictures.read(p.charText(code)))
	}
	if s.implied != nil && (p == nil || s.byCode()) {
		found.offer(s.implied[code])
	}
	return found
}

// byCode says that the code itself picks the glyph, through the cmap of a
// TrueType font. In Type 1 and CFF fonts the name does, so that one which
// says nothing leaves the glyph unknown.
func (s *simple) byCode() bool {
	_, ok := s.program().(*trueType)
	return ok
}

// nameText reads a name of Differences: one of the Adobe Glyph List's, or
// one that the embedded font knows.
func (s *simple) nameText(name string) string {
	text := glyphText(name)
	if p := s.program; text == "" && p() != nil {
		text = p().nameText(name)
	}
	return s.pictures.read(text)
}

// simpleWidths is Widths of a simple font, in text space units.
type simpleWidths struct {
	list    []float64 // from first on; nil if the file does not tell
	first   int
	missing float64
	face    coreFace // of list == nil
}

func readSimpleWidths(dict, descriptor object.Value) simpleWidths {
	unit := glyphUnit
	if dict.Key("Subtype").Name() == "Type3" {
		unit = type3Unit(dict.Key("FontMatrix"))
	}
	w := simpleWidths{
		first:   int(dict.Key("FirstChar").Int()),
		missing: number(descriptor.Key("MissingWidth")) * unit,
	}
	widths := dict.Key("Widths")
	if widths.Len() == 0 {
		w.face = coreFaceOf(dict.Key("BaseFont").Name())
		return w
	}
	w.list = make([]float64, min(widths.Len(), 256))
	for i := range w.list {
		w.list[i] = number(widths.Index(i)) * unit
	}
	return w
}

// type3Unit is the length of a glyph space unit of a Type 3 font along the
// line, in text space units. (A font turned on its side has it in b.)
func type3Unit(matrix object.Value) float64 {
	if matrix.Len() < 6 {
		return glyphUnit
	}
	a, b := number(matrix.Index(0)), number(matrix.Index(1))
	if a == 0 {
		return math.Abs(b)
	}
	return a
}

func (w *simpleWidths) of(code byte, text string) float64 {
	if w.list == nil {
		if width := w.face.width(code, text); width != 0 {
			return width * glyphUnit
		}
		return w.missing
	}
	if i := int(code) - w.first; 0 <= i && i < len(w.list) {
		return w.list[i]
	}
	return w.missing
}
