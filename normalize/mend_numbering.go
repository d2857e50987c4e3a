package normalize

import (
	"slices"
	"strings"
	"unicode"
)

// MendNumbering makes good the words that number indicators and goals: 指标1：
// and 目标1：, of which one character or the figure is read as one that looks
// like it (日标l：), that a speck or the rim of a seal (一) stands before, that a
// rule at the edge of the cell has cut (示1：), or whose colon is lost before a
// sentence.
var MendNumbering = Mend{
	Name: "numbering",
	Apply: func(t *scanned) {
		for line := range t.lines {
			t.mendNumbering(line)
		}
	},
}

// longestLead is how far into a line the word may begin, behind a speck.
const longestLead = 2

// numberingLikeness is how unlike the two characters may be to the word.
const numberingLikeness = 2 * lookalikeCost

func (t *scanned) mendNumbering(line int) {
	start := slices.IndexFunc(t.chars, func(c character) bool { return c.line == line })
	if start < 0 {
		return
	}
	if line == 0 && (t.mendGoal() || t.mendCut(start)) {
		return
	}
	t.mendColon(start, line)
	for lead := 0; lead <= longestLead && t.isSpeck(start, lead); lead++ {
		if at := start + lead; t.isNumbering(at, line) {
			t.spellNumbering(at)
			t.replace(start, at, "", certain)
			t.dropRim(line)
			return
		}
	}
}

// mendGoal makes good the 目标： without a figure that a cell begins with, and
// reports whether it does.
func (t *scanned) mendGoal() bool {
	if len(t.chars) < 4 || !isColon(t.chars[2].r) || numberingWord(t.chars[:2]) != "目标" {
		return false
	}
	if t.text(0, 2) != "目标" {
		t.replace(0, 2, "目标", certain)
	}
	return true
}

// mendCut makes good a 指标N： of which nothing but the second half of 标 is left,
// and reports whether it did. No word begins so.
func (t *scanned) mendCut(start int) bool {
	if start+2 >= len(t.chars) || !strings.ContainsRune("标示", t.chars[start].r) || !isColon(t.chars[start+2].r) {
		return false
	}
	figure, ok := figureLike(t.chars[start+1].r)
	if !ok {
		return false
	}
	word := "指标"
	if strings.ContainsAny(t.text(start, len(t.chars)), "，；。") {
		word = "目标"
	}
	t.replace(start, start+2, word+string(figure), unsureLine)
	return true
}

// mendColon puts back the colon behind 目标N at the start of a sentence. Behind
// 指标N it may be missing in print.
func (t *scanned) mendColon(start, line int) {
	if start+4 >= len(t.chars) || t.chars[start+3].line != line || t.text(start, start+2) != "目标" || !isDigit(t.chars[start+2].r) ||
		!unicode.Is(unicode.Han, t.chars[start+3].r) || !strings.ContainsAny(t.text(start, len(t.chars)), "，；。") {
		return
	}
	t.replace(start+3, start+3, "：", listedMark)
	t.chars[start+3].line = line
}

// isSpeck reports whether so many characters from start on can be what a speck
// or the rim of a seal is read as: none of them is a word, but for the stroke
// 一.
func (t *scanned) isSpeck(start, n int) bool {
	return start+n <= len(t.chars) && !slices.ContainsFunc(t.chars[start:start+n], func(c character) bool {
		return unicode.Is(unicode.Han, c.r) && c.r != '一'
	})
}

// isNumbering reports whether a numbering, or nearly one, begins at a character
// of a line.
func (t *scanned) isNumbering(at, line int) bool {
	if at+3 >= len(t.chars) || t.chars[at+3].line != line || !isColon(t.chars[at+3].r) {
		return false
	}
	_, ok := figureLike(t.chars[at+2].r)
	return ok && numberingWord(t.chars[at:at+2]) != ""
}

// spellNumbering writes the numbering at a character as it should be.
func (t *scanned) spellNumbering(at int) {
	if figure, _ := figureLike(t.chars[at+2].r); figure != t.chars[at+2].r {
		t.replace(at+2, at+3, string(figure), t.chars[at+2].sure)
	}
	if word := numberingWord(t.chars[at : at+2]); word != t.text(at, at+2) {
		t.replace(at, at+2, word, certain)
	}
}

// dropRim drops a stroke that stands alone in front of the first numbering of a
// cell.
func (t *scanned) dropRim(line int) {
	if t.chars[0].line < line && t.chars[0].r == '一' && t.chars[1].line == line {
		t.replace(0, 1, "", certain)
	}
}

func isColon(r rune) bool { return strings.ContainsRune("：:；;∶", r) }

// numberingWord is the word that two characters are nearly, empty for none.
func numberingWord(chars []character) string {
	best, least := "", numberingLikeness
	for _, word := range []string{"指标", "目标"} {
		if cost := unlike(chars, word); cost <= least {
			best, least = word, cost
		}
	}
	return best
}

// figureLike is the figure that a character is, or looks like.
func figureLike(r rune) (rune, bool) {
	if unicode.IsDigit(r) {
		return r, true
	}
	switch r {
	case 'l', 'I', '|', 'i', '丨', '!', 't':
		return '1', true
	case 'Z', 'z':
		return '2', true
	case 'S', 's':
		return '5', true
	case 'b':
		return '6', true
	case 'B':
		return '8', true
	case 'g', 'q':
		return '9', true
	}
	return 0, false
}

// unlike is how unlike characters are to a word of as many.
func unlike(chars []character, word string) float64 {
	cost := 0.0
	i := 0
	for _, r := range word {
		cost += chars[i].cost(r)
		i++
	}
	return cost
}
