package scan

import (
	"image"
	"math"
	"slices"
	"strings"

	"mubiao/extract"
	"mubiao/extract/ocr"
	"mubiao/extract/raster"
)

// The characters of a file come with the squares that they are set in, their
// bodies, and by the blanks between these, and by their heights, text without
// rules is told apart. What is seen of characters in a picture is their ink:
// bodies are what it tells of them.

const (
	// inkOfEm is how high the ink of a line is, in ems, where no characters tell.
	inkOfEm = 0.9
	// highestOfLine is the height of ink, over that of a usual line with Han
	// characters, up to which a line is of the usual size: figures and dashes
	// are lower, brackets and dust reach farther.
	highestOfLine = 1.2
	// besideInk is the blank, in ems, that bodies have at the sides of most
	// characters, and besideMark where a mark fills the other half alone.
	besideInk  = 0.06
	besideMark = 0.65
	// wideBlank is the blank between two bodies, in ems, that is no chance: it
	// is more than justified text has.
	wideBlank = 0.5
	// palestInk is the shade of the palest strokes, 0 being black: at 150 dots
	// an inch thin ones are paler than half of the darkest ink.
	palestInk = 200
)

// inkRows are the first row with ink of a line's picture, and the one after
// the last; 0 and 0 where there is none.
func inkRows(picture *image.Gray) (first, after int) {
	level := max(inkLevel(picture), palestInk)
	for y := range picture.Rect.Dy() {
		if slices.Min(picture.Pix[y*picture.Stride:][:picture.Rect.Dx()]) >= level {
			continue
		}
		if after == 0 {
			first = y
		}
		after = y + 1
	}
	return first, after
}

// ems are the sizes of the characters of lines, in points. Lines about as high
// as most of those with Han characters have one size: as far apart as these
// stand, for their ink fills more of the em in one face than in another.
func ems(lines []raster.LineImage, read []ocr.Line) []float64 {
	heights := make([]float64, len(lines))
	var usual, pitches []float64
	for i := range lines {
		first, after := inkRows(lines[i].Gray)
		heights[i] = float64(after-first) * pointOf(&lines[i])
		if pitch := usualWidth(read[i].Runes); pitch > 0 {
			usual = append(usual, heights[i])
			pitches = append(pitches, pitch*pointOf(&lines[i]))
		}
	}
	high, em := median(usual), median(pitches)
	out := make([]float64, len(lines))
	for i, h := range heights {
		switch {
		case high == 0:
			out[i] = h / inkOfEm
		case h <= highestOfLine*high:
			out[i] = em
		default:
			out[i] = em * h / high
		}
	}
	return out
}

// median is the middle one of some values, 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// pointOf is the size of a pixel of a line's picture, in points.
func pointOf(line *raster.LineImage) float64 {
	return line.Box.Width() / float64(line.Gray.Rect.Dx())
}

// marks fill less than half of their bodies: which half, differs by face.
const marks = "，。、；：！？（）《》〈〉【】「」『』“”‘’"

// bodies are the boxes of a line's characters, in points of the sheet. They
// meet but where more is blank between them than they hold themselves.
func bodies(line *raster.LineImage, runes []ocr.Rune, em float64) []extract.Rect {
	point := pointOf(line)
	ink := columns(line.Gray)
	_, middle := line.Box.Center()
	height := em
	if em == 0 {
		height = line.Box.Height()
	}
	out := make([]extract.Rect, len(runes))
	for i, c := range runes {
		out[i] = extract.Rect{X0: line.Box.X0 + c.X0*point, Y0: middle - height/2, X1: line.Box.X0 + c.X1*point, Y1: middle + height/2}
	}
	for i := range runes {
		k := i + 1
		for k < len(runes) && strings.TrimSpace(runes[k].Text) == "" {
			k++
		}
		if k == len(runes) || strings.TrimSpace(runes[i].Text) == "" {
			continue
		}
		_, end := inked(ink, runes[i].X0, runes[i].X1)
		start, _ := inked(ink, runes[k].X0, runes[k].X1)
		if end == 0 || start < end {
			continue
		}
		behind := line.Box.X0 + float64(end)*point + sideOf(runes[i].Text)*em
		before := line.Box.X0 + float64(start)*point - sideOf(runes[k].Text)*em
		if before-behind > wideBlank*em {
			out[i].X1, out[k].X0 = behind, before
		}
	}
	if n := len(runes); n > 0 {
		// What is too far from a character to be its own is dust beside the line.
		apart := int(wideBlank*em/point) + 1
		last, first := &out[n-1], &out[0]
		last.X1 = math.Min(last.X1, line.Box.X0+float64(inkUntil(ink, runes[n-1].X0, 1, apart))*point+besideInk*em)
		first.X0 = math.Max(first.X0, line.Box.X0+float64(inkUntil(ink, runes[0].X1-1, -1, apart)+1)*point-besideInk*em)
	}
	return out
}

// inkUntil is the place next to the ink that begins somewhere and goes on in a
// direction without so wide a blank.
func inkUntil(ink []bool, from float64, step, blank int) int {
	x := min(max(int(from), 0), len(ink)-1)
	for ; x >= 0 && x < len(ink) && !ink[x]; x += step {
	}
	end := x
	for ; x >= 0 && x < len(ink) && (x-end)*step < blank; x += step {
		if ink[x] {
			end = x + step
		}
	}
	return end
}

// sideOf is the blank that a character has in its body at one side of its ink,
// in ems, at most.
func sideOf(text string) float64 {
	if strings.Contains(marks, text) {
		return besideMark
	}
	return besideInk
}

// columns tells which columns of a picture have ink.
func columns(picture *image.Gray) []bool {
	level := max(inkLevel(picture), palestInk)
	out := make([]bool, picture.Rect.Dx())
	for y := range picture.Rect.Dy() {
		for x, v := range picture.Pix[y*picture.Stride:][:len(out)] {
			if v < level {
				out[x] = true
			}
		}
	}
	return out
}

// inked is the first column with ink between two places, and the one after the
// last; 0 and 0 where there is none.
func inked(ink []bool, from, to float64) (first, after int) {
	for x := max(0, int(from)); x < min(len(ink), int(math.Ceil(to))); x++ {
		if ink[x] {
			if after == 0 {
				first = x
			}
			after = x + 1
		}
	}
	return first, after
}
