package scan

import "mubiao/extract/raster"

// part makes the boxes of lines that stand one above the other meet at most:
// a seal over a line makes it as high as two, and its characters would be
// taken for those of the next.
func part(lines []raster.LineImage) []raster.LineImage {
	for i := range lines {
		for k := range lines[:i] {
			a, b := &lines[k].Box, &lines[i].Box
			if a.X1 <= b.X0 || b.X1 <= a.X0 {
				continue // side by side
			}
			_, ya := a.Center()
			_, yb := b.Center()
			if ya > yb {
				a, b = b, a
			}
			if middle := (ya + yb) / 2; a.Y1 > b.Y0 && middle > a.Y0 && middle < b.Y1 {
				a.Y1, b.Y0 = min(a.Y1, middle), max(b.Y0, middle)
			}
		}
	}
	return lines
}
