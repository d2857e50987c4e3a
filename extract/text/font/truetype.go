package font

import "iter"

// A trueType is what the tables cmap and post of an sfnt font know (OpenType
// 1.9, cmap and post).
type trueType struct {
	unicode []byte // cmap subtables, nil where missing: (3,10), (3,1) or (0,x)
	symbol  []byte // (3,0), codes mostly at U+F000
	mac     []byte // (1,0)
	post    []byte

	// Made when first asked for.
	runes map[uint32]rune // glyph → character, by unicode
	codes *[256]uint32    // one-byte code → glyph, by symbol or mac
	names *postNames
	all   map[uint32][]string // glyph → characters, by unicode
}

// sfntTables finds the tables of a font, or of the first in a collection.
func sfntTables(b []byte) map[string][]byte {
	at := 0
	if string(part(b, 0, 4)) == "ttcf" {
		at = u32(b, 12)
	}
	tables := map[string][]byte{}
	for i := range u16(b, at+4) {
		record := part(b, at+12+16*i, 16)
		if len(record) < 16 {
			break
		}
		tables[string(record[:4])] = part(b, u32(record, 8), u32(record, 12))
	}
	return tables
}

func parseTrueType(tables map[string][]byte) *trueType {
	t := &trueType{post: tables["post"]}
	best := 0
	cmap := tables["cmap"]
	for i := range min(u16(cmap, 2), len(cmap)/8) {
		at := 4 + 8*i
		platform, encoding := u16(cmap, at), u16(cmap, at+2)
		sub := from(cmap, u32(cmap, at+4))
		switch {
		case platform == 3 && encoding == 0:
			t.symbol = sub
		case platform == 1 && encoding == 0:
			t.mac = sub
		case platform == 3 && encoding == 10, platform == 3 && encoding == 1, platform == 0 && encoding != 5:
			if rank := 16*platform + encoding; t.unicode == nil || rank > best {
				t.unicode, best = sub, rank
			}
		}
	}
	return t
}

// charText goes from the code to a glyph as ISO 32000-1, 9.6.6.4 says for
// fonts without an encoding, and from there to the character.
func (t *trueType) charText(code byte) string {
	if t.codes == nil {
		t.codes = t.readCodes()
	}
	if glyph := t.codes[code]; glyph != 0 {
		if text := t.glyphText(glyph); text != "" {
			return text
		}
		if t.symbol != nil {
			return string(0xF000 + rune(code))
		}
	}
	return ""
}

func (t *trueType) readCodes() *[256]uint32 {
	codes := new([256]uint32)
	for code, glyph := range cmapEntries(t.mac) {
		if code < 256 {
			codes[code] = glyph
		}
	}
	for code, glyph := range cmapEntries(t.symbol) {
		if code < 256 || 0xF000 <= code && code <= 0xF2FF {
			codes[code&0xFF] = glyph
		}
	}
	return codes
}

func (t *trueType) nameText(name string) string {
	if glyph, ok := t.glyphNames().glyphs[name]; ok {
		return t.glyphText(glyph)
	}
	return ""
}

func (t *trueType) glyphText(glyph uint32) string {
	if t.runes == nil {
		t.runes = t.readRunes()
	}
	if r, ok := t.runes[glyph]; ok {
		return string(r)
	}
	return t.glyphNames().texts[glyph]
}

func (t *trueType) glyphNames() *postNames {
	if t.names == nil {
		t.names = parsePost(t.post)
	}
	return t.names
}

// readRunes turns the Unicode cmap around.
func (t *trueType) readRunes() map[uint32]rune {
	runes := map[uint32]rune{}
	for code, glyph := range cmapEntries(t.unicode) {
		r := rune(code)
		if old, ok := runes[glyph]; glyph != 0 && (!ok || plainer(r, old)) {
			runes[glyph] = r
		}
	}
	return runes
}

// plainer says which of the characters that share a glyph is more likely
// meant: 一 before the radical ⼀, 金 before its compatibility form, a space
// before a no-break space.
func plainer(r, old rune) bool {
	if a, b := oddity(r), oddity(old); a != b {
		return a < b
	}
	return r < old
}

// oddity is 0 for ordinary characters, 1 for those that exist for the sake
// of other standards, 2 for private ones.
func oddity(r rune) int {
	switch {
	case isPrivate(r):
		return 2
	case 0x2E80 <= r && r <= 0x2FDF, // radicals
		0xF900 <= r && r <= 0xFAFF, 0x2F800 <= r && r <= 0x2FA1F, // compatibility ideographs
		0xFE10 <= r && r <= 0xFE6F, // vertical and small forms
		worthOf(string(r)) == worthless:
		return 1
	}
	return 0
}

// maxEntries bounds how many entries of one cmap are read: more than Unicode
// has characters, few enough for a hostile font to cost milliseconds.
const maxEntries = 1 << 18

// cmapEntries lists code and glyph of a cmap subtable of format 0, 4, 6, 10,
// 12 or 13; of another format it lists nothing.
func cmapEntries(b []byte) iter.Seq2[uint32, uint32] {
	return func(yield func(code, glyph uint32) bool) {
		left := maxEntries
		entry := func(code, glyph int) bool {
			left--
			return left >= 0 && yield(uint32(code), uint32(glyph))
		}
		switch u16(b, 0) {
		case 0:
			eachInArray(part(b, 6, 256), 1, 0, entry)
		case 4:
			eachInSegments(b, entry)
		case 6:
			eachInArray(part(b, 10, 2*u16(b, 8)), 2, u16(b, 6), entry)
		case 10:
			eachInArray(part(b, 20, 2*u32(b, 16)), 2, u32(b, 12), entry)
		case 12, 13:
			eachInGroups(b, entry)
		}
	}
}

// eachInArray lists glyphs of size bytes each, from a first code on.
func eachInArray(glyphs []byte, size, first int, entry func(code, glyph int) bool) {
	for i := range len(glyphs) / size {
		if !entry(first+i, int(bigEndian(glyphs[size*i:size*(i+1)]))) {
			return
		}
	}
}

// eachInSegments lists format 4: arrays of end codes, start codes, deltas
// and offsets, of count entries each.
func eachInSegments(b []byte, entry func(code, glyph int) bool) {
	count := min(u16(b, 6)/2, len(b)/8)
	ends, starts := 14, 14+2*count+2
	deltas, offsets := starts+2*count, starts+4*count
	for i := range count {
		start, end := u16(b, starts+2*i), u16(b, ends+2*i)
		delta, at := i16(b, deltas+2*i), offsets+2*i
		offset := u16(b, at)
		for code := start; code <= end && code != 0xFFFF; code++ {
			glyph := code
			if offset != 0 {
				glyph = u16(b, at+offset+2*(code-start))
			}
			if glyph != 0 || offset == 0 { // 0 in the array stays 0
				glyph = (glyph + delta) & 0xFFFF
			}
			if !entry(code, glyph) {
				return
			}
		}
	}
}

// eachInGroups lists formats 12 and 13: groups of a first code, a last code
// and the glyph of the first, or of all.
func eachInGroups(b []byte, entry func(code, glyph int) bool) {
	step := 1
	if u16(b, 0) == 13 {
		step = 0
	}
	for i := range min(u32(b, 12), len(b)/12) {
		at := 16 + 12*i
		first, last, glyph := u32(b, at), u32(b, at+4), u32(b, at+8)
		for code := first; code <= min(last, 0x10FFFF); code++ {
			if !entry(code, glyph+step*(code-first)) {
				return
			}
		}
	}
}
