// Package font turns the bytes that a content stream shows into characters
// with widths.
package font

import "mubiao/extract/text/object"

// A Char is one character code as shown.
type Char struct {
	Text  string  // Unicode; "\uFFFD" where unknown
	Width float64 // advance along x in text space units (1 = the font size); for horizontal writing
	// VX, VY is the position vector and W1 the vertical displacement
	// (negative), in text space units; for vertical writing.
	VX, VY, W1 float64
	Space      bool // a one-byte code 32, which word spacing applies to
	Known      bool // Text is a real mapping
}

// A Font is a font dictionary made ready to decode.
type Font struct {
	Vertical bool
	Type3    bool
}

// New reads a font dictionary. It always returns a usable font; what is
// broken in it is in Problems.
func New(dict object.Value) *Font { return &Font{} }

// Next decodes the first character of s and tells how many bytes it took,
// at least 1 when s is not empty.
func (f *Font) Next(s []byte) (Char, int) { return Char{}, 1 }
