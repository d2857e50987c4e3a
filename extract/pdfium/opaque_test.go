package pdfium_test

import (
	"bytes"
	"context"
	"image/jpeg"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestOpaquePicturesAreTheSame holds what is decoded against what is drawn.
func TestOpaquePicturesAreTheSame(t *testing.T) {
	g := noise(64, 40)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, g, nil); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ content, object string }{
		"grey":                    {full, grey(g, "")},
		"inverted":                {full, grey(g, "/Decode[1 0]")},
		"squeezed":                {full, grey(g, "/Decode[0.2 0.7]")},
		"mirrored":                {"q -200 0 0 100 200 0 cm /X Do Q", grey(g, "")},
		"a quarter":               {"q 0 100 -200 0 200 0 cm /X Do Q", grey(g, "")},
		"JPEG":                    {full, stream("/Width 64/Height 40/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode", photo.Bytes())},
		"measured grey":           {full, stream("/Width 64/Height 40/BitsPerComponent 8/ColorSpace[/CalGray<</WhitePoint[0.95 1 1.09]/Gamma 2.2>>]", g.Pix)},
		"one bit":                 {full, stream("/Width 64/Height 40/BitsPerComponent 1/ColorSpace/DeviceGray", g.Pix[:8*40])},
		"one bit, white on black": {full, stream("/Width 64/Height 40/BitsPerComponent 1/ColorSpace/DeviceGray/Decode[1 0]", g.Pix[:8*40])},
		"two bits":                {full, stream("/Width 64/Height 40/BitsPerComponent 2/ColorSpace/DeviceGray", g.Pix[:16*40])},
		"sixteen bits":            {full, stream("/Width 32/Height 40/BitsPerComponent 16/ColorSpace/DeviceGray", g.Pix)},
		"a palette":               {full, stream("/Width 64/Height 40/BitsPerComponent 1/ColorSpace[/Indexed/DeviceRGB 1<ff0000000080>]", g.Pix[:8*40])},
		"a grey palette":          {full, stream("/Width 64/Height 40/BitsPerComponent 1/ColorSpace[/Indexed/DeviceGray 1<20c0>]", g.Pix[:8*40])},
		"colours":                 {full, stream("/Width 20/Height 40/BitsPerComponent 8/ColorSpace/DeviceRGB", g.Pix[:20*40*3])},
		"cut off":                 {full, stream("/Width 64/Height 40/BitsPerComponent 8/ColorSpace/DeviceGray", g.Pix[:700])},
	} {
		t.Run(name, func(t *testing.T) {
			want, box := picture(t, open(t, sketch(test.content, "", test.object)))
			got, at, err := open(t, sketch(test.content, "", test.object)).OpaquePicture(context.Background(), 1)
			if err != nil {
				t.Fatal(err)
			}
			if at != box || !reflect.DeepEqual(got, want) {
				t.Errorf("a %T in %v, want the %T in %v", got, at, want, box)
			}
		})
	}
}

// TestOpaquePicturesOfScansAreTheSame does so for scans, of which none has a mask.
func TestOpaquePicturesOfScansAreTheSame(t *testing.T) {
	scans, err := filepath.Glob("../../../shared/corpus/scan-*.pdf")
	if err != nil || len(scans) == 0 {
		t.Skip("no scans")
	}
	for _, path := range scans {
		t.Run(filepath.Base(path), func(t *testing.T) {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want, box := picture(t, open(t, content))
			got, at, err := open(t, content).OpaquePicture(context.Background(), 1)
			if err != nil {
				t.Fatal(err)
			}
			if at != box || !reflect.DeepEqual(got, want) {
				t.Errorf("a %T in %v, want the %T in %v", got, at, want, box)
			}
		})
	}
}
