package pdfium

import (
	"context"
	"errors"

	"mubiao/extract"
)

// Page reads page n, from 1. The slices of the page it returns are used again
// by the next call: what is to last longer must be copied. An error is that of
// ctx or the engine, or says that there is no such page or that it broke
// PDFium, as one does that is beyond the limit of memory.
func (d *Document) Page(ctx context.Context, n int) (*extract.Page, error) {
	err := d.on(ctx, n, func(page uint64) error {
		page, err := d.withFields(page, n)
		if err != nil {
			return err
		}
		d.read(ctx, page)
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	d.out.Number, d.out.Reader = n, extract.ReaderPdfium
	return &d.out, nil
}

// read reads the page into d.out.
func (d *Document) read(ctx context.Context, page uint64) {
	width, height, base := d.guest.sheet(page)
	d.out = extract.Page{Width: width, Height: height, Glyphs: d.out.Glyphs[:0]}
	chars := charReader{guest: d.guest, out: &d.out, base: base}
	chars.run(ctx, page)
	d.painter.Begin(width, height)
	objects := objectReader{guest: d.guest, painter: &d.painter}
	objects.runPage(ctx, page, base, extract.Rect{X1: width, Y1: height})
	var problems []error
	d.out.Rulings, d.out.Pictures, problems = d.painter.End()
	d.out.Problems = append(d.out.Problems, problems...)
}

// sheet is the size at which a page is displayed and the way from its default
// user space to page coordinates.
func (g *guest) sheet(page uint64) (width, height float64, base matrix) {
	g.call(pageBounds, page, g.out(0, 4))
	x0, y1, x1, y0 := g.float(0), g.float(1), g.float(2), g.float(3)
	w, h := x1-x0, y1-y0
	switch g.count(pageRotation, page) {
	case 1:
		return h, w, matrix{0, 1, 1, 0, -y0, -x0}
	case 2:
		return w, h, matrix{-1, 0, 0, 1, x1, -y0}
	case 3:
		return h, w, matrix{0, -1, -1, 0, y1, x1}
	}
	return w, h, matrix{1, 0, 0, -1, -x0, y1}
}

// Kinds of annotation (FPDF_ANNOT_…).
const (
	kindFreeText = 3
	kindWidget   = 20
)

// withFields makes what was filled into form fields and written as free text
// part of the page, and the page anew if there is any. Other annotations
// comment on a page; so that they do not become part of it, they go.
func (d *Document) withFields(page uint64, n int) (uint64, error) {
	g := d.guest
	fields := false
	for i := g.count(annotationCount, page) - 1; i >= 0; i-- {
		a := g.pointer(annotation, page, uint64(i))
		if a == 0 {
			continue
		}
		kind := g.call(annotationKind, a)
		g.call(closeAnnotation, a)
		if kind == kindFreeText || kind == kindWidget {
			fields = true
			break
		}
	}
	_ = fields
	_ = n
	return page, errors.New("TODO")
}
