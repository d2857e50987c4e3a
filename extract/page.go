package extract

import (
	"context"
	"slices"
)

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
	// Size is the font size in points as displayed; of a picture, the height
	// of its line.
	Size float64
	// Angle is the direction of the baseline in degrees clockwise on the
	// displayed page, in (-180, 180]; 0 for upright text.
	Angle float32
	// Hidden marks text that leaves no ink (rendering mode 3 or 7).
	Hidden bool
	// Confidence is in [0, 1]; 1 for text that the file itself holds.
	Confidence float32
	// Raw is what was read in a picture where Text is a correction of it.
	Raw string
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
	Width, Height int // pixels, of the image or its mask, whichever has more
	// Opaque tells that nothing painted before shows through it, as far as a
	// reader of the file knows.
	Opaque bool
}

// Reader names the rung of the ladder that a page was read on.
type Reader string

// The rungs, and the plain text that needs none.
const (
	ReaderFast   Reader = "fast"   // own interpreter over ledongthuc/pdf
	ReaderPdfcpu Reader = "pdfcpu" // own interpreter over pdfcpu
	ReaderPdfium Reader = "pdfium" // PDFium in WebAssembly
	ReaderPlain  Reader = "plain"  // a text file
	ReaderOCR    Reader = "ocr"    // the page's picture
)

// NoOCR is a reason for which a picture was not read.
type NoOCR string

// The reasons. A picture that could not be read for another one is among the
// problems of its page.
const (
	OCROff     NoOCR = "off"     // whoever opened the file did not want it
	OCRMissing NoOCR = "missing" // no reader of pictures is installed
)

// Reasons for which a page was not read by the first reader, or not from the
// file as it stands: see Page.Why.
const (
	WhyFile       = "file"       // the file cannot be opened, or not without repair
	WhyPage       = "page"       // nothing of the page could be read
	WhyContent    = "content"    // part of what it shows could not be read
	WhyCharacters = "characters" // too many of its characters had no known meaning
	WhyPicture    = "picture"    // it holds no text but hidden text, or a few words beside a picture
	WhyAsked      = "asked"      // whoever opened the file wanted its pages read so
)

// A Page is one page as a reader saw it.
type Page struct {
	Number        int // from 1
	Width, Height float64
	// Sheet says where on the displayed page a picture lies that was made
	// upright and straight before it was read: all coordinates of the Page are
	// then those of the picture. It is nil for a page in its own coordinates.
	Sheet    *Placement
	Reader   Reader
	Why      string  // a lower rung was taken; empty when none was
	Glyphs   []Glyph // in the order of the content stream
	Rulings  []Ruling
	Pictures []Picture
	// Comparators are those that were read in a picture.
	Comparators []Comparator
	// Undecodable counts the glyphs whose character is not known.
	Undecodable int
	// Problems are what went wrong while the page was read, in order; what
	// stands in the other fields is what could be read all the same.
	Problems []error
	// Disagreement says, in words, what others make of the page's text: its
	// fonts, or another reader. It is empty where they agree and where none was
	// asked, as they are for a sample of pages alone.
	Disagreement string
	// NoOCR says why the picture that the page is was not read; empty for
	// other pages.
	NoOCR NoOCR
	// Hidden is the text that the file holds under a picture that was read, in
	// coordinates of the displayed page.
	Hidden []Glyph
	// Lines is the text of a plain text file, line by line, blank lines
	// kept; nil for a PDF.
	Lines []string
}

// Displayed is the page with its characters and rulings where they stand on the
// displayed page. Rulings of a picture that lay askew become as wide as the
// strip that they run in.
func (p *Page) Displayed() *Page {
	if p.Sheet == nil {
		return p
	}
	d := *p
	d.Sheet, d.Width, d.Height = nil, p.Sheet.Width, p.Sheet.Height
	d.Glyphs = slices.Clone(p.Glyphs)
	for i := range d.Glyphs {
		g := &d.Glyphs[i]
		g.Box = p.Sheet.Shown(g.Box)
		g.Angle += p.Sheet.quarter()
	}
	d.Rulings = slices.Clone(p.Rulings)
	for i, r := range d.Rulings {
		box := p.Sheet.Shown(Rect{r.X0, r.Y0, r.X1, r.Y1})
		if x, y := box.Center(); box.Width() > box.Height() {
			d.Rulings[i] = Ruling{X0: box.X0, Y0: y, X1: box.X1, Y1: y, Width: max(r.Width, box.Height())}
		} else {
			d.Rulings[i] = Ruling{X0: x, Y0: box.Y0, X1: x, Y1: box.Y1, Width: max(r.Width, box.Width())}
		}
	}
	return &d
}

// A Document is an opened file. Its pages are read one at a time and not
// kept. It is not safe for concurrent use.
type Document interface {
	// Pages is the number of pages.
	Pages() int
	// Page reads page n, from 1. An error means that nothing of the page
	// could be read; it does not name the page.
	Page(ctx context.Context, n int) (*Page, error)
	Close() error
}
