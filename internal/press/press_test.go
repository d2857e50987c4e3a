package press

import (
	"image"
	"testing"

	"mubiao/extract"
)

func TestRulingsAreDrawnWhereTheyAre(t *testing.T) {
	page := &extract.Page{Width: 100, Height: 50, Rulings: []extract.Ruling{{X0: 10, Y0: 20.5, X1: 90, Y1: 20.5, Width: 1}}}
	g, err := (&Face{}).Print(page, extract.PointsPerInch)
	if err != nil {
		t.Fatal(err)
	}
	if g.Rect != image.Rect(0, 0, 100, 50) {
		t.Fatalf("the picture is %v", g.Rect)
	}
	for at, dark := range map[image.Point]bool{{X: 50, Y: 20}: true, {X: 50, Y: 22}: false, {X: 5, Y: 20}: false, {X: 95, Y: 20}: false} {
		if v := g.GrayAt(at.X, at.Y).Y; (v < 128) != dark {
			t.Errorf("at %v the shade is %d", at, v)
		}
	}
}

func TestACharacterThatNoFontHasIsNamed(t *testing.T) {
	page := &extract.Page{Width: 100, Height: 50, Glyphs: []extract.Glyph{{Text: "绩", Size: 10}}}
	if _, err := (&Face{}).Print(page, extract.PointsPerInch); err == nil {
		t.Error("it was printed")
	}
	page.Glyphs[0].Hidden = true
	if _, err := (&Face{}).Print(page, extract.PointsPerInch); err != nil {
		t.Errorf("hidden: %v", err)
	}
}
