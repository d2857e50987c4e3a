// Package spoil turns the clean picture of a page into what scanners, copiers
// and fax machines make of it, so that a reader of pictures can be held against
// the page. The same picture, damage and seed give the same result.
package spoil

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"

	"mubiao/extract"
)

// A Damage is what happens to a page. The zero Damage is none. Lengths are
// pixels.
type Damage struct {
	// Rules draws the rules of the page anew in another style.
	Rules *RuleStyle
	// Seal stamps a round seal over the page, red in a colour picture.
	Seal bool
	// Turn is by how many quarters of a circle the page is turned clockwise.
	Turn int
	// Skew is by how many degrees it is askew, clockwise.
	Skew float64
	// Wave is how far the feeder lets the paper wander aside and along.
	Wave float64
	// Blur is the deviation of a Gaussian blur.
	Blur float64
	// Faded is how many patches of the print are pale.
	Faded int
	// Shadow is how much darker the paper is in one corner, in [0, 1).
	Shadow float64
	// Noise is the deviation of each pixel's shade, of 255.
	Noise float64
	// Specks is the share of pixels that are dust.
	Specks float64
	// Threshold makes the picture black and white, if it is not 0: what is
	// lighter becomes white.
	Threshold uint8
	// Quality is that of a JPEG file that the picture is kept in; 0 for none.
	Quality int
	// Colour makes a colour picture.
	Colour bool
}

// A RuleStyle is how rules are drawn.
type RuleStyle struct {
	Rulings []extract.Ruling // where they are, in pixels
	Width   float64          // may be less than a pixel
	On, Off int              // of dots or dashes; solid where Off is 0
}

// white is the shade of clean paper.
const white = 255

// Apply is the damaged picture: an *image.Gray, or an *image.RGBA in colour,
// or what a JPEG file makes of these.
func (d Damage) Apply(page *image.Gray, seed uint64) (image.Image, error) {
	ink := newPlane(page)
	if d.Rules != nil {
		d.Rules.draw(ink)
	}
	if !d.Colour {
		return d.encode(d.apply(ink, sealInGrey, seed).gray())
	}
	red := d.apply(ink, sealInRed, seed).gray()
	other := d.apply(ink, sealInBlue, seed).gray()
	out := image.NewRGBA(red.Rect)
	for i, v := range red.Pix {
		out.Pix[4*i], out.Pix[4*i+1], out.Pix[4*i+2], out.Pix[4*i+3] = v, other.Pix[i], other.Pix[i], 255
	}
	return d.encode(out)
}

// How dark the ink of a seal is in each part of a colour.
const (
	sealInGrey = 0.45
	sealInRed  = 0.12
	sealInBlue = 0.62
)

// apply damages one part of the picture's colour.
func (d Damage) apply(page *plane, seal float64, seed uint64) *plane {
	r := rand.New(rand.NewPCG(seed, 0))
	p := page.clone()
	if d.Seal {
		p.stamp(r, seal)
	}
	p = d.move(p)
	p.blur(d.Blur)
	for range d.Faded {
		p.fade(r)
	}
	if d.Shadow > 0 {
		p.shade(r, d.Shadow)
	}
	if d.Noise > 0 {
		p.noise(r, d.Noise)
	}
	if d.Specks > 0 {
		p.dust(r, d.Specks)
	}
	if d.Threshold > 0 {
		p.cut(float32(d.Threshold))
	}
	return p.turn(d.Turn)
}

func (d Damage) encode(img image.Image) (image.Image, error) {
	if d.Quality == 0 {
		return img, nil
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: d.Quality}); err != nil {
		return nil, fmt.Errorf("encode spoiled picture: %w", err)
	}
	out, err := jpeg.Decode(&file)
	if err != nil {
		return nil, fmt.Errorf("decode spoiled picture: %w", err)
	}
	return out, nil
}

// Moved is where Apply moves a point of a picture of the given size to.
func (d Damage) Moved(width, height int, x, y float64) (float64, float64) {
	w, h := float64(width), float64(height)
	dx, dy := d.wave(y, h)
	sin, cos := math.Sincos(d.Skew * math.Pi / 180)
	x, y = x-dx-w/2, y-dy-h/2
	x, y = cos*x-sin*y+w/2, sin*x+cos*y+h/2
	switch d.Turn & 3 {
	case 1:
		return h - y, x
	case 2:
		return w - x, h - y
	case 3:
		return y, w - x
	}
	return x, y
}

// wave is how far the paper has wandered at a height.
func (d Damage) wave(y, height float64) (dx, dy float64) {
	const across, along = 2.3, 3.1 // waves a page
	turn := 2 * math.Pi * y / height
	return d.Wave * math.Sin(across*turn), d.Wave * math.Sin(along*turn+1)
}

// move skews the page and drags it through the feeder.
func (d Damage) move(p *plane) *plane {
	if d.Skew == 0 && d.Wave == 0 {
		return p
	}
	out := newBlank(p.width, p.height)
	sin, cos := math.Sincos(d.Skew * math.Pi / 180)
	w, h := float64(p.width)/2, float64(p.height)/2
	for v := range p.height {
		for u := range p.width {
			x, y := float64(u)+0.5-w, float64(v)+0.5-h
			x, y = cos*x+sin*y+w, -sin*x+cos*y+h
			dx, dy := d.wave(y, 2*h)
			out.pix[v*p.width+u] = p.at(x+dx-0.5, y+dy-0.5)
		}
	}
	return out
}
