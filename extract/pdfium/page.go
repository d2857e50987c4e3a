package pdfium

import (
	"context"

	"mubiao/extract"
)

// Page reads page n, from 1. The slices of the page it returns are used again
// by the next call: what is to last longer must be copied. An error is that of
// ctx or the engine, or says that there is no such page or that it broke
// PDFium, as one does that is beyond the limit of memory.
func (d *Document) Page(ctx context.Context, n int) (*extract.Page, error) {
	if err := d.has(n); err != nil {
		return nil, err
	}
	merged := false
	err := d.text.on(ctx, n, func(page uint64) error {
		if merged = d.mergeFields(page); merged {
			return nil // it must be loaded anew
		}
		return d.read(ctx, page)
	})
	if merged && err == nil {
		err = d.text.on(ctx, n, func(page uint64) error { return d.read(ctx, page) })
	}
	if err != nil {
		return nil, err
	}
	d.out.Number, d.out.Reader = n, extract.ReaderPdfium
	return &d.out, nil
}

// read reads the page into d.out.
func (d *Document) read(ctx context.Context, page uint64) error {
	g := d.text.guest
	width, height, base := g.sheet(page)
	d.out = extract.Page{Width: width, Height: height, Glyphs: d.out.Glyphs[:0]}
	d.painter.Begin(width, height)
	chars := charReader{guest: g, out: &d.out, twins: &d.painter, base: base, widths: map[fontChar]float64{}}
	chars.read(ctx, page)
	objects := objectReader{guest: g, painter: &d.painter}
	objects.runPage(ctx, page, place{ctm: base, clip: extract.Rect{X1: width, Y1: height}})
	var problems []error
	d.out.Rulings, d.out.Pictures, problems = d.painter.End()
	d.out.Problems = append(d.out.Problems, problems...)
	return ctx.Err()
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
	kindLink     = 2
	kindFreeText = 3
	kindPopup    = 16
	kindWidget   = 20
)

// mergeFields makes what was filled into form fields and written as free text
// part of the page, and reports whether there was any. Other annotations
// comment on a page; they go first, so as not to become part of it.
func (d *Document) mergeFields(page uint64) bool {
	g := d.text.guest
	found := false
	for i := g.count(annotationCount, page) - 1; i >= 0 && !found; i-- {
		found = g.belongs(page, i)
	}
	if !found {
		return false
	}
	for i := g.count(annotationCount, page) - 1; i >= 0; i-- {
		if !g.belongs(page, i) {
			g.call(removeAnnotation, page, uint64(i))
		}
	}
	const forDisplay, done = 0, 1
	return g.call(flatten, page, forDisplay) == done
}

// belongs reports whether the annotation at i is part of the page.
func (g *guest) belongs(page uint64, i int) bool {
	a := g.pointer(annotation, page, uint64(i))
	if a == 0 {
		return false
	}
	kind := g.call(annotationKind, a)
	g.call(closeAnnotation, a)
	return kind == kindFreeText || kind == kindWidget
}
