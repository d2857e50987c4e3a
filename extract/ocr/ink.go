package ocr

import "image"

// inkProfile is the ink of each column of a picture: the sum of how far its
// pixels are from the paper's white, in pixels of full black.
func inkProfile(picture *image.Gray) []float64 {
	bounds := picture.Bounds()
	ink := make([]float64, bounds.Dx())
	for y := range bounds.Dy() {
		for x, v := range picture.Pix[y*picture.Stride:][:bounds.Dx()] {
			ink[x] += float64(255-v) / 255
		}
	}
	return ink
}

// leastInk returns the middle of the window of the given width that holds
// least ink, among those with their middle in [from, to); of equals, the
// one next to near.
func leastInk(ink []float64, from, to, width, near int) int {
	best, least := near, -1.0
	for x := max(from, 0); x < min(to, len(ink)); x++ {
		sum := 0.0
		for i := max(0, x-width/2); i < min(len(ink), x-width/2+max(width, 1)); i++ {
			sum += ink[i]
		}
		if least < 0 || sum < least || sum == least && abs(x-near) < abs(best-near) {
			best, least = x, sum
		}
	}
	return best
}

func abs(x int) int { return max(x, -x) }

// stretched is a copy of a picture, from the origin, with its paper white and
// its ink black: greys between the commonest light one and that of the
// darkest pixels fill the range, and what differs from the paper by less
// than a quarter of it is paper.
func stretched(picture *image.Gray) *image.Gray {
	bounds := picture.Bounds()
	paper, ink := shades(picture)
	out := image.NewGray(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	var map256 [256]uint8
	for v := range map256 {
		share := float64(int(paper)-v) / float64(max(1, int(paper)-int(ink)))
		switch {
		case share < paperShare:
			map256[v] = 255
		case share < 1:
			map256[v] = uint8(255 * (1 - share))
		}
	}
	for y := range bounds.Dy() {
		to := out.Pix[y*out.Stride:]
		for x, v := range picture.Pix[y*picture.Stride:][:bounds.Dx()] {
			to[x] = map256[v]
		}
	}
	return out
}

// paperShare is the darkness, as a share of the ink's, up to which a pixel is
// taken for paper.
const paperShare = 0.25

// shades are the grey of a picture's paper, which covers more than half of
// any line, and that of its darkest strokes.
func shades(picture *image.Gray) (paper, ink uint8) {
	bounds := picture.Bounds()
	var count [256]int
	for y := range bounds.Dy() {
		for _, v := range picture.Pix[y*picture.Stride:][:bounds.Dx()] {
			count[v]++
		}
	}
	all := bounds.Dx() * bounds.Dy()
	at := func(share float64) uint8 {
		sum := 0
		for v, n := range count {
			if sum += n; float64(sum) >= share*float64(all) {
				return uint8(v)
			}
		}
		return 255
	}
	return at(0.7), at(0.02)
}

// inkBox is the smallest rectangle that holds all pixels of an area of a
// stretched picture that are at least half black.
func inkBox(picture *image.Gray, area image.Rectangle) image.Rectangle {
	var box image.Rectangle
	area = area.Intersect(picture.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if picture.Pix[y*picture.Stride+x] < 128 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}
