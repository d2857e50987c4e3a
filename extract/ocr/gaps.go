package ocr

import (
	"image"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Gaps looks for what the network drops: 、 between words, 。 at the end of a
// text, · between units, a comma behind a quotation, the mark that opens one,
// and 一. A Han character fills an em, so that two of them with more room between
// their middles have something between them, and if ink stands there that
// nothing was read in, it is a character. One that is told by its shape is put
// back; of another, the characters beside it are doubted.
//
// Wide gaps without ink are how justified text is set and say nothing. Nor do
// lines with dust in them: there a mark is no likelier than another speck.
func Gaps(picture *image.Gray, line Line) Line {
	if !slices.ContainsFunc(line.Runes, func(r Rune) bool { return isHan(r.Text) }) {
		return line
	}
	g := newGaps(picture, line.Runes)
	for i := 0; i < len(line.Runes); i++ {
		after := g.afterBlanks(i + 1)
		switch han := isHan(line.Runes[i].Text); {
		case after == len(line.Runes) && han:
			g.behind(i)
		case after == len(line.Runes):
		case han && isHan(line.Runes[after].Text):
			g.between(i, after)
		default:
			g.besideMark(i, after)
		}
	}
	return newLine(g.corrected())
}

const (
	// pitchLeast is the number of Han neighbours that tell an em.
	pitchLeast = 2
	// roomForMark is the distance, in em, between the middles of Han
	// characters from which a mark has room between them: it takes half an em
	// where marks are set tight.
	roomForMark = 1.4
	// roomForDot is likewise for ·, which is set in a quarter of an em in some
	// faces, and besideMiddle how far from the middle of the gap it may be.
	roomForDot, besideMiddle = 1.2, 0.08
	// heightOfEm is an em over the height of the ink of a line, where too few
	// characters tell it.
	heightOfEm = 1.05
	// halfEm is where a Han character ends, in em from where the network saw
	// its middle, which is not quite the middle.
	halfEm = 0.55
	// behindEm is where a mark at the end of a line has its middle at least,
	// likewise: it stands in the left of its em, behind dots of the character
	// before, as 点 and 心 have them.
	behindEm = 0.63
	// leastMark and mostMark bound the sides of a mark, in em. The dot · is the
	// smallest, ， with its tail the largest.
	leastMark, mostMark = 0.07, 0.42
	// mostUnread is how many pieces of ink without a character may lie in a
	// line for one of them to be a mark; a line with more has dust in it.
	mostUnread = 3
	// mostDust is how many pieces of ink too small for a mark may lie in a line
	// for a mark to be put back without a doubt: where there is dust, some of
	// it is as large as a mark.
	mostDust = 1
	// markP is the probability of a mark that was put back between Han
	// characters, and surerMarkP beside another mark, where 486 were dropped from
	// lines in many faces and two of 402 put back were others.
	markP      = 0.8
	surerMarkP = 0.93
	// besideUnread bounds the probability of characters beside ink that nothing
	// was read in.
	besideUnread = 0.5
)

// gaps is a line in which marks are looked for.
type gaps struct {
	runes  []Rune
	em     float64
	pieces []stroke // of ink, without dust
	dust   int      // pieces that are too small for a mark
	top    int      // of the line's ink
	tall   int      // height of the line's ink
	found  map[int]Rune
}

func newGaps(picture *image.Gray, runes []Rune) *gaps {
	g := &gaps{runes: slices.Clone(runes), em: usualPitch(runes), found: map[int]Rune{}}
	clear := stretched(picture)
	if g.em == 0 {
		g.em = heightOfEm * float64(inkBox(withoutSpecks(clear, max(2, clear.Rect.Dy()/speckFraction)), clear.Rect).Dy())
	}
	var ink image.Rectangle
	for _, p := range strokes(clear, 0) {
		if float64(max(p.box.Dx(), p.box.Dy())) < leastMark*g.em {
			g.dust++
			continue
		}
		g.pieces = append(g.pieces, p)
		if float64(p.box.Dy()) > mostMark*g.em {
			ink = ink.Union(p.box)
		}
	}
	g.top, g.tall = ink.Min.Y, ink.Dy()
	return g
}

// usualPitch is the median distance of Han characters that are neighbours, 0
// if there are too few.
func usualPitch(runes []Rune) float64 {
	var steps []float64
	for i := 1; i < len(runes); i++ {
		if isHan(runes[i-1].Text) && isHan(runes[i].Text) {
			steps = append(steps, runes[i].center-runes[i-1].center)
		}
	}
	if len(steps) < pitchLeast {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}

func isHan(character string) bool {
	r, _ := utf8.DecodeRuneInString(character)
	return unicode.Is(unicode.Han, r)
}

// afterBlanks is the first rune from i on that is no blank.
func (g *gaps) afterBlanks(i int) int {
	for i < len(g.runes) && g.runes[i].Text == " " {
		i++
	}
	return i
}

// between looks for a mark between a Han character and the next character.
func (g *gaps) between(i, next int) {
	a, b := g.runes[i].center, g.runes[next].center
	if b-a < roomForDot*g.em {
		return
	}
	if b-a < roomForMark*g.em {
		if unread := g.within((a+b)/2-besideMiddle*g.em, (a+b)/2+besideMiddle*g.em); len(unread) == 1 && g.markOf(unread[0]) == "·" && g.alone(unread[0]) {
			g.putBack(i, "·", unread[0], markP)
		}
		return
	}
	if unread := g.within(a+halfEm*g.em, b-halfEm*g.em); len(unread) > 0 && !g.read(i, unread, markP) {
		for _, k := range []int{i, next} {
			g.runes[k].P = math.Min(g.runes[k].P, besideUnread)
		}
	}
}

// read puts back what unread ink behind rune i is, with a probability, if its shape
// tells.
func (g *gaps) read(i int, unread []stroke, p float64) bool {
	if quote := g.quoteOf(i, unread); quote != "" {
		ink := unread[0]
		ink.box = ink.box.Union(unread[len(unread)-1].box)
		g.putBack(i, quote, ink, p)
		return true
	}
	if len(unread) != 1 {
		return false
	}
	mark := g.markOf(unread[0])
	if mark == "" && g.isOne(unread[0]) {
		mark = "一"
	}
	if mark == "" {
		return false
	}
	g.putBack(i, mark, unread[0], p)
	return true
}

const (
	// besideNarrow is how far the ink of what is no Han character reaches from
	// its middle, in em: wide marks have theirs in a part of their em.
	besideNarrow = 0.38
	// roomBeside is the room, in em, beside a mark in which another one can
	// stand. A mark in the left of its em leaves 0.4 of it.
	roomBeside = 0.65
)

// besideMark looks for what stands between two characters of which one is a
// mark: the comma behind a quotation, 一 behind ：. Beside figures and letters it
// looks for nothing: theirs are points and commas of numbers.
func (g *gaps) besideMark(i, next int) {
	if !isSet(g.runes[i].Text) || !isSet(g.runes[next].Text) {
		return
	}
	from, to := g.runes[i].center+g.side(i), g.runes[next].center-g.side(next)
	if to-from < roomBeside*g.em {
		return
	}
	unread := slices.DeleteFunc(g.within(from, to), func(s stroke) bool {
		return float64(s.box.Min.X) < g.runes[i].center || float64(s.box.Max.X) > g.runes[next].center || !g.alone(s)
	})
	if len(unread) == 1 {
		g.read(i, unread, surerMarkP)
	}
}

// side is how far the ink of a rune reaches from its middle.
func (g *gaps) side(i int) float64 {
	if isHan(g.runes[i].Text) {
		return halfEm * g.em
	}
	return besideNarrow * g.em
}

// isSet reports whether a character is set in an em of its own: Han characters
// and the marks of Chinese.
func isSet(character string) bool {
	return isHan(character) || strings.Contains("，。、；：”“》《）（", character)
}

const (
	// highQuote is where the middle of a quotation mark is at most, over the
	// height of the line's ink.
	highQuote = 0.42
	// partsOfQuote is how many pieces of ink it is at most.
	partsOfQuote = 2
)

// quoteOf is the quotation mark that unread ink behind rune i is: it stands high,
// and the line has its counterpart, but not the mark itself.
func (g *gaps) quoteOf(i int, unread []stroke) string {
	if len(unread) > partsOfQuote || g.tall == 0 {
		return ""
	}
	for _, s := range unread {
		if middle := (float64(s.box.Min.Y+s.box.Max.Y)/2 - float64(g.top)) / float64(g.tall); middle > highQuote {
			return ""
		}
	}
	open := false // a quotation, where the ink is
	for _, r := range g.runes[:i+1] {
		open = r.Text == "“" || open && r.Text != "”"
	}
	for _, r := range g.runes[i+1:] {
		switch {
		case r.Text == "“":
			return map[bool]string{true: "”"}[open]
		case r.Text == "”":
			return map[bool]string{false: "“"}[open]
		}
	}
	return map[bool]string{true: "”"}[open]
}

const (
	// leastOne is how wide 一 is, in em, and flatOne how many times wider than
	// high, at least. A dash is as flat, but two ems long, and － is narrower.
	leastOne, flatOne = 0.65, 5
)

// isOne reports whether ink is 一: a flat stroke as wide as a Han character, at
// middle height.
func (g *gaps) isOne(s stroke) bool {
	wide, high := float64(s.box.Dx()), float64(s.box.Dy())
	middle := (float64(s.box.Min.Y+s.box.Max.Y)/2 - float64(g.top)) / float64(max(1, g.tall))
	return wide >= leastOne*g.em && wide <= g.em && wide >= flatOne*high && math.Abs(middle-0.5) <= centred
}

// alone reports whether no other ink stands above or below a piece. Drops on the
// left of Han characters, as 满 has them, are no marks.
func (g *gaps) alone(s stroke) bool {
	over := 0 // itself
	for _, p := range g.pieces {
		if p.box.Min.X < s.box.Max.X && p.box.Max.X > s.box.Min.X {
			over++
		}
	}
	return over == 1
}

// behind looks for a mark behind the last character of a line, which is Han. No
// line ends with ·, but the hole of a small 。 may be filled.
func (g *gaps) behind(i int) {
	from := g.runes[i].center + behindEm*g.em
	unread := g.within(from, math.Inf(1))
	if len(unread) != 1 || len(g.within(from, from+g.em)) != 1 {
		return
	}
	switch mark := g.markOf(unread[0]); mark {
	case "":
	case "·":
		g.putBack(i, "。", unread[0], besideUnread)
	default:
		g.putBack(i, mark, unread[0], markP)
	}
}

// within are the pieces of ink between two columns.
func (g *gaps) within(from, to float64) []stroke {
	var in []stroke
	for _, p := range g.pieces {
		if middle := float64(p.box.Min.X+p.box.Max.X) / 2; middle > from && middle < to {
			in = append(in, p)
		}
	}
	return in
}

// putBack puts a mark behind rune i, with a doubt if there is dust.
func (g *gaps) putBack(i int, mark string, s stroke, p float64) {
	if g.dust > mostDust {
		p = math.Min(p, besideUnread)
	}
	from, to := float64(s.box.Min.X), float64(s.box.Max.X)
	g.found[i] = Rune{Text: mark, P: p, X0: from, X1: to, center: (from + to) / 2, found: true}
}

// corrected are the runes with the marks that were found, but for those of a
// line that has dust in it. Blanks beside a mark were read in the room around
// it.
func (g *gaps) corrected() []Rune {
	if len(g.found) == 0 || g.dusty() {
		return g.runes
	}
	var out []Rune
	for i := 0; i < len(g.runes); i++ {
		out = append(out, g.runes[i])
		if mark, ok := g.found[i]; ok {
			out[len(out)-1].X1 = math.Min(g.runes[i].X1, mark.X0)
			out = append(out, mark)
			i = g.afterBlanks(i+1) - 1
			if i+1 < len(g.runes) {
				g.runes[i+1].X0 = math.Max(g.runes[i+1].X0, mark.X1)
			}
		}
	}
	return out
}

// dusty reports whether small pieces of ink lie where no mark can: above the
// text or in the upper half of a gap.
func (g *gaps) dusty() bool {
	specks := 0
	for _, p := range g.pieces {
		small := float64(max(p.box.Dx(), p.box.Dy())) < mostMark*g.em
		if small && !slices.ContainsFunc(g.runes, func(r Rune) bool {
			return math.Abs(float64(p.box.Min.X+p.box.Max.X)/2-r.center) <= halfEm*g.em
		}) {
			specks++
		}
	}
	return specks-len(g.found) >= mostUnread
}
