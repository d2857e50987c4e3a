package zh

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// Fold makes s comparable: full-width forms become half-width, half-width
// katakana and hangul full-width (as width.Fold, Unicode Standard Annex 11),
// radicals become ideographs, and all is composed (NFC), which also resolves
// the compatibility ideographs. What Fold returns, it returns again.
func Fold(s string) string { return mapComposed(s, FoldRune) }

// Radicals turns the radicals of s into ideographs and composes it (NFC). It
// is for text that is stored: full-width punctuation stays as printed.
func Radicals(s string) string { return mapComposed(s, ideograph) }

// FoldRune folds one character as Fold does, except that it composes
// nothing.
func FoldRune(r rune) rune {
	switch {
	case r < 0x20A9: // the first that width.Fold changes
		return r
	case inert(r):
		return r
	case r == 0x3000:
		return ' '
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!'
	case r <= lastKangxi && r >= firstSupplement:
		return ideograph(r)
	}
	if f := width.LookupRune(r).Folded(); f != 0 {
		return f
	}
	return r
}

// mapComposed applies change to every rune of s, then NFC.
func mapComposed(s string, change func(rune) rune) string {
	first := firstActive(s)
	if first == len(s) {
		return s
	}
	var b strings.Builder
	changed, compose := false, false
	for i, r := range s[first:] {
		c := change(r)
		compose = compose || !inert(c) && !fullWidthASCII(c)
		if c != r && !changed {
			changed = true
			b.Grow(len(s))
			b.WriteString(s[:first+i])
		}
		if changed {
			b.WriteRune(c)
		}
	}
	if changed {
		s = b.String()
	}
	if compose {
		s = norm.NFC.String(s)
	}
	return s
}

// firstActive returns the offset of the first rune of s that folding or
// composing may change, len(s) when there is none.
func firstActive(s string) int {
	for i, r := range s {
		if !inert(r) {
			return i
		}
	}
	return len(s)
}

// fullWidthASCII reports whether r is the full-width form of an ASCII
// character or blank; NFC leaves those alone.
func fullWidthASCII(r rune) bool { return r == 0x3000 || r >= 0xFF01 && r <= 0xFF5E }

// inert reports whether r is one of the many characters that neither Fold
// nor NFC ever changes, alone or beside another inert one. False means that
// it may.
func inert(r rune) bool {
	switch {
	case r < 0x0300: // Latin, composed
		return true
	case r < 0x4E00:
		return r >= 0x3001 && r <= 0x3029 || r >= 0x3105 && r <= 0x312F ||
			r >= 0x2010 && r <= 0x2027 || r >= 0x2190 && r <= 0x2328 ||
			r >= 0x232B && r <= 0x2ADB || r >= 0x3200 && r <= 0x4DBF
	}
	return r <= 0x9FFF
}

// isHan reports whether r is an ideograph.
func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r == 0x3007 ||
		r >= 0x20000 && r <= 0x3FFFF || r >= 0xF900 && r <= 0xFAFF ||
		r >= firstSupplement && r <= lastKangxi
}

// isDigit reports whether r is a digit, half or full width.
func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// prefixRune returns the first rune of s folded, and its width in s.
func prefixRune(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	return FoldRune(r), n
}
