package raster

import (
	"image"
	"math"

	"mubiao/extract"
)

// A Sheet is the picture of a page made ready to be read: grey, its paper
// white, upright and straight. Its own coordinates are points from the top
// left corner of that picture, x to the right, y down. It is not safe for
// concurrent use.
type Sheet struct {
	// Gray is the picture; its bounds begin at the origin.
	Gray *image.Gray
	// Scale is how many pixels of Gray a point is, both ways.
	Scale float64
	// Width and Height are the size of Gray in points.
	Width, Height float64
	// Turn is how many quarters clockwise what is on the displayed page is
	// turned from upright, in [0, 3].
	Turn int
	// Skew is by how many degrees clockwise it is askew besides.
	Skew float64

	box     extract.Rect // of the picture on the displayed page
	turned  image.Point  // size of the picture after turning, before straightening
	back    rotation     // from Gray to the picture turned
	bilevel bool         // the picture has two shades, and those between from straightening
	ruled   *ruled       // found when first asked for
	letters []blob       // likewise
	em      float64      // height of a character in pixels, found with them
	plain   *image.Gray  // Gray without rulings, likewise
}

// Options say how a picture is made a Sheet.
type Options struct {
	// Legible says how well lines can be read as they stand, in [0, 1]: the
	// mean confidence of a reader of characters, say. It tells a page from
	// the same page upside down, which nothing else here does. Without it a
	// page is taken to lie upright or turned by a quarter clockwise.
	Legible func([]LineImage) float64
}

const (
	// mostPerPoint is the finest picture worth working on, in pixels a point:
	// 330 dpi. Finer ones are made coarser first.
	mostPerPoint = 330 / 72.0
	// leastPerPoint is the coarsest picture in which characters can be told
	// apart: 50 dpi.
	leastPerPoint = 50 / 72.0
	// smallPerPoint is the picture that is fine enough to find out how a page
	// lies: 100 dpi.
	smallPerPoint = 100 / 72.0
)

// Prepare makes a Sheet of a picture that fills box on the displayed page. It
// may keep img. The error is an *extract.UnsupportedError for a picture that
// is too coarse to be read or has no size.
func Prepare(img image.Image, box extract.Rect, opts Options) (*Sheet, error) {
	size := img.Bounds().Size()
	across, down := float64(size.X)/box.Width(), float64(size.Y)/box.Height()
	if box.Empty() || !(min(across, down) >= leastPerPoint) {
		return nil, &extract.UnsupportedError{Feature: "picture of less than 50 dots an inch"}
	}
	g, scale := square(grey(img), across, down)
	s := &Sheet{Scale: scale, box: box}
	switch s.bilevel = bilevel(g); {
	case !s.bilevel:
		g = flatten(g, scale)
		takeOffSeals(g, scale)
	case negative(g, scale):
		g = positive(g)
	}
	s.lay(g)
	if opts.Legible != nil {
		s.rightWayUp(opts.Legible)
	}
	return s, nil
}

// square is the picture with pixels as wide as high, no finer than
// mostPerPoint, and how many of them a point is. A fax has lines twice as far
// apart as the dots in them.
func square(g *image.Gray, across, down float64) (*image.Gray, float64) {
	const alike = 0.01
	kx, ky := max(1, int(math.Ceil(across/mostPerPoint))), max(1, int(math.Ceil(down/mostPerPoint)))
	g = shrink(g, kx, ky)
	across, down = across/float64(kx), down/float64(ky)
	scale := max(across, down)
	if math.Abs(across-down) <= alike*scale {
		return g, (across + down) / 2
	}
	width := math.Round(float64(g.Rect.Dx()) * scale / across)
	height := math.Round(float64(g.Rect.Dy()) * scale / down)
	return widen(g, int(width), int(height)), scale
}

// lay turns and straightens the picture.
func (s *Sheet) lay(g *image.Gray) {
	k := max(1, int(s.Scale/smallPerPoint+0.01))
	small := shrink(g, k, k)
	level := inkLevel(small)
	s.Skew = skewOf(small, level)
	if runsDown(blobs(small, level), s.Scale/float64(k)) {
		s.Turn = 1
		g = turned(g, -s.Turn)
	}
	s.turned, s.back = g.Rect.Size(), rotation{a: 1}
	if math.Abs(s.Skew) >= skewLeast {
		g, s.back = straighten(g, s.Skew)
	}
	s.setPicture(g)
}

func (s *Sheet) setPicture(g *image.Gray) {
	s.Gray = g
	s.Width, s.Height = float64(g.Rect.Dx())/s.Scale, float64(g.Rect.Dy())/s.Scale
	s.ruled, s.letters, s.plain = nil, nil, nil
}

// ToPage is the place on the displayed page, in points, of a point of the
// sheet.
func (s *Sheet) ToPage(x, y float64) (float64, float64) {
	x, y = s.back.apply(x*s.Scale, y*s.Scale)
	w, h := float64(s.turned.X), float64(s.turned.Y)
	switch s.Turn {
	case 1:
		x, y = h-y, x
		w, h = h, w
	case 2:
		x, y = w-x, h-y
	case 3:
		x, y = y, w-x
		w, h = h, w
	}
	return s.box.X0 + x*s.box.Width()/w, s.box.Y0 + y*s.box.Height()/h
}

// FromPage is the place on the sheet of a point of the displayed page.
func (s *Sheet) FromPage(x, y float64) (float64, float64) {
	w, h := float64(s.turned.X), float64(s.turned.Y)
	shownW, shownH := w, h
	if s.Turn&1 == 1 {
		shownW, shownH = h, w
	}
	x, y = (x-s.box.X0)*shownW/s.box.Width(), (y-s.box.Y0)*shownH/s.box.Height()
	switch s.Turn {
	case 1:
		x, y = y, h-x
	case 2:
		x, y = w-x, h-y
	case 3:
		x, y = w-y, x
	}
	x, y = s.back.inverse().apply(x, y)
	return x / s.Scale, y / s.Scale
}
