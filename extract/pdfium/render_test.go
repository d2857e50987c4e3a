package pdfium_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"testing"

	"mubiao/extract"
)

func TestRenderShowsThePageInColour(t *testing.T) {
	d := open(t, sketch("1 0 0 rg 0 50 100 50 re f 0 0 1 rg 100 0 100 50 re f", "/Rotate 90"))
	picture, err := d.Render(context.Background(), 1, 144)
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Rect(0, 0, 200, 400); picture.Bounds() != want {
		t.Fatalf("bounds %v, want %v", picture.Bounds(), want)
	}
	white, red, blue := color.RGBA{255, 255, 255, 255}, color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	for at, want := range map[image.Point]color.RGBA{
		{150, 100}: red, {50, 100}: white, {50, 300}: blue, {150, 300}: white,
	} {
		if got := picture.At(at.X, at.Y); got != want {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
}

func TestRenderGrayShowsThePageInGray(t *testing.T) {
	d := open(t, sketch("0.5 g 0 50 100 50 re f", ""))
	picture, err := d.RenderGray(context.Background(), 1, 36)
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Rect(0, 0, 100, 50); picture.Bounds() != want {
		t.Fatalf("bounds %v, want %v", picture.Bounds(), want)
	}
	if a, b := picture.GrayAt(25, 10).Y, picture.GrayAt(75, 40).Y; a < 126 || a > 129 || b != 255 {
		t.Errorf("grey is %d and white %d", a, b)
	}
}

func TestRenderRefusesPicturesBeyondTheLimit(t *testing.T) {
	d := open(t, sketch("", ""))
	for _, dpi := range []float64{1e5, 1e300} {
		_, err := d.Render(context.Background(), 1, dpi)
		if _, ok := errors.AsType[*extract.UnsupportedError](err); !ok {
			t.Errorf("at %g: %v, want an UnsupportedError", dpi, err)
		}
	}
	if _, err := d.Render(context.Background(), 1, 72); err != nil {
		t.Error(err)
	}
}
