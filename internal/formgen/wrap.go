package formgen

import (
	"strings"
	"unicode"

	"mubiao/internal/pdfwrite"
)

// wrap breaks text into lines of at most width points. Line feeds in the
// text stay breaks. Han characters part anywhere; a word or a number stays
// whole where the line can hold it.
func (s Style) wrap(text string, width float64) []textLine {
	var out []textLine
	for _, paragraph := range strings.Split(text, "\n") {
		lines := s.wrapParagraph(paragraph, width)
		lines[len(lines)-1].last = true
		out = append(out, lines...)
	}
	return out
}

// A textLine is a line as set; last ends a paragraph.
type textLine struct {
	text string
	last bool
}

func (s Style) wrapParagraph(text string, width float64) []textLine {
	var lines []textLine
	line := ""
	flush := func() {
		lines = append(lines, textLine{text: strings.TrimRight(line, " ")})
		line = ""
	}
	for _, token := range s.tokens(text, width) {
		if line != "" && pdfwrite.Width(s.Size, strings.TrimRight(line+token, " ")) > width {
			carry := s.carry(line, token)
			line = strings.TrimSuffix(line, carry)
			flush()
			line = carry
		}
		if line == "" {
			token = strings.TrimLeft(token, " ")
		}
		line += token
	}
	if line != "" || len(lines) == 0 {
		flush()
	}
	return lines
}

// carry is what of a full line goes down with the next token so that the
// token, a closing mark, begins no line.
func (s Style) carry(line, token string) string {
	r := []rune(line)
	if !s.Kinsoku || !strings.ContainsAny(token, closing) || len(r) < 2 {
		return ""
	}
	last := r[len(r)-1]
	if last < 0x80 {
		return "" // part of a word
	}
	return string(last)
}

// closing are the marks that begin no line.
const closing = "，。；：、！？）》”"

// tokens splits text into what a line may not part.
func (s Style) tokens(text string, width float64) []string {
	var out []string
	word := ""
	flush := func() {
		if pdfwrite.Width(s.Size, word) > width {
			out = append(out, strings.Split(word, "")...)
		} else if word != "" {
			out = append(out, word)
		}
		word = ""
	}
	for _, r := range text {
		if r >= 0x80 || r == ' ' || s.AnyBreak && !unicode.IsLetter(r) {
			flush()
			out = append(out, string(r))
			continue
		}
		word += string(r)
	}
	flush()
	return out
}
