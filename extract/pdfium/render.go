package pdfium

import (
	"context"
	"fmt"
	"image"
	"math"

	"mubiao/extract"
)

// Render is the picture of page n, from 1, in colour on white, annotations
// included; it is an *image.RGBA. Characters of a font that is neither in the
// file nor on the machine are bars. The errors are those of Page, and an
// *extract.UnsupportedError for a picture of more than 64 million pixels.
func (d *Document) Render(ctx context.Context, n int, dpi float64) (image.Image, error) {
	const perPixel = 4
	var picture *image.RGBA
	err := d.render(ctx, n, dpi, formatBGRA, reverseBytes, func(width, height, stride int, pixels []byte) {
		picture = image.NewRGBA(image.Rect(0, 0, width, height))
		for y := range height {
			copy(picture.Pix[y*picture.Stride:][:perPixel*width], pixels[y*stride:])
		}
	})
	if err != nil {
		return nil, err
	}
	return picture, nil
}

// RenderGray is the picture of page n in shades of grey; otherwise it is like
// Render.
func (d *Document) RenderGray(ctx context.Context, n int, dpi float64) (*image.Gray, error) {
	var picture *image.Gray
	err := d.render(ctx, n, dpi, formatGray, inGray, func(width, height, stride int, pixels []byte) {
		picture = image.NewGray(image.Rect(0, 0, width, height))
		for y := range height {
			copy(picture.Pix[y*picture.Stride:][:width], pixels[y*stride:])
		}
	})
	return picture, err
}

// Formats of bitmaps (FPDFBitmap_…).
const (
	formatGray = 1
	formatBGR  = 2
	formatBGRx = 3
	formatBGRA = 4
)

// Flags of rendering (FPDF_…).
const (
	withAnnotations = 0x01
	inGray          = 0x08
	reverseBytes    = 0x10 // RGBA
)

// pixelsMost bounds a picture: A4 at 600 dpi has 35 million pixels.
const pixelsMost = 64 << 20

// render draws page n and hands its pixels on.
func (d *Document) render(ctx context.Context, n int, dpi float64, format, flags uint64, take func(width, height, stride int, pixels []byte)) error {
	if err := d.has(n); err != nil {
		return err
	}
	return d.view.on(ctx, n, func(page uint64) error {
		g := d.view.guest
		w, h, _ := g.sheet(page)
		wide, high := math.Round(w*dpi/extract.PointsPerInch), math.Round(h*dpi/extract.PointsPerInch)
		if !(wide*high <= pixelsMost) {
			return &extract.UnsupportedError{Feature: fmt.Sprintf("picture of %.0f × %.0f pixels", wide, high)}
		}
		width, height := max(1, int(wide)), max(1, int(high))
		bitmap := g.pointer(newBitmap, uint64(width), uint64(height), format, 0, 0)
		if bitmap == 0 {
			return errFull
		}
		defer g.call(closeBitmap, bitmap)
		const white = 0xFFFFFFFF
		g.call(fillBitmap, bitmap, 0, 0, uint64(width), uint64(height), white)
		g.call(renderPage, bitmap, page, 0, 0, uint64(width), uint64(height), 0, withAnnotations|flags)
		stride := g.count(bitmapStride, bitmap)
		if pixels := g.view(uint32(g.call(bitmapBuffer, bitmap)), stride*height); pixels != nil {
			take(width, height, stride, pixels)
		}
		return ctx.Err()
	})
}
