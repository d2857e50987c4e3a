package ocr

import (
	"image"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/extract/comparator"
)

// Lookalikes mends what the network is known to confuse and the picture or the
// characters beside it decide. A changed character keeps the network's reading
// in Raw; a blank that is none is dropped.
func Lookalikes(picture *image.Gray, line Line) Line {
	s := newSearch(picture, slices.Clone(line.Runes))
	for _, rule := range []func(*search){
		(*search).dropThinBlanks, (*search).mendStrokeNames, (*search).mendLetters,
		(*search).mendPerMille, (*search).mendThousands, (*search).findOpeningQuote,
		(*search).readDroppedParts, (*search).mendColons, (*search).confirmEquals,
		(*search).doubtLetters, (*search).doubtUnread,
	} {
		rule(s)
		s.assign()
	}
	return newLine(s.runes)
}

// reread changes a rune.
func (s *search) reread(i int, text string) {
	r := &s.runes[i]
	if r.Raw == "" {
		r.Raw = r.Text
	}
	r.Text = text
}

// joinNext makes one rune of two.
func (s *search) joinNext(i int, text string) {
	second := s.runes[i+1]
	s.reread(i, text)
	s.runes[i].Raw += second.Text
	s.runes[i].X1 = second.X1
	s.runes = slices.Delete(s.runes, i+1, i+2)
}

// textAt is the text of a rune; empty beyond the line.
func (s *search) textAt(i int) string {
	if i < 0 || i >= len(s.runes) {
		return ""
	}
	return s.runes[i].Text
}

// thinBlank is the width, over the height of the line's ink, from which a gap
// is a blank. Figures in a monospaced face are as far apart as half of that.
const thinBlank = 0.4

// dropThinBlanks drops blanks where the ink on both sides is too close for
// one: the network sees them in figures that are set wide, 100 %.
func (s *search) dropThinBlanks() {
	s.runes = slices.DeleteFunc(s.runes, func(r Rune) bool {
		return r.Text == " " && s.gapAt(r.center) < thinBlank*float64(s.tall)
	})
}

// gapAt is the width of the blank columns around a place.
func (s *search) gapAt(x float64) float64 {
	widest := 0.0
	reach := 0.5 * float64(s.tall)
	for i := 1; i < len(s.spans); i++ {
		a, b := float64(s.spans[i-1].to), float64(s.spans[i].from)
		if a < x+reach && b > x-reach {
			widest = max(widest, b-a)
		}
	}
	return widest
}

// mendStrokeNames reads 丶, which is the name of a stroke and no part of a
// text, as 、.
func (s *search) mendStrokeNames() {
	for i := range s.runes {
		if s.runes[i].Text == "丶" {
			s.reread(i, "、")
		}
	}
}

// figuresLike are letters that look like figures. Cyrillic ones and wide ones
// do not occur in forms; o and O stand beside figures only in their place.
var figuresLike = map[string]string{"З": "3", "з": "3", "О": "0", "о": "0", "Ｏ": "0", "O": "0", "o": "0", "〇": "0"}

// mendLetters reads letters as figures where only figures can stand: next to
// another, with no letter beside them.
func (s *search) mendLetters() {
	for i := range s.runes {
		figure, ok := figuresLike[s.runes[i].Text]
		if !ok {
			continue
		}
		before, after := s.textAt(i-1), s.textAt(i+1)
		number := isFigure(before) || before == "." || comparator.Read(before).Sign
		if number && !isLatin(before) && !isLatin(after) {
			s.reread(i, figure)
		}
	}
}

func isLatin(character string) bool {
	r, _ := utf8.DecodeRuneInString(character)
	return unicode.Is(unicode.Latin, r)
}

// highMark is the height over that of the line's ink above which quotation
// marks end.
const highMark = 0.55

// findOpeningQuote puts back “ at the line's start, which the network drops
// there: small ink in the upper half that nothing was read in, while a ” later
// in the line has no “ before it.
func (s *search) findOpeningQuote() {
	text := newLine(s.runes).Text
	open, shut := strings.Index(text, "“"), strings.IndexAny(text, "”\"")
	if shut < 0 || open >= 0 && open < shut || len(s.spans) == 0 {
		return
	}
	from, to := s.spans[0].from, 0
	for _, c := range s.spans {
		if c.after > c.at {
			break
		}
		to = c.to
	}
	if to == 0 {
		return
	}
	ink := inkBox(s.clear, s.clear.Rect)
	mark := s.window(from, to)
	if mark.Empty() || float64(mark.Max.Y-ink.Min.Y) > highMark*float64(s.tall) || mark.Dx() > s.tall {
		return
	}
	quote := Rune{Text: "“", P: quoteP, X0: float64(from), X1: float64(to), center: float64(from+to) / 2, found: true}
	s.runes = slices.Insert(s.runes, 0, quote)
}

// quoteP is the probability of a quotation mark that was put back.
const quoteP = 0.9
