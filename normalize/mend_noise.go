package normalize

import (
	"slices"
	"strings"
	"unicode"
)

// noiseLine is the confidence below which a character that stands apart from
// the script of its line is taken for a speck.
const noiseLine = 0.6

// MendNoise drops what dust and the rim of a seal leave at the ends of a line
// of Chinese: a letter or a mark, or two, of which the reader is not sure.
// Figures, brackets and what they hold, and units stay: a line may begin or end
// with those. Before a comparator no mark stands, however sure the reader is.
var MendNoise = Mend{
	Name: "noise",
	Apply: func(t *scanned) {
		sign := slices.IndexFunc(t.chars, func(c character) bool { return !strings.ContainsRune(" '’‘`·.,，、", c.r) })
		if sign > 0 && isComparator(string(t.chars[sign].r)) {
			t.replace(0, sign, "", certain)
		}
		for line := range t.lines {
			t.dropNoise(line)
		}
	},
}

// mostNoise is the most characters that are dropped at an end.
const mostNoise = 2

func (t *scanned) dropNoise(line int) {
	from := slices.IndexFunc(t.chars, func(c character) bool { return c.line == line })
	if from < 0 {
		return
	}
	to := from
	for to < len(t.chars) && t.chars[to].line == line {
		to++
	}
	chars := t.chars[from:to]
	if t.lines > 1 && isUnsure(chars) && !slices.ContainsFunc(chars, func(c character) bool { return !isNoisy(c.r) }) {
		t.chars = slices.Delete(t.chars, from, to)
		return
	}
	first := slices.IndexFunc(chars, func(c character) bool { return !isNoisy(c.r) })
	last := len(chars)
	for last > 0 && isNoisy(chars[last-1].r) {
		last--
	}
	if first < 0 || last-first < 2 || !unicode.Is(unicode.Han, chars[first].r) && !unicode.Is(unicode.Han, chars[last-1].r) {
		return
	}
	if unicode.Is(unicode.Han, chars[last-1].r) && isUnsure(chars[last:]) {
		t.chars = slices.Delete(t.chars, from+last, to)
	}
	if unicode.Is(unicode.Han, chars[first].r) && isUnsure(chars[:first]) {
		t.chars = slices.Delete(t.chars, from, from+first)
	}
}

// isUnsure reports whether characters are few, blanks aside, and one of them is
// doubtful.
func isUnsure(chars []character) bool {
	few, unsure := 0, false
	for _, c := range chars {
		few += btoi(c.r != ' ')
		unsure = unsure || c.sure < noiseLine
	}
	return unsure && few <= mostNoise
}

// isNoisy reports whether a character can be what a speck is read as: a letter,
// or a mark that no line of Chinese begins or ends with.
func isNoisy(r rune) bool {
	switch {
	case r >= unicode.MaxASCII:
		return r == '·'
	case strings.ContainsRune(`%()",;:`, r):
		return false
	}
	return unicode.IsLetter(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) || r == ' '
}
