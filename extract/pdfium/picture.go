package pdfium

import (
	"context"
	"image"
	"math"

	"mubiao/extract"
)

const (
	// finestDPI is the finest picture worth reading characters from: a stroke
	// of small print is four pixels wide.
	finestDPI = 330.0
	// coarsestDPI is the coarsest that a page is drawn at: print on a coarse
	// image is finer than that.
	coarsestDPI = 150.0
	// imagelessDPI is that of a page without an image, such as one whose text
	// was turned into outlines.
	imagelessDPI = 300.0
)

// Picture is the picture of page n, from 1, and the place on the displayed
// page that it fills. Most scanned pages show one image; that is returned
// pixel by pixel, turned and mirrored as it is displayed, unless it is finer
// than 330 dots an inch. Any other page, such as one of several strips or with
// print on its image, is drawn as finely as its images are. The picture is an
// *image.Gray or, if there is any colour in it, an opaque *image.RGBA. The
// errors are those of Render.
func (d *Document) Picture(ctx context.Context, n int) (image.Image, extract.Rect, error) {
	if err := d.has(n); err != nil {
		return nil, extract.Rect{}, err
	}
	var (
		native image.Image
		shown  survey
	)
	err := d.view.on(ctx, n, func(page uint64) error {
		shown = d.view.guest.survey(ctx, page)
		if shown.isImage() {
			native = d.view.pixels(page, &shown.image)
		}
		return ctx.Err()
	})
	switch {
	case err != nil:
		return nil, extract.Rect{}, err
	case native != nil:
		return native, shown.image.box, nil
	}
	drawn, err := d.Render(ctx, n, shown.dpi())
	if err != nil {
		return nil, extract.Rect{}, err
	}
	return withoutNeedlessColour(drawn.(*image.RGBA)), shown.page, nil
}

// pixels is an image of the page at its own size, as it is displayed; nil if
// PDFium cannot decode it.
func (s *session) pixels(page uint64, i *pageImage) image.Image {
	g := s.guest
	// PDFium draws an image as large as its matrix says.
	i.place(g)
	bitmap := g.pointer(imageBitmap, s.handle, page, i.object)
	if bitmap == 0 {
		return nil
	}
	defer g.call(closeBitmap, bitmap)
	stride := g.count(bitmapStride, bitmap)
	pixels := g.view(uint32(g.call(bitmapBuffer, bitmap)), stride*i.height)
	if pixels == nil || stride < bytesPerPixel*i.width {
		return nil
	}
	picture := image.NewRGBA(image.Rect(0, 0, i.width, i.height))
	for y := range i.height {
		overWhite(picture.Pix[y*picture.Stride:], pixels[y*stride:][:bytesPerPixel*i.width])
	}
	return i.displayed(withoutNeedlessColour(picture))
}

const (
	bytesPerPixel = 4
	opaque        = 255
)

// overWhite sets RGBA pixels to BGRA ones laid over white.
func overWhite(to, from []byte) {
	for i := 0; i+3 < len(from); i += bytesPerPixel {
		p, q := from[i:i+4:i+4], to[i:i+4:i+4]
		if p[3] == opaque {
			q[0], q[1], q[2] = p[2], p[1], p[0]
		} else {
			a := uint32(p[3])
			for k := range 3 {
				q[k] = uint8((uint32(p[2-k])*a + opaque*(opaque-a) + opaque/2) / opaque)
			}
		}
		q[3] = opaque
	}
}

// withoutNeedlessColour is the picture in grey if it has no colour.
func withoutNeedlessColour(p *image.RGBA) image.Image {
	for i := 0; i < len(p.Pix); i += bytesPerPixel {
		if p.Pix[i] != p.Pix[i+1] || p.Pix[i] != p.Pix[i+2] {
			return p
		}
	}
	g := image.NewGray(p.Rect)
	for i := range g.Pix {
		g.Pix[i] = p.Pix[bytesPerPixel*i]
	}
	return g
}

// dpi is how finely to draw a page that is not one image.
func (s *survey) dpi() float64 {
	if s.finest == 0 {
		return imagelessDPI
	}
	return math.Min(math.Max(s.finest, coarsestDPI), finestDPI)
}
