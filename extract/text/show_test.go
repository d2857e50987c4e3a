package text_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTextOperatorsPlaceGlyphs(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"Td is from the start of the line", "/F1 10 Tf 10 50 Td (ab) Tj 5 -10 Td (c) Tj", "a@10,50 b@15,50 c@15,60"},
		{"TD sets the leading", "/F1 10 Tf 10 50 TD 0 -20 TD (a) Tj T* (b) Tj", "a@10,70 b@10,90"},
		{"T* moves by the leading", "/F1 10 Tf 12 TL 10 50 Td (a) Tj T* (b) Tj", "a@10,50 b@10,62"},
		{"Tm replaces", "/F1 10 Tf 9 9 Td 1 0 0 1 30 40 Tm (a) Tj", "a@30,60"},
		{"Tm scales", "/F1 5 Tf 2 0 0 2 30 40 Tm (ab) Tj", "a@30,60 b@35,60"},
		{"cm applies", "q 2 0 0 2 0 0 cm BT /F1 5 Tf 15 20 Td (a) Tj ET Q", "a@30,60"},
		{"TJ moves back", "/F1 10 Tf 10 50 Td [(a) -1000 (b) 500 (c)] TJ", "a@10,50 b@25,50 c@25,50"},
		{"TJ of a bare string", "/F1 10 Tf 10 50 Td (a) TJ", "a@10,50"},
		{"TJ with an array inside", "/F1 10 Tf 10 50 Td [(a) [(b)] (c)] TJ", "a@10,50 b@15,50 c@20,50"},
		{"' starts a line", "/F1 10 Tf 12 TL 10 50 Td (a) '", "a@10,62"},
		{"\" sets spacing", "/F1 10 Tf 12 TL 10 50 Td 3 1 (a b) \" (c) Tj", "a@10,62  @16,62 b@25,62 c@31,62"},
		{"Tc", "/F1 10 Tf 2 Tc 10 50 Td (ab) Tj", "a@10,50 b@17,50"},
		{"Tw is for blanks", "/F1 10 Tf 2 Tw 10 50 Td (a b) Tj", "a@10,50  @15,50 b@22,50"},
		{"Tz stretches", "/F1 10 Tf 2 Tc 200 Tz 10 50 Td [(a) -100 (b)] TJ", "a@10,50 b@26,50"},
		{"Ts raises", "/F1 10 Tf 3 Ts 10 50 Td (a) Tj", "a@10,47"},
		{"q saves the text state", "/F1 10 Tf q /F2 8 Tf Q 10 50 Td (ab) Tj", "a@10,50 b@15,50"},
		{"BT starts anew", "10 10 Td ET BT /F1 10 Tf 10 50 Td (a) Tj", "a@10,50"},
		{"negative size", "/F1 -10 Tf 1 0 0 -1 30 40 Tm (ab) Tj", "a@25,60 b@20,60"},
		{"hexadecimal string", "/F1 10 Tf 10 50 Td <616> Tj", "a@10,50 `@15,50"},
		{"gs sets the font", "/G1 gs 10 50 Td (ab) Tj", "a@10,50 b@20,50"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{
				content:   "BT " + test.content + " ET",
				resources: "/ExtGState<</G1<</Font[6 0 R 10]>>>>",
			}.read(t)
			if diff := cmp.Diff(test.want, glyphs(page)); diff != "" {
				t.Error(diff)
			}
			if len(page.Problems) > 0 {
				t.Error(page.Problems)
			}
		})
	}
}

func TestGlyphBoxIsTheEmSquareAcrossTheLine(t *testing.T) {
	tests := []struct {
		name, matrix   string
		x0, y0, x1, y1 float64
		size, angle    float64
	}{
		{"upright", "1 0 0 1 50 50", 50, 41.2, 55, 51.2, 10, 0},
		{"up the page", "0 1 -1 0 50 50", 41.2, 45, 51.2, 50, 10, -90},
		{"down the page", "0 -1 1 0 50 50", 48.8, 50, 58.8, 55, 10, 90},
		{"upside down", "-1 0 0 -1 50 50", 45, 48.8, 50, 58.8, 10, 180},
		{"narrow", "0.5 0 0 1 50 50", 50, 41.2, 52.5, 51.2, 10, 0},
		{"tall", "1 0 0 2 50 50", 50, 32.4, 55, 52.4, 20, 0},
		{"slanted", "1 0 0.2 1 50 50", 49.76, 41.2, 56.76, 51.2, math.Hypot(10, 2), 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{content: "BT /F1 10 Tf " + test.matrix + " Tm (a) Tj ET"}.read(t)
			g := page.Glyphs[0]
			got := []float64{g.Box.X0, g.Box.Y0, g.Box.X1, g.Box.Y1, g.Size, float64(g.Angle)}
			want := []float64{test.x0, test.y0, test.x1, test.y1, test.size, test.angle}
			for i := range want {
				if math.Abs(got[i]-want[i]) > 1e-6 {
					t.Fatalf("got %v, want %v", got, want)
				}
			}
		})
	}
}

func TestAngleIsClockwiseOnTheDisplayedPage(t *testing.T) {
	page := sketch{
		page:    "/Rotate 90",
		content: "BT /F1 10 Tf 50 50 Td (a) Tj 0.6 0.8 -0.8 0.6 50 30 Tm (b) Tj ET",
	}.read(t)
	if got := page.Glyphs[0].Angle; got != 90 {
		t.Errorf("upright text on a page turned clockwise: angle %v", got)
	}
	if got := page.Glyphs[1].Angle; math.Abs(float64(got)-(90-53.13)) > 0.01 {
		t.Errorf("slanting text: angle %v", got)
	}
}

func TestInvisibleTextIsHidden(t *testing.T) {
	page := sketch{content: "BT /F1 10 Tf 10 50 Td " +
		"0 Tr (a) Tj 1 Tr (b) Tj 2 Tr (c) Tj 3 Tr (d) Tj 4 Tr (e) Tj 7 Tr (f) Tj ET"}.read(t)
	for i, want := range []bool{false, false, false, true, false, true} {
		if page.Glyphs[i].Hidden != want {
			t.Errorf("mode of %q: hidden %v", page.Glyphs[i].Text, !want)
		}
	}
}

func TestTextClipCutsRulings(t *testing.T) {
	page := sketch{content: "BT /F2 10 Tf 7 Tr 50 50 Td (aa) Tj ET 0 52 m 200 52 l S"}.read(t)
	if got, want := rulings(page), "50,48-70,48/1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestVerticalWritingGoesDown(t *testing.T) {
	page := sketch{
		resources: "/Font<</F1 7 0 R>>",
		content:   "BT /F1 10 Tf 100 90 Td <4E005341> Tj [<4E00> 1000 <5341>] TJ ET",
		objects: []string{
			"<</Type/Font/Subtype/Type0/BaseFont/Sketch/Encoding/UniGB-UCS2-V/DescendantFonts[8 0 R]>>",
			"<</Type/Font/Subtype/CIDFontType0/BaseFont/Sketch/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>",
		},
	}.read(t)
	want := "一@95,18.8 十@95,28.8 一@95,38.8 十@95,58.8"
	if diff := cmp.Diff(want, glyphs(page)); diff != "" {
		t.Error(diff)
	}
	if g := page.Glyphs[0]; g.Angle != 0 || math.Abs(g.Box.Y0-10) > 1e-9 || math.Abs(g.Box.Y1-20) > 1e-9 {
		t.Errorf("box %v, angle %v", g.Box, g.Angle)
	}
}

func TestUnknownCharactersAreCounted(t *testing.T) {
	page := sketch{
		resources: "/Font<</F1 7 0 R>>",
		content:   "BT /F1 10 Tf 50 50 Td <00010002> Tj ET",
		objects: []string{
			"<</Type/Font/Subtype/Type0/BaseFont/Sketch/Encoding/Identity-H/DescendantFonts[8 0 R]>>",
			"<</Type/Font/Subtype/CIDFontType2/BaseFont/Sketch/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>",
		},
	}.read(t)
	if page.Undecodable != 2 || texts(page) != "\uFFFD\uFFFD" {
		t.Errorf("undecodable %d, text %q", page.Undecodable, texts(page))
	}
}

func TestType3BitmapFontTakesItsSizeFromItsBox(t *testing.T) {
	page := sketch{
		resources: "/Font<</F1 7 0 R>>",
		content:   "BT /F1 1 Tf 50 50 Td (ab) Tj ET",
		objects: []string{"<</Type/Font/Subtype/Type3/FontBBox[0 -20 80 80]/FontMatrix[0.12 0 0 0.12 0 0]/CharProcs<<>>" +
			"/Encoding<</Differences[97/a/b]>>/FirstChar 97/LastChar 98/Widths[50 50]>>"},
	}.read(t)
	if got, want := glyphs(page), "a@50,50/12 b@56,50/12"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFakeBoldIsOneGlyph(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"string drawn again a hair to the right", "(ab) Tj 0.3 0 Td (ab) Tj", "ab"},
		{"drawn again in place", "(ab) Tj 0 0 Td (ab) Tj", "ab"},
		{"character by character", "(a) Tj 0.4 0.1 Td (a) Tj 5 0 Td (b) Tj 0.4 0 Td (b) Tj", "ab"},
		{"four times", "(a) Tj 0.3 0 Td (a) Tj 0 0.3 Td (a) Tj -0.3 0 Td (a) Tj", "a"},
		{"true doubles", "(aabb11) Tj", "aabb11"},
		{"true doubles set tightly", "-2 Tc (aa11) Tj", "aa11"},
		{"narrow letters that state a full width", "/F2 10 Tf -7.5 Tc (ll) Tj", "ll"},
		{"different characters in one place", "(a) Tj 0 0 Td (b) Tj", "ab"},
		{"different sizes in one place", "(a) Tj /F1 14 Tf 0 0 Td (a) Tj", "aa"},
		{"the line below", "(a) Tj 0 -10 Td (a) Tj", "aa"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{content: "BT /F1 10 Tf 20.3 50 Td " + test.content + " ET"}.read(t)
			if got := texts(page); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
