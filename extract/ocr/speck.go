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
	seen := make([]bool, len(picture.Pix))
	for start, v := range picture.Pix {
		if v >= faintPixel || seen[start] {
			continue
		}
		piece, box := trace(picture, seen, start)
		if max(box.Dx(), box.Dy()) < least || isRule(box, bounds) {
			continue
		}
		for _, i := range piece {
			out.Pix[i] = picture.Pix[i]
		}
	}
	return out
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

// trace collects the connected pixels of a stroke, and their box.
func trace(picture *image.Gray, seen []bool, start int) (piece []int, box image.Rectangle) {
	width, height := picture.Rect.Dx(), picture.Rect.Dy()
	seen[start] = true
	piece = []int{start}
	for next := 0; next < len(piece); next++ {
		x, y := piece[next]%width, piece[next]/width
		box = box.Union(image.Rect(x, y, x+1, y+1))
		for ny := max(0, y-1); ny <= min(height-1, y+1); ny++ {
			for nx := max(0, x-1); nx <= min(width-1, x+1); nx++ {
				if i := ny*width + nx; !seen[i] && picture.Pix[i] < faintPixel {
					seen[i] = true
					piece = append(piece, i)
				}
			}
		}
	}
	return piece, box
}
