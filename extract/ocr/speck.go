package ocr

import "image"

// withoutSpecks is a copy of a stretched picture without ink whose connected
// pieces are shorter than least pixels both ways: dust, and also dots, which
// is why only signs without dots are looked for in it. What is left of rules,
// flat pieces at an edge or longer than the line is high, goes too.
func withoutSpecks(picture *image.Gray, least int) *image.Gray {
	bounds := picture.Rect
	out := image.NewGray(bounds)
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	for _, s := range strokes(picture, float64(least)) {
		for _, i := range s.pixels {
			out.Pix[i] = picture.Pix[i]
		}
	}
	return out
}

// A stroke is a connected piece of ink.
type stroke struct {
	box    image.Rectangle
	pixels []int
	image  *image.Gray
}

// strokes are the connected pieces of ink of a stretched picture, without what
// is shorter than least pixels both ways and what is left of rules.
func strokes(clear *image.Gray, least float64) []stroke {
	var all []stroke
	fresh := make([]bool, len(clear.Pix)) // ink that belongs to no stroke yet
	for i, v := range clear.Pix {
		fresh[i] = v < faintPixel
	}
	for start, ink := range fresh {
		if !ink {
			continue
		}
		pixels, box := trace(clear.Rect.Size(), fresh, start)
		if float64(max(box.Dx(), box.Dy())) >= least && !isRule(box, clear.Rect) {
			all = append(all, stroke{box, pixels, clear})
		}
	}
	return all
}

// isRule reports whether a piece of ink is left over from a rule of the form.
func isRule(piece, line image.Rectangle) bool {
	flat := flatFraction*piece.Dy() <= line.Dy()
	atEdge := piece.Min.Y == line.Min.Y || piece.Max.Y == line.Max.Y
	return flat && (atEdge || piece.Dx() > line.Dy())
}

// flatFraction is the height of a line over that of the highest rule.
const flatFraction = 8

// faintPixel is the shade from which a pixel of a stretched picture belongs
// to no stroke.
const faintPixel = 200

// trace collects the connected pixels of a stroke, and their box, and marks
// them as no longer fresh.
func trace(size image.Point, fresh []bool, start int) (piece []int, box image.Rectangle) {
	width := uint32(size.X) // a division of 32 bits takes half the time
	box.Min = size          // until the first pixel
	fresh[start] = false
	piece = append(make([]int, 0, usualStroke), start)
	for next := 0; next < len(piece); next++ {
		y := int(uint32(piece[next]) / width)
		x := piece[next] - y*size.X
		box.Min.X, box.Max.X = min(box.Min.X, x), max(box.Max.X, x+1)
		box.Min.Y, box.Max.Y = min(box.Min.Y, y), max(box.Max.Y, y+1)
		left, right := max(0, x-1), min(size.X-1, x+1)
		for ny := max(0, y-1); ny <= min(size.Y-1, y+1); ny++ {
			for i := ny*size.X + left; i <= ny*size.X+right; i++ {
				if fresh[i] {
					fresh[i] = false
					piece = append(piece, i)
				}
			}
		}
	}
	return piece, box
}

// usualStroke is how many pixels most strokes have no more of.
const usualStroke = 64
