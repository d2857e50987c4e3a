package ocr

import "image"

// leastHole is the number of pixels of paper that make a hole in a character.
// A single one may be noise.
const leastHole = 2

// holes is how many patches of paper are enclosed by the ink of an area of a
// stretched picture, at the shade of ink that encloses most: strokes that blur
// has parted close at a lighter one, those that it has filled open at a darker.
func holes(picture *image.Gray, area image.Rectangle) int {
	most := 0
	for _, level := range []uint8{96, 128, 160} {
		most = max(most, holesAt(picture, area.Intersect(picture.Rect), level))
	}
	return most
}

// holesAt counts holes where ink is what is darker than a level.
func holesAt(picture *image.Gray, area image.Rectangle, level uint8) int {
	width, height := area.Dx()+2, area.Dy()+2 // paper all around
	seen := make([]bool, width*height)
	paper := func(x, y int) bool {
		at := image.Pt(area.Min.X+x-1, area.Min.Y+y-1)
		return !at.In(area) || picture.GrayAt(at.X, at.Y).Y >= level
	}
	count := 0
	for start := range seen {
		if seen[start] || !paper(start%width, start/width) {
			continue
		}
		seen[start] = true
		patch := []int{start}
		for next := 0; next < len(patch); next++ {
			x, y := patch[next]%width, patch[next]/width
			for _, p := range []image.Point{{X: x - 1, Y: y}, {X: x + 1, Y: y}, {X: x, Y: y - 1}, {X: x, Y: y + 1}} {
				if p.X < 0 || p.X >= width || p.Y < 0 || p.Y >= height || seen[p.Y*width+p.X] || !paper(p.X, p.Y) {
					continue
				}
				seen[p.Y*width+p.X] = true
				patch = append(patch, p.Y*width+p.X)
			}
		}
		if start > 0 && len(patch) >= leastHole { // the first patch is around it
			count++
		}
	}
	return count
}
