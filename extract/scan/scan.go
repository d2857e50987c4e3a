package scan

import (
	"context"
	"errors"
	"image"

	"mubiao/extract"
	"mubiao/extract/comparator"
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
// coarse to be read or its print illegible.
func (r *Reader) Read(ctx context.Context, n int, p Picture) (*extract.Page, error) {
	var failed error
	box, scale := onPaper(p)
	sheet, err := raster.Prepare(p.Image, box, raster.Options{Legible: func(lines []raster.LineImage) float64 {
		legible, err := r.legible(ctx, lines)
		failed = errors.Join(failed, err)
		return legible
	}})
	if err = errors.Join(err, failed); err != nil {
		return nil, err
	}
	page := &extract.Page{
		Number: n, Width: sheet.Width, Height: sheet.Height,
		Sheet:   placement(sheet, p, scale),
		Reader:  extract.ReaderOCR,
		Rulings: sheet.Rulings(),
		Pictures: []extract.Picture{{
			Box:   extract.Rect{X1: sheet.Width, Y1: sheet.Height},
			Width: p.Image.Bounds().Dx(), Height: p.Image.Bounds().Dy(),
		}},
	}
	found := lines(sheet, page)
	if err := r.glyphs(ctx, page, found); err != nil {
		return nil, err
	}
	if illegible(page.Glyphs) {
		return nil, &extract.UnsupportedError{Feature: "picture whose print is illegible"}
	}
	page.Glyphs = showLost(found, page.Glyphs)
	doubtCells(page, sheet.Doubtful())
	page.Agree(comparator.Count{})
	unfold(page)
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

// onPaper is the box of a picture at the size that the paper must have had, and
// how many times larger the page is declared; see extract.PaperScale.
func onPaper(p Picture) (box extract.Rect, scale float64) {
	b := p.Box
	dpi := float64(p.Image.Bounds().Dx()) / b.Width() * extract.PointsPerInch
	scale = extract.PaperScale(b.Width(), b.Height(), dpi)
	return extract.Rect{X0: b.X0 / scale, Y0: b.Y0 / scale, X1: b.X1 / scale, Y1: b.Y1 / scale}, scale
}

// placement is the way from a sheet to the displayed page. A straight line on
// one is a straight line on the other, so three points tell it. The sheet is of
// the page's paper, which is declared larger by scale.
func placement(s *raster.Sheet, p Picture, scale float64) *extract.Placement {
	x0, y0 := s.ToPage(0, 0)
	xa, ya := s.ToPage(1, 0)
	xb, yb := s.ToPage(0, 1)
	return &extract.Placement{
		A: scale * (xa - x0), B: scale * (xb - x0), C: scale * x0,
		D: scale * (ya - y0), E: scale * (yb - y0), F: scale * y0,
		Width: p.Width, Height: p.Height,
	}
}
