package ocr

import (
	"image"
	"math"
)

// resize scales a picture to width × height and maps its greys from [0, 255]
// to [-1, 1]. The filter is a triangle as wide as a pixel of the coarser of
// both pictures, so that thin strokes survive a reduction.
func resize(picture *image.Gray, width, height int) []float32 {
	bounds := picture.Bounds()
	columns := tentWeights(bounds.Dx(), width)
	rows := tentWeights(bounds.Dy(), height)
	narrow := make([]float32, bounds.Dy()*width)
	for y := range bounds.Dy() {
		line := picture.Pix[y*picture.Stride:][:bounds.Dx()]
		out := narrow[y*width:][:width]
		for x, w := range columns {
			var sum float32
			for i, weight := range w.weights {
				sum += weight * float32(line[w.first+i])
			}
			out[x] = sum/127.5 - 1
		}
	}
	plane := make([]float32, height*width)
	for y, w := range rows {
		out := plane[y*width:][:width]
		for i, weight := range w.weights {
			for x, v := range narrow[(w.first+i)*width:][:width] {
				out[x] += weight * v
			}
		}
	}
	return plane
}

// A tent is what one pixel of a scaled line is made of: pixels of the
// original from first on, with weights that add up to 1.
type tent struct {
	first   int
	weights []float32
}

// tentWeights are the weights that scale a line of from pixels to one of to.
func tentWeights(from, to int) []tent {
	scale := float64(from) / float64(to)
	reach := math.Max(scale, 1)
	tents := make([]tent, to)
	for i := range tents {
		center := (float64(i)+0.5)*scale - 0.5
		first := max(0, int(math.Ceil(center-reach)))
		last := min(from-1, int(math.Floor(center+reach)))
		t := tent{first: first}
		var sum float32
		for x := first; x <= last; x++ {
			w := float32(1 - math.Abs(float64(x)-center)/reach)
			t.weights = append(t.weights, w)
			sum += w
		}
		if sum <= 0 { // beyond the edge by rounding: the nearest pixel
			t.first, t.weights, sum = min(max(int(math.Round(center)), 0), from-1), []float32{1}, 1
		}
		for j := range t.weights {
			t.weights[j] /= sum
		}
		tents[i] = t
	}
	return tents
}
