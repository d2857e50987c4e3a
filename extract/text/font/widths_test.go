package font

import (
	"math"
	"testing"
)

func TestWidthOfACode(t *testing.T) {
	half := array{0.5, 0, 0, 0.5, 0, 0}
	tests := []struct {
		name  string
		font  dict
		shown string
		want  []float64
	}{
		{
			"Widths from FirstChar, MissingWidth beyond",
			dict{
				"Subtype": name("TrueType"), "FirstChar": 65, "Widths": array{500, 250.5},
				"FontDescriptor": dict{"MissingWidth": 300},
			},
			"ABC",
			[]float64{0.5, 0.2505, 0.3},
		},
		{
			"Type 3 by its matrix",
			dict{"Subtype": name("Type3"), "FontMatrix": half, "FirstChar": 65, "Widths": array{1.5}},
			"A",
			[]float64{0.75},
		},
		{
			"Type 3 without a matrix",
			dict{"Subtype": name("Type3"), "FirstChar": 65, "Widths": array{750}},
			"A",
			[]float64{0.75},
		},
		{
			"Helvetica knows its widths",
			dict{"Subtype": name("Type1"), "BaseFont": name("Helvetica"), "Encoding": name("WinAnsiEncoding")},
			"A \xE9i",
			[]float64{0.667, 0.278, 0.556, 0.222},
		},
		{
			"Times bold italic",
			dict{"Subtype": name("Type1"), "BaseFont": name("Times-BoldItalic")},
			"AW",
			[]float64{0.667, 0.889},
		},
		{
			"Courier", dict{"Subtype": name("Type1"), "BaseFont": name("Courier-Bold")}, "iW", []float64{0.6, 0.6},
		},
		{
			"Symbol", dict{"Subtype": name("Type1"), "BaseFont": name("Symbol")}, "\xB3", []float64{0.549},
		},
		{
			"ZapfDingbats", dict{"Subtype": name("Type1"), "BaseFont": name("ZapfDingbats")}, "3", []float64{0.755},
		},
		{
			"W in lists and ranges",
			type0(name("Identity-H"), dict{"DW": 900, "W": array{1, array{500, 600}, 10, 12, 250}}),
			"\x00\x01\x00\x02\x00\x03\x00\x0A\x00\x0C\x00\x0D",
			[]float64{0.5, 0.6, 0.9, 0.25, 0.25, 0.9},
		},
		{
			"DW is 1000 where nothing is said", type0(name("Identity-H"), dict{}), "\x00\x01", []float64{1},
		},
		{
			"half-width ASCII of GBK-EUC-H is CID 7716 and 814 on",
			type0(name("GBK-EUC-H"), dict{"W": array{1, 95, 300, 814, 907, 500, 7716, array{400}}}),
			"A ~\xB1\xEA",
			[]float64{0.5, 0.4, 0.5, 1},
		},
		{
			"proportional ASCII of GBKp-EUC-H is CID 1 on",
			type0(name("GBKp-EUC-H"), dict{"W": array{1, 95, 300, 814, 907, 500}}), "A ~",
			[]float64{0.3, 0.3, 0.3},
		},
		{
			"proportional ASCII of UniGB-UCS2-H is CID 1 on",
			type0(name("UniGB-UCS2-H"), dict{"W": array{34, array{300}}}), "\x00A",
			[]float64{0.3},
		},
		{
			"W cut short, with numbers that are none",
			type0(name("Identity-H"), dict{"W": array{1, array{math.Inf(1), math.NaN()}, 5, 6}}), "\x00\x01\x00\x02\x00\x05",
			[]float64{0, 0, 1},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for i, c := range decodeAll(New(value(tt.font)), tt.shown) {
				if math.Abs(c.Width-tt.want[i]) > 1e-9 {
					t.Errorf("code %d: width %v, want %v", i, c.Width, tt.want[i])
				}
			}
		})
	}
}

func TestVerticalMetrics(t *testing.T) {
	f := New(value(type0(name("UniGB-UCS2-V"), dict{
		"W": array{34, array{500}}, "DW2": array{800, -900},
		"W2": array{4559, array{-500, 250, 700}, 35, 36, -400, 100, 600},
	})))
	if !f.Vertical {
		t.Error("not vertical")
	}
	want := map[string][3]float64{ // VX, VY, W1
		"A": {0.25, 0.8, -0.9},
		"中": {0.25, 0.7, -0.5},
		"C": {0.1, 0.6, -0.4},
	}
	for _, c := range decodeAll(f, "\x00A\x4E\x2D\x00C") {
		for i, got := range [3]float64{c.VX, c.VY, c.W1} {
			if math.Abs(got-want[c.Text][i]) > 1e-9 {
				t.Errorf("%s: metric %d is %v, want %v", c.Text, i, got, want[c.Text][i])
			}
		}
	}
}

func TestVerticalFormsHaveCIDsOfTheirOwn(t *testing.T) {
	// GBK-EUC-V shows ， (GBK A3AC) with CID 573, GBK-EUC-H with another.
	for encoding, want := range map[name]float64{"GBK-EUC-V": 0.25, "GBK-EUC-H": 1} {
		f := New(value(type0(encoding, dict{"W": array{573, array{250}}})))
		if c, _ := f.Next([]byte("\xA3\xAC")); c.Width != want || c.Text != "，" {
			t.Errorf("%s: %q wide %v", encoding, c.Text, c.Width)
		}
	}
}

func TestSpaceIsTheOneByteCode32(t *testing.T) {
	for _, tt := range []struct {
		font  dict
		shown string
		want  bool
	}{
		{dict{"Subtype": name("Type1")}, " ", true},
		{type0(name("GBK-EUC-H"), dict{}), " ", true},
		{type0(name("Identity-H"), dict{}), "\x00 ", false},
		{type0(name("UniGB-UCS2-H"), dict{}), "\x00 ", false},
	} {
		if c, _ := New(value(tt.font)).Next([]byte(tt.shown)); c.Space != tt.want {
			t.Errorf("%v: Space is %v", tt.font["Encoding"], c.Space)
		}
	}
}
