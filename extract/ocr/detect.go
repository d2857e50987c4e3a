package ocr

import (
	"cmp"
	"context"
	"image"
	"math"
	"slices"
)

// A Box is a line of text in a picture, or a part of one before a wide gap.
type Box struct {
	image.Rectangle         // pixels of the picture, whose top left corner is the origin
	P               float64 // how sure the network is that text is there, in [0, 1]
}

// How the map of text that the network draws becomes boxes: as PaddleOCR does
// it for PP-OCRv4 (its configuration ch_PP-OCRv4_det and DBPostProcess), after
// Liao et al., Real-time Scene Text Detection with Differentiable
// Binarization, 2020. Boxes are upright here, since pages are straightened.
const (
	// detectionSide is the longest side of the picture that the network is
	// given: on A4 that is 110 dpi, where small print is still seen. Time and
	// memory grow with its square.
	detectionSide = 1280
	// detectionStep is what the network's sides must be multiples of.
	detectionStep = 32
	// textPixel is where the map counts as text.
	textPixel = 0.3
	// leastBoxP is the mean of the map in a box from which it is kept.
	leastBoxP = 0.6
	// leastBoxSide is the least side of a box in the map, in its pixels.
	leastBoxSide = 3
	// grown is how much is added to a box on each side, as a share of its
	// area over its circumference: the network is trained on shrunken boxes.
	grown = 1.5
)

// Detect finds the lines of text in a picture, from top to bottom. It loads
// its network when first called, and needs some 400 MB for a page.
func (e *Engine) Detect(ctx context.Context, picture *image.Gray) ([]Box, error) {
	size := picture.Bounds().Size()
	if size.X == 0 || size.Y == 0 {
		return nil, nil
	}
	network, err := e.detection.get(e.files.Detection)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	width, height := detectionSize(size)
	var boxes []Box
	err = network.run(colours(resize(picture, width, height)), width, height, func(out []float32, _ []int64) {
		boxes = textBoxes(out, width, height)
	})
	if err != nil {
		return nil, err
	}
	for i := range boxes {
		boxes[i].Rectangle = scaledBox(boxes[i].Rectangle, float64(size.X)/float64(width), float64(size.Y)/float64(height))
	}
	return boxes, nil
}

// detectionSize is the size in which a picture is looked at.
func detectionSize(size image.Point) (width, height int) {
	scale := math.Min(1, detectionSide/float64(max(size.X, size.Y)))
	side := func(n int) int {
		return max(1, int(math.Round(float64(n)*scale/detectionStep))) * detectionStep
	}
	return side(size.X), side(size.Y)
}

// colours makes of one grey plane in [-1, 1] the three that the detection was
// trained with: less the mean of ImageNet's pictures, over their deviation.
func colours(plane []float32) []float32 {
	mean := [3]float32{0.485, 0.456, 0.406}
	deviation := [3]float32{0.229, 0.224, 0.225}
	out := make([]float32, 0, 3*len(plane))
	for c := range 3 {
		for _, v := range plane {
			out = append(out, ((v+1)/2-mean[c])/deviation[c])
		}
	}
	return out
}

// textBoxes are the boxes around connected text of a map.
func textBoxes(text []float32, width, height int) []Box {
	seen := make([]bool, len(text))
	var boxes []Box
	for start, p := range text {
		if p <= textPixel || seen[start] {
			continue
		}
		box := textAround(text, seen, start, width, height)
		if min(box.Dx(), box.Dy()) < leastBoxSide {
			continue
		}
		if p := meanIn(text, width, box); p >= leastBoxP {
			boxes = append(boxes, Box{grow(box).Intersect(image.Rect(0, 0, width, height)), p})
		}
	}
	slices.SortFunc(boxes, func(a, b Box) int { return cmp.Or(cmp.Compare(a.Min.Y, b.Min.Y), cmp.Compare(a.Min.X, b.Min.X)) })
	return boxes
}

// textAround is the box of the text that is connected with a pixel.
func textAround(text []float32, seen []bool, start, width, height int) image.Rectangle {
	var box image.Rectangle
	seen[start] = true
	for todo := []int{start}; len(todo) > 0; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		x, y := at%width, at/width
		box = box.Union(image.Rect(x, y, x+1, y+1))
		for ny := max(0, y-1); ny <= min(height-1, y+1); ny++ {
			for nx := max(0, x-1); nx <= min(width-1, x+1); nx++ {
				if i := ny*width + nx; !seen[i] && text[i] > textPixel {
					seen[i] = true
					todo = append(todo, i)
				}
			}
		}
	}
	return box
}

func meanIn(text []float32, width int, box image.Rectangle) float64 {
	sum := 0.0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for _, p := range text[y*width+box.Min.X : y*width+box.Max.X] {
			sum += float64(p)
		}
	}
	return sum / float64(box.Dx()*box.Dy())
}

func grow(box image.Rectangle) image.Rectangle {
	area, around := float64(box.Dx()*box.Dy()), float64(2*(box.Dx()+box.Dy()))
	return box.Inset(-int(math.Round(grown * area / around)))
}

func scaledBox(box image.Rectangle, x, y float64) image.Rectangle {
	return image.Rect(
		int(float64(box.Min.X)*x), int(float64(box.Min.Y)*y),
		int(math.Ceil(float64(box.Max.X)*x)), int(math.Ceil(float64(box.Max.Y)*y)))
}
