package ocr

import (
	"image"
	"math"
	"slices"
	"strings"

	"mubiao/extract/comparator"
)

// The network drops characters that are small, pale or at a line's end, and is
// sure of those that it keeps. What it dropped is still ink on the paper: a
// stretch of it that is as high as a character and has none is either told by
// its shape, as % is, or makes the characters beside it doubtful.

const (
	// figurePitch is the distance of figures over the height of the line's ink,
	// unless those in the line are set wider: the network sees where they stand
	// by steps of a third of that.
	figurePitch = 0.6
	// beforeFigure is how far the first ink of a line may be from the middle of
	// the figure that it begins with, likewise. Figures are half as wide as they
	// are high.
	beforeFigure = 0.65
	// leastShare is the height of a line's picture over that of its ink from
	// which on the line holds nothing as high as a character, such as = alone.
	leastShare = 1.5
	// besideFigure and besideHan are where the ink of a character ends, from
	// where the network saw its middle: of a figure in distances of figures, of
	// a Han character in em.
	besideFigure, besideHan = 0.72, 0.72
	// unreadTall and unreadWide bound the ink that must be a character, over the
	// height of the line's ink. Points, commas and dust are smaller.
	unreadTall, unreadWide = 0.5, 0.14
	// highStroke and unreadStroke are likewise for the stroke that is a 1.
	highStroke, unreadStroke = 0.75, 0.08
	// partsWide is the width of the narrowest %, likewise.
	partsWide = 0.38
	// partsP is the probability of a % that was put back.
	partsP = 0.9
	// doubtful bounds the probability of a character beside unread ink: of 187
	// values that held one on pages in eight faces, 102 were wrong.
	doubtful = 0.1
)

// readDroppedParts puts back the % and ‰ that the network drops behind a
// figure, mostly at the end of a line, where it gives their room to the figure.
// It reads other characters in them too: ° " ? and figures.
func (s *search) readDroppedParts() {
	for i := len(s.runes) - 1; i >= 0; i-- {
		if !isFigure(s.runes[i].Text) {
			continue
		}
		if s.mayBeParts(i + 1) {
			if sign := s.partsSignReadIn(s.columnsOf(i + 1)); sign != "" {
				s.reread(i+1, sign)
				s.runes[i+1].P = partsP
				continue
			}
		}
		box := s.unreadBehind(i)
		if sign := s.partsSignIn(box); sign != "" {
			s.putBehind(i, sign, box)
		}
	}
}

// mayBeParts reports whether rune i, behind a figure, may be a % that was read as
// something else: the last figure of a number that no unit follows, or what is
// no word.
func (s *search) mayBeParts(i int) bool {
	text := s.textAt(i)
	switch {
	case text == "" || strings.Contains(" %％‰.,，。、:：()（）-—~～/", text), isHan(text), isLatin(text) && s.runes[i].P >= surelyLatin:
		return false
	case isFigure(text):
		behind := s.textAt(i + 1)
		return strings.Contains(ringedFigures, text) && (behind == "" || strings.Contains("以及左）);；，。 ", behind))
	}
	return true
}

// ringedFigures are those that % is read as: of round strokes, as its rings are.
const ringedFigures = "035689"

// surelyLatin is the probability from which on a letter behind a figure is one:
// X is like %.
const surelyLatin = 0.9

// partsSignReadIn is the % or ‰ in columns in which another character was read,
// empty if the ink is neither.
func (s *search) partsSignReadIn(columns image.Rectangle) string {
	box := inkBox(s.clear, columns)
	if float64(box.Dx()) < unreadTall/2*float64(s.tall) || float64(box.Dy()) < unreadTall*float64(s.tall) || box.Dx() > 2*s.tall {
		return ""
	}
	percent, perMille := partsFits(s.clear.SubImage(box).(*image.Gray))
	switch {
	case math.Max(percent, perMille) < likeParts:
		return ""
	case s.isPerMille(box):
		return "‰"
	}
	return "%"
}

// partsSignIn is the % or ‰ that ink is, empty if it is neither.
func (s *search) partsSignIn(box image.Rectangle) string {
	if box.Empty() || float64(box.Dx()) < partsWide*float64(s.tall) || float64(box.Dy()) < unreadTall*float64(s.tall) || box.Dx() > 2*s.tall {
		return ""
	}
	percent, perMille := partsFits(s.clear.SubImage(box).(*image.Gray))
	switch {
	case s.isPerMille(box):
		return "‰"
	case math.Max(percent, perMille) >= surelyParts:
		return "%"
	}
	return ""
}

// putBehind puts a character that was found in the picture behind rune i.
func (s *search) putBehind(i int, text string, box image.Rectangle) {
	found := Rune{Text: text, P: partsP, X0: float64(box.Min.X), X1: float64(box.Max.X), found: true}
	found.center = (found.X0 + found.X1) / 2
	s.runes[i].X1 = math.Min(s.runes[i].X1, found.X0)
	s.runes = slices.Insert(s.runes, i+1, found)
}

// unreadBehind is the ink between a figure and the character behind it that is
// neither's, empty if there is none.
func (s *search) unreadBehind(i int) image.Rectangle {
	from := s.runes[i].center + besideFigure*s.pitch()
	to := float64(s.clear.Rect.Max.X)
	if next := s.afterBlanks(i + 1); next < len(s.runes) {
		to = s.runes[next].center - s.reach(next)
	}
	if from >= to || s.unread(from, to).Empty() {
		return image.Rectangle{}
	}
	for _, c := range s.spans { // all of what begins before that
		if start := float64(c.from); start < from && start > s.runes[i].center && float64(c.to) > from {
			from = start
		}
	}
	return s.unread(from, to)
}

// unread is the ink between two columns if it must be a character. Ink that
// begins before is cut off only where it is another piece.
func (s *search) unread(from, to float64) image.Rectangle {
	box := s.window(int(math.Round(from)), int(math.Round(to)))
	wide, high := float64(box.Dx())/float64(s.tall), float64(box.Dy())/float64(s.tall)
	if high >= unreadTall && wide >= unreadWide || high >= highStroke && wide >= unreadStroke {
		return box
	}
	return image.Rectangle{}
}

// doubtUnread doubts the characters beside ink that nothing was read in: before
// the first, behind the last, and between a figure and what follows it.
func (s *search) doubtUnread() {
	if len(s.runes) == 0 || len(s.spans) == 0 || leastShare*float64(s.tall) < float64(s.clear.Rect.Dy()) {
		return
	}
	last := len(s.runes) - 1
	if s.inkBefore() {
		s.unsettle(0)
	}
	if !s.unread(s.runes[last].center+s.reach(last), float64(s.clear.Rect.Max.X)).Empty() {
		s.unsettle(last)
	}
	for i := range s.runes[:last] {
		if isFigure(s.runes[i].Text) && !s.unreadBehind(i).Empty() {
			s.unsettle(i)
		}
	}
}

// inkBefore reports whether there is ink before the first character: before a
// figure any, since it may be the sign that the number needs.
func (s *search) inkBefore() bool {
	if isFigure(s.runes[0].Text) {
		return s.runes[0].center-float64(s.spans[0].from) > beforeFigure*float64(s.tall)
	}
	return !s.unread(0, s.runes[0].center-s.reach(0)).Empty()
}

// unsettle lowers the probability of a rune.
func (s *search) unsettle(i int) { s.runes[i].P = math.Min(s.runes[i].P, doubtful) }

// reach is how far the ink of a rune goes from where the network saw its
// middle, in pixels.
func (s *search) reach(i int) float64 {
	text := s.runes[i].Text
	switch {
	case isFigure(text), text == "=", text == "＝":
		return besideFigure * s.pitch()
	case len(text) == 1 && strings.Contains(".,:;'", text):
		return besideFigure / 2 * s.pitch()
	}
	return besideHan * heightOfEm * float64(s.tall)
}

// pitch is the distance of the line's figures.
func (s *search) pitch() float64 {
	var steps []float64
	for i := 1; i < len(s.runes); i++ {
		if isFigure(s.runes[i-1].Text) && isFigure(s.runes[i].Text) {
			steps = append(steps, s.runes[i].center-s.runes[i-1].center)
		}
	}
	if len(steps) == 0 {
		return figurePitch * float64(s.tall)
	}
	slices.Sort(steps)
	return max(steps[len(steps)/2], figurePitch*float64(s.tall))
}

func (s *search) afterBlanks(i int) int {
	for s.textAt(i) == " " {
		i++
	}
	return i
}

// doubtLetters doubts a letter in the middle of a number, >q2.35 was >=92.35, and
// a number that begins with its point.
func (s *search) doubtLetters() {
	for i := range s.runes {
		before := s.textAt(i - 1)
		if s.runes[i].Text == "." && !isFigure(before) && isFigure(s.textAt(i+1)) {
			s.unsettle(i + 1) // what stands before the point was not read
		}
		behindNumber := isFigure(before) || before == "." || before == "=" || comparator.Read(before).Sign
		if behindNumber && isLatin(s.runes[i].Text) && isFigure(s.textAt(i+1)) {
			s.unsettle(i)
		}
	}
}
