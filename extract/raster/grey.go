package raster

import (
	"image"
	"image/color"
	"image/draw"
)

const white = 255

// newGrey is a white picture.
func newGrey(width, height int) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, width, height))
	for i := range g.Pix {
		g.Pix[i] = white
	}
	return g
}

// row is line y of a picture whose bounds begin at the origin.
func row(g *image.Gray, y int) []uint8 {
	return g.Pix[y*g.Stride:][:g.Rect.Dx()]
}

// grey is the picture in shades of grey on white. Of colours it keeps the red
// part alone: red seals (公章) all but vanish in it, as they do in the largest
// of the three parts, while blue and green print stays dark. The result may
// share its pixels with img.
func grey(img image.Image) *image.Gray {
	switch p := img.(type) {
	case *image.Gray:
		return &image.Gray{Pix: p.Pix, Stride: p.Stride, Rect: image.Rect(0, 0, p.Rect.Dx(), p.Rect.Dy())}
	case *image.Paletted:
		return fromPalette(p)
	case *image.YCbCr:
		return fromYCbCr(p)
	case *image.RGBA:
		return fromPremultiplied(p.Pix, p.Stride, p.Rect.Dx(), p.Rect.Dy())
	}
	size := img.Bounds().Size()
	canvas := image.NewRGBA(image.Rect(0, 0, size.X, size.Y))
	draw.Draw(canvas, canvas.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(canvas, canvas.Rect, img, img.Bounds().Min, draw.Over)
	return fromPremultiplied(canvas.Pix, canvas.Stride, size.X, size.Y)
}

// fromPremultiplied takes the red part of RGBA pixels, laid over white.
func fromPremultiplied(pix []uint8, stride, width, height int) *image.Gray {
	const perPixel = 4
	g := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		from := pix[y*stride:][:perPixel*width]
		to := row(g, y)
		for x := range to {
			to[x] = from[perPixel*x] + white - from[perPixel*x+3]
		}
	}
	return g
}

func fromPalette(p *image.Paletted) *image.Gray {
	var red [256]uint8
	for i, c := range p.Palette[:min(len(p.Palette), len(red))] {
		over := color.RGBAModel.Convert(c).(color.RGBA)
		red[i] = over.R + white - over.A
	}
	g := image.NewGray(image.Rect(0, 0, p.Rect.Dx(), p.Rect.Dy()))
	for y := range p.Rect.Dy() {
		from, to := p.Pix[y*p.Stride:], row(g, y)
		for x := range to {
			to[x] = red[from[x]]
		}
	}
	return g
}

// fromYCbCr takes the red part, Y + 1.402 (Cr - 128), by JFIF.
func fromYCbCr(p *image.YCbCr) *image.Gray {
	const (
		one  = 1 << 16
		toR  = 91881 // 1.402 in units of 1/one
		zero = 128
	)
	g := image.NewGray(image.Rect(0, 0, p.Rect.Dx(), p.Rect.Dy()))
	for y := range p.Rect.Dy() {
		luma := p.Y[p.YOffset(p.Rect.Min.X, p.Rect.Min.Y+y):]
		chroma := p.Cr[p.COffset(p.Rect.Min.X, p.Rect.Min.Y+y):]
		step, odd := chromaStep(p)
		to := row(g, y)
		for x := range to {
			cr := int(chroma[(x+odd)/step]) - zero
			to[x] = uint8(max(0, min(white, int(luma[x])+(cr*toR+one/2)>>16)))
		}
	}
	return g
}

// chromaStep is how many pixels side by side share their colour, and how many
// of the first such group lie left of the picture.
func chromaStep(p *image.YCbCr) (step, odd int) {
	switch p.SubsampleRatio {
	case image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420:
		step = 2
	case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
		step = 4
	default:
		return 1, 0
	}
	return step, p.Rect.Min.X % step
}
