package zh

import (
	"strings"
	"unicode"
)

// Squeeze removes all white space: also the ideographic and no-break blanks,
// and the characters without width that web pages leave behind.
func Squeeze(s string) string {
	for i, r := range s {
		if blank(r) {
			return squeezeFrom(s, i)
		}
	}
	return s
}

func squeezeFrom(s string, first int) string {
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:first])
	for _, r := range s[first:] {
		if !blank(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// blank reports whether r is white space or has no width.
func blank(r rune) bool {
	switch {
	case r <= ' ':
		return r == ' ' || r >= '\t' && r <= '\r'
	case r < 0x80:
		return false
	case isHan(r):
		return false
	}
	return unicode.IsSpace(r) || weightless(r)
}

const softHyphen = '\u00AD'

// weightless reports whether r prints nothing and separates nothing: zero
// width blanks and joiners, the byte order mark, the soft hyphen.
func weightless(r rune) bool {
	return r >= 0x200B && r <= 0x200D || r == 0xFEFF || r == softHyphen || r == 0x2060
}
