package pdfium_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mubiao/extract"
)

// full shows image X on all of the page of a sketch.
const full = "q 200 0 0 100 0 0 cm /X Do Q"

// stream is an image object.
func stream(entries string, content []byte) string {
	return fmt.Sprintf("<</Type/XObject/Subtype/Image%s/Length %d>>stream\n%s\nendstream", entries, len(content), content)
}

// grey is the object of a picture in grey, with further entries.
func grey(g *image.Gray, entries string) string {
	size := g.Rect.Size()
	return stream(fmt.Sprintf("/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray%s", size.X, size.Y, entries), g.Pix)
}

// noise is a picture of random shades.
func noise(width, height int) *image.Gray {
	r := rand.New(rand.NewPCG(1, 2))
	g := image.NewGray(image.Rect(0, 0, width, height))
	for i := range g.Pix {
		g.Pix[i] = uint8(r.Uint32())
	}
	return g
}

func picture(t *testing.T, d interface {
	Picture(context.Context, int, float64) (image.Image, extract.Rect, error)
},
) (image.Image, extract.Rect) {
	t.Helper()
	img, box, err := d.Picture(context.Background(), 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return img, box
}

func TestPictureIsTheImagePixelByPixel(t *testing.T) {
	want := noise(300, 120)
	img, box := picture(t, open(t, sketch("q 190 0 0 95 5 2.5 cm /X Do Q", "", grey(want, ""))))
	if box != (extract.Rect{X0: 5, Y0: 2.5, X1: 195, Y1: 97.5}) {
		t.Errorf("box %v", box)
	}
	got, ok := img.(*image.Gray)
	if !ok || got.Rect != want.Rect {
		t.Fatalf("%T of %v", img, img.Bounds())
	}
	if !bytes.Equal(got.Pix, want.Pix) {
		t.Error("pixels differ")
	}
}

// However an image is turned on its page, its picture is the page as drawn at
// the size at which no pixel is resampled.
func TestPictureIsTurnedAsDisplayed(t *testing.T) {
	for _, matrix := range []string{"200 0 0 100 0 0", "-200 0 0 100 200 0", "200 0 0 -100 0 100", "-200 0 0 -100 200 100", "0 100 200 0 0 0", "0 -100 200 0 0 100", "0 100 -200 0 200 0", "0 -100 -200 0 200 100"} {
		for _, rotate := range []int{0, 90, 180, 270} {
			name := fmt.Sprintf("%s turned by %d", matrix, rotate)
			object := grey(noise(200, 100), "")
			if strings.HasPrefix(matrix, "0 ") {
				object = grey(noise(100, 200), "")
			}
			d := open(t, sketch("q "+matrix+" cm /X Do Q", fmt.Sprintf("/Rotate %d", rotate), object))
			drawn, err := d.RenderGray(context.Background(), 1, 72)
			if err != nil {
				t.Fatal(err)
			}
			img, _ := picture(t, d)
			got, ok := img.(*image.Gray)
			if !ok || got.Rect != drawn.Rect {
				t.Fatalf("%s: %T of %v, want %v", name, img, img.Bounds(), drawn.Rect)
			}
			if !bytes.Equal(got.Pix, drawn.Pix) {
				t.Errorf("%s: differs from the page as drawn", name)
			}
		}
	}
}

func TestPictureKeepsColour(t *testing.T) {
	p := image.NewRGBA(image.Rect(0, 0, 200, 100))
	for i := range p.Pix {
		p.Pix[i] = 255
	}
	seal := color.RGBA{220, 30, 40, 255}
	for x := 80; x < 120; x++ {
		for y := 30; y < 70; y++ {
			p.Set(x, y, seal)
		}
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, p, nil); err != nil {
		t.Fatal(err)
	}
	img, _ := picture(t, open(t, sketch(full, "", stream("/Width 200/Height 100/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode", file.Bytes()))))
	got, ok := img.(*image.RGBA)
	if !ok {
		t.Fatalf("%T, want colour", img)
	}
	const slack = 12
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= slack }
	if c := got.RGBAAt(100, 50); !near(c.R, seal.R) || !near(c.G, seal.G) || !near(c.B, seal.B) || c.A != 255 {
		t.Errorf("the seal is %v, want %v", c, seal)
	}
}

// fax is a picture of 12 × 8 pixels with a black bar from column 4 up to 8, as
// CCITT group 4 codes it (ITU-T T.6): the first line by the lengths of its
// runs, the others as being like the one above.
var fax = []byte{0b0011_0110, 0b1111_1111, 0b1111_1111, 0b1111_1111, 0b0000_0000, 0b0001_0000, 0b0000_0001}

// jbig2 is the same as a JBIG2 file without header (ITU-T T.88, 7.2 and 7.4.6),
// which may hold group 4 code.
func jbig2() []byte {
	var b []byte
	segment := func(number uint32, kind byte, parts ...any) {
		var content bytes.Buffer
		for _, p := range parts {
			if err := binary.Write(&content, binary.BigEndian, p); err != nil {
				panic(err)
			}
		}
		b = binary.BigEndian.AppendUint32(b, number)
		b = append(b, kind, 0, 1) // refers to none, of page 1
		b = binary.BigEndian.AppendUint32(b, uint32(content.Len()))
		b = append(b, content.Bytes()...)
	}
	const page, region, group4 = 48, 38, 1
	size := [2]uint32{12, 8}
	segment(0, page, size, [2]uint32{}, byte(0), uint16(0))
	segment(1, region, size, [2]uint32{}, byte(0), byte(group4), fax)
	return b
}

func TestPictureOfABlackAndWhiteImage(t *testing.T) {
	const size = "/Width 12/Height 8/BitsPerComponent 1"
	const grey = "/ColorSpace/DeviceGray"
	mask := bytes.Repeat([]byte{0b1111_0000, 0b1111_0000}, 8) // 0 is painted
	for name, object := range map[string]string{
		"CCITT":   stream(size+grey+"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 12/Rows 8>>", fax),
		"JBIG2":   stream(size+grey+"/Filter/JBIG2Decode", jbig2()),
		"plain":   stream(size+grey, mask),
		"inverse": stream(size+grey+"/Decode[1 0]/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 12/Rows 8/BlackIs1 true>>", fax),
		"stencil": stream(size+"/ImageMask true", mask),
	} {
		t.Run(name, func(t *testing.T) {
			img, _ := picture(t, open(t, sketch(full, "", object)))
			g, ok := img.(*image.Gray)
			if !ok || g.Rect.Size() != image.Pt(12, 8) {
				t.Fatalf("%T of %v", img, img.Bounds())
			}
			for y := range 8 {
				for x := range 12 {
					want := uint8(255)
					if x >= 4 && x < 8 {
						want = 0
					}
					if got := g.GrayAt(x, y).Y; got != want {
						t.Fatalf("shade at %d, %d is %d, want %d", x, y, got, want)
					}
				}
			}
		})
	}
}

func TestPictureShowsTheMaskOfAnImage(t *testing.T) {
	mask := image.NewGray(image.Rect(0, 0, 200, 100))
	for i := range mask.Pix[:len(mask.Pix)/2] {
		mask.Pix[i] = 255
	}
	black := image.NewGray(mask.Rect)
	img, _ := picture(t, open(t, sketch(full, "", grey(black, "/SMask 8 0 R"), grey(mask, ""))))
	g, ok := img.(*image.Gray)
	if !ok {
		t.Fatalf("%T", img)
	}
	if above, below := g.GrayAt(100, 20).Y, g.GrayAt(100, 80).Y; above != 0 || below != 255 {
		t.Errorf("shades are %d and %d, want 0 where the mask shows the image and 255 elsewhere", above, below)
	}
}

// Whether a page is its one image shows in the size of its picture: drawn,
// this page has at least 150 dots an inch.
func TestPagesThatAreNotOneImageAreDrawn(t *testing.T) {
	object := grey(noise(200, 100), "")
	drawn, native := image.Pt(417, 208), image.Pt(200, 100)
	for name, test := range map[string]struct {
		content, entries string
		want             image.Point
	}{
		"hidden text":           {"BT 3 Tr /F 10 Tf 20 50 Td (a) Tj ET " + full, "", native},
		"text off the page":     {full + " BT /F 10 Tf 20 500 Td (a) Tj ET", "", native},
		"white paper":           {"1 g 0 0 200 100 re f " + full, "", native},
		"a link":                {full, "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>]", native},
		"printed text":          {full + " BT /F 10 Tf 20 50 Td (a) Tj ET", "", drawn},
		"a rule":                {full + " 0 50 m 200 50 l S", "", drawn},
		"something painted out": {full + " 1 g 50 50 20 20 re f", "", drawn},
		"a comment":             {full, "/Annots[<</Type/Annot/Subtype/Square/Rect[0 0 9 9]>>]", drawn},
		"two strips":            {"q 200 0 0 50 0 0 cm /X Do Q q 200 0 0 50 0 50 cm /X Do Q", "", drawn},
		"an image set askew":    {"q 200 5 -5 100 0 0 cm /X Do Q", "", drawn},
		"an image cut off":      {"q 200 0 0 100 30 0 cm /X Do Q", "", drawn},
		"no image":              {"BT /F 10 Tf 20 50 Td (a) Tj ET", "", image.Pt(833, 417)},
	} {
		t.Run(name, func(t *testing.T) {
			img, box := picture(t, open(t, sketch(test.content, test.entries, object)))
			if got := img.Bounds().Size(); got != test.want {
				t.Errorf("a picture of %v, want %v", got, test.want)
			}
			if box != (extract.Rect{X1: 200, Y1: 100}) {
				t.Errorf("box %v", box)
			}
		})
	}
}

func TestPictureIsNoFinerThanIsOfUse(t *testing.T) {
	img, _ := picture(t, open(t, sized(600, 60, grey(noise(5000, 500), ""))))
	if got, want := img.Bounds().Size(), image.Pt(2750, 275); got != want {
		t.Errorf("a picture of %v, want %v", got, want)
	}
}

// sized is a page of a size, in points, with an image that fills it.
func sized(width, height int, object string) []byte {
	box := fmt.Sprintf("/MediaBox[0 0 %d %d]", width, height)
	return sketch(fmt.Sprintf("q %d 0 0 %d 0 0 cm /X Do Q", width, height), box, object)
}

func TestPageDeclaredLargerOrSmallerThanPaperIsKeptAsItIs(t *testing.T) {
	want := image.Pt(800, 400)
	for _, page := range [][2]int{{3200, 1600}, {80, 40}} {
		img, _ := picture(t, open(t, sized(page[0], page[1], grey(noise(want.X, want.Y), ""))))
		if got := img.Bounds().Size(); got != want {
			t.Errorf("on a page of %v points, a picture of %v", page, got)
		}
	}
}

func TestPageDeclaredAMetreWideIsDrawnAsPaper(t *testing.T) {
	two := "q 1600 0 0 1600 0 0 cm /X Do Q q 1600 0 0 1600 1600 0 cm /X Do Q"
	img, _ := picture(t, open(t, sketch(two, "/MediaBox[0 0 3200 1600]", grey(noise(400, 400), ""))))
	const least, most = 150 * 842 / 72, 330 * 842 / 72
	if got := img.Bounds().Dx(); got < least || got > most {
		t.Errorf("a picture %d pixels wide", got)
	}
}

func TestPictureIsAsFineAsItsMask(t *testing.T) {
	d := open(t, sketch(full, "", grey(noise(20, 10), "/SMask 8 0 R"), grey(noise(600, 300), "")))
	const mask = 216 // dots an inch
	img, _, err := d.Picture(context.Background(), 1, mask)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := img.Bounds().Size(), image.Pt(600, 300); got != want {
		t.Errorf("a picture of %v, want %v", got, want)
	}
}

// An image that claims to be huge is refused or drawn, and never unpacked.
func TestPictureOfAnImageBeyondTheLimit(t *testing.T) {
	huge := stream("/Width 100000/Height 100000/BitsPerComponent 1/ColorSpace/DeviceGray", nil)
	d := open(t, sketch(full, "", huge))
	if img, _, err := d.Picture(context.Background(), 1, 0); err == nil && img.Bounds().Dx() > 4000 {
		t.Errorf("a picture of %v", img.Bounds())
	}
	vast := bytes.Replace(sketch("", ""), []byte("[0 0 200 100]"), []byte("[0 0 9000000 100]"), 1)
	_, err := open(t, vast).Render(context.Background(), 1, 300)
	if _, ok := errors.AsType[*extract.UnsupportedError](err); !ok {
		t.Errorf("%v, want an UnsupportedError", err)
	}
}

// Scanned pages of the corpus keep the size that their images have.
func TestPicturesOfScans(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(shared, "corpus", "*scan*.pdf"))
	if len(paths) == 0 {
		t.Skip("the corpus is not here")
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d := open(t, content)
		read := page(t, d, 1)
		img, box := picture(t, d)
		var height int
		for _, p := range read.Pictures {
			height += p.Height
		}
		if want := image.Pt(read.Pictures[0].Width, height); img.Bounds().Size() != want {
			t.Errorf("%s: a picture of %v, want %v", filepath.Base(path), img.Bounds().Size(), want)
		}
		if box.Width() < 0.99*read.Width || box.Height() < 0.99*read.Height {
			t.Errorf("%s: it fills %v of the page", filepath.Base(path), box)
		}
	}
}
