package scan

import (
	"testing"

	"mubiao/extract"
)

func TestNonsenseIsNoReading(t *testing.T) {
	page := func(n int, confidence float32) []extract.Glyph {
		glyphs := make([]extract.Glyph, n)
		for i := range glyphs {
			glyphs[i].Confidence = confidence
		}
		return glyphs
	}
	tests := []struct {
		name   string
		glyphs []extract.Glyph
		want   bool
	}{
		{"nonsense", page(300, 0.4), true},
		{"a bad copy", page(300, 0.85), false},
		{"a photograph", page(20, 0.3), false},
		{"a stamp on a sound page", append(page(300, 0.95), page(100, 0.3)...), false},
		{"a blank page", nil, false},
	}
	for _, test := range tests {
		if got := illegible(test.glyphs); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
