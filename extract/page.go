package extract

import "context"

// A Glyph is one character as placed on a page.
type Glyph struct {
	// Text is the character as the file maps it: usually one rune, more for a
	// ligature, a blank for a space, U+FFFD where no mapping is known. It is
	// not normalised.
	Text string
	// Box is the advance box: along the line from the pen before the
	// character to the pen after it, across the line the em square, from
	// 0.88 em above the baseline to 0.12 em below. Glyphs of one line and
	// size therefore have the same top and bottom whatever their font says.
	Box Rect
	// Size is the font size in points as displayed; 0 when it came from a
	// picture.
	Size float64
	// Angle is the direction of the baseline in degrees clockwise on the
	// displayed page, in (-180, 180]; 0 for upright text.
	Angle float32
	// Hidden marks text that leaves no ink (rendering mode 3 or 7).
	Hidden bool
	// Confidence is in [0, 1]; 1 for text that the file itself holds.
	Confidence float32
}

// A Ruling is a straight line parallel to a page edge: a stroke, an edge of
// a stroked box, or the middle of a thin filled box. X0 ≤ X1 and Y0 ≤ Y1;
// one of the pairs is equal.
type Ruling struct {
	X0, Y0, X1, Y1 float64
	// Width is the thickness in points; 0 for a hairline.
	Width float64
}

// Horizontal reports whether the ruling runs along x.
func (r Ruling) Horizontal() bool { return r.Y0 == r.Y1 }

// A Picture is the place of an image on a page.
type Picture struct {
	Box           Rect
	Width, Height int // pixels
}

// Reader names the rung of the ladder that a page was read on.
type Reader string

// The rungs, and the plain text that needs none.
const (
	ReaderFast   Reader = "fast"   // own interpreter over ledongthuc/pdf
	ReaderPdfcpu Reader = "pdfcpu" // own interpreter over pdfcpu
	ReaderPdfium Reader = "pdfium" // PDFium in WebAssembly
	ReaderPlain  Reader = "plain"  // a text file
)

// Reasons for which a page was not read by the first reader, or not from the
// file as it stands: see Page.Why.
const (
	WhyFile       = "file"       // the file cannot be opened, or not without repair
	WhyPage       = "page"       // nothing of the page could be read
	WhyContent    = "content"    // part of what it shows could not be read
	WhyCharacters = "characters" // too many of its characters had no known meaning
)

// A Page is one page as a reader saw it.
type Page struct {
	Number        int // from 1
	Width, Height float64
	Reader        Reader
	Why           string  // a lower rung was taken; empty when none was
	Glyphs        []Glyph // in the order of the content stream
	Rulings       []Ruling
	Pictures      []Picture
	// Undecodable counts the glyphs whose character is not known.
	Undecodable int
	// Problems are what went wrong while the page was read, in order; what
	// stands in the other fields is what could be read all the same.
	Problems []error
	// Lines is the text of a plain text file, line by line, blank lines
	// kept; nil for a PDF.
	Lines []string
}

// A Document is an opened file. Its pages are read one at a time and not
// kept. It is not safe for concurrent use.
type Document interface {
	// Pages is the number of pages.
	Pages() int
	// Page reads page n, from 1. An error means that nothing of the page
	// could be read.
	Page(ctx context.Context, n int) (*Page, error)
	Close() error
}
