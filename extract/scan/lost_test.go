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

// A rule that may be there or not may part a cell's value from another.
func TestCellsAtUncertainRulesAreDoubted(t *testing.T) {
	page := &extract.Page{Number: 1, Width: 300, Height: 100}
	for _, y := range []float64{20, 60} {
		page.Rulings = append(page.Rulings, extract.Ruling{X0: 20, Y0: y, X1: 280, Y1: y, Width: 0.5})
	}
	for _, x := range []float64{20, 120, 280} {
		page.Rulings = append(page.Rulings, extract.Ruling{X0: x, Y0: 20, X1: x, Y1: 60, Width: 0.5})
	}
	for _, x := range []float64{40, 150, 240} {
		page.Glyphs = append(page.Glyphs, extract.Glyph{Text: "目", Box: extract.Rect{X0: x, Y0: 35, X1: x + 10, Y1: 45}, Size: 10, Confidence: 0.9})
	}
	doubtCells(page, []extract.Rect{{X0: 200, Y0: 20, X1: 200, Y1: 60}})
	for i, want := range []float32{0.9, 0.45, 0.45} {
		if got := page.Glyphs[i].Confidence; got != want {
			t.Errorf("the confidence in character %d is %v, want %v", i, got, want)
		}
	}
}
