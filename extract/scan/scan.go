package scan

import (
	"context"
	"errors"
	"image"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/extract/ocr"
	"mubiao/extract/raster"
)

// A Picture is what is seen of a displayed page.
type Picture struct {
	Image         image.Image
	Box           extract.Rect // of the image on the page
	Width, Height float64      // of the page, points
}

// An Engine reads the pictures of lines. It is safe for concurrent use.
type Engine interface {
	// Read reads a line.
	Read(ctx context.Context, line *image.Gray) (ocr.Line, error)
	// UpsideDown is the probability that lines are upside down.
	UpsideDown(ctx context.Context, lines []*image.Gray) (float64, error)
}

// A Reader reads pictures. It is safe for concurrent use.
type Reader struct {
	Engine Engine
}

// Read reads the picture of page n. One without ink is a page without glyphs.
// The error is that of ctx or the Engine, or says that the picture is too
// coarse to be read.
func (r *Reader) Read(ctx context.Context, n int, p Picture) (*extract.Page, error) {
	var failed error
	sheet, err := raster.Prepare(p.Image, p.Box, raster.Options{Legible: func(lines []raster.LineImage) float64 {
		legible, err := r.legible(ctx, lines)
		failed = errors.Join(failed, err)
		return legible
	}})
	if err = errors.Join(err, failed); err != nil {
		return nil, err
	}
	page := &extract.Page{
		Number: n, Width: sheet.Width, Height: sheet.Height,
		Sheet:   placement(sheet, p),
		Reader:  extract.ReaderOCR,
		Rulings: sheet.Rulings(),
		Pictures: []extract.Picture{{
			Box:   extract.Rect{X1: sheet.Width, Y1: sheet.Height},
			Width: p.Image.Bounds().Dx(), Height: p.Image.Bounds().Dy(),
		}},
	}
	found := lines(sheet, page)
	read, err := r.glyphs(ctx, found)
	if err != nil {
		return nil, err
	}
	page.Glyphs = showLost(found, read)
	return page, nil
}

// lines are the lines of text in the cells of a sheet's grids and outside
// them.
func lines(sheet *raster.Sheet, page *extract.Page) []raster.LineImage {
	var out []raster.LineImage
	var cells []extract.Rect
	layout := grid.Find(page)
	for _, g := range layout.Grids {
		for _, c := range g.Cells {
			cells = append(cells, c.Box)
			out = append(out, part(sheet.Lines(c.Box))...)
		}
	}
	return append(out, part(sheet.LinesOutside(cells))...)
}

// placement is the way from a sheet to the displayed page. A straight line on
// one is a straight line on the other, so three points tell it.
func placement(s *raster.Sheet, p Picture) *extract.Placement {
	x0, y0 := s.ToPage(0, 0)
	xa, ya := s.ToPage(1, 0)
	xb, yb := s.ToPage(0, 1)
	return &extract.Placement{
		A: xa - x0, B: xb - x0, C: x0,
		D: ya - y0, E: yb - y0, F: y0,
		Width: p.Width, Height: p.Height,
	}
}
