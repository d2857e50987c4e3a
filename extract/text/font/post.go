package font

// postNames is the table post of an sfnt font (OpenType 1.9), as far as it
// names glyphs.
type postNames struct {
	texts  map[uint32]string // glyph → Unicode of its name
	glyphs map[string]uint32 // the names that are not standard ones
}

func parsePost(b []byte) *postNames {
	p := &postNames{texts: map[uint32]string{}, glyphs: map[string]uint32{}}
	switch u32(b, 0) {
	case 0x00010000:
		for glyph := range macGlyphs {
			p.texts[uint32(glyph)] = macGlyphText(glyph)
		}
	case 0x00020000:
		p.parseVersion2(b)
	}
	return p
}

// parseVersion2 reads an index a glyph: of a standard name, or beyond those
// of one of the strings that follow.
func (p *postNames) parseVersion2(b []byte) {
	count := min(u16(b, 32), len(b)/2)
	var names []string
	for rest := from(b, 34+2*count); len(rest) > 0; {
		name := part(rest, 1, int(rest[0]))
		names = append(names, string(name))
		rest = rest[1+len(name):]
	}
	for glyph := range count {
		i := u16(b, 34+2*glyph)
		if i < macGlyphs {
			p.texts[uint32(glyph)] = macGlyphText(i)
			continue
		}
		if i -= macGlyphs; i < len(names) {
			p.texts[uint32(glyph)] = glyphText(names[i])
			p.glyphs[names[i]] = uint32(glyph)
		}
	}
}

// macGlyphs is the number of glyph names that post has by heart: three that
// show nothing, then the characters of MacRomanEncoding in order of their
// codes from 0x20, without 0x7F, then macExtras.
const macGlyphs = 258

var macExtras = []rune("ŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ")

func macGlyphText(i int) string {
	const (
		ascii  = 3                    // index of the space
		upper  = ascii + 0x7F - 0x20  // of code 0x80
		extras = upper + 0x100 - 0x80 // of macExtras
	)
	switch {
	case i < ascii:
		return ""
	case i < upper:
		return openMacRoman()[0x20+i-ascii]
	case i < extras:
		return openMacRoman()[0x80+i-upper]
	case i < macGlyphs:
		return string(macExtras[i-extras])
	}
	return ""
}
