package ocr

import (
	"cmp"
	"context"
	"image"
	"strings"

	"mubiao/extract/comparator"
)

// A Recognizer reads the picture of one line of text. It is safe for
// concurrent use.
type Recognizer interface {
	// Recognize reads a line that runs from left to right and fills the
	// picture's height, but for a narrow margin. The Line of a picture
	// without text is empty.
	Recognize(ctx context.Context, line *image.Gray) (Line, error)
}

// A Line is what was read in the picture of one line.
type Line struct {
	Text  string // of all Runes
	Runes []Rune // from left to right
}

// A Rune is one character as read.
type Rune struct {
	Text string // one character; a blank for a wide gap
	// Raw is what the network read where that was corrected, see
	// Comparators and Lookalikes; empty for a character that it dropped and
	// for one that stands as read.
	Raw string
	// X0 and X1 are where the character stands, in pixels of the picture.
	// Neighbours are parted where the ink between them is least.
	X0, X1 float64
	// P is the probability of Text in [0, 1], as the network states it; of a
	// corrected character, the confidence of the correction.
	P float64

	// Look is what the picture of a comparator says; zero of other characters.
	Look comparator.Look

	center float64 // where the network saw it, in pixels of the picture
	found  bool    // in the picture, whatever the network read there
}

// Read is what the network read; empty for a character that it dropped.
func (r Rune) Read() string {
	if r.found {
		return r.Raw
	}
	return cmp.Or(r.Raw, r.Text)
}

// moved is the character in a picture that begins x pixels further left.
func (r Rune) moved(x float64) Rune {
	r.X0 += x
	r.X1 += x
	r.center += x
	return r
}

// newLine joins characters to a Line.
func newLine(runes []Rune) Line {
	var b strings.Builder
	for _, r := range runes {
		b.WriteString(r.Text)
	}
	return Line{Text: b.String(), Runes: runes}
}
