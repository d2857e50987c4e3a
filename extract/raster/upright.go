package raster

import (
	"cmp"
	"image"
	"slices"
)

// Sizes of what may be a character, in points.
const (
	smallestCharacter = 3.0
	largestCharacter  = 30.0
)

// runsDown reports whether text runs down or up the picture instead of across
// it. Characters stand closer to the next one of their line than to the line
// below: each that has a neighbour both ways votes.
func runsDown(ink []blob, perPoint float64) bool {
	var characters []image.Rectangle
	for _, b := range ink {
		size := float64(max(b.box.Dx(), b.box.Dy())) / perPoint
		if size >= smallestCharacter && size <= largestCharacter {
			characters = append(characters, b.box)
		}
	}
	across := gaps(characters)
	for i, c := range characters {
		characters[i] = image.Rect(c.Min.Y, c.Min.X, c.Max.Y, c.Max.X)
	}
	down := gaps(characters)
	votes := 0
	for i, a := range across {
		votes += cmp.Compare(a, down[i])
	}
	return votes > 0
}

// gaps are the distances from each box to the nearest one to its right that
// stands beside it; farthest where there is none.
func gaps(boxes []image.Rectangle) []int {
	const farthest = 1 << 20
	order := make([]int, len(boxes))
	out := make([]int, len(boxes))
	for i := range order {
		order[i], out[i] = i, farthest
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(boxes[i].Min.X, boxes[j].Min.X) })
	for n, i := range order {
		a := boxes[i]
		reach := 2 * max(a.Dx(), a.Dy())
		for _, j := range order[n+1:] {
			b := boxes[j]
			if b.Min.X > a.Max.X+reach {
				break
			}
			if b.Min.X >= a.Max.X && beside(a, b) {
				out[i] = b.Min.X - a.Max.X
				break
			}
		}
	}
	return out
}

// beside reports whether two boxes overlap in height by half of the lower one.
func beside(a, b image.Rectangle) bool {
	overlap := min(a.Max.Y, b.Max.Y) - max(a.Min.Y, b.Min.Y)
	return 2*overlap >= min(a.Dy(), b.Dy())
}
