package ocr

import (
	"context"
	"image"
	"math"
)

// What the recognition network takes: pictures 48 pixels high, as wide as
// their proportions ask for. It gives one step of output for 8 columns.
const (
	inputHeight = 48
	stepWidth   = 8
	// minInputWidth is the narrowest picture that the network is given.
	// Wider padding cost time and mended nothing on pages of forms.
	minInputWidth = 48
	// maxInputWidth is where longer lines are cut: 25 characters. Time and
	// memory grow faster than the width.
	maxInputWidth = 25 * inputHeight
)

// Recognize reads one line as the network does; see Recognizer. Read mends what
// can be mended.
func (e *Engine) Recognize(ctx context.Context, line *image.Gray) (Line, error) {
	var runes []Rune
	for _, piece := range pieces(line, trimmed(line)) {
		if err := ctx.Err(); err != nil {
			return Line{}, err
		}
		read, err := e.recognizePiece(line.SubImage(piece).(*image.Gray))
		if err != nil {
			return Line{}, err
		}
		for _, r := range read {
			runes = append(runes, r.moved(float64(piece.Min.X-line.Bounds().Min.X)))
		}
	}
	return newLine(runes), nil
}

// trimmed is a line without the blank columns at its ends, but for a narrow
// margin; it is empty if there is no ink.
func trimmed(line *image.Gray) image.Rectangle {
	bounds := line.Bounds()
	first, after := -1, 0
	for x, ink := range inkProfile(stretched(line)) {
		if ink > faintColumn {
			if first < 0 {
				first = x
			}
			after = x + 1
		}
	}
	if first < 0 {
		return image.Rectangle{}
	}
	margin := max(1, int(endMargin*float64(bounds.Dy())))
	return image.Rect(bounds.Min.X+first-margin, bounds.Min.Y, bounds.Min.X+after+margin, bounds.Max.Y).Intersect(bounds)
}

// endMargin is the blank that is left at the ends of a line, over its height.
// More of it costs time and mended nothing on lines in seven faces.
const endMargin = 0.06

// recognizePiece reads a picture no longer than the network takes.
func (e *Engine) recognizePiece(picture *image.Gray) ([]Rune, error) {
	bounds := picture.Bounds()
	scale := float64(inputHeight) / float64(bounds.Dy())
	width := max(1, int(math.Round(float64(bounds.Dx())*scale)))
	wide := max(width, minInputWidth)
	plane := padded(resize(picture, width, inputHeight), width, wide)
	var peaks []peak
	var step float64
	err := e.recognition.run(thrice(plane), wide, inputHeight, func(out []float32, shape []int64) {
		peaks = decode(out, int(shape[2]))
		step = float64(wide) / float64(shape[1])
	})
	if err != nil {
		return nil, err
	}
	return place(peaks, e.alphabet, inkProfile(picture), step/scale), nil
}

// padded appends columns to a plane. They hold 0, the middle grey, with which
// PaddleOCR fills up the pictures that it trains with.
func padded(plane []float32, width, wanted int) []float32 {
	if wanted == width {
		return plane
	}
	height := len(plane) / width
	wide := make([]float32, height*wanted)
	for y := range height {
		copy(wide[y*wanted:], plane[y*width:][:width])
	}
	return wide
}
