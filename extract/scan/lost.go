package scan

import (
	"image"
	"slices"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/extract/raster"
)

const (
	// lowestPrint and narrowestPrint are the least extents, in points, of ink
	// that must be print: what is left of rules, dashes and dust is smaller one
	// way.
	lowestPrint    = 5.0
	narrowestPrint = 4.0
	// leastPrint is the share of its box that the ink of print covers at least:
	// arcs of a seal cover less.
	leastPrint = 0.08
	// twoLines is the height, in usual heights of the page's lines, from which
	// one is taken for two that could not be parted. Titles are lower.
	twoLines = 2.1
	// partedConfidence is the share of the confidence in the characters of such
	// a line that is left: mostly those of one line are missing.
	partedConfidence = 0.5
	// uncertainConfidence is the share of the confidence in characters that is
	// left in a cell that may be two, or a part of one.
	uncertainConfidence = 0.5
	// sideOff is how far, in points, the side of a cell may be off its rule.
	sideOff = 1.5
	// unknown stands for print that nothing was read in.
	unknown = "\uFFFD"
)

// showLost makes what was lost of lines show in what was read: a line with
// print but without characters holds an unknown one, and those of a line that
// must be two are doubted.
func showLost(lines []raster.LineImage, glyphs []extract.Glyph) []extract.Glyph {
	doubtTall(lines, glyphs)
	for i := range lines {
		l := &lines[i]
		inside := func(g extract.Glyph) bool { return l.Box.Contains(g.Box.Center()) }
		if isPrint(l) && !slices.ContainsFunc(glyphs, inside) {
			glyphs = append(glyphs, extract.Glyph{Text: unknown, Box: l.Box, Size: l.Box.Height()})
		}
	}
	return glyphs
}

// doubtTall lowers the confidence in the characters of lines that are as high
// as two.
func doubtTall(lines []raster.LineImage, glyphs []extract.Glyph) {
	if len(lines) == 0 {
		return
	}
	heights := make([]float64, len(lines))
	for i := range lines {
		heights[i] = lines[i].Box.Height()
	}
	slices.Sort(heights)
	usual := heights[len(heights)/2]
	for i := range glyphs {
		if glyphs[i].Size > twoLines*usual {
			glyphs[i].Confidence *= partedConfidence
		}
	}
}

// doubtCells lowers the confidence in what the cells at uncertain rules hold: a
// rule that is missing or too many puts a value into another column.
func doubtCells(page *extract.Page, rules []extract.Rect) {
	if len(rules) == 0 {
		return
	}
	for _, g := range grid.Find(page).Grids {
		for _, c := range g.Cells {
			box := extract.Rect{X0: c.Box.X0 - sideOff, Y0: c.Box.Y0 - sideOff, X1: c.Box.X1 + sideOff, Y1: c.Box.Y1 + sideOff}
			if slices.ContainsFunc(rules, func(r extract.Rect) bool { return box.Contains(r.Center()) }) {
				doubtWithin(page.Glyphs, c.Box)
			}
		}
	}
}

func doubtWithin(glyphs []extract.Glyph, box extract.Rect) {
	for i := range glyphs {
		if box.Contains(glyphs[i].Box.Center()) {
			glyphs[i].Confidence *= uncertainConfidence
		}
	}
}

// isPrint reports whether a line holds ink that must be print.
func isPrint(l *raster.LineImage) bool {
	level := inkLevel(l.Gray)
	var box image.Rectangle
	ink := 0
	for y := range l.Gray.Rect.Dy() {
		for x, v := range l.Gray.Pix[y*l.Gray.Stride:][:l.Gray.Rect.Dx()] {
			if v < level {
				box = box.Union(image.Rect(x, y, x+1, y+1))
				ink++
			}
		}
	}
	point := l.Box.Width() / float64(l.Gray.Rect.Dx()) // to a pixel
	share := float64(ink) / float64(max(1, box.Dx()*box.Dy()))
	return float64(box.Dy())*point >= lowestPrint && float64(box.Dx())*point >= narrowestPrint && share >= leastPrint
}
