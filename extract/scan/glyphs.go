package scan

import (
	"context"
	"image"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"mubiao/extract"
	"mubiao/extract/comparator"
	"mubiao/extract/ocr"
	"mubiao/extract/raster"
)

// glyphs reads lines and puts their characters on a page, line by line.
func (r *Reader) glyphs(ctx context.Context, page *extract.Page, lines []raster.LineImage) error {
	read, err := r.recognize(ctx, lines)
	if err != nil {
		return err
	}
	sizes := ems(lines, read)
	for i := range lines {
		doubtUnread(lines[i].Gray, read[i].Runes)
		page.Comparators = appendComparators(page.Comparators, len(page.Glyphs), read[i].Runes)
		page.Glyphs = appendGlyphs(page.Glyphs, &lines[i], read[i].Runes, sizes[i])
	}
	return nil
}

// appendComparators appends the comparators of a line of which the first
// character will be a page's glyph at.
func appendComparators(out []extract.Comparator, at int, runes []ocr.Rune) []extract.Comparator {
	for i, c := range runes {
		if c.Look.Seen {
			_, p := c.Look.Decide(comparator.Expected)
			out = append(out, extract.Comparator{Glyph: at + i, Read: c.Read(), Look: c.Look, P: p})
		}
	}
	return out
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

// appendGlyphs appends the characters of a line, whose size is em.
func appendGlyphs(out []extract.Glyph, line *raster.LineImage, runes []ocr.Rune, em float64) []extract.Glyph {
	boxes := bodies(line, runes, em)
	out = slices.Grow(out, len(runes))
	for i, c := range runes {
		out = append(out, extract.Glyph{
			Text:       c.Text,
			Box:        boxes[i],
			Size:       line.Box.Height(),
			Confidence: float32(min(c.P, surest)),
			Raw:        c.Raw,
		})
	}
	return out
}
