package font

import "mubiao/extract/text/object"

// Unknown is the Text of a code that nothing in the file gives a character
// for.
const Unknown = "\uFFFD"

// A Char is one character code as shown.
type Char struct {
	Text  string  // Unicode; "\uFFFD" where unknown
	Width float64 // advance along x in text space units (1 = the font size); for horizontal writing
	// VX, VY is the position vector and W1 the vertical displacement
	// (negative), in text space units; for vertical writing.
	VX, VY, W1 float64
	Space      bool // a one-byte code 32, which word spacing applies to
	// Known says that Text is a real mapping. Text can hold a private-use
	// character and not be Known: the file names it, but not its meaning.
	Known bool
}

// A Font is a font dictionary made ready to decode. It keeps what it has
// decoded, so that it must not be used by two goroutines at a time.
type Font struct {
	Vertical bool
	Type3    bool
	// Problems says what is broken in the dictionary, in the order found.
	// Next adds to it what is broken in an embedded font, which is read when
	// first needed.
	Problems []string

	space   codespace
	decoder decoder // nil in the zero Font, which knows nothing

	// Codes that were seen: an index into chars, 0 where not seen yet.
	single [256]uint32
	double [256]*[256]uint32
	long   map[uint32]uint32
	chars  []Char
	others map[uint32]string // by code, what Otherwise said
}

// A decoder works out one code of n bytes. Next keeps the answer.
type decoder interface {
	decode(code uint32, n int) Char
}

// maxLong is how many different codes of three and four bytes are kept; it
// bounds what a hostile file can make of GB 18030's 1.6 million.
const maxLong = 1 << 16

// New reads a font dictionary. It always returns a usable font; what is
// broken in it is in Problems.
func New(dict object.Value) *Font {
	f := &Font{chars: make([]Char, 1, 64)}
	switch dict.Key("Subtype").Name() {
	case "Type0":
		newComposite(f, dict)
	case "Type3":
		f.Type3 = true
		newSimple(f, dict)
	default:
		if dict.Key("DescendantFonts").Len() > 0 {
			f.problem("DescendantFonts in a font that is not Type0")
			newComposite(f, dict)
			break
		}
		newSimple(f, dict)
	}
	return f
}

func (f *Font) problem(text string) { f.Problems = append(f.Problems, text) }

// Next decodes the first character of s and tells how many bytes it took,
// at least 1 when s is not empty.
func (f *Font) Next(s []byte) (Char, int) {
	if len(s) == 0 {
		return Char{}, 0
	}
	first := s[0]
	switch f.space.lengths[first] {
	case 1:
		if i := f.single[first]; i != 0 {
			return f.chars[i], 1
		}
	case 2:
		if len(s) == 1 {
			break
		}
		if page := f.double[first]; page != nil {
			if i := page[s[1]]; i != 0 {
				return f.chars[i], 2
			}
		}
	}
	return f.next(s)
}

// next is Next for a code that is not kept yet, or that the first byte alone
// does not tell the length of.
func (f *Font) next(s []byte) (Char, int) {
	if f.decoder == nil {
		return Char{Text: Unknown}, 1
	}
	code, n, whole := f.space.next(s)
	if !whole {
		return f.broken(), n
	}
	if n > 2 {
		return f.nextLong(code, n), n
	}
	slot := &f.single[s[0]]
	if n == 2 {
		page := f.double[s[0]]
		if page == nil {
			page = new([256]uint32)
			f.double[s[0]] = page
		}
		slot = &page[s[1]]
	}
	if *slot == 0 {
		*slot = f.keep(f.decoder.decode(code, n))
	}
	return f.chars[*slot], n
}

func (f *Font) nextLong(code uint32, n int) Char {
	if i := f.long[code]; i != 0 {
		return f.chars[i]
	}
	c := f.decoder.decode(code, n)
	if len(f.long) < maxLong {
		if f.long == nil {
			f.long = make(map[uint32]uint32)
		}
		f.long[code] = f.keep(c)
	}
	return c
}

func (f *Font) keep(c Char) uint32 {
	f.chars = append(f.chars, c)
	return uint32(len(f.chars) - 1)
}

// broken is what bytes outside the codespace show: character 0
// (ISO 32000-1, 9.7.6.3), whose text nobody knows.
func (f *Font) broken() Char {
	c := f.decoder.decode(0, 0)
	c.Text, c.Known, c.Space = Unknown, false, false
	return c
}
