package font

import (
	"strings"
	"unicode/utf8"
)

// A worth says how far a text that some source gives for a code can be
// believed. Sources are asked in turn until one is plain.
type worth uint8

const (
	worthless worth = iota // nothing, U+FFFD, or a control character
	private                // a private-use character: what it looks like is the font's secret
	plain
)

// worthOf judges a text.
func worthOf(text string) worth {
	if text == "" {
		return worthless
	}
	w := plain
	for _, r := range text {
		switch {
		case r == utf8.RuneError, isControl(r), r&0xFFFE == 0xFFFE:
			return worthless
		case isPrivate(r):
			w = private
		}
	}
	return w
}

// isControl tells the control characters that stand for no white space.
func isControl(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || 0x7F <= r && r <= 0x9F
}

// isPrivate tells the private-use areas of Unicode.
func isPrivate(r rune) bool {
	return 0xE000 <= r && r <= 0xF8FF || r >= 0xF0000
}

// A search asks sources for the text of one code, the most trusted first.
type search struct {
	text  string
	worth worth
}

// offer takes what the next source says if it is better than what there is.
func (s *search) offer(text string) {
	if s.worth == plain {
		return
	}
	if strings.IndexByte(text, 0) >= 0 { // some producers pad with U+0000
		text = strings.ReplaceAll(text, "\x00", "")
	}
	if w := worthOf(text); w > s.worth {
		s.text, s.worth = text, w
	}
}

// found says that no further source need be asked.
func (s *search) found() bool { return s.worth == plain }

// result puts what was found into c.
func (s *search) result(c *Char) {
	c.Text, c.Known = s.text, s.worth == plain
	if s.worth == worthless {
		c.Text = Unknown
	}
}
