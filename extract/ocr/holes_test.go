package ocr

import (
	"strings"
	"testing"
)

func TestHolesAreCounted(t *testing.T) {
	face := goFace(t)
	for text, want := range map[string]int{"1": 0, "6": 1, "8": 2, "%": 2, "‰": 3, "<": 0} {
		picture := stretched(face.typeset(t, text, 40, 0))
		if got := holes(picture, picture.Rect); got != want {
			t.Errorf("%s has %d holes, want %d", text, got, want)
		}
	}
}

// Figures that are set so tight that 0 touches % make a third ring, but the
// part of 0 that lies in the box of % encloses nothing.
func TestPerCentBesideAFigureIsNoPerMille(t *testing.T) {
	face := goFace(t)
	for _, em := range []float64{20, 30, 44} {
		zero, sign := face.typeset(t, "0", em, 0), face.typeset(t, "%", em, 0)
		overlap := int(0.58 * em) // of the pictures, which have margins
		picture := face.typeset(t, strings.Repeat("0", 2), em, 0)
		for i := range picture.Pix {
			picture.Pix[i] = 255
		}
		for y := range picture.Rect.Dy() {
			for x := range picture.Rect.Dx() {
				v := picture.GrayAt(x, y)
				if y < zero.Rect.Dy() && x < zero.Rect.Dx() {
					v.Y = min(v.Y, zero.GrayAt(x, y).Y)
				}
				if u := x - zero.Rect.Dx() + overlap; u >= 0 && u < sign.Rect.Dx() && y < sign.Rect.Dy() {
					v.Y = min(v.Y, sign.GrayAt(u, y).Y)
				}
				picture.SetGray(x, y, v)
			}
		}
		s := newSearch(picture, nil)
		if box := s.window(zero.Rect.Dx()*6/10, picture.Rect.Dx()); s.isPerMille(box) {
			t.Errorf("at %v pixels an em it is", em)
		}
	}
}
