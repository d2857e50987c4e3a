package zh

import (
	"strings"
	"unicode/utf8"
)

// Label makes a label comparable: folded, without white space, without the
// colon that ends it. «项目资金 （万元）：» is «项目资金(万元)»; StripBrackets
// and StripNumbering take the rest away where it is not wanted.
func Label(s string) string {
	return strings.TrimRight(Squeeze(Fold(s)), ":：∶")
}

// bracket returns 1 for an opening bracket, -1 for a closing one, else 0.
func bracket(r rune) int {
	switch r {
	case '(', '[', '{', '（', '［', '｛', '【', '〔', '〖':
		return 1
	case ')', ']', '}', '）', '］', '｝', '】', '〕', '〗':
		return -1
	}
	return 0
}

// StripBrackets drops the bracketed hints that end a label: （50分）, (必填),
// （万元）, (0-20)分, and what follows a bracket that is never closed
// «(万元». A label that is nothing but a bracket stays.
func StripBrackets(s string) string {
	for {
		t := strings.TrimRightFunc(s, blank)
		cut := lastBracket(strings.TrimSuffix(t, "分"))
		if cut <= 0 {
			if cut = unclosed(t); cut <= 0 {
				return t
			}
		}
		t = strings.TrimRightFunc(t[:cut], blank)
		if t == "" {
			return s
		}
		s = t
	}
}

// lastBracket returns the offset of the bracket whose partner ends s, or -1.
func lastBracket(s string) int {
	depth := 0
	for end := len(s); end > 0; {
		r, n := utf8.DecodeLastRuneInString(s[:end])
		end -= n
		if depth -= bracket(r); depth <= 0 {
			if bracket(r) > 0 {
				return end
			}
			return -1
		}
	}
	return -1
}

// unclosed returns the offset of the outermost bracket of s that is never
// closed, or -1.
func unclosed(s string) int {
	depth, at := 0, -1
	for i, r := range s {
		if r < '(' || r > '}' && r < 0x3000 || r >= 0x3400 && r < 0xFF00 {
			continue
		}
		kind := bracket(r)
		if kind > 0 && depth == 0 {
			at = i
		}
		depth = max(0, depth+kind)
	}
	if depth == 0 {
		return -1
	}
	return at
}

// StripNumbering drops the numbering in front of a label: 一、, （一）, 1.,
// 1、, (1), ①. A number that belongs to the label stays («12月», «1.5倍»).
func StripNumbering(s string) string {
	t := strings.TrimLeftFunc(s, blank)
	for _, style := range listStyles {
		if _, n := style.prefix(t); n > 0 && n < len(t) {
			return strings.TrimLeftFunc(t[n:], blank)
		}
	}
	return s
}
