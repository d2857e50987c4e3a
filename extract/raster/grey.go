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
	for n := copy(g.Pix, []uint8{white}); n > 0 && n < len(g.Pix); n *= 2 {
		copy(g.Pix[n:], g.Pix[:n])
	}
	return g
}

// row is line y of a picture whose bounds begin at the origin.
func row(g *image.Gray, y int) []uint8 {
	return g.Pix[y*g.Stride:][:g.Rect.Dx()]
}

const (
	// redder is how much of what red is ahead of green is added to it, in units
	// of 1/16. The ink of red seals (公章) leaves about nine tenths of the red
	// and a third of the green light: with this it is as light as paper, for
	// inks that leave more than eight tenths of the red.
	redder = 7
	// hardlyRed is by how much red may be ahead of green in what is grey: JPEG
	// files keep colours coarsely.
	hardlyRed = 32
)

// grey is the picture in shades of grey on white. Of colours it keeps the red
// part, and more of it where it is ahead of green: red seals vanish, while blue
// and green print stays dark. The result may share its pixels with img.
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

// withoutRed is the shade of a pixel by its red and green parts.
func withoutRed(red, green uint8) uint8 {
	ahead := int(red) - int(green) - hardlyRed
	if ahead <= 0 {
		return red
	}
	return uint8(min(white, int(red)+ahead*redder>>4))
}

// fromPremultiplied takes the shades of RGBA pixels, laid over white.
func fromPremultiplied(pix []uint8, stride, width, height int) *image.Gray {
	const perPixel = 4
	g := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		from := pix[y*stride:][:perPixel*width]
		to := row(g, y)
		for x := range to {
			blank := white - from[perPixel*x+3]
			to[x] = withoutRed(from[perPixel*x]+blank, from[perPixel*x+1]+blank)
		}
	}
	return g
}

func fromPalette(p *image.Paletted) *image.Gray {
	var red [256]uint8
	for i, c := range p.Palette[:min(len(p.Palette), len(red))] {
		over := color.RGBAModel.Convert(c).(color.RGBA)
		blank := white - over.A
		red[i] = withoutRed(over.R+blank, over.G+blank)
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

// fromYCbCr takes the shades of a picture in brightness and two differences.
// By JFIF, red is Y + 1.402 (Cr - 128); for a red between orange and purple, it
// is ahead of green by 2 (Cr - 128).
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
			red := int(luma[x]) + (cr*toR+one/2)>>16
			to[x] = uint8(max(0, min(white, red+max(0, 2*cr-hardlyRed)*redder>>4)))
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
