package zh

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Join makes one text of the lines of a cell, as Chinese is set: nothing
// between two lines, except one blank where a Latin word or a figure meets
// another Latin word. A number, and a Latin word at its hyphen, that was
// broken over two lines is whole again. Blanks printed inside a line are
// kept, as one, where they part Latin words or numbers, and dropped beside
// anything Chinese («2023 年度» is «2023年度»). Join(Join(lines)) is
// Join(lines).
func Join(lines []string) string {
	if len(lines) == 1 && !hasBlank(lines[0]) {
		return lines[0]
	}
	j := newJoiner(lines)
	for _, l := range lines {
		j.line(l)
	}
	return j.text.String()
}

func hasBlank(s string) bool {
	return strings.IndexFunc(s, blank) >= 0
}

// A joining is text under way from lines to one line.
type joining struct {
	text string
	// gaps are the offsets into text, ascending, before which the print has
	// a line break or a blank, kept or not.
	gaps []int
	// starts holds the offset in text of each line.
	starts []int
}

func joined(lines []string) joining {
	j := newJoiner(lines)
	starts := make([]int, len(lines))
	j.tracked = true
	for i, l := range lines {
		starts[i] = j.line(l)
	}
	closeStarts(starts, j.text.Len())
	return joining{text: j.text.String(), gaps: j.gaps, starts: starts}
}

// closeStarts gives lines without a character the start of the line after.
func closeStarts(starts []int, end int) {
	for i := len(starts) - 1; i >= 0; i-- {
		if starts[i] < 0 {
			starts[i] = end
		}
		end = starts[i]
	}
}

// A joiner writes characters one after another and decides what stands
// between two of them.
type joiner struct {
	text           strings.Builder
	tracked        bool // keep gaps
	gaps           []int
	last           rune // the character before, 0 at the start
	figure         bool // the word so far holds a digit
	gap, lineBreak bool // a blank, a line break since then
	cut            bool // a soft hyphen since then
}

func newJoiner(lines []string) *joiner {
	size := 0
	for _, l := range lines {
		size += len(l) + 1
	}
	j := &joiner{}
	j.text.Grow(size)
	return j
}

// line writes a line and returns the offset of its first character, -1 if it
// has none.
func (j *joiner) line(l string) (start int) {
	start = -1
	j.lineBreak = true
	for _, r := range l {
		switch {
		case weightless(r):
			j.cut = r == softHyphen
		case blank(r):
			j.gap = true
		default:
			j.put(r)
			if start < 0 {
				start = j.text.Len() - utf8.RuneLen(r)
			}
		}
	}
	return start
}

func (j *joiner) put(r rune) {
	parted := false
	if j.gap || j.lineBreak {
		if j.last != 0 && j.parts(r) {
			j.text.WriteByte(' ')
			parted = true
		}
		if j.tracked {
			j.gaps = append(j.gaps, j.text.Len())
		}
		j.gap, j.lineBreak = false, false
	}
	j.text.WriteRune(r)
	j.cut = false
	j.figure = isDigit(r) || j.figure && !parted && latin(r)
	j.last = r
}

// parts reports whether a blank stands between the last character and r.
func (j *joiner) parts(r rune) bool {
	if !endsWord(j.last) || !startsWord(r) {
		return false
	}
	return !j.lineBreak || !j.broken(r)
}

// broken reports whether the line break before r cuts a word or number:
// after a hyphen (a soft one too) or slash, before a bracket, and between the digits of a
// figure. A word with a digit in it is a code (510000_0013zp), which goes on
// with a digit too.
func (j *joiner) broken(r rune) bool {
	if j.cut || r == '(' || r == '[' {
		return true
	}
	switch j.last {
	case '-', '/', '_', '@', '&', '+', '#':
		return true
	}
	return j.figure && isDigit(r)
}

// latin reports whether r belongs to words that are set with blanks between
// them: letters and digits below the Chinese blocks, and ASCII marks.
func latin(r rune) bool {
	return r > ' ' && r < 0x7F || r < firstSupplement && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// endsWord reports whether a blank after r can part words.
func endsWord(r rune) bool {
	switch r {
	case '(', '[', '{', '<', '>', '=', '"', '~':
		return false
	}
	return latin(r)
}

// startsWord reports whether a blank before r can part words.
func startsWord(r rune) bool {
	switch r {
	case ',', '.', ';', ':', '!', '?', '%', ')', ']', '}', '<', '>', '=', '"', '~', '/':
		return false
	}
	return latin(r)
}
