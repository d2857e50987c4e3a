// Package pageclip turns the picture of a page and the place of a cell into a
// small picture of the cell, framed, with what stands around it.
package pageclip

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"

	"mubiao/extract"
)

// A Place says what of a page to show: the cell in its frame, and what must
// not be seen. All is in points, as displayed.
type Place struct {
	Cell    extract.Rect
	Covered []extract.Rect
}

// What is shown around a cell, in points: enough to read the labels beside it
// and the rows above and below, at 9 to 12 points.
const (
	marginX, marginY = 60, 22
	leastX, leastY   = 300, 80 // of a clip
	mostX, mostY     = 520, 240
)

// Cut returns the clip as PNG. scale is that of the picture, in pixels a
// point. A cell larger than a clip is shown from its top left corner. A
// place outside of the picture yields an empty clip: nil.
func Cut(page *image.Gray, scale float64, place Place) ([]byte, error) {
	bounds := page.Bounds()
	window := Pixels(window(place.Cell), scale).Intersect(bounds)
	if window.Empty() {
		return nil, nil
	}
	drawn := image.NewPaletted(image.Rect(0, 0, window.Dx(), window.Dy()), palette)
	for y := range window.Dy() {
		row := page.Pix[page.PixOffset(window.Min.X, window.Min.Y+y):][:window.Dx()]
		for x, grey := range row {
			drawn.Pix[y*drawn.Stride+x] = shadeOf(grey)
		}
	}
	for _, c := range place.Covered {
		fill(drawn, Pixels(c, scale).Sub(window.Min), shades/2)
	}
	frame(drawn, Pixels(place.Cell, scale).Sub(window.Min), max(2, int(1.5*scale)))
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&b, drawn)
	return b.Bytes(), err
}

// window is the part of the page that shows a cell.
func window(cell extract.Rect) extract.Rect {
	x0, x1 := span(cell.X0, cell.X1, marginX, leastX, mostX)
	y0, y1 := span(cell.Y0, cell.Y1, marginY, leastY, mostY)
	return extract.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1}
}

// span widens an extent by a margin, and to the least there is; one that is
// longer than the most ends early.
func span(from, to, margin, least, most float64) (float64, float64) {
	margin = max(margin, (least-(to-from))/2)
	return from - margin, min(to+margin, from-margin+most)
}

// Pixels is a place on a picture of so many pixels a point.
func Pixels(r extract.Rect, scale float64) image.Rectangle {
	return image.Rect(
		int(math.Floor(r.X0*scale)), int(math.Floor(r.Y0*scale)),
		int(math.Ceil(r.X1*scale)), int(math.Ceil(r.Y1*scale)))
}

// shades are the greys of a clip. With the colour of the frame they take four
// bits a pixel, and text is as legible as in 256.
const shades = 15

// frameColour is the last of the palette: a red that stands out from black
// print, and from white by 5.9 to 1.
var palette = func() (p color.Palette) {
	for i := range shades {
		p = append(p, color.Gray{uint8(i * math.MaxUint8 / (shades - 1))})
	}
	return append(p, color.RGBA{0xc6, 0x1f, 0x1f, 0xff})
}()

func shadeOf(grey uint8) uint8 {
	return uint8((int(grey)*(shades-1) + math.MaxUint8/2) / math.MaxUint8)
}

func fill(p *image.Paletted, r image.Rectangle, index uint8) {
	r = r.Intersect(p.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p.SetColorIndex(x, y, index)
		}
	}
}

// frame draws the frame around a cell, on the outside of it so that it hides
// nothing of what the cell holds.
func frame(p *image.Paletted, cell image.Rectangle, width int) {
	outer := cell.Inset(-width)
	for _, side := range []image.Rectangle{
		{outer.Min, image.Pt(outer.Max.X, cell.Min.Y)},
		{image.Pt(outer.Min.X, cell.Max.Y), outer.Max},
		{outer.Min, image.Pt(cell.Min.X, outer.Max.Y)},
		{image.Pt(cell.Max.X, outer.Min.Y), outer.Max},
	} {
		fill(p, side, shades)
	}
}
