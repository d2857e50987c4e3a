package pdfium

import (
	"bytes"
	"testing"
)

func TestPixelsWithoutColourAreGrey(t *testing.T) {
	rows := []byte{ // BGRA, two a row, and four bytes that are none
		7, 7, 7, 255, 200, 200, 200, 255, 1, 2, 3, 4,
		0, 0, 0, 0, 100, 100, 100, 51, 5, 6, 7, 8,
	}
	got := greyOf(rows, 12, 2, 2)
	if got == nil || !bytes.Equal(got.Pix, []byte{7, 200, 255, 224}) {
		t.Errorf("%v, want the shades over white", got)
	}
	rows[5]++
	if got := greyOf(rows, 12, 2, 2); got != nil {
		t.Errorf("%v of pixels with a colour", got.Pix)
	}
}
