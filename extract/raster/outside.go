package raster

import (
	"cmp"
	"image"
	"slices"

	"mubiao/extract"
)

const (
	// letterGap is the widest blank between characters of a line, in heights
	// of it: titles are set with up to one em between characters.
	letterGap = 1.6
	// lowestLine is the height of the lowest line, in ems.
	lowestLine = 0.45
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

// group makes lines of what stands side by side.
func (s *Sheet) group(parts []blob) []band {
	slices.SortFunc(parts, func(a, b blob) int { return cmp.Compare(a.box.Min.X, b.box.Min.X) })
	var lines []band
	for _, p := range parts {
		i := slices.IndexFunc(lines, func(l band) bool { return s.goesOn(l.box, p.box) })
		if i < 0 {
			lines = append(lines, band{})
			i = len(lines) - 1
		}
		lines[i].add(p)
	}
	lines = s.unite(lines)
	lines = slices.DeleteFunc(lines, func(l band) bool { return float64(l.box.Dy()) < lowestLine*s.em })
	slices.SortFunc(lines, func(a, b band) int {
		return cmp.Or(cmp.Compare(middle(a.box).Y, middle(b.box).Y), cmp.Compare(a.box.Min.X, b.box.Min.X))
	})
	return lines
}

// goesOn reports whether b stands beside a, close enough to be of one line.
func (s *Sheet) goesOn(a, b image.Rectangle) bool {
	gap := max(a.Min.X, b.Min.X) - min(a.Max.X, b.Max.X)
	return float64(gap) <= letterGap*min(float64(max(a.Dy(), b.Dy())), doubleBand*s.em*letterGap) && beside(a, b)
}

// unite joins lines that turn out to be parts of one: the strokes of a 二 at the
// beginning of a line are two until the next character comes.
func (s *Sheet) unite(lines []band) []band {
	for i := 0; i < len(lines); i++ {
		for j := i + 1; j < len(lines); j++ {
			if s.goesOn(lines[i].box, lines[j].box) {
				lines[i].add(lines[j].parts...)
				lines = slices.Delete(lines, j, j+1)
				j = i
			}
		}
	}
	return lines
}
