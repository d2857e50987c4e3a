package raster_test

import (
	"image"
	"testing"

	"mubiao/extract"
	"mubiao/extract/raster"
)

// tableOfPrint is a page of a table with print in it.
func tableOfPrint() *image.Gray {
	boxes, _ := table()
	for _, y := range []float64{50, 90} {
		for i := range 6 {
			boxes = append(boxes, character(30+13*float64(i), y)...)
			boxes = append(boxes, character(140+13*float64(i), y)...)
		}
	}
	return drawn(boxes...)
}

func TestWhitePrintOnBlackIsReadAsPrint(t *testing.T) {
	want := prepare(t, tableOfPrint(), raster.Options{})
	inverse := tableOfPrint()
	for i, v := range inverse.Pix {
		inverse.Pix[i] = 255 - v
	}
	got := prepare(t, inverse, raster.Options{})
	if n := len(want.Rulings()); n == 0 || len(got.Rulings()) != n {
		t.Errorf("%d rulings, want %d", len(got.Rulings()), n)
	}
	if got.Gray.GrayAt(2, 2).Y != 255 {
		t.Error("the paper is not white")
	}
}

func TestASheetOnABlackBedIsNoNegative(t *testing.T) {
	page := tableOfPrint()
	bed := image.NewGray(image.Rect(0, 0, 2*page.Rect.Dx(), 2*page.Rect.Dy()))
	for y := range page.Rect.Dy() {
		copy(bed.Pix[y*bed.Stride:], page.Pix[y*page.Stride:][:page.Rect.Dx()])
	}
	s, err := raster.Prepare(bed, extract.Rect{X1: 600, Y1: 400}, raster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Gray.GrayAt(s.Gray.Rect.Dx()-3, s.Gray.Rect.Dy()-3).Y != 0 {
		t.Error("the bed is not black any more")
	}
}
