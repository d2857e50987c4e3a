package scan

import (
	"image"
	"math"
	"testing"

	"mubiao/extract"
	"mubiao/extract/ocr"
	"mubiao/extract/raster"
)

// typeset is the picture of a line at two pixels to a point, with the ink of
// characters from x0 to x1, in points, and what was read in it: the middle of
// the blank between two of them parts them.
func typeset(text string, ink ...[2]float64) (raster.LineImage, []ocr.Rune) {
	const width, height = 120, 14
	line := raster.LineImage{Box: extract.Rect{X0: 10, Y0: 20, X1: 10 + width, Y1: 20 + height}, Gray: image.NewGray(image.Rect(0, 0, 2*width, 2*height))}
	for i := range line.Gray.Pix {
		line.Gray.Pix[i] = 255
	}
	var runes []ocr.Rune
	for i, c := range []rune(text) {
		r := ocr.Rune{Text: string(c), X1: 2 * width, P: 1}
		if i > 0 {
			r.X0 = ink[i-1][1] + ink[i][0]
			runes[i-1].X1 = r.X0
		}
		runes = append(runes, r)
		for y := 4; y < 2*height-4; y++ {
			for x := int(2 * ink[i][0]); x < int(2*ink[i][1]); x++ {
				line.Gray.Pix[y*line.Gray.Stride+x] = 0
			}
		}
	}
	return line, runes
}

func TestBodiesKeepColumnsApart(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		ink  [][2]float64
		gap  float64 // between the second and the third, in ems
	}{
		"text":              {"年度总额", [][2]float64{{1, 10}, {11, 20}, {21, 30}, {31, 40}}, 0},
		"a mark with blank": {"年，总额", [][2]float64{{1, 10}, {12, 14}, {21, 30}, {31, 40}}, 0},
		"columns":           {"年度总额", [][2]float64{{1, 10}, {11, 20}, {41, 50}, {51, 60}}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			line, runes := typeset(test.text, test.ink...)
			boxes := bodies(&line, runes, 10)
			if gap := (boxes[2].X0 - boxes[1].X1) / 10; math.Abs(gap-test.gap) > 0.15 {
				t.Errorf("%g ems between them, want %g: %+v", gap, test.gap, boxes)
			}
			for _, b := range boxes {
				if b.Height() != 10 {
					t.Errorf("%+v is no em high", b)
				}
			}
		})
	}
}

// Dust at the end of a line is no part of the last character.
func TestBodiesEndWithTheirInk(t *testing.T) {
	line, runes := typeset("年度", [2]float64{1, 10}, [2]float64{11, 20})
	line.Gray.Pix[14*line.Gray.Stride+200] = 0
	if boxes := bodies(&line, runes, 10); boxes[1].X1 > 32 {
		t.Errorf("the last one ends at %g, want 30", boxes[1].X1)
	}
}

// Lines of figures and of characters are of one size, a title is not.
func TestLinesOfOneSize(t *testing.T) {
	han, runes := typeset("年度总额", [2]float64{1, 10}, [2]float64{11, 20}, [2]float64{21, 30}, [2]float64{31, 40})
	figures, digits := typeset("10", [2]float64{1, 5}, [2]float64{6, 10})
	for y := range 9 { // they are lower
		for x := range figures.Gray.Stride {
			figures.Gray.Pix[y*figures.Gray.Stride+x] = 255
		}
	}
	title := han
	title.Box.X1 += 2 * title.Box.Width()
	title.Box.Y1 += 2 * title.Box.Height()
	got := ems([]raster.LineImage{han, figures, han, title}, []ocr.Line{{Runes: runes}, {Runes: digits}, {Runes: runes}, {Runes: runes}})
	if math.Abs(got[0]-10) > 0.6 || got[1] != got[0] || math.Abs(got[3]-3*got[0]) > 0.5 {
		t.Errorf("sizes are %v, want 10, 10, 10, 30", got)
	}
}
