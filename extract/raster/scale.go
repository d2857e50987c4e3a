package raster

import (
	"encoding/binary"
	"image"
	"math"
)

// shrink is the picture at 1/across of its width and 1/down of its height,
// each pixel the mean of those that it stands for.
func shrink(g *image.Gray, across, down int) *image.Gray {
	if across == 1 && down == 1 {
		return g
	}
	out := image.NewGray(image.Rect(0, 0, max(1, g.Rect.Dx()/across), max(1, g.Rect.Dy()/down)))
	if across == 2 && down == 2 && min(g.Rect.Dx(), g.Rect.Dy()) >= 2 {
		halve(g, out)
		return out
	}
	across, down = min(across, g.Rect.Dx()), min(down, g.Rect.Dy())
	sums := make([]uint32, out.Rect.Dx())
	n := uint32(across * down)
	for y := range out.Rect.Dy() {
		clear(sums)
		for k := range down {
			from := row(g, y*down+k)
			for x := range sums {
				for _, v := range from[x*across : (x+1)*across] {
					sums[x] += uint32(v)
				}
			}
		}
		to := row(out, y)
		for x, s := range sums {
			to[x] = uint8((s + n/2) / n)
		}
	}
	return out
}

// halve is shrink to half the width and height, as most pages are, four pixels
// at a time.
func halve(g, out *image.Gray) {
	const (
		even = 0x00FF00FF00FF00FF // every second byte
		two  = 0x0002000200020002 // for rounding
	)
	for y := range out.Rect.Dy() {
		upper, lower, to := row(g, 2*y), row(g, 2*y+1), row(out, y)
		x := 0
		for ; x+4 <= len(to); x += 4 {
			a, b := binary.LittleEndian.Uint64(upper[2*x:]), binary.LittleEndian.Uint64(lower[2*x:])
			sums := a&even + a>>8&even + b&even + b>>8&even + two
			means := sums >> 2 & even
			to[x], to[x+1], to[x+2], to[x+3] = uint8(means), uint8(means>>16), uint8(means>>32), uint8(means>>48)
		}
		for ; x < len(to); x++ {
			sum := uint32(upper[2*x]) + uint32(upper[2*x+1]) + uint32(lower[2*x]) + uint32(lower[2*x+1])
			to[x] = uint8((sum + 2) / 4)
		}
	}
}

// widen is the picture at another size, not smaller, by linear interpolation.
func widen(g *image.Gray, width, height int) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, width, height))
	fx := float64(g.Rect.Dx()) / float64(width)
	fy := float64(g.Rect.Dy()) / float64(height)
	for y := range height {
		upper, lower, wy := between(y, fy, g.Rect.Dy())
		a, b, to := row(g, upper), row(g, lower), row(out, y)
		for x := range to {
			left, right, wx := between(x, fx, g.Rect.Dx())
			top := float64(a[left])*(1-wx) + float64(a[right])*wx
			bottom := float64(b[left])*(1-wx) + float64(b[right])*wx
			to[x] = uint8(math.Round(top*(1-wy) + bottom*wy))
		}
	}
	return out
}

// between is the pair of source pixels that target pixel i lies between, and
// the weight of the second.
func between(i int, step float64, n int) (first, second int, weight float64) {
	at := max(0, (float64(i)+0.5)*step-0.5)
	first = min(int(at), n-1)
	return first, min(first+1, n-1), at - float64(first)
}

// transpose is the picture with its axes exchanged.
func transpose(g *image.Gray) *image.Gray {
	const square = 64 // pixels, whose rows and columns stay in the cache
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, h, w))
	for y0 := 0; y0 < h; y0 += square {
		for x0 := 0; x0 < w; x0 += square {
			transposeSquare(g, out, image.Rect(x0, y0, min(x0+square, w), min(y0+square, h)))
		}
	}
	return out
}

// transposeSquare exchanges the axes of an area, eight by eight pixels at a time
// as far as they go.
func transposeSquare(g, out *image.Gray, area image.Rectangle) {
	x1, y1 := area.Max.X-area.Dx()%eight, area.Max.Y-area.Dy()%eight
	for y := area.Min.Y; y < y1; y += eight {
		for x := area.Min.X; x < x1; x += eight {
			var block [eight]uint64
			for i := range block {
				block[i] = binary.LittleEndian.Uint64(g.Pix[(y+i)*g.Stride+x:])
			}
			exchange(&block)
			for i := range block {
				binary.LittleEndian.PutUint64(out.Pix[(x+i)*out.Stride+y:], block[i])
			}
		}
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		from := area.Min.X
		if y < y1 {
			from = x1
		}
		for x := from; x < area.Max.X; x++ {
			out.Pix[x*out.Stride+y] = g.Pix[y*g.Stride+x]
		}
	}
}

// exchange exchanges the rows and columns of a block, first of its quarters, then
// within them.
func exchange(block *[eight]uint64) {
	masks := [3]uint64{0x00000000FFFFFFFF, 0x0000FFFF0000FFFF, 0x00FF00FF00FF00FF}
	for step, mask := range masks {
		apart := eight / 2 >> step
		shift := uint(8 * apart)
		for i := range block {
			if i&apart != 0 {
				continue
			}
			a, b := &block[i], &block[i+apart]
			swap := (*a>>shift ^ *b) & mask
			*a ^= swap << shift
			*b ^= swap
		}
	}
}

// turned is the picture turned clockwise by quarters of a circle.
func turned(g *image.Gray, quarters int) *image.Gray {
	switch quarters & 3 {
	case 1:
		return remap(g, true, true, false)
	case 2:
		return remap(g, false, true, true)
	case 3:
		return remap(g, true, false, true)
	}
	return g
}

// remap exchanges the axes of a picture if asked to, and then mirrors it. It
// goes square by square, so that what it reads and writes stays in the cache.
func remap(g *image.Gray, exchange, mirrorX, mirrorY bool) *image.Gray {
	const square = 64
	w, h := g.Rect.Dx(), g.Rect.Dy()
	ow, oh := w, h
	if exchange {
		ow, oh = h, w
	}
	out := image.NewGray(image.Rect(0, 0, ow, oh))
	stepX, stepY := 1, out.Stride
	if exchange {
		stepX, stepY = stepY, stepX
	}
	start := 0
	if mirrorX {
		start += ow - 1
		if exchange {
			stepY = -1
		} else {
			stepX = -1
		}
	}
	if mirrorY {
		start += (oh - 1) * out.Stride
		if exchange {
			stepX = -out.Stride
		} else {
			stepY = -out.Stride
		}
	}
	for y0 := 0; y0 < h; y0 += square {
		for x0 := 0; x0 < w; x0 += square {
			for y := y0; y < min(y0+square, h); y++ {
				at := start + y*stepY + x0*stepX
				for _, v := range g.Pix[y*g.Stride+x0 : y*g.Stride+min(x0+square, w)] {
					out.Pix[at] = v
					at += stepX
				}
			}
		}
	}
	return out
}
