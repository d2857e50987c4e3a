package ocr

import (
	"image"
	"math"
)

const (
	// commaTail is how far a comma reaches below the figures beside it, over
	// their height, and pointTail how far a point does at most. Between the two
	// it could be either.
	commaTail, pointTail = 0.14, 0.06
	// tallComma is the height of a comma over its width, at least; a point is
	// as high as wide.
	tallComma = 1.2
	// groupOfFigures is how many figures stand behind a comma of thousands.
	groupOfFigures = 3
)

// mendThousands reads a point before three figures as a comma where the
// picture shows its tail: 94,421 read as 94.421 is another number. A point that
// the picture does not clearly show is doubted: the tail of a small comma is a
// pixel or two, and a rule of the form close below takes it away. Points before
// more or fewer figures stand: those are decimals.
func (s *search) mendThousands() {
	for i := range s.runes {
		if s.runes[i].Text != "." || !isFigure(s.textAt(i-1)) || !s.groupFollows(i+1) {
			continue
		}
		mark := s.markIn(i)
		switch tail := s.tailBelow(i, mark); {
		case tail >= commaTail && float64(mark.Dy()) >= tallComma*float64(mark.Dx()):
			s.reread(i, ",")
		case tail > pointTail, mark.Empty(), float64(mark.Dy()) >= tallComma*float64(mark.Dx()):
			s.runes[i].P = math.Min(s.runes[i].P, besideUnread)
		}
	}
}

// groupFollows reports whether just three figures stand from rune i on.
func (s *search) groupFollows(i int) bool {
	n := 0
	for isFigure(s.textAt(i + n)) {
		n++
	}
	return n == groupOfFigures
}

// tailBelow is how far a mark reaches below the figures beside rune i, over
// their height; 0 where there is none.
func (s *search) tailBelow(i int, mark image.Rectangle) float64 {
	before, after := s.inkOf(i-1), s.inkOf(i+1)
	if mark.Empty() || before.Empty() || after.Empty() {
		return 0
	}
	base, tall := max(before.Max.Y, after.Max.Y), max(before.Dy(), after.Dy())
	return float64(mark.Max.Y-base) / float64(tall)
}

// markIn is the box of the one piece of ink that rune i is: what lies between
// its neighbours, but for dust and rules. It is empty if there are more, or it
// is as high as a figure.
func (s *search) markIn(i int) image.Rectangle {
	columns := s.columnsOf(i)
	var mark image.Rectangle
	for _, p := range strokes(s.sharp, dustSide) {
		if middle := (p.box.Min.X + p.box.Max.X) / 2; middle < columns.Min.X || middle >= columns.Max.X {
			continue
		}
		if !mark.Empty() || 2*p.box.Dy() > s.tall {
			return image.Rectangle{}
		}
		mark = p.box
	}
	return mark
}

// dustSide is the longer side in pixels, in a line, below which a piece of ink
// is no mark.
const dustSide = 2

// inkOf is the box of the ink of a rune, without dust.
func (s *search) inkOf(i int) image.Rectangle {
	return inkBox(s.clear, s.columnsOf(i))
}

func (s *search) columnsOf(i int) image.Rectangle {
	return image.Rect(int(math.Round(s.runes[i].X0)), 0, int(math.Round(s.runes[i].X1)), s.clear.Rect.Max.Y)
}
