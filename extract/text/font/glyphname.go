package font

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode/utf8"
)

// glyphNames is the Adobe Glyph List with the names of ZapfDingbats (see
// tables/NOTICE): lines of name;hex[ hex…], sorted by bytes.
//
//go:embed tables/glyphs.txt
var glyphNames string

// glyphText is the Unicode of a glyph name by the rules of the Adobe Glyph
// List Specification, "" for a name that says nothing, such as g12 or cid34.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".") // a.alt shows an a; .notdef shows nothing
	if text := glyphListed(name); text != "" || !strings.Contains(name, "_") {
		return text
	}
	var all strings.Builder
	for part := range strings.SplitSeq(name, "_") { // a ligature: f_i
		text := glyphListed(part)
		if text == "" {
			return ""
		}
		all.WriteString(text)
	}
	return all.String()
}

// glyphListed looks up a name without suffix or underscore.
func glyphListed(name string) string {
	if name == "" {
		return ""
	}
	if line := findLine(glyphNames, name+";"); line != "" {
		return hexText(line, 4)
	}
	switch {
	case strings.HasPrefix(name, "uni") && (len(name)-3)%4 == 0:
		return hexText(name[3:], 4)
	case name[0] == 'u' && 5 <= len(name) && len(name) <= 7:
		return hexText(name[1:], len(name)-1)
	}
	return ""
}

// findLine does a binary search in sorted lines for the one that starts with
// prefix, and returns the rest of it.
func findLine(lines, prefix string) string {
	for len(lines) > 0 {
		start := strings.LastIndexByte(lines[:len(lines)/2], '\n') + 1
		line, _, _ := strings.Cut(lines[start:], "\n")
		switch {
		case strings.HasPrefix(line, prefix):
			return line[len(prefix):]
		case line < prefix:
			lines = lines[min(start+len(line)+1, len(lines)):]
		default:
			lines = lines[:start]
		}
	}
	return ""
}

// hexText reads numbers of a given length in upper-case hexadecimal, with or
// without spaces between them; "" if one of them is no character.
func hexText(s string, digits int) string {
	var text strings.Builder
	for s = strings.ReplaceAll(s, " ", ""); s != ""; {
		if len(s) < digits {
			return ""
		}
		r, err := strconv.ParseUint(s[:digits], 16, 32)
		if err != nil || strings.ToUpper(s[:digits]) != s[:digits] || !utf8.ValidRune(rune(r)) {
			return ""
		}
		text.WriteRune(rune(r))
		s = s[digits:]
	}
	return text.String()
}
