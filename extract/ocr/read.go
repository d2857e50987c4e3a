package ocr

import (
	"context"
	"image"
	"math"

	"mubiao/extract/comparator"
)

// Read reads one line as well as is known here: it is Recognize, then
// Comparators, and where a comparator that the network did not know has
// spoiled what stands behind it, a reading of that alone; then Lookalikes and
// Gaps.
func (e *Engine) Read(ctx context.Context, picture *image.Gray) (Line, error) {
	line, err := e.Recognize(ctx, picture)
	if err != nil {
		return Line{}, err
	}
	line = Comparators(picture, line)
	line, err = e.readBehindSign(ctx, picture, line)
	if err != nil {
		return Line{}, err
	}
	return Gaps(picture, Lookalikes(picture, line)), nil
}

// readBehindSign reads what stands behind a comparator at the line's start
// that the network read as something else. The network then often takes the
// line for one that runs down, lying on its side, and reads ≥20 as MNO.
func (e *Engine) readBehindSign(ctx context.Context, picture *image.Gray, line Line) (Line, error) {
	if len(line.Runes) == 0 || !foreign(line.Runes[0]) {
		return line, nil
	}
	bounds := picture.Bounds()
	start := bounds.Min.X + int(math.Ceil(line.Runes[0].X1)) + 1
	if start+bounds.Dy()/4 > bounds.Max.X {
		return line, nil
	}
	rest := picture.SubImage(image.Rect(start, bounds.Min.Y, bounds.Max.X, bounds.Max.Y)).(*image.Gray)
	again, err := e.Recognize(ctx, rest)
	if err != nil || meanP(again.Runes) <= meanP(line.Runes[1:]) {
		return line, err
	}
	runes := line.Runes[:1:1]
	for _, r := range again.Runes {
		runes = append(runes, r.moved(float64(start-bounds.Min.X)))
	}
	return newLine(runes), nil
}

// foreign reports whether a comparator is one that the network read as
// something else or not at all.
func foreign(r Rune) bool {
	return comparator.Read(r.Text).Sign && r.found && !comparator.Read(r.Raw).Sign
}

// meanP is the mean probability of characters; that of none is 0.
func meanP(runes []Rune) float64 {
	sum := 0.0
	for _, r := range runes {
		sum += r.P
	}
	return sum / math.Max(1, float64(len(runes)))
}
