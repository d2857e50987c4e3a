package raster

import "image"

// inkLevel is the shade below which a pixel is ink: the one that parts the
// picture's shades into two classes of least spread (N. Otsu, A Threshold
// Selection Method from Gray-Level Histograms, 1979), within bounds for
// pages that have next to no ink.
func inkLevel(g *image.Gray) uint8 {
	const darkest, lightest = 64, 208
	var count [256]int
	for y := range g.Rect.Dy() {
		for _, v := range row(g, y) {
			count[v]++
		}
	}
	total, sum := 0, 0
	for v, c := range count {
		total += c
		sum += v * c
	}
	best, level := 0.0, lightest
	n, below := 0, 0
	for v, c := range count[:255] {
		n += c
		below += v * c
		if n == 0 || n == total {
			continue
		}
		gap := float64(below)/float64(n) - float64(sum-below)/float64(total-n)
		if spread := float64(n) * float64(total-n) * gap * gap; spread > best {
			best, level = spread, v+1
		}
	}
	return uint8(min(max(level, darkest), lightest))
}

// A blob is a set of ink pixels that touch, be it at their corners.
type blob struct {
	box     image.Rectangle
	area    int   // pixels
	darkest uint8 // shade
}

// A span is a run of pixels of one line, from x0 up to x1, and the set that it
// belongs to.
type span struct{ y, x0, x1, set int }

// blobs finds the ink of a picture, shades below level.
func blobs(g *image.Gray, level uint8) []blob {
	var (
		sets        forest
		above, line []span
		out         []blob
	)
	for y := range g.Rect.Dy() {
		above, line = line, spansBelow(row(g, y), level, y, above[:0])
		link(above, line, &sets)
		for _, s := range line {
			if s.set == len(out) {
				out = append(out, blob{darkest: white})
			}
			b := &out[s.set]
			b.box = b.box.Union(image.Rect(s.x0, y, s.x1, y+1))
			b.area += s.x1 - s.x0
			for _, v := range row(g, y)[s.x0:s.x1] {
				b.darkest = min(b.darkest, v)
			}
		}
	}
	return gather(out, sets)
}

// gather adds up the blobs of each set.
func gather(parts []blob, sets forest) []blob {
	for i, b := range parts {
		if root := sets.find(i); root != i {
			r := &parts[root]
			r.box = r.box.Union(b.box)
			r.area += b.area
			r.darkest = min(r.darkest, b.darkest)
		}
	}
	out := parts[:0]
	for i, b := range parts {
		if sets.find(i) == i {
			out = append(out, b)
		}
	}
	return out
}

// spansBelow appends the runs of a line that are darker than level.
func spansBelow(line []uint8, level uint8, y int, to []span) []span {
	for x := 0; x < len(line); x++ {
		if line[x] >= level {
			continue
		}
		start := x
		for x < len(line) && line[x] < level {
			x++
		}
		to = append(to, span{y: y, x0: start, x1: x})
	}
	return to
}

// link gives each span of a line the set of a span that it touches in the line
// above, or a new one, and joins sets that meet in it.
func link(above, line []span, sets *forest) {
	k := 0
	for i := range line {
		s := &line[i]
		for k < len(above) && above[k].x1 < s.x0 {
			k++
		}
		s.set = -1
		for j := k; j < len(above) && above[j].x0 <= s.x1; j++ {
			if s.set < 0 {
				s.set = above[j].set
			} else {
				sets.union(s.set, above[j].set)
			}
		}
		if s.set < 0 {
			s.set = sets.add()
		}
	}
}

// A forest holds disjoint sets of numbers; the smallest stands for its set.
type forest []int32

func (f *forest) add() int {
	*f = append(*f, int32(len(*f)))
	return len(*f) - 1
}

func (f forest) find(i int) int {
	for int(f[i]) != i {
		f[i] = f[f[i]]
		i = int(f[i])
	}
	return i
}

func (f forest) union(i, j int) {
	i, j = f.find(i), f.find(j)
	f[max(i, j)] = int32(min(i, j))
}
