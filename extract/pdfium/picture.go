package pdfium

import (
	"context"
	"encoding/binary"
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
	// finerMask is how many times finer than its image a mask may be before the
	// image is drawn as finely as the mask.
	finerMask = 1.05
)

// Picture is the picture of page n, from 1, and the place on the displayed
// page that it fills. Most scanned pages show one image; that is returned
// pixel by pixel, turned and mirrored as it is displayed, unless it is finer
// than 330 dots an inch. Any other page, such as one of several strips or with
// print on its image, is drawn as finely as its images are, or as its finest
// mask, whose resolution in dots an inch PDFium does not tell; 0 for none. The
// picture is an *image.Gray or, if there is any colour in it, an opaque
// *image.RGBA. A page that is declared larger or smaller than any paper is drawn
// as A4; see extract.PaperScale. The errors are those of Render.
func (d *Document) Picture(ctx context.Context, n int, mask float64) (image.Image, extract.Rect, error) {
	return d.picture(ctx, n, mask, (*session).pixels)
}

// OpaquePicture is Picture for a page whose only image has no mask and is painted
// as it is, which PDFium does not tell. It is not drawn then, but decoded, which
// takes half the time.
func (d *Document) OpaquePicture(ctx context.Context, n int) (image.Image, extract.Rect, error) {
	return d.picture(ctx, n, 0, (*session).opaquePixels)
}

// picture is Picture, with pixels that are got in one of two ways.
func (d *Document) picture(ctx context.Context, n int, mask float64, pixels func(*session, uint64, *pageImage) image.Image) (image.Image, extract.Rect, error) {
	if err := d.has(n); err != nil {
		return nil, extract.Rect{}, err
	}
	var (
		native image.Image
		shown  survey
	)
	// An image needs no font: the guest that is there anyway has it too.
	err := d.text.on(ctx, n, func(page uint64) error {
		shown = d.text.guest.survey(ctx, page)
		if shown.isImage() && mask <= shown.image.dpi()*finerMask {
			native = pixels(&d.text, page, &shown.image)
		}
		return ctx.Err()
	})
	switch {
	case err != nil:
		return nil, extract.Rect{}, err
	case native != nil:
		return native, shown.image.box, nil
	}
	shown.finest = math.Max(shown.finest, mask)
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
	if g := greyOf(pixels, stride, i.width, i.height); g != nil {
		return i.displayed(g)
	}
	picture := image.NewRGBA(image.Rect(0, 0, i.width, i.height))
	for y := range i.height {
		overWhite(picture.Pix[y*picture.Stride:], pixels[y*stride:][:bytesPerPixel*i.width])
	}
	return i.displayed(withoutNeedlessColour(picture))
}

// opaquePixels is pixels for an image that covers all that is below it.
func (s *session) opaquePixels(page uint64, i *pageImage) image.Image {
	if picture := s.decoded(i); picture != nil {
		return i.displayed(picture)
	}
	return s.pixels(page, i)
}

// decoded is what PDFium makes of an image; nil of one that it finds parts in
// that show what is below.
func (s *session) decoded(i *pageImage) image.Image {
	g := s.guest
	bitmap := g.pointer(imageDecoded, i.object)
	if bitmap == 0 {
		return nil
	}
	defer g.call(closeBitmap, bitmap)
	perPixel := map[int]int{formatGray: 1, formatBGR: 3, formatBGRx: 4}[g.count(bitmapFormat, bitmap)]
	stride := g.count(bitmapStride, bitmap)
	if perPixel == 0 || stride < perPixel*i.width {
		return nil
	}
	pixels := g.view(uint32(g.call(bitmapBuffer, bitmap)), stride*i.height)
	switch {
	case pixels == nil:
		return nil
	case perPixel == 1:
		return greyLines(pixels, stride, i.width, i.height)
	}
	return withoutNeedlessColour(colourLines(pixels, stride, perPixel, i.width, i.height))
}

func greyLines(pixels []byte, stride, width, height int) *image.Gray {
	picture := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		copy(picture.Pix[y*picture.Stride:][:width], pixels[y*stride:])
	}
	return picture
}

// colourLines is the picture of pixels that begin with blue, green and red.
func colourLines(pixels []byte, stride, perPixel, width, height int) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		from, to := pixels[y*stride:], picture.Pix[y*picture.Stride:][:bytesPerPixel*width]
		for x := range width {
			p, q := from[perPixel*x:][:3], to[bytesPerPixel*x:][:bytesPerPixel]
			q[0], q[1], q[2], q[3] = p[2], p[1], p[0], opaque
		}
	}
	return picture
}

const (
	bytesPerPixel = 4
	opaque        = 255
)

// greyOf is the picture of BGRA pixels laid over white if none has a colour, nil
// otherwise. Most scans have none, and a picture in colour takes four times the
// memory.
func greyOf(pixels []byte, stride, width, height int) *image.Gray {
	const (
		everyPart   = 0x010101
		solid       = opaque << 24
		withoutRest = 1<<24 - 1
	)
	picture := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		from, to := pixels[y*stride:][:bytesPerPixel*width], picture.Pix[y*picture.Stride:][:width]
		for x := range to {
			pixel := binary.LittleEndian.Uint32(from[bytesPerPixel*x:])
			shade := pixel & 0xFF
			if pixel&withoutRest != shade*everyPart {
				return nil
			}
			if pixel < solid {
				shade = shadeOverWhite(shade, pixel>>24)
			}
			to[x] = uint8(shade)
		}
	}
	return picture
}

// shadeOverWhite is what is seen of a shade that covers so much of white.
func shadeOverWhite(shade, alpha uint32) uint32 {
	return (shade*alpha + opaque*(opaque-alpha) + opaque/2) / opaque
}

// overWhite sets RGBA pixels to BGRA ones laid over white.
func overWhite(to, from []byte) {
	for i := 0; i+3 < len(from); i += bytesPerPixel {
		p, q := from[i:i+4:i+4], to[i:i+4:i+4]
		if p[3] == opaque {
			q[0], q[1], q[2] = p[2], p[1], p[0]
		} else {
			a := uint32(p[3])
			for k := range 3 {
				q[k] = uint8(shadeOverWhite(uint32(p[2-k]), a))
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
	scale := extract.PaperScale(s.page.Width(), s.page.Height(), s.finest)
	if s.finest == 0 {
		return imagelessDPI / scale
	}
	return math.Min(math.Max(s.finest, coarsestDPI/scale), finestDPI/scale)
}
