package zh

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// A Numbered is one of the texts that a cell lists.
type Numbered struct {
	Number    *int   // nil where none is printed
	Text      string // without its number, lines joined
	FirstLine int    // the line, from 0, on which it begins
}

// SplitNumbered splits the text of a cell of goals, given line by line, at
// 目标1： 目标2：, or at 1. 2. (1、 一、 （1） ①) when the cell is a list of
// such. A number counts only where a line, a printed blank or the end of a
// sentence stands before it, and the numbers of a list run from 1 without a
// gap; those of 目标N： are taken as printed. Quotation marks around the
// whole cell, a 目标： without number in front, and items of which only the
// number is printed are dropped.
func SplitNumbered(lines []string) []Numbered {
	list := newList(joined(lines))
	list.splitGoals()
	list.splitItems()
	return list.numbered()
}

// A mark is a number found in a text, or the start of unnumbered text.
type mark struct {
	at, size int // offset and bytes of the prefix
	number   int // 0: none
}

// A list is a text under way to its items.
type list struct {
	joining
	from, to int   // the text without the quotation marks around it
	openings []int // offsets at which an item may begin, ascending
	marks    []mark
}

func newList(j joining) *list {
	l := &list{joining: j}
	l.from, l.to = unquoted(j.text)
	l.openings = openings(j.text[:l.to], l.from, j.gaps)
	return l
}

// openings returns where items may begin: at a gap, and after what ends a
// sentence or announces a list.
func openings(text string, from int, gaps []int) []int {
	at := []int{from}
	for _, g := range gaps {
		if g > from && g < len(text) {
			at = append(at, g)
		}
	}
	last := rune(0)
	for i, r := range text[from:] {
		if endsSentence(r) || r == '.' && isHan(last) {
			at = append(at, from+i+utf8.RuneLen(r))
		}
		last = r
	}
	sort.Ints(at)
	return slices.Compact(at)
}

func endsSentence(r rune) bool { return strings.ContainsRune("。；;！!？?：:”’》…", r) }

// splitGoals finds the marks 目标N：, and the 目标： that only begins a cell.
func (l *list) splitGoals() {
	for _, at := range l.openings {
		rest := l.text[at:l.to]
		if number, size := l.goalPrefix(at); size > 0 {
			l.marks = append(l.marks, mark{at, size, number})
		} else if at == l.from {
			if size := goalHeading(rest); size > 0 {
				l.marks = append(l.marks, mark{at, size, 0})
			}
		}
	}
}

// goalQualifiers are words with which forms begin the mark of a goal.
var goalQualifiers = []string{"年度总体", "年度绩效", "年度", "总体", "绩效", "中期", "长期", "分", "子"}

// goalPrefix reads 目标1： or 目标一： at an offset. The colon may be another
// mark, or missing where a gap in the print stands in its place.
func (l *list) goalPrefix(at int) (number, size int) {
	s := l.text[at:l.to]
	t := s
	for _, q := range goalQualifiers {
		if rest, ok := strings.CutPrefix(s, q); ok {
			t = rest
			break
		}
	}
	t, ok := strings.CutPrefix(t, "目标")
	if !ok {
		return 0, 0
	}
	number, digits := decimal(t)
	if digits == 0 {
		n, rest := numeralPrefix(t)
		number, digits = n, len(t)-len(rest)
	}
	if digits == 0 || number == 0 || number > 99 {
		return 0, 0
	}
	rest := t[digits:]
	size = len(s) - len(rest)
	r, n := prefixRune(rest)
	switch {
	case n > 0 && strings.ContainsRune(":：.、,", r) && !nextIsDigit(rest[n:], r):
		return number, size + n
	case slices.Contains(l.gaps, at+size):
		return number, size
	}
	return 0, 0
}

// nextIsDigit reports whether a point or comma is inside a number.
func nextIsDigit(rest string, mark rune) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return (mark == '.' || mark == ',') && isDigit(r)
}

// headingLength is the most characters of a heading that ends in 目标：; the
// longest of the forms is 专项资金年度总体绩效目标.
const headingLength = 12

// goalHeading returns the bytes of a heading in front of s that repeats the
// label of the cell: 目标：, 年度目标：, 2023年工作目标如下：.
func goalHeading(s string) int {
	colon := strings.IndexAny(s, "：:")
	if colon < 0 {
		return 0
	}
	heading := strings.TrimSuffix(s[:colon], "如下")
	if !strings.HasSuffix(heading, "目标") || utf8.RuneCountInString(heading) > headingLength ||
		strings.ContainsAny(heading, "，。；、,;.(（") {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[colon:])
	return colon + n
}

// splitItems finds the marks of a list 1. 2. in a cell without 目标N：.
func (l *list) splitItems() {
	from := l.from
	switch {
	case len(l.marks) == 0:
	case len(l.marks) == 1 && l.marks[0].number == 0:
		from += l.marks[0].size
	default:
		return
	}
	var best []mark
	for _, style := range listStyles {
		run := l.run(style, from)
		if len(run) > 0 && (best == nil || run[0].at < best[0].at) {
			best = run
		}
	}
	l.marks = append(l.marks, best...)
}

// run returns the marks of one style that count from 1, if they make a list.
func (l *list) run(style listStyle, from int) []mark {
	var run []mark
	atLineStarts := true
	for _, at := range l.openings {
		if at < from {
			continue
		}
		number, size := style.prefix(l.text[at:l.to])
		if size == 0 || number != len(run)+1 {
			continue
		}
		run = append(run, mark{at, size, number})
		atLineStarts = atLineStarts && slices.Contains(l.starts, at)
	}
	switch {
	case len(run) == 0, run[0].at == from:
		return run
	case len(run) < 2, style.nested:
		return nil
	case atLineStarts, announces(l.text[from:run[0].at]):
		return run
	}
	return nil
}

// announces reports whether the text before a list leads up to it.
func announces(lead string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(lead, blank))
	return r == '：' || r == ':'
}

// numbered cuts the text at the marks.
func (l *list) numbered() []Numbered {
	marks := l.marks
	if len(marks) == 0 || marks[0].at > l.from {
		marks = append([]mark{{at: l.from}}, marks...)
	}
	var out []Numbered
	for i, m := range marks {
		end := l.to
		if i+1 < len(marks) {
			end = marks[i+1].at
		}
		text := strings.TrimFunc(l.text[m.at+m.size:end], blank)
		if strings.Trim(text, "….·") == "" {
			continue
		}
		item := Numbered{Text: text, FirstLine: l.line(m.at)}
		if m.number > 0 {
			item.Number = &m.number
		}
		out = append(out, item)
	}
	return out
}

// line returns the line that holds the character at an offset.
func (l *list) line(at int) int {
	return max(0, sort.Search(len(l.starts), func(i int) bool { return l.starts[i] > at })-1)
}
