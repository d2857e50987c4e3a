package scan_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/extract/ocr"
	"mubiao/extract/scan"
)

// dots is the resolution of the test's pictures: a pixel is half a point.
const dots = 2

// sheet draws a table of two columns and three rows with a bar for a line of
// text in each cell, and a bar above it.
func sheet() *image.Gray {
	g := image.NewGray(image.Rect(0, 0, 400*dots, 300*dots))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	ink := func(x0, y0, x1, y1 int) {
		draw.Draw(g, image.Rect(x0, y0, x1, y1), image.Black, image.Point{}, draw.Src)
	}
	for _, y := range []int{60, 120, 180, 240} {
		ink(40*dots, y*dots, 360*dots, y*dots+2)
	}
	for _, x := range []int{40, 200, 360} {
		ink(x*dots, 60*dots, x*dots+2, 240*dots)
	}
	word := func(x, y int) { // blocks, as characters are
		for i := range 4 {
			ink((x+12*i)*dots, y*dots, (x+12*i+9)*dots, (y+10)*dots)
		}
	}
	for _, y := range []int{85, 145, 205} {
		word(60, y)
		word(240, y)
	}
	word(170, 20)
	return g
}

// reads is an Engine that reads the same in every line.
type reads struct {
	err  error
	raw  string
	down float64
}

func (r reads) Read(_ context.Context, line *image.Gray) (ocr.Line, error) {
	w := float64(line.Rect.Dx())
	return ocr.Line{Text: "目标", Runes: []ocr.Rune{
		{Text: "目", Raw: r.raw, X0: 0, X1: w / 2, P: 1}, {Text: "标", X0: w / 2, X1: w, P: 0.5},
	}}, r.err
}

func (r reads) UpsideDown(context.Context, []*image.Gray) (float64, error) { return r.down, nil }

func read(t *testing.T, img image.Image, e reads) *extract.Page {
	t.Helper()
	size := img.Bounds().Size()
	width, height := float64(size.X)/dots, float64(size.Y)/dots
	r := scan.Reader{Engine: e}
	page, err := r.Read(context.Background(), 3, scan.Picture{
		Image: img, Box: extract.Rect{X1: width, Y1: height}, Width: width, Height: height,
	})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestAPictureIsReadCellByCell(t *testing.T) {
	page := read(t, sheet(), reads{raw: "日"})
	if page.Number != 3 || page.Reader != extract.ReaderOCR {
		t.Errorf("page %d was read by %s", page.Number, page.Reader)
	}
	layout := grid.Find(page)
	if len(layout.Grids) != 1 || len(layout.Grids[0].Cells) != 6 {
		t.Fatalf("%d grids", len(layout.Grids))
	}
	for _, c := range layout.Grids[0].Cells {
		if len(c.Lines) != 1 || c.Lines[0].Text != "目标" || c.Lines[0].Raw != "日标" {
			t.Errorf("cell %d,%d holds %+v", c.Row, c.Col, c.Lines)
		}
	}
	if len(layout.Lines) != 1 {
		t.Errorf("outside the table: %+v", layout.Lines)
	}
	for _, g := range page.Glyphs {
		if g.Confidence >= 1 {
			t.Errorf("%s was read with a confidence of %v", g.Text, g.Confidence)
		}
	}
}

func TestBoxesAreOnThePageAsDisplayed(t *testing.T) {
	upright := read(t, sheet(), reads{})
	for turn, img := range []image.Image{sheet(), turned(sheet()), turned(turned(sheet())), turned(turned(turned(sheet())))} {
		page := read(t, img, reads{down: float64(turn / 2)})
		layout := grid.Find(page)
		if len(layout.Grids) != 1 {
			t.Fatalf("turned %d: %d grids", turn, len(layout.Grids))
		}
		shown := layout.Turn.Shown(layout.Grids[0].Box)
		want := extract.Rect{X0: 40, Y0: 60, X1: 360, Y1: 240}
		if turn%2 == 1 {
			want = extract.Rect{X0: 60, Y0: 40, X1: 240, Y1: 360}
		}
		const near = 2.0 // points
		for _, d := range []float64{shown.X0 - want.X0, shown.Y0 - want.Y0, shown.X1 - want.X1, shown.Y1 - want.Y1} {
			if d < -near || d > near {
				t.Errorf("turned %d: the table is shown at %+v, want %+v", turn, shown, want)
				break
			}
		}
		if len(page.Glyphs) != len(upright.Glyphs) {
			t.Errorf("turned %d: %d glyphs, upright %d", turn, len(page.Glyphs), len(upright.Glyphs))
		}
	}
}

// turned is the picture turned clockwise by a quarter.
func turned(g *image.Gray) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, h, w))
	for y := range h {
		for x := range w {
			out.SetGray(h-1-y, x, g.GrayAt(x, y))
		}
	}
	return out
}

func TestABlankPageHoldsNothing(t *testing.T) {
	blank := image.NewGray(image.Rect(0, 0, 400*dots, 300*dots))
	draw.Draw(blank, blank.Rect, image.NewUniform(color.Gray{Y: 250}), image.Point{}, draw.Src)
	if page := read(t, blank, reads{err: errors.New("a line was read")}); len(page.Glyphs) > 0 || len(page.Rulings) > 0 {
		t.Errorf("it holds %d glyphs and %d rulings", len(page.Glyphs), len(page.Rulings))
	}
}

func TestAFailureOfTheEngineEndsTheReading(t *testing.T) {
	broken := errors.New("broken")
	r := scan.Reader{Engine: reads{err: broken}}
	picture := scan.Picture{Image: sheet(), Box: extract.Rect{X1: 400, Y1: 300}, Width: 400, Height: 300}
	if _, err := r.Read(context.Background(), 1, picture); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Read(ctx, 1, picture); err == nil {
		t.Error("it went on without a context")
	}
}

// nothing is an Engine that reads nothing.
type nothing struct{ reads }

func (nothing) Read(context.Context, *image.Gray) (ocr.Line, error) { return ocr.Line{}, nil }

func TestPrintThatIsNotReadShows(t *testing.T) {
	r := scan.Reader{Engine: nothing{}}
	page, err := r.Read(context.Background(), 1, scan.Picture{Image: sheet(), Box: extract.Rect{X1: 400, Y1: 300}, Width: 400, Height: 300})
	if err != nil {
		t.Fatal(err)
	}
	layout := grid.Find(page)
	for _, c := range layout.Grids[0].Cells {
		if len(c.Lines) != 1 || c.Lines[0].Text != "\uFFFD" {
			t.Errorf("cell %d,%d holds %+v", c.Row, c.Col, c.Lines)
		}
	}
}
