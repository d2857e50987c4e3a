package extract_test

import (
	"math"
	"testing"

	"mubiao/extract"
)

func TestPaperOfNoCredibleSizeIsTakenForA4(t *testing.T) {
	tests := []struct {
		name               string
		width, height, dpi float64
		want               float64
	}{
		{"A4", 595, 842, 300, 1},
		{"A3 across", 1191, 842, 200, 1},
		{"A5, finely", 420, 595, 600, 1},
		{"a slip", 300, 200, 300, 1},
		{"a picture of a telephone", 3000, 4000, 72, 4000 / 842.0},
		{"200 dots an inch stated as 600", 198, 281, 600, 281 / 842.0},
	}
	for _, test := range tests {
		if got := extract.PaperScale(test.width, test.height, test.dpi); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
