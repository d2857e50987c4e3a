package text_test

import "testing"

func TestTextBelowAPictureIsHidden(t *testing.T) {
	const (
		image = "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
		below = "BT /F1 10 Tf 20 50 Td (a) Tj ET "
		above = " BT /F1 10 Tf 30 50 Td (b) Tj ET"
		place = "q 100 0 0 100 0 0 cm /X Do Q"
	)
	tests := []struct {
		name, entries, paint string
		hidden               bool
	}{
		{"opaque", "", place, true},
		{"beside it", "", "q 100 0 0 100 100 0 cm /X Do Q", false},
		{"clipped", "", "q 0 0 10 100 re W n 100 0 0 100 0 0 cm /X Do Q", false},
		{"stencil", "/ImageMask true", place, false},
		{"soft mask", "/SMask 8 0 R", place, false},
		{"mask", "/Mask 8 0 R", place, false},
		{"mask of colours", "/Mask[0 0]", place, false},
		{"pale", "", "q /Pale gs " + place + " Q", false},
		{"multiplied", "", "q /Multiply gs " + place + " Q", false},
		{"normal", "", "q /Multiply gs /Normal gs " + place + " Q", true},
		{"masked", "", "q /Masked gs " + place + " Q", false},
		{"turned", "", "q 70 70 -70 70 50 0 cm /X Do Q", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{
				resources: "/XObject<</X 7 0 R>>/ExtGState<</Pale<</ca 0.5>>/Multiply<</BM/Multiply>>/Normal<</BM/Normal>>/Masked<</SMask<<>>>>>>",
				content:   below + test.paint + above,
				objects:   []string{stream(image+test.entries, "a"), stream(image, "a")},
			}.read(t)
			if len(page.Glyphs) != 2 {
				t.Fatalf("%d glyphs", len(page.Glyphs))
			}
			if page.Glyphs[0].Hidden != test.hidden || page.Glyphs[1].Hidden {
				t.Errorf("hidden: below %v, above %v", page.Glyphs[0].Hidden, page.Glyphs[1].Hidden)
			}
		})
	}
}

func TestTransparentTextIsHidden(t *testing.T) {
	page := sketch{
		resources: "/ExtGState<</G<</ca 0>>>>",
		content:   "/G gs BT /F1 10 Tf 10 50 Td (a) Tj 1 Tr (b) Tj ET",
	}.read(t)
	for i, want := range []bool{true, false} {
		if page.Glyphs[i].Hidden != want {
			t.Errorf("%q: hidden %v", page.Glyphs[i].Text, !want)
		}
	}
}

func TestAPictureIsAsFineAsItsMask(t *testing.T) {
	page := sketch{
		resources: "/XObject<</X 7 0 R>>",
		content:   "100 0 0 100 0 0 cm /X Do",
		objects: []string{
			stream("/Subtype/Image/Width 1/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 8 0 R", "aa"),
			stream("/Subtype/Image/Width 30/Height 40/BitsPerComponent 8/ColorSpace/DeviceGray", "a"),
		},
	}.read(t)
	if p := page.Pictures[0]; p.Width != 30 || p.Height != 40 {
		t.Errorf("%d × %d pixels", p.Width, p.Height)
	}
}
