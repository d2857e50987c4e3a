package ocr

import "image"

// pieces cuts a part of a line that is too long for the network where it holds
// least ink, which is between words or at least between characters.
func pieces(line *image.Gray, rest image.Rectangle) []image.Rectangle {
	if rest.Empty() {
		return nil
	}
	limit := longest * rest.Dy()
	if rest.Dx() <= limit {
		return []image.Rectangle{rest}
	}
	ink := inkProfile(line)
	gap := max(1, rest.Dy()/gapFraction)
	var cut []image.Rectangle
	for rest.Dx() > limit {
		start := rest.Min.X - line.Bounds().Min.X
		// No piece is shorter than half the limit, and the last two share
		// what is left, since a short piece reads worse.
		near := min(limit, rest.Dx()/2)
		at := leastInk(ink, start+limit/2, start+limit, gap, start+near)
		piece := rest
		piece.Max.X = line.Bounds().Min.X + at
		cut = append(cut, piece)
		rest.Min.X = piece.Max.X
	}
	return append(cut, rest)
}

// gapFraction is the line's height over the width of the gap that is looked
// for: wider than those inside of characters (川), as wide as those between.
const gapFraction = 8
