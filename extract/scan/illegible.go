package scan

import "mubiao/extract"

const (
	// legibleLeast is the mean confidence in the characters of a page below which
	// they are no reading of it. Pages of 96 to 600 dots an inch, faxes,
	// photographs and bad copies had 0.9 and more; those upside down or with white
	// print on black, which reads as nonsense, 0.37 to 0.42.
	legibleLeast = 0.6
	// telling is the number of characters that a mean is taken of: fewer are
	// found in a photograph or a map too.
	telling = 100
)

// illegible reports whether what was read on a page is no text: what it says
// is not known then, which is to be told.
func illegible(glyphs []extract.Glyph) bool {
	var sum float64
	for i := range glyphs {
		sum += float64(glyphs[i].Confidence)
	}
	return len(glyphs) >= telling && sum < legibleLeast*float64(len(glyphs))
}
