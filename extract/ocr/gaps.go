package ocr

import (
	"image"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Gaps looks for marks that the network drops: 、 between words, 。 at the end
// of a text, · between units. A Han character fills an em, so that two of them
// with more room between their middles have something between them, and if ink
// stands there that nothing was read in, it is a mark. One that is told by its
// shape is put back; of another, the characters beside it are doubted.
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
		if !isHan(line.Runes[i].Text) {
			continue
		}
		if after < len(line.Runes) {
			g.between(i, after)
		} else {
			g.behind(i)
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
	// markP is the probability of a mark that was put back.
	markP = 0.8
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
	if !isHan(g.runes[next].Text) || b-a < roomForDot*g.em {
		return
	}
	if b-a < roomForMark*g.em {
		if unread := g.within((a+b)/2-besideMiddle*g.em, (a+b)/2+besideMiddle*g.em); len(unread) == 1 && g.markOf(unread[0]) == "·" && g.alone(unread[0]) {
			g.putBack(i, "·", unread[0], markP)
		}
		return
	}
	unread := g.within(a+halfEm*g.em, b-halfEm*g.em)
	if len(unread) == 0 {
		return
	}
	if len(unread) == 1 {
		if mark := g.markOf(unread[0]); mark != "" {
			g.putBack(i, mark, unread[0], markP)
			return
		}
	}
	for _, k := range []int{i, next} {
		g.runes[k].P = math.Min(g.runes[k].P, besideUnread)
	}
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
