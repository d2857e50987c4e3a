package normalize

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// rejoin undoes the blanks that some tools put between Han characters and
// figures: 指标 1：, 2023 年 12 月, ≥42 公里. Between a label and an amount, and
// before a label, the blank parts two cells.
func rejoin(fields []string) []string {
	out := fields[:0]
	for _, f := range fields {
		if n := len(out); n > 0 && runsOn(out[n-1], f) {
			out[n-1] += f
			continue
		}
		out = append(out, f)
	}
	return out
}

// runsOn reports whether b goes on the figure or the date that a ends with,
// or is the number of what a names.
func runsOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(zh.Fold(a))
	first, _ := utf8.DecodeRuneInString(zh.Fold(b))
	switch {
	case first == ':', last == '(', last == '[':
		return true
	case a == "其中:" || a == "其中：":
		_, _, _, fund := FundLabel(b)
		return fund
	case isDigit(first) && (last == ',' || last == '.'):
		return insideFigure(zh.Fold(a), zh.Fold(b))
	case isDigit(first):
		return strings.HasSuffix(a, "指标") && startsIndicator(a+b) || strings.HasSuffix(a, "目标") && strings.ContainsAny(b, ":：") ||
			strings.HasSuffix(a, "年") && startsWithFigure(a) || strings.HasSuffix(a, "月") && startsWithFigure(a)
	case !isDigit(last) || !unicode.Is(unicode.Han, first):
		return false
	}
	label := zh.Label(b)
	_, level := Level2(b)
	return (startsWithFigure(a) || first == '年') && kindOfLabel(label) == unlabelled && !isRole(label) && !level && !startsIndicator(b)
}

// blankInFigure is a number with a blank behind its comma or point.
var blankInFigure = regexp.MustCompile(`([.,．，]) +([0-9０-９])`)

// longestNumbering is how many digits the number of a list's entry has at most.
const longestNumbering = 2

// insideFigure reports whether a and b are the halves of a number, or of a
// name that holds one (PM2. 5), that were parted behind its comma or point.
// The number of a list's entry (1. 2023年) is no half.
func insideFigure(a, b string) bool {
	digits := strings.TrimRight(a, ",.")
	last, _ := utf8.DecodeLastRuneInString(digits)
	return isDigit(last) && (len(digits) > longestNumbering || strings.HasSuffix(a, ","))
}

// startsWithFigure reports whether a text begins with a number, a sign before
// it or a bracket.
func startsWithFigure(s string) bool {
	return startsWithNumber(strings.TrimLeft(s, "≥≤≧≦⩾⩽><=＞＜＝═(（第约"))
}
