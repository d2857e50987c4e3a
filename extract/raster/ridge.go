package raster

import (
	"encoding/binary"
	"image"
)

// A ridge is a set of places at which a picture is darker, averaged along x,
// than some way above and below: what a rule across leaves, be it thin, faint,
// dotted or broken.
type ridge []span

// ridges finds them. length is the width of the average, flank the way, both
// in pixels; contrast is the difference in shades.
func ridges(g *image.Gray, length, flank, contrast int) []ridge {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	n := 2*flank + 1
	half := max(2, (flank+1)/2)
	means := make([][]uint8, n) // of the last n lines
	for i := range means {
		means[i] = make([]uint8, w)
	}
	dark := make([]uint8, w+length+1)
	var (
		sets        forest
		above, line []span
		all         []span
	)
	for y := range h {
		average(means[y%n], row(g, y), dark, length)
		middle := y - flank
		if middle < flank {
			continue
		}
		above, line = line, spansAbove(means[middle%n], [2][]uint8{means[(middle-flank)%n], means[(middle-half)%n]}, [2][]uint8{means[y%n], means[(middle+half)%n]}, contrast, middle, above[:0])
		link(above, line, &sets)
		all = append(all, line...)
	}
	return bySet(all, sets)
}

// average sets to[x] to the mean darkness of the pixels around x. dark is room
// for the line with margins that stay blank.
func average(to, line, dark []uint8, length int) {
	before := length/2 + 1
	darken(dark[before:], line)
	const one = 1 << 16
	share := uint32(one / length)
	sum := uint32(0)
	for _, d := range dark[:length] {
		sum += uint32(d)
	}
	leaving, entering := dark[:len(to)], dark[length:][:len(to)]
	for x := range to {
		sum += uint32(entering[x]) - uint32(leaving[x])
		to[x] = uint8(sum * share >> 16)
	}
}

// spansAbove appends the runs of a line that are darker than the lines some
// way above and below.
func spansAbove(line []uint8, upper, lower [2][]uint8, contrast, y int, to []span) []span {
	u, v := upper[0][:len(line)], upper[1][:len(line)]
	p, q := lower[0][:len(line)], lower[1][:len(line)]
	start := -1
	for x := 0; x < len(line); x++ {
		if start < 0 {
			if x = nextAbove(line, u, v, p, q, contrast, x); x == len(line) {
				break
			}
		}
		if int(line[x]) > contrast+int(max(min(u[x], v[x]), min(p[x], q[x]))) {
			if start < 0 {
				start = x
			}
		} else if start >= 0 {
			to = append(to, span{y: y, x0: start, x1: x})
			start = -1
		}
	}
	if start >= 0 {
		to = append(to, span{y: y, x0: start, x1: len(line)})
	}
	return to
}

// nextAbove is the place of the next eight pixels of which one may be darker than
// the lines above and below, from x on: most of a page is not. Lines hold
// darkness here.
func nextAbove(line, u, v, p, q []uint8, contrast, x int) int {
	least := uint64(contrast) * ones
	for ; x+eight <= len(line); x += eight {
		m := binary.LittleEndian.Uint64(line[x:])
		if atLeast(least, m) == tops {
			continue
		}
		m = lighterOf(m, least) - least
		above := darkerOf(binary.LittleEndian.Uint64(u[x:]), binary.LittleEndian.Uint64(v[x:]))
		if atLeast(above, m) == tops {
			continue
		}
		below := darkerOf(binary.LittleEndian.Uint64(p[x:]), binary.LittleEndian.Uint64(q[x:]))
		if atLeast(above, m)|atLeast(below, m) != tops {
			break
		}
	}
	return x
}

// bySet groups spans that hang together.
func bySet(all []span, sets forest) []ridge {
	index := make([]int32, len(sets))
	var out []ridge
	for _, s := range all {
		root := sets.find(s.set)
		if index[root] == 0 {
			out = append(out, nil)
			index[root] = int32(len(out))
		}
		r := &out[index[root]-1]
		*r = append(*r, s)
	}
	return out
}

// extent is the range of x that a ridge covers.
func (r ridge) extent() (lo, hi int) {
	lo, hi = r[0].x0, r[0].x1
	for _, s := range r {
		lo, hi = min(lo, s.x0), max(hi, s.x1)
	}
	return lo, hi
}
