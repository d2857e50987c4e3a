package ocr

import (
	"context"
	"image"
	"math"
)

// What the direction network takes: pictures of 192 × 48, shorter lines filled
// up, longer ones squeezed (PaddleOCR, ch_ppocr_mobile_v2.0_cls).
const (
	directionWidth  = 192
	directionHeight = 48
	// squeezed is how many times its width a line may be longer. Beyond, the
	// beginning is looked at, for characters that are squeezed more are none.
	squeezed = 2
)

// UpsideDown is the probability that lines stand on their heads: all of them,
// since a page is turned as a whole. Without lines it is a half. It loads its
// network when first called.
func (e *Engine) UpsideDown(ctx context.Context, lines []*image.Gray) (float64, error) {
	network, err := e.direction.get(e.files.Direction)
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for _, line := range lines {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if line.Bounds().Empty() {
			continue
		}
		p, err := upsideDown(network, line)
		if err != nil {
			return 0, err
		}
		p = math.Max(leastDoubt, math.Min(1-leastDoubt, p))
		sum += math.Log(p / (1 - p))
	}
	return 1 / (1 + math.Exp(-sum)), nil
}

// leastDoubt keeps one line, a row of dashes say, from deciding over a page.
const leastDoubt = 0.05

// upsideDown is the network's word on one line.
func upsideDown(network *network, line *image.Gray) (float64, error) {
	bounds := line.Bounds()
	if most := squeezed * directionWidth * bounds.Dy() / directionHeight; bounds.Dx() > most {
		bounds.Max.X = bounds.Min.X + most
		line = line.SubImage(bounds).(*image.Gray)
	}
	width := int(math.Ceil(float64(bounds.Dx()) * directionHeight / float64(bounds.Dy())))
	width = max(1, min(width, directionWidth))
	input := planesOf(line, width, directionWidth, directionHeight)
	defer allPlanes.Put(input)
	p := 0.0
	err := network.run(input.values, directionWidth, directionHeight, func(out []float32, _ []int64) {
		p = float64(out[1])
	})
	return p, err
}
