package normalize

import (
	"strings"
	"unicode"
)

// MendMarks puts the marks that forms are set with in the place of characters
// that only look like them: a comma for the stroke 丶, which no form prints, and
// which the reader of pictures knows as a character of its own; a full stop for
// a degree sign behind a Chinese character, since degrees stand behind figures;
// < for ^ alone in a cell, which is the column of signs; 0 for o alone, which no
// column holds; 一 for a dash in front of 级, which no text begins with, in 一次性
// and in 一是; and at the end of a cell 。 for what a small ring
// is read as, or nothing for a comma, which is dust there.
var MendMarks = Mend{
	Name: "marks",
	Apply: func(t *scanned) {
		if len(t.chars) == 1 && t.chars[0].r == '^' {
			t.chars[0].r = '<'
		}
		if len(t.chars) == 1 && strings.ContainsRune("oO", t.chars[0].r) && t.whole {
			t.chars[0].r = '0'
		}
		if len(t.chars) > 1 && strings.ContainsRune("-－—–", t.chars[0].r) && t.chars[1].r == '级' {
			t.chars[0].r = '一'
		}
		t.mendEnd()
		t.mendOnes()
		t.mendDots()
		for i := range t.chars {
			switch c := &t.chars[i]; {
			case c.r == '丶':
				c.r = '、'
			case c.r == '°' && i > 0 && unicode.Is(unicode.Han, t.chars[i-1].r):
				c.r = '。'
			}
		}
	},
}

// mendOnes reads a dash as 一 in 一次性, and where 一是 opens an enumeration.
func (t *scanned) mendOnes() {
	for i := range t.chars {
		if !strings.ContainsRune("-－—–", t.chars[i].r) {
			continue
		}
		opens := i > 0 && strings.ContainsRune("：:；;，。", t.chars[i-1].r)
		rest := t.text(i+1, len(t.chars))
		if strings.HasPrefix(rest, "次性") || opens && strings.HasPrefix(rest, "是") {
			t.chars[i].r = '一'
		}
	}
}

// mendDots reads a dot between words as the mark that it is left of: Chinese has
// 、 halfway up and ， on the line where other scripts have points. A unit (元/生·天)
// has one character on a side, and so may the number of an item.
func (t *scanned) mendDots() {
	isWord := func(at int) bool {
		return at >= 0 && at+2 <= len(t.chars) && unicode.Is(unicode.Han, t.chars[at].r) && unicode.Is(unicode.Han, t.chars[at+1].r)
	}
	for i := range t.chars {
		with, ok := map[rune]rune{'·': '、', '．': '，'}[t.chars[i].r]
		if ok && isWord(i-2) && isWord(i+1) {
			t.chars[i] = character{with, markOfDot, t.chars[i].line}
		}
	}
}

// markOfDot is the confidence in a mark that a dot is left of: it may be another.
const markOfDot = 0.8

// mendEnd puts the mark at the end of a cell right. Sentences end with 。, which
// is read as o or, if its ring is filled, as a dot; other texts end without a
// mark.
func (t *scanned) mendEnd() {
	last := len(t.chars) - 1
	if last < 2 || !t.whole {
		return
	}
	before, c := t.chars[last-1].r, t.chars[last].r
	ring, dot := strings.ContainsRune("oO°º", c), strings.ContainsRune(".·，,、", c)
	words := unicode.Is(unicode.Han, before) || dot && before == '%'
	if !words || !ring && !dot {
		return
	}
	switch sentence := strings.ContainsAny(t.text(0, last), "，。；"); {
	case sentence:
		t.replace(last, last+1, "。", endingMark)
	case dot:
		t.replace(last, last+1, "", certain)
	}
}

// endingMark is the confidence in a 。 that a sentence ends with whatever was
// read there.
const endingMark = 0.9
