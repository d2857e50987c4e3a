package text_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRulingsOfPaths(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"stroke", "2 w 10 50 m 60 50 l S", "10,50-60,50/2"},
		{"stroke down the page", "10 10 m 10 90 l S", "10,10-10,90/1"},
		{"hairline", "0 w 10 50 m 60 50 l S", "10,50-60,50/0"},
		{"polyline", "10 10 m 60 10 l 60 50 l S", "10,90-60,90/1 60,50-60,90/1"},
		{"s closes", "10 10 m 60 10 l 60 50 l 10 50 l s", "10,90-60,90/1 60,50-60,90/1 10,50-60,50/1 10,50-10,90/1"},
		{"a line after h starts where the path did", "10 10 m 60 10 l h 10 50 l S", "10,90-60,90/1 10,50-10,90/1"},
		{"rectangle", "10 10 50 40 re S", "10,90-60,90/1 60,50-60,90/1 10,50-60,50/1 10,50-10,90/1"},
		{"dashed", "[3 2] 0 d 10 50 m 60 50 l S", "10,50-60,50/1"},
		{"scaled by cm", "0.1 0 0 0.1 5 0 cm 10 w 100 500 m 600 500 l S", "15,50-65,50/1"},
		{"turned by cm", "0 1 -1 0 100 0 cm 10 50 m 60 50 l S", "50,40-50,90/1"},
		{"nearly straight", "10 50 m 60 50.2 l S", "10,49.9-60,49.9/1"},
		{"slanting", "10 50 m 60 53 l S", ""},
		{"curve", "10 50 m 20 50 50 50 60 50 c S", ""},
		{"scaled unevenly by cm", "1 0 0 0.1 0 0 cm 2 w 10 500 m 60 500 l 60 900 l S", "10,50-60,50/0.2 60,10-60,50/2"},
		{"frame", "10 10 50 40 re 11 12 48 36 re f*", "10,51-60,51/2 10,89-60,89/2 10.5,50-10.5,90/1 59.5,50-59.5,90/1"},
		{"box in a box", "10 10 50 40 re 20 20 30 20 re f*", ""},
		{"flat box", "10 50 50 0 re f", "10,50-60,50/0"},
		{"thin box", "10 50 50 0.5 re f", "10,49.75-60,49.75/0.5"},
		{"thin box of negative height", "10 50 50 -0.5 re f", "10,50.25-60,50.25/0.5"},
		{"thin box as a polygon", "10 50 m 60 50 l 60 50.5 l 10 50.5 l h f", "10,49.75-60,49.75/0.5"},
		{"mitred border", "10 50 m 60 50 l 59.5 49.5 l 10.5 49.5 l f", "10,50.25-60,50.25/0.5"},
		{"thin box stroked and filled", "1 w 10 50 50 1 re B", "9.5,49.5-60.5,49.5/2"},
		{"wide short stroke", "50 w 100 50 m 101 50 l S", "100.5,25-100.5,75/1"},
		{"large fill", "10 10 50 40 re f", ""},
		{"small square", "10 10 2 2 re f", ""},
		{"no operator", "10 50 m 60 50 l n", ""},
		{"path without a start", "60 50 l 90 50 l S", "60,50-90,50/1"},
		{"picture of a pixel", "q 50 0 0 1 10 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q", "10,49.5-60,49.5/1"},
		{"strip of a scan", "q 50 0 0 2 10 50 cm BI /W 100 /H 1 /BPC 1 /IM true ID 0123456789abc EI Q", ""},
		{"off the page", "10 -50 m 60 -50 l S 10 50 m 600 50 l S", "10,50-200,50/1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{content: test.content}.read(t)
			if diff := cmp.Diff(test.want, rulings(page)); diff != "" {
				t.Error(diff)
			}
			if len(page.Problems) > 0 {
				t.Error(page.Problems)
			}
		})
	}
}

func TestWhiteAndClearPaintDrawsNoRuling(t *testing.T) {
	const line, box = " 10 50 m 60 50 l S", " 10 50 50 1 re f"
	const ruled, filled = "10,50-60,50/1", "10,49.5-60,49.5/1"
	tests := []struct{ content, want string }{
		{"1 G" + line, ""},
		{"0.9 G" + line, ruled},
		{"1 1 1 RG" + line, ""},
		{"1 1 0.5 RG" + line, ruled},
		{"0 0 0 0 K" + line, ""},
		{"1 g" + box, ""},
		{"1 g" + line, ruled},
		{"1 G" + box, filled},
		{"1 1 1 rg 0 g" + box, filled},
		{"0 0 0 0 k" + box, ""},
		{"/DeviceRGB cs 1 1 1 sc" + box, ""},
		{"/DeviceCMYK cs" + box, filled},
		{"/CS0 cs 1 1 1 scn" + box, ""},
		{"/CS1 cs 0 scn" + box, ""},
		{"/CS1 cs" + box, filled},
		{"/CS2 cs 1 sc" + box, ""},
		{"/CS2 cs 0 sc" + box, filled},
		{"/Pattern cs /P1 scn" + box, filled},
		{"/G0 gs" + box + line, ruled},
		{"/G1 gs" + box + line, filled},
		{"q 1 g Q" + box, filled},
	}
	for _, test := range tests {
		page := sketch{
			content: test.content,
			resources: "/ExtGState<</G0<</ca 0>>/G1<</CA 0>>>>/ColorSpace<</CS0[/ICCBased 7 0 R]" +
				"/CS1[/Separation/Black/DeviceGray 8 0 R]/CS2[/Indexed/DeviceRGB 1 <000000FFFFFF>]>>",
			objects: []string{stream("/N 3", ""), "null"},
		}.read(t)
		if got := rulings(page); got != test.want {
			t.Errorf("%s: got %q, want %q", test.content, got, test.want)
		}
	}
}

func TestGapsBetweenBoxesOnAGroundAreRulings(t *testing.T) {
	const ground, paper = "0 g 10 10 101 41 re f ", "1 g 11 11 49 39 re f 61 11 49 39 re f"
	tests := []struct{ name, content, want string }{
		{"two cells", ground + paper, "10.5,50-10.5,89/1 60.5,50-60.5,89/1 110.5,50-110.5,89/1 " +
			"11,49.5-60,49.5/1 61,49.5-110,49.5/1 11,89.5-60,89.5/1 61,89.5-110,89.5/1"},
		{"cells of ink", ground + "0.9 g 11 11 49 39 re f 61 11 49 39 re f", "10.5,50-10.5,89/1 60.5,50-60.5,89/1 110.5,50-110.5,89/1 " +
			"11,49.5-60,49.5/1 61,49.5-110,49.5/1 11,89.5-60,89.5/1 61,89.5-110,89.5/1"},
		{"one box alone", ground + "1 g 11 11 99 39 re f", ""},
		{"boxes on paper", paper, ""},
		{"no gap", "0 g 10 10 100 40 re f 1 g 10 10 50 40 re f 60 10 50 40 re f", ""},
		{"a wide gap", "0 g 10 10 100 40 re f 1 g 10 10 40 40 re f 60 10 50 40 re f", ""},
		{"painted the other way round", paper + " " + ground, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{content: test.content}.read(t)
			if diff := cmp.Diff(test.want, rulings(page)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClipCutsRulings(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"stroke", "20 0 30 100 re W n 10 50 m 60 50 l S", "20,50-50,50/1"},
		{"outside", "20 0 30 10 re W n 10 50 m 60 50 l S", ""},
		{"fill clipped to a thin box", "10 50 50 1 re W n 0 0 200 100 re f", "10,49.5-60,49.5/1"},
		{"shading clipped to a thin box", "10 50 50 1 re W n /S1 sh", "10,49.5-60,49.5/1"},
		{"picture clipped to a thin box", "10 50 50 1 re W n 200 0 0 100 0 0 cm BI /W 100 /H 8 /BPC 1 /IM true ID " +
			strings.Repeat("x", 13*8) + " EI", "10,49.5-60,49.5/1"},
		{"clips intersect", "10 50 50 20 re W n 10 49 50 2 re W* n 0 0 200 100 re f", "10,49.5-60,49.5/1"},
		{"Q undoes", "q 20 0 30 10 re W n Q 10 50 m 60 50 l S", "10,50-60,50/1"},
		{"W without a path", "W n 10 50 m 60 50 l S", "10,50-60,50/1"},
		{"clip takes effect after painting", "10 50 m 60 50 l W S 10 20 m 60 20 l S", "10,50-60,50/1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{content: test.content}.read(t)
			if diff := cmp.Diff(test.want, rulings(page)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPiecesMakeOneRuling(t *testing.T) {
	rowFrom := func(start float64, n int, format string, pitch float64) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format+" re f ", start+float64(i)*pitch)
		}
		return b.String()
	}
	row := func(n int, format string, pitch float64) string { return rowFrom(10, n, format, pitch) }
	tests := []struct{ name, content, want string }{
		{"dots", row(20, "%g 50 1 1", 2), "10,49.5-49,49.5/1"},
		{"dots down", row(20, "50 %g 1 1", 2), "50.5,51-50.5,90/1"},
		{"dashes", row(10, "%g 50 3 0.5", 6), "10,49.75-67,49.75/0.5"},
		{"dash, dot", row(6, "%g 50 4 0.5", 9) + rowFrom(16, 6, "%g 50 1 0.5", 9), "10,49.75-62,49.75/0.5"},
		{"dots on whole pixels, of two sides that meet", row(9, "%g 50 1.5 1.5", 3) + rowFrom(35.5, 9, "%g 50 1.5 1.5", 3) + row(4, "%g 50 1.5 1.5", 3.75), "10,49.25-61,49.25/1.5"},
		{"dashes of sides that meet", rowFrom(10, 3, "%g 50 4.5 1.5", 7.9) + rowFrom(30.3, 3, "%g 50 4.5 1.5", 8.6) + rowFrom(52, 3, "%g 50 4.5 1.5", 8.2), "10,49.25-72.9,49.25/1.5"},
		{"dashes of sides of other gaps", rowFrom(10, 3, "%g 50 4.5 1.5", 5.6) + rowFrom(25.7, 3, "%g 50 4.5 1.5", 9.7), "10,49.25-49.6,49.25/1.5"},
		{"modules of a bar code", "10 50 1 1 re f 12 50 1 1 re f 15 50 1 1 re f 17 50 1 1 re f 21 50 1 1 re f 22 50 1 1 re f 25 50 1 1 re f 28 50 1 1 re f", ""},
		{"two dots are none", row(2, "%g 50 1 1", 2), ""},
		{"irregular dots", "10 50 1 1 re f 13 50 1 1 re f 15 50 1 1 re f 20 50 1 1 re f 21.5 50 1 1 re f f", ""},
		{"corners far apart", row(5, "%g 50 1 1", 30), ""},
		{"short line on its own", "10 50 5 1 re f", "10,49.5-15,49.5/1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := sketch{content: test.content}.read(t)
			if diff := cmp.Diff(test.want, rulings(page)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
