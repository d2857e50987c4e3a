package normalize

import "unicode"

// MendMarks puts the marks that forms are set with in the place of characters
// that only look like them: a comma for the stroke 丶, which no form prints, and
// which the reader of pictures knows as a character of its own; a full stop for
// a degree sign behind a Chinese character, since degrees stand behind figures;
// < for ^ alone in a cell, which is the column of signs.
var MendMarks = Mend{
	Name: "marks",
	Apply: func(t *scanned) {
		if len(t.chars) == 1 && t.chars[0].r == '^' {
			t.chars[0].r = '<'
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
