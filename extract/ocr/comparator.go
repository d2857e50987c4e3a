package ocr

import (
	"image"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/extract/comparator"
)

// Comparators reads the comparators of a line (≥ ≤ > <) a second time, from
// the strokes of its picture, and returns the line with what that changes.
//
// The network takes a slanted bar (⩾ ⩽, as Song faces draw ≥ ≤) for a part of
// the limb below it and says > or < with a probability of 0.9; it drops signs
// of faces that it does not know, or says 2, V, M or 《. A lost bar or sign is
// a wrong value, so that no probability spares a sign this look. Drawings of
// the signs in many proportions are held against the ink: they know no face,
// and no other character is like one with a bar.
//
// A sign that was changed or found keeps the network's reading in Raw. P is
// then, as of every sign that was looked at, the probability that direction
// and bar are right; one that could go either way has a P near 0.5.
// Comparators of comparators changes nothing.
//
// Ink before a number that is neither read nor like a sign leaves the number's
// first figure with a P of no more than a half.
func Comparators(picture *image.Gray, line Line) Line {
	line.Runes = slices.Clone(line.Runes)
	s := newSearch(picture, line.Runes)
	if sign, ok := s.signAlone(); ok {
		return newLine(sign)
	}
	var found []sighting
	for i := range s.spans {
		if one, ok := s.look(i); ok {
			found = append(found, one)
		}
	}
	return newLine(corrected(line.Runes, found))
}

// A sighting is a comparator in the picture and what the network read there.
type sighting struct {
	at, after int // the runes that it stands for: [at, after), none if it was dropped
	box       image.Rectangle
	verdict   verdict
	equals    image.Rectangle // the = of >= behind it that was dropped too; empty if none
}

// corrected puts what was seen in the place of what was read.
func corrected(read []Rune, found []sighting) []Rune {
	var runes []Rune
	next := 0
	for _, s := range found {
		if s.at < next {
			continue
		}
		runes = append(runes, read[next:s.at]...)
		sign := Rune{Text: s.verdict.sign, P: s.verdict.p, X0: float64(s.box.Min.X), X1: float64(s.box.Max.X), Look: s.verdict.look}
		sign.center = (sign.X0 + sign.X1) / 2
		if s.after > s.at {
			old := read[s.at]
			sign.Raw, sign.found = old.Raw, old.found
			switch {
			case comparator.Same(old.Text, sign.Text):
				sign.Text = old.Text
			case old.Raw == "" && !old.found:
				sign.Raw = old.Text
			}
		}
		sign.found = sign.found || s.after == s.at || sign.Raw != ""
		if n := len(runes); n > 0 {
			runes[n-1].X1 = min(runes[n-1].X1, sign.X0)
		}
		runes = append(runes, sign)
		if !s.equals.Empty() {
			second := Rune{Text: "=", P: equalP, found: true, X0: float64(s.equals.Min.X), X1: float64(s.equals.Max.X)}
			second.center = (second.X0 + second.X1) / 2
			runes, sign = append(runes, second), second
		}
		next = s.after
		if next < len(read) {
			read[next].X0 = max(read[next].X0, sign.X1)
		}
	}
	return append(runes, read[next:]...)
}

// A search is a line's picture made ready to find comparators in.
type search struct {
	sharp *image.Gray // stretched
	clear *image.Gray // likewise, without specks
	runes []Rune
	spans []span
	tall  int // the height of the ink
}

// A span is a run of columns with ink, and the runes that lie in it.
type span struct {
	from, to  int // columns, the end excluded
	at, after int // runes, the end excluded
}

const (
	// speckFraction is the height of a line over that of the highest piece of
	// ink that is taken for dust. The bars of the smallest sign are longer.
	speckFraction = 5
	// faintColumn is the ink, in pixels of full black, up to which a column
	// counts as blank.
	faintColumn = 0.3
)

func newSearch(picture *image.Gray, runes []Rune) *search {
	sharp := stretched(picture)
	clear := withoutSpecks(sharp, max(2, sharp.Rect.Dy()/speckFraction))
	s := &search{sharp: sharp, clear: clear, runes: runes, tall: inkBox(clear, clear.Rect).Dy()}
	for x, ink := range inkProfile(clear) {
		n := len(s.spans)
		switch {
		case ink <= faintColumn:
		case n > 0 && s.spans[n-1].to == x:
			s.spans[n-1].to++
		default:
			s.spans = append(s.spans, span{from: x, to: x + 1})
		}
	}
	s.assign()
	return s
}

// assign gives each rune to the span that is nearest to its middle. Blanks
// have no ink and stay outside.
func (s *search) assign() {
	next := 0
	for i := range s.spans {
		for next < len(s.runes) && s.runes[next].Text == " " {
			next++
		}
		s.spans[i].at = next
		for next < len(s.runes) && (s.runes[next].Text == " " || s.nearest(s.runes[next].center) <= i) {
			next++
		}
		s.spans[i].after = next
		for s.spans[i].after > s.spans[i].at && s.runes[s.spans[i].after-1].Text == " " {
			s.spans[i].after--
		}
	}
}

// nearest is the span next to a column.
func (s *search) nearest(x float64) int {
	best, least := 0, -1.0
	for i, span := range s.spans {
		if away := max(float64(span.from)-x, x-float64(span.to), 0); least < 0 || away < least {
			best, least = i, away
		}
	}
	return best
}

// look looks for a comparator in a span of ink. None that was not read stands
// within a number.
func (s *search) look(i int) (sighting, bool) {
	c := s.spans[i]
	one, ok := s.lookAt(i, c)
	read := ok && one.after > one.at && comparator.Read(s.runes[one.at].Text).Sign
	if ok && !read && one.at > 0 && isFigure(s.runes[one.at-1].Text) {
		return sighting{}, false
	}
	return one, ok
}

func (s *search) lookAt(i int, c span) (sighting, bool) {
	switch read := s.runes[c.at:c.after]; {
	case len(read) == 0:
		return s.lookForDropped(i)
	case len(read) == 1 && comparator.Read(read[0].Text).Sign:
		if !s.mayCompare(c.at) {
			return sighting{}, false
		}
		return s.verify(c.at, s.window(c.from, c.to))
	case len(read) == 1:
		if one, ok := s.lookUnder(c.at, s.window(c.from, c.to)); ok {
			return one, true
		}
		return s.lookBeside(c)
	}
	return s.lookAmong(c)
}

// window is the box of the ink between two columns.
func (s *search) window(from, to int) image.Rectangle {
	return inkBox(s.clear, image.Rect(from, 0, to, s.clear.Rect.Max.Y))
}

// leastSide is the least height and width of a comparator over the height of
// the line's ink: less than that of < beside Han characters, more than that
// of points and dashes.
const leastSide = 0.22

func (s *search) fits(box image.Rectangle) (likeness, bool) {
	least := leastSide * float64(s.tall)
	if box.Empty() || float64(min(box.Dx(), box.Dy())) < least || box.Dx() > 2*s.tall {
		return likeness{}, false
	}
	return compare(s.clear.SubImage(box).(*image.Gray)), true
}

// verify looks at a rune that the network read as a comparator.
func (s *search) verify(at int, box image.Rectangle) (sighting, bool) {
	r := s.runes[at]
	found := sighting{at: at, after: at + 1, box: box}
	fits, ok := s.fits(box)
	if !ok || max(fits.bare(), fits.barred()) < leastFit {
		// The ink is no help: torn, or grown together with something.
		found.box = image.Rect(int(r.X0), 0, int(r.X1), s.clear.Rect.Max.Y)
		found.verdict = unseen(r)
		return found, true
	}
	found.verdict = decide(fits, comparator.Read(r.Read()))
	return found, true
}

// lookUnder looks for a comparator that was read as another character. One
// with a bar is like no other character but 《 or 》, one without is like any
// bracket.
func (s *search) lookUnder(at int, box image.Rectangle) (sighting, bool) {
	read := s.runes[at].Text
	if isHan(read) && s.runes[at].P >= surelyHan {
		return sighting{}, false
	}
	fits, ok := s.fits(box)
	if !ok || strings.Contains("()（）[]{}", read) {
		return sighting{}, false
	}
	title := strings.Contains("《》", read)
	barred := fits.barred() >= surelyBarred && (!title || fits.barred() > fits.bare()+clearlyBarred)
	bare := fits.bare() >= surelyBare && !title && s.beforeNumber(at+1)
	if !barred && !bare {
		return sighting{}, false
	}
	return sighting{at: at, after: at + 1, box: box, verdict: decide(fits, comparator.Reading{})}, true
}

// surelyHan is the probability from which on a character that the network takes
// for Han is no sign. Most of a page is such characters, and drawings are held
// against none of them.
const surelyHan = 0.95

// lookForDropped looks for a comparator in ink that nothing was read in.
func (s *search) lookForDropped(i int) (sighting, bool) {
	c := s.spans[i]
	box := s.window(c.from, c.to)
	fits, ok := s.fits(box)
	bare := fits.bare() >= surelyBare && (s.beforeNumber(c.at) || len(s.runes) == 0)
	if !ok || fits.barred() < surelyBarred && !bare {
		if ok {
			s.distrust(c)
		}
		return sighting{}, false
	}
	found := sighting{at: c.at, after: c.at, box: box, verdict: decide(fits, comparator.Reading{})}
	if c.at < len(s.runes) && comparator.Read(s.runes[c.at].Text).Sign { // it was read, but placed with its neighbour
		found.after++
		found.verdict = decide(fits, comparator.Read(s.runes[c.at].Read()))
	} else if found.equals = s.equalsBehind(i); !found.equals.Empty() {
		found.verdict.look.Bar = -most
		found.verdict.sign, found.verdict.p = found.verdict.look.Decide(comparator.Expected)
	}
	return found, true
}

// equalsBehind is the = next to a span in which nothing was read either, empty
// if there is none.
func (s *search) equalsBehind(i int) image.Rectangle {
	if i+1 >= len(s.spans) || s.spans[i+1].after > s.spans[i+1].at {
		return image.Rectangle{}
	}
	box := s.window(s.spans[i+1].from, s.spans[i+1].to)
	if box.Empty() || box.Dy() >= box.Dx() || box.Dx() > s.tall || compare(s.clear.SubImage(box).(*image.Gray))[0][onlyBars] < surelyBarred {
		return image.Rectangle{}
	}
	return box
}

// distrust lowers the probability of a figure with unread ink before it, unless
// that may be the second part of the character before (川, 到).
func (s *search) distrust(c span) {
	apart := c.at == 0 || float64(c.to) > s.runes[c.at-1].center+halfWidth*float64(s.tall)
	if apart && c.at < len(s.runes) && isFigure(s.runes[c.at].Text) {
		s.runes[c.at].P = min(s.runes[c.at].P, 0.5)
	}
}

// halfWidth is half the width of a Han character, and a little more, over the
// height of the line's ink.
const halfWidth = 0.6

// lookBeside looks for a dropped comparator that touches the figure behind it.
func (s *search) lookBeside(c span) (sighting, bool) {
	r := s.runes[c.at]
	if !isFigure(r.Text) || float64(c.to-c.from) < touching*float64(s.tall) {
		return sighting{}, false
	}
	middle := int(r.center)
	cut := leastInk(inkProfile(s.clear), (c.from+middle)/2, middle, 1, (c.from+2*middle)/3)
	box := s.window(c.from, cut)
	fits, ok := s.fits(box)
	if !ok || fits.barred() < surelyBarred {
		return sighting{}, false
	}
	return sighting{at: c.at, after: c.at, box: box, verdict: decide(fits, comparator.Reading{})}, true
}

// touching is the width over the height of the line's ink from which a figure
// must have grown together with something.
const touching = 0.9

// lookAmong looks at the comparator that has grown together with what stands
// beside it.
func (s *search) lookAmong(c span) (sighting, bool) {
	at := slices.IndexFunc(s.runes[c.at:c.after], func(r Rune) bool { return comparator.Read(r.Text).Sign })
	at += c.at
	if at < c.at || !s.mayCompare(at) {
		return sighting{}, false
	}
	r := s.runes[at]
	return s.verify(at, s.window(max(c.from, int(r.X0)), min(c.to, int(r.X1))))
}

// mayCompare reports whether the sign that rune i was read as may compare: a
// number follows, maybe on the next line. Before words < and > are brackets.
func (s *search) mayCompare(i int) bool { return s.beforeNumber(i+1) || i+1 == len(s.runes) }

// beforeNumber reports whether rune i, or the next one behind blanks, the = of >=
// and what dust was read as, can be the first figure of a number, also one that was read
// as a letter: the network reads 3 behind signs that it does not know as З or W.
func (s *search) beforeNumber(i int) bool {
	for i < len(s.runes) && strings.Contains(" .·=＝", s.runes[i].Text) {
		i++
	}
	if i >= len(s.runes) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s.runes[i].Text)
	return unicode.IsDigit(first) || comparator.Read(s.runes[i].Text).Sign || unicode.IsLetter(first) && !unicode.Is(unicode.Han, first)
}

func isFigure(s string) bool { return len(s) == 1 && s[0] >= '0' && s[0] <= '9' }
