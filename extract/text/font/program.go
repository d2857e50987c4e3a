package font

import (
	"bytes"

	"mubiao/extract/text/object"
)

// A program is an embedded font file, read for what it knows of Unicode. Its
// methods return "" for what it does not know.
type program interface {
	// charText is the text of a one-byte code in the font's own encoding.
	charText(code byte) string
	// nameText is the text of a glyph by a name that the Adobe Glyph List
	// does not hold.
	nameText(name string) string
	// glyphText is the text of a glyph by what a CIDToGIDMap leads to: its
	// index in a TrueType font, its CID in a CID-keyed one.
	glyphText(id uint32) string
}

// programKeys are where a font descriptor embeds a font file.
var programKeys = [...]string{"FontFile2", "FontFile3", "FontFile"}

func embedsProgram(descriptor object.Value) bool {
	for _, key := range programKeys {
		if descriptor.Key(key).Kind() == object.Stream {
			return true
		}
	}
	return false
}

// openProgram reads the font file that a descriptor embeds; nil if there is
// none, or none that is understood. What the file is, is seen from its first
// bytes: producers do put CFF fonts into FontFile2.
func openProgram(f *Font, descriptor object.Value) program {
	for _, key := range programKeys {
		v := descriptor.Key(key)
		if v.Kind() != object.Stream {
			continue
		}
		b, err := v.Data()
		if err != nil {
			f.problem(key + ": " + err.Error())
		}
		p := parseProgram(b)
		if p == nil {
			f.problem(key + ": not a font that is understood")
		}
		return p
	}
	return nil
}

func parseProgram(b []byte) program {
	switch {
	case len(b) < 4:
		return nil
	case bytes.HasPrefix(b, []byte("\x00\x01\x00\x00")), bytes.HasPrefix(b, []byte("true")),
		bytes.HasPrefix(b, []byte("OTTO")), bytes.HasPrefix(b, []byte("ttcf")):
		return parseSFNT(b)
	case bytes.HasPrefix(b, []byte("%!")), bytes.HasPrefix(b, []byte("\x80\x01")):
		return parseType1(b)
	case b[0] == 1:
		if p := parseCFF(b); p != nil {
			return p
		}
	}
	return nil
}

// parseSFNT reads a TrueType font, or an OpenType font that holds a CFF one.
func parseSFNT(b []byte) program {
	tables := sfntTables(b)
	p := parseTrueType(tables)
	if outlines := tables["CFF "]; outlines != nil {
		if c := parseCFF(outlines); c != nil {
			c.sfnt = p
			return c
		}
	}
	return p
}
