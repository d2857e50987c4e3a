package scan

import (
	"image"
	"testing"

	"mubiao/extract"
	"mubiao/extract/raster"
)

func TestLinesAsHighAsTwoAreDoubted(t *testing.T) {
	var lines []raster.LineImage
	var glyphs []extract.Glyph
	for i, height := range []float64{12, 12, 30} {
		box := extract.Rect{Y0: float64(40 * i), X1: 90, Y1: float64(40*i) + height}
		lines = append(lines, raster.LineImage{Box: box, Gray: image.NewGray(image.Rect(0, 0, 1, 1))})
		glyphs = append(glyphs, extract.Glyph{Text: "目", Box: box, Size: height, Confidence: 0.9})
	}
	got := showLost(lines, glyphs)
	if len(got) != len(glyphs) {
		t.Fatalf("%d glyphs", len(got))
	}
	for i, want := range []float32{0.9, 0.9, 0.45} {
		if got[i].Confidence != want {
			t.Errorf("the confidence in line %d is %v, want %v", i, got[i].Confidence, want)
		}
	}
}
