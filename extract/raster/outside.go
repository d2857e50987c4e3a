package raster

import (
	"cmp"
	"image"
	"math"
	"slices"

	"mubiao/extract"
)

// Outside cells nothing but blanks parts what stands side by side: characters,
// the words of a line, and the columns of a table without rules. Ems are those
// of the page.
const (
	// wordGap is the widest blank, in ems, within a word: less than between
	// columns, which are at least two paddings of a cell apart.
	wordGap = 0.45
	// besideGap is the widest blank, in ems, between the words of a line: next
	// to nothing but a comma or a bracket, whose em is half blank.
	besideGap = 1.0
	// letterGap is the widest blank beside a character that stands alone, in
	// heights of the line: titles are set with up to one em between characters.
	letterGap = 1.6
	// alone is the width, in ems, of one character at most.
	alone = 1.15
	// level is how far apart, in ems, the middles of a line's words may be:
	// cells of one line and of two, side by side, have theirs half a line apart
	// and less where lines are far apart.
	level = 0.2
	// wholeWord is the height, in ems, from which a word tells the middle of its
	// line: dashes, commas and dots do not.
	wholeWord = 0.6
	// lowestLine is the height of the lowest line, in ems. A = in a column of its
	// own is lower, but higher and wider than dashes and dust.
	lowestLine    = 0.45
	lowestEqual   = 0.2
	narrowestLine = 0.35
)

// LinesOutside are the lines of text outside cells, from top to bottom: titles,
// the year, the unit, notes. Without any cells they are those of the page.
func (s *Sheet) LinesOutside(cells []extract.Rect) []LineImage {
	var taken []image.Rectangle
	for _, c := range cells {
		taken = append(taken, s.pixels(c))
	}
	var parts []blob
	for _, b := range s.characters() {
		inside := func(r image.Rectangle) bool { return middle(b.box).In(r) }
		if float64(b.box.Dy()) <= largestCharacter*s.Scale && !slices.ContainsFunc(taken, inside) {
			parts = append(parts, b)
		}
	}
	var out []LineImage
	for _, l := range s.group(parts) {
		out = append(out, s.cut(l, s.Gray.Rect))
	}
	return out
}

// group makes lines of what stands side by side: words first, since the
// pieces of a character tell less of the line that they are in.
func (s *Sheet) group(parts []blob) []band {
	slices.SortFunc(parts, func(a, b blob) int { return cmp.Compare(a.box.Min.X, b.box.Min.X) })
	var words []band
	for _, p := range parts {
		i := slices.IndexFunc(words, func(w band) bool { return s.isOfWord(w.box, p.box) })
		if i < 0 {
			words = append(words, band{})
			i = len(words) - 1
		}
		words[i].add(p)
	}
	lines := unite(unite(words, s.isOfWord), s.isOfLine)
	lines = slices.DeleteFunc(lines, s.isLow)
	slices.SortFunc(lines, func(a, b band) int {
		return cmp.Or(cmp.Compare(middle(a.box).Y, middle(b.box).Y), cmp.Compare(a.box.Min.X, b.box.Min.X))
	})
	return lines
}

// isLow reports whether a line is lower than text is.
func (s *Sheet) isLow(l band) bool {
	height, width := float64(l.box.Dy())/s.em, float64(l.box.Dx())/s.em
	return height < lowestLine && (height < lowestEqual || width < narrowestLine)
}

// gapOf is the blank between two boxes, in pixels; negative where one stands
// above the other.
func gapOf(a, b image.Rectangle) float64 {
	return float64(max(a.Min.X, b.Min.X) - min(a.Max.X, b.Max.X))
}

// isOfWord reports whether two boxes stand side by side in one word, or one
// above the other in one character.
func (s *Sheet) isOfWord(a, b image.Rectangle) bool {
	if s.isStacked(a, b) {
		return true
	}
	em := max(s.em, float64(min(a.Dy(), b.Dy())))
	return gapOf(a, b) <= wordGap*em && beside(a, b)
}

// isStacked reports whether two boxes are parts of one character that stand one
// above the other, as in 二, in : and in a 5 that is broken.
func (s *Sheet) isStacked(a, b image.Rectangle) bool {
	whole := a.Union(b)
	low := float64(min(a.Dy(), b.Dy())) < lowBand*s.em
	return low && min(a.Max.X, b.Max.X) > max(a.Min.X, b.Min.X) && float64(whole.Dy()) <= wholeBand*s.em
}

// isOfLine reports whether two words stand side by side in one line.
func (s *Sheet) isOfLine(a, b image.Rectangle) bool {
	if !beside(a, b) {
		return false
	}
	height := min(float64(max(a.Dy(), b.Dy())), doubleBand*s.em*letterGap)
	em := max(s.em, float64(min(a.Dy(), b.Dy())))
	whole := float64(min(a.Dy(), b.Dy())) >= wholeWord*em
	if whole && math.Abs(float64(a.Min.Y+a.Max.Y-b.Min.Y-b.Max.Y)) > 2*level*em {
		return false
	}
	gap := gapOf(a, b)
	return gap <= besideGap*em || gap <= letterGap*height && float64(min(a.Dx(), b.Dx())) <= alone*height
}

// unite joins what belongs together, also where that shows only once other
// parts were joined: the strokes of a 二 at the beginning of a line are two
// until the next character comes.
func unite(parts []band, belong func(a, b image.Rectangle) bool) []band {
	for i := 0; i < len(parts); i++ {
		for j := i + 1; j < len(parts); j++ {
			if belong(parts[i].box, parts[j].box) {
				parts[i].add(parts[j].parts...)
				parts = slices.Delete(parts, j, j+1)
				j = i
			}
		}
	}
	return parts
}
