package normalize

import (
	"strings"
	"unicode"
)

// MendMarks puts the marks that forms are set with in the place of characters
// that only look like them: a comma for the stroke 丶, which no form prints, and
// which the reader of pictures knows as a character of its own; a full stop for
// a degree sign behind a Chinese character, since degrees stand behind figures;
// < for ^ alone in a cell, which is the column of signs; 一 for a dash in front of
// 级, which no text begins with.
var MendMarks = Mend{
	Name: "marks",
	Apply: func(t *scanned) {
		if len(t.chars) == 1 && t.chars[0].r == '^' {
			t.chars[0].r = '<'
		}
		if len(t.chars) > 1 && strings.ContainsRune("-－—–", t.chars[0].r) && t.chars[1].r == '级' {
			t.chars[0].r = '一'
		}
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
