package raster

import (
	"bytes"
	"image"
	"math/rand/v2"
	"testing"
)

// noiseOf is a picture of chance.
func noiseOf(width, height int) *image.Gray {
	r := rand.New(rand.NewPCG(1, 2))
	g := image.NewGray(image.Rect(0, 0, width, height))
	for i := range g.Pix {
		g.Pix[i] = uint8(r.UintN(256))
	}
	return g
}

func TestTransposedPicturesHaveTheirAxesExchanged(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {8, 8}, {7, 9}, {64, 64}, {131, 77}, {200, 3}} {
		g := noiseOf(size.X, size.Y)
		out := transpose(g)
		if out.Rect.Size() != image.Pt(size.Y, size.X) {
			t.Fatalf("%v becomes %v", size, out.Rect.Size())
		}
		for y := range size.Y {
			for x := range size.X {
				if out.GrayAt(y, x) != g.GrayAt(x, y) {
					t.Fatalf("%v: at %d, %d is %v, want %v", size, x, y, out.GrayAt(y, x), g.GrayAt(x, y))
				}
			}
		}
		if !bytes.Equal(out.Pix, remap(g, true, false, false).Pix) {
			t.Errorf("%v: not as it is turned otherwise", size)
		}
	}
}

func TestHalvedPicturesAreMeans(t *testing.T) {
	for _, size := range []image.Point{{2, 2}, {3, 2}, {9, 7}, {40, 31}, {2, 50}} {
		g := noiseOf(size.X, size.Y)
		out := shrink(g, 2, 2)
		for y := range out.Rect.Dy() {
			for x := range out.Rect.Dx() {
				sum := 2
				for _, p := range []image.Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
					sum += int(g.GrayAt(2*x+p.X, 2*y+p.Y).Y)
				}
				if got := out.GrayAt(x, y).Y; int(got) != sum/4 {
					t.Errorf("%v: at %d, %d is %d, want %d", size, x, y, got, sum/4)
				}
			}
		}
	}
}

func TestNewPicturesAreWhite(t *testing.T) {
	for _, size := range []image.Point{{0, 0}, {0, 5}, {1, 1}, {3, 5}, {64, 33}} {
		g := newGrey(size.X, size.Y)
		if len(g.Pix) != size.X*size.Y || bytes.Count(g.Pix, []byte{white}) != len(g.Pix) {
			t.Errorf("%v: %v", size, g.Pix)
		}
	}
}
