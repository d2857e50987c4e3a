package pageclip_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"mubiao/extract"
	"mubiao/internal/pageclip"
)

const scale = 1.5

// sheet is a white page of so many points with a dark square where a value
// stands.
func sheet(width, height int, value image.Rectangle) *image.Gray {
	page := image.NewGray(image.Rect(0, 0, int(float64(width)*scale), int(float64(height)*scale)))
	for i := range page.Pix {
		page.Pix[i] = 0xff
	}
	for y := value.Min.Y; y < value.Max.Y; y++ {
		for x := value.Min.X; x < value.Max.X; x++ {
			page.SetGray(int(float64(x)*scale), int(float64(y)*scale), color.Gray{})
		}
	}
	return page
}

func cut(t *testing.T, page *image.Gray, place pageclip.Place) image.Image {
	t.Helper()
	content, err := pageclip.Cut(page, scale, place)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func count(picture image.Image, is func(r, g, b uint32) bool) (n int) {
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			if r, g, b, _ := picture.At(x, y).RGBA(); is(r>>8, g>>8, b>>8) {
				n++
			}
		}
	}
	return n
}

func red(r, g, _ uint32) bool  { return r > 0x80 && g < 0x40 }
func ink(r, g, b uint32) bool  { return r+g+b == 0 }
func mask(r, g, b uint32) bool { return r == g && g == b && r > 0x60 && r < 0xa0 }

func TestTheCellIsFramedAndNothingOfItHidden(t *testing.T) {
	value := image.Rect(300, 400, 340, 420)
	picture := cut(t, sheet(595, 842, value), pageclip.Place{Cell: extract.Rect{X0: 300, Y0: 400, X1: 340, Y1: 420}})
	if n := count(picture, ink); n != value.Dx()*value.Dy() {
		t.Errorf("%d of %d pixels of the value are shown", n, value.Dx()*value.Dy())
	}
	// Two pixels, one and a half points of this scale, on all four sides.
	const width = 2
	want := 2*width*(60+2*width) + 2*width*30
	if n := count(picture, red); n != want {
		t.Errorf("the frame has %d pixels, want %d", n, want)
	}
	if size := picture.Bounds().Size(); size.X != 450 || size.Y != 120 {
		t.Errorf("the clip is %v", size)
	}
}

func TestWhatMustNotBeSeenIsCovered(t *testing.T) {
	value := image.Rect(400, 400, 440, 420)
	picture := cut(t, sheet(595, 842, value), pageclip.Place{
		Cell:    extract.Rect{X0: 300, Y0: 400, X1: 340, Y1: 420},
		Covered: []extract.Rect{{X0: 400, Y0: 400, X1: 440, Y1: 420}, {X0: 0, Y0: 0, X1: 9, Y1: 9}},
	})
	if n := count(picture, ink); n > 0 {
		t.Errorf("%d pixels are left", n)
	}
	if n, want := count(picture, mask), 60*30; n != want {
		t.Errorf("%d pixels are covered, want %d", n, want)
	}
}

func TestAClipStaysOnThePageAndSmall(t *testing.T) {
	for name, c := range map[string]struct {
		cell extract.Rect
		want image.Point // pixels
	}{
		"in a corner":         {extract.Rect{X0: 0, Y0: 0, X1: 20, Y1: 20}, image.Pt(240, 75)},
		"larger than a clip":  {extract.Rect{X0: 70, Y0: 50, X1: 590, Y1: 840}, image.Pt(780, 360)},
		"a point":             {extract.Rect{X0: 300, Y0: 300, X1: 300, Y1: 300}, image.Pt(450, 120)},
		"partly off the page": {extract.Rect{X0: 580, Y0: 830, X1: 700, Y1: 900}, image.Pt(157, 51)},
	} {
		if got := cut(t, sheet(595, 842, image.Rectangle{}), pageclip.Place{Cell: c.cell}).Bounds().Size(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	content, err := pageclip.Cut(sheet(595, 842, image.Rectangle{}), scale, pageclip.Place{Cell: extract.Rect{X0: 2000, Y0: 1, X1: 2010, Y1: 9}})
	if content != nil || err != nil {
		t.Errorf("off the page: %d bytes, %v", len(content), err)
	}
}
