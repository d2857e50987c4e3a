package zh

import (
	"strings"
	"unicode/utf8"
)

// quotePairs are the quotation marks that can enclose a cell.
var quotePairs = map[rune]rune{'“': '”', '‘': '’', '「': '」', '『': '』', '"': '"', '＂': '＂', '\'': '\''}

// unquoted returns the part of s, from and to, that is left without the pair
// of quotation marks that encloses all of s; spreadsheets leave such behind.
// A text that merely begins and ends with a quotation is not enclosed.
func unquoted(s string) (from, to int) {
	from = blanks(s)
	to = from + len(strings.TrimFunc(s[from:], blank))
	open, n := utf8.DecodeRuneInString(s[from:to])
	last, m := utf8.DecodeLastRuneInString(s[from:to])
	partner, ok := quotePairs[open]
	if !ok || last != partner || to-from < n+m || !encloses(s[from+n:to-m], open, partner) {
		return from, to
	}
	return from + n, to - m
}

// encloses reports whether the quotation opened before inside is closed only
// after it. Of marks that are the same at both ends that is known only when
// none stands inside.
func encloses(inside string, open, partner rune) bool {
	if open == partner {
		return !strings.ContainsRune(inside, open)
	}
	depth := 0
	for _, r := range inside {
		switch r {
		case open:
			depth++
		case partner:
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}
