package scan

import (
	"image"
	"slices"
	"unicode"
	"unicode/utf8"

	"mubiao/extract/ocr"
)

const (
	// roomOfTwo is the width of a character, in usual widths of its line, from
	// which it may hide another one: a comma or a dot that was not read.
	roomOfTwo = 1.45
	// inkOfTwo is how far ink must reach in it, likewise. No character is wider
	// than its em; blanks in the line are wide without ink.
	inkOfTwo = 1.2
	// usualLeast is the number of Han characters that tell the usual width.
	usualLeast = 3
	// hidingConfidence is the share of the confidence in a character that is
	// left when it hides another.
	hidingConfidence = 0.5
)

// doubtUnread lowers the confidence in Han characters that take the room of
// two, with ink in both places: what stands beside them was not read.
func doubtUnread(picture *image.Gray, runes []ocr.Rune) {
	usual := usualWidth(runes)
	if usual == 0 {
		return
	}
	for i := range runes {
		c := &runes[i]
		if isHan(c) && c.X1-c.X0 > roomOfTwo*usual && inkWidth(picture, c.X0, c.X1) > inkOfTwo*usual {
			c.P *= hidingConfidence
		}
	}
}

func isHan(c *ocr.Rune) bool {
	r, _ := utf8.DecodeRuneInString(c.Text)
	return unicode.Is(unicode.Han, r)
}

// usualWidth is the median width of Han characters, 0 of too few.
func usualWidth(runes []ocr.Rune) float64 {
	var widths []float64
	for i := range runes {
		if isHan(&runes[i]) {
			widths = append(widths, runes[i].X1-runes[i].X0)
		}
	}
	if len(widths) < usualLeast {
		return 0
	}
	slices.Sort(widths)
	return widths[len(widths)/2]
}

// inkWidth is how far it is from the first column with ink to the last one.
func inkWidth(picture *image.Gray, from, to float64) float64 {
	first, last := -1, -1
	level := inkLevel(picture)
	for x := max(0, int(from)); x < min(picture.Rect.Dx(), int(to)); x++ {
		for y := range picture.Rect.Dy() {
			if picture.Pix[y*picture.Stride+x] < level {
				if first < 0 {
					first = x
				}
				last = x
				break
			}
		}
	}
	return float64(last - first + 1)
}

// inkLevel is the shade half way between the paper's white and the darkest ink.
func inkLevel(picture *image.Gray) uint8 {
	darkest := uint8(255)
	for y := range picture.Rect.Dy() {
		darkest = min(darkest, slices.Min(picture.Pix[y*picture.Stride:][:picture.Rect.Dx()]))
	}
	return darkest/2 + 128
}
