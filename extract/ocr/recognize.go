package ocr

import (
	"context"
	"image"
	"math"
)

const (
	// inputHeight is the height of the pictures that the recognition network
	// takes. It gives one step of output for 8 columns.
	inputHeight = 48
	// narrowing is how wide pictures are made, over what their proportions ask
	// for. The time goes with the width. Of 3,000 lines in 35 faces – words,
	// words with figures, values alone, clean and spoiled, of 150 to 300 dpi –
	// as many were read right at 0.75 to 0.9 as at 1.
	narrowing = 0.8
	// surely is the mean probability of characters below which a picture is
	// read again as wide as its proportions ask for: one of two lines that have
	// grown together, or with a seal, shows characters half as large as others,
	// which are too narrow then.
	surely = 0.9
	// minInputWidth is the narrowest picture that the network is given.
	// Wider padding cost time and mended nothing on pages of forms.
	minInputWidth = 48
	// longest is how many times longer than high a line may be before it is
	// cut: 25 characters. Time and memory grow faster than the width.
	longest = 25
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
	read, err := e.recognizeAs(picture, narrowing)
	if err != nil || meanP(read) >= surely {
		return read, err
	}
	wide, err := e.recognizeAs(picture, 1)
	if worth(wide) > worth(read) {
		return wide, err
	}
	return read, err
}

// worth tells which of two readings of a picture is likelier: the one of more
// characters that rather stand there than not.
func worth(runes []Rune) float64 {
	sum := 0.0
	for _, r := range runes {
		sum += r.P - 0.5
	}
	return sum
}

// recognizeAs reads a picture made so many times as wide as its proportions ask
// for.
func (e *Engine) recognizeAs(picture *image.Gray, wider float64) ([]Rune, error) {
	bounds := picture.Bounds()
	scale := inputHeight / float64(bounds.Dy())
	width := max(1, int(math.Round(float64(bounds.Dx())*scale*wider)))
	wide := max(width, minInputWidth)
	input := planesOf(picture, width, wide, inputHeight)
	defer allPlanes.Put(input)
	var peaks []peak
	var step float64
	err := e.recognition.likeliest(input.values, wide, inputHeight, func(p []float32, classes []int64) {
		peaks = decode(p, classes)
		step = float64(wide) / float64(len(p))
	})
	if err != nil {
		return nil, err
	}
	runes := place(peaks, e.alphabet, inkProfile(picture), step/(scale*wider))
	center(runes, inkProfile(stretched(picture)), bounds.Dy())
	return runes, nil
}
