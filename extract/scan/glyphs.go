package scan

import (
	"context"
	"image"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"mubiao/extract"
	"mubiao/extract/ocr"
	"mubiao/extract/raster"
)

// glyphs reads lines and returns their characters, line by line.
func (r *Reader) glyphs(ctx context.Context, lines []raster.LineImage) ([]extract.Glyph, error) {
	read, err := r.recognize(ctx, lines)
	if err != nil {
		return nil, err
	}
	ocr.Agree(read)
	var out []extract.Glyph
	for i := range lines {
		doubtUnread(lines[i].Gray, read[i].Runes)
		out = appendGlyphs(out, &lines[i], read[i].Runes)
	}
	return out, nil
}

// recognize reads lines, as many at a time as the program has processors. It stops at the first error.
func (r *Reader) recognize(ctx context.Context, lines []raster.LineImage) ([]ocr.Line, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	read := make([]ocr.Line, len(lines))
	var running sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(lines)) {
		running.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(lines); i = int(next.Add(1)) - 1 {
				var err error
				if read[i], err = r.Engine.Read(ctx, lines[i].Gray); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	running.Wait()
	return read, context.Cause(ctx)
}

// legible is how likely it is that lines stand upright.
func (r *Reader) legible(ctx context.Context, lines []raster.LineImage) (float64, error) {
	pictures := make([]*image.Gray, len(lines))
	for i, l := range lines {
		pictures[i] = l.Gray
	}
	p, err := r.Engine.UpsideDown(ctx, pictures)
	return 1 - p, err
}

// surest is the greatest confidence in what was read from a picture: 1 is that
// of text that a file holds.
const surest = 0.9999

// appendGlyphs appends the characters of a line. All of them are as high as
// the line.
func appendGlyphs(out []extract.Glyph, line *raster.LineImage, runes []ocr.Rune) []extract.Glyph {
	point := line.Box.Width() / float64(line.Gray.Rect.Dx()) // to a pixel
	out = slices.Grow(out, len(runes))
	for _, c := range runes {
		out = append(out, extract.Glyph{
			Text: c.Text,
			Box: extract.Rect{
				X0: line.Box.X0 + c.X0*point, Y0: line.Box.Y0,
				X1: line.Box.X0 + c.X1*point, Y1: line.Box.Y1,
			},
			Size:       line.Box.Height(),
			Confidence: float32(min(c.P, surest)),
			Raw:        c.Raw,
		})
	}
	return out
}
