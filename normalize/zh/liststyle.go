package zh

import (
	"strings"
	"unicode/utf8"
)

// A listStyle is a way to number the items of a list. prefix reads the
// number in front of s and the bytes it takes with its punctuation; the size
// is 0 when s does not begin so.
type listStyle struct {
	prefix func(s string) (number, size int)
	// nested: within prose, and under another style, it numbers parts of a
	// sentence; only where an item begins the text does it number the whole.
	nested bool
}

var listStyles = []listStyle{
	{prefix: decimalPrefix},
	{prefix: hanPrefix},
	{prefix: bracketPrefix, nested: true},
	{prefix: circledPrefix, nested: true},
}

// decimalPrefix reads 1. 1． 1、 1） 1： ⒈. Neither «1.5万» nor «1、2号楼» nor
// «1：3» begins with one, but «1.2023年» does.
func decimalPrefix(s string) (number, size int) {
	if r, n := utf8.DecodeRuneInString(s); r >= '⒈' && r <= '⒛' {
		return int(r-'⒈') + 1, n
	}
	number, size = decimal(s)
	if size == 0 || number > 99 {
		return 0, 0
	}
	size += blanks(s[size:])
	mark, n := prefixRune(s[size:])
	rest := s[size+n:]
	if !strings.ContainsRune(".、):", mark) || n == 0 {
		return 0, 0
	}
	switch following, digits := decimal(rest); {
	case digits == 0, startsYear(rest):
	case mark == '、' && following == number+1, mark == '.', mark == ':':
		return 0, 0
	}
	return number, size + n
}

// startsYear reports whether s begins with a year, 2023年.
func startsYear(s string) bool {
	year, n := decimal(s)
	return year >= 1900 && year <= 2100 && strings.HasPrefix(s[n:], "年")
}

// decimal reads the digits in front of s, of which there must not be more
// than nine.
func decimal(s string) (value, size int) {
	for i, r := range s {
		if !isDigit(r) {
			break
		}
		value = value*10 + int(FoldRune(r)-'0')
		size = i + utf8.RuneLen(r)
		if value > 99_999_999 {
			return 0, 0
		}
	}
	return value, size
}

// hanPrefix reads 一、 and 一. («一是», «第一，» number nothing).
func hanPrefix(s string) (number, size int) {
	number, rest := numeralPrefix(s)
	if rest == s || number == 0 {
		return 0, 0
	}
	mark, n := prefixRune(rest)
	if n == 0 || !strings.ContainsRune("、.", mark) {
		return 0, 0
	}
	if following, after := numeralPrefix(rest[n:]); after != rest[n:] && following == number+1 {
		return 0, 0 // 一、二级指标
	}
	return number, len(s) - len(rest) + n
}

// bracketPrefix reads (1), （1） and （一）.
func bracketPrefix(s string) (number, size int) {
	open, n := prefixRune(s)
	if open != '(' {
		return 0, 0
	}
	inside := s[n:]
	number, digits := decimal(inside)
	if digits == 0 {
		var rest string
		number, rest = numeralPrefix(inside)
		digits = len(inside) - len(rest)
	}
	mark, m := prefixRune(inside[digits:])
	if digits == 0 || mark != ')' || number == 0 || number > 99 {
		return 0, 0
	}
	return number, n + digits + m
}

// circledPrefix reads ① to ⑳.
func circledPrefix(s string) (number, size int) {
	r, n := utf8.DecodeRuneInString(s)
	if r < '①' || r > '⑳' {
		return 0, 0
	}
	return int(r-'①') + 1, n
}

// blanks returns the bytes of white space in front of s.
func blanks(s string) int { return len(s) - len(strings.TrimLeftFunc(s, blank)) }
