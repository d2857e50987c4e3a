package pdfium

import (
	"encoding/binary"
	"unicode/utf16"
)

// boxFont is a TrueType font in which every character is a box that fills the
// em square. PDFium drops characters that leave no ink, and those of a font
// that is neither in the file nor on the machine leave none; as boxes they
// stay, in the places that the file gives them.
func boxFont() []byte {
	glyph := boxGlyph()
	return fontFile([]fontTable{
		{"OS/2", boxMetrics()},
		{"cmap", boxCharacters()},
		{"glyf", glyph},
		{"head", words(
			1, 0, // version
			1, 0, // revision
			0, 0, // checksum of the file, which nobody asks for
			0x5F0F, 0x3CF5, // magic
			0, boxEm,
			0, 0, 0, 0, 0, 0, 0, 0, // dates
			0, boxBottom, boxEm, boxTop, // bounds
			0, 8, 2, // upright, 8 pixels at least, left to right
			0, 0, // short offsets
		)},
		{"hhea", words(1, 0, boxTop, boxBottom, 0, boxEm, 0, 0, boxEm, 1, 0, 0, 0, 0, 0, 0, 0, 1)},
		{"hmtx", words(boxEm, 0, 0)}, // the second glyph is as wide as the first
		{"loca", words(0, 0, len(glyph)/2)},
		{"maxp", words(1, 0, boxGlyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)},
		{"name", boxNames()},
		{"post", words(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)},
	})
}

// The em square of the boxes, in units of the font.
const (
	boxEm     = 1000
	boxTop    = 880
	boxBottom = -120
	boxGlyphs = 2 // what stands for nothing, and the box
)

// words spells 16-bit integers.
func words(values ...int) []byte {
	b := make([]byte, 0, 2*len(values))
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

// boxGlyph is the outline: four points on the curve, the second to the fourth
// given by how far they are from the one before.
func boxGlyph() []byte {
	b := words(1, 0, boxBottom, boxEm, boxTop, 3, 0)
	b = append(b, 1, 1, 1, 1) // on the curve, in words
	b = append(b, words(0, 0, boxEm, 0)...)
	return append(b, words(boxBottom, boxTop-boxBottom, 0, boxBottom-boxTop)...)
}

// boxCharacters maps all characters to the box (cmap, format 13).
func boxCharacters() []byte {
	const (
		header = 16
		group  = 12
	)
	b := words(0, 1, 3, 10, 0, 12) // one table, for Windows and all of Unicode
	b = append(b, words(13, 0)...)
	for _, v := range []uint32{header + group, 0, 1, 0x20, 0x10FFFF, 1} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}

// boxMetrics says which alphabets the font has (OS/2, version 1): that is how
// PDFium finds one.
func boxMetrics() []byte {
	const (
		japanese    = 1 << (17 - 16)
		simplified  = 1 << (18 - 16)
		korean      = 1 << (19 - 16)
		traditional = 1 << (20 - 16)
	)
	b := words(
		1, boxEm, 400, 5, 0,
		500, 500, 0, 0, 500, 500, 0, 0, 50, 250, // sub- and superscript, strikeout
		0,             // class
		0, 0, 0, 0, 0, // panose
		0, 0, 0, 0, 0, 0, 0, 0, // ranges of Unicode
		0, 0, // vendor
		0x40, 0x20, 0xFFFF,
		boxTop, boxBottom, 0, boxTop, -boxBottom,
	)
	return append(b, words(japanese|simplified|korean|traditional, 1, 0, 0)...)
}

// boxNames names the font.
func boxNames() []byte {
	const windows, unicode, english = 3, 1, 0x409
	var spelled []byte
	head := words(0, 2, 6+2*12)
	for id, name := range []string{1: "STSong", 2: "Regular"} {
		if name == "" {
			continue
		}
		at := len(spelled)
		for _, u := range utf16.Encode([]rune(name)) {
			spelled = binary.BigEndian.AppendUint16(spelled, u)
		}
		head = append(head, words(windows, unicode, english, id, len(spelled)-at, at)...)
	}
	return append(head, spelled...)
}

// A fontTable is a table of a TrueType font.
type fontTable struct {
	tag   string
	bytes []byte
}

// fontFile puts a font together. The tables are in order of their tags.
func fontFile(tables []fontTable) []byte {
	const header, entry = 12, 16
	power, log := 1, 0
	for 2*power <= len(tables) {
		power, log = 2*power, log+1
	}
	b := words(1, 0, len(tables), entry*power, log, entry*(len(tables)-power))
	at := header + entry*len(tables)
	var content []byte
	for _, t := range tables {
		b = append(b, t.tag...)
		for len(t.bytes)%4 != 0 {
			t.bytes = append(t.bytes, 0)
		}
		b = binary.BigEndian.AppendUint32(b, sum(t.bytes))
		b = binary.BigEndian.AppendUint32(b, uint32(at+len(content)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t.bytes)))
		content = append(content, t.bytes...)
	}
	return append(b, content...)
}

// sum is the checksum of a table.
func sum(b []byte) uint32 {
	total := uint32(0)
	for ; len(b) >= 4; b = b[4:] {
		total += binary.BigEndian.Uint32(b)
	}
	return total
}
