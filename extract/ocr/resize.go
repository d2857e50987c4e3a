package ocr

import (
	"image"
	"math"
	"sync"
)

// A scaling has what it takes to scale pictures, to be used again.
type scaling struct {
	columns, rows tents
	narrow        []float32 // the picture at its new width
}

var scalings = sync.Pool{New: func() any { return new(scaling) }}

// resize scales a picture to width × height and maps its greys from [0, 255]
// to [-1, 1]. The filter is a triangle as wide as a pixel of the coarser of
// both pictures, so that thin strokes survive a reduction.
func resize(picture *image.Gray, width, height int) []float32 {
	plane := make([]float32, width*height)
	resizeInto(plane, width, picture, width, height)
	return plane
}

// resizeInto is resize into the left of a plane of 0 that is stride wide.
func resizeInto(plane []float32, stride int, picture *image.Gray, width, height int) {
	s := scalings.Get().(*scaling)
	defer scalings.Put(s)
	bounds := picture.Bounds()
	s.columns.set(bounds.Dx(), width)
	s.rows.set(bounds.Dy(), height)
	s.narrow = sized(s.narrow, bounds.Dy()*width)
	for y := range bounds.Dy() {
		s.columns.apply(s.narrow[y*width:][:width], picture.Pix[y*picture.Stride:][:bounds.Dx()])
	}
	for y := range height {
		out := plane[y*stride:][:width]
		first, weights := s.rows.at(y)
		for i, weight := range weights {
			for x, v := range s.narrow[(first+i)*width:][:width] {
				out[x] += weight * v
			}
		}
	}
}

// tents are what the pixels of a scaled line are made of: each of pixels of the
// original from first on, with weights that add up to 1.
type tents struct {
	first   []int
	starts  []int // of the weights of each, and the end of the last ones
	weights []float32
}

func (t *tents) at(i int) (first int, weights []float32) {
	return t.first[i], t.weights[t.starts[i]:t.starts[i+1]]
}

// set makes them those that scale a line of from pixels to one of to.
func (t *tents) set(from, to int) {
	scale := float64(from) / float64(to)
	reach := math.Max(scale, 1)
	t.first, t.starts, t.weights = t.first[:0], append(t.starts[:0], 0), t.weights[:0]
	for i := range to {
		center := (float64(i)+0.5)*scale - 0.5
		first := max(0, int(math.Ceil(center-reach)))
		last := min(from-1, int(math.Floor(center+reach)))
		start := len(t.weights)
		var sum float32
		for x := first; x <= last; x++ {
			w := float32(1 - math.Abs(float64(x)-center)/reach)
			t.weights = append(t.weights, w)
			sum += w
		}
		if sum <= 0 { // beyond the edge by rounding: the nearest pixel
			first, sum = min(max(int(math.Round(center)), 0), from-1), 1
			t.weights = append(t.weights[:start], 1)
		}
		for j := start; j < len(t.weights); j++ {
			t.weights[j] /= sum
		}
		t.first, t.starts = append(t.first, first), append(t.starts, len(t.weights))
	}
}

// apply scales a line.
func (t *tents) apply(to []float32, line []uint8) {
	for x := range to {
		first, weights := t.at(x)
		var sum float32
		for i, v := range line[first:][:len(weights)] {
			sum += weights[i] * float32(v)
		}
		to[x] = sum/127.5 - 1
	}
}

// sized is a list of n values that need not be 0, in the room of another one.
func sized[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	return list[:n]
}
