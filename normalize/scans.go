package normalize

import (
	"slices"

	"mubiao/extract"
)

// noOCR records a page that is a picture and was not read as one.
func (r *reader) noOCR(p *extract.Page) {
	switch {
	case p.NoOCR == extract.OCRMissing:
		r.failure(p.Number, "ocr-not-installed", "the page is a picture, and nothing is installed that reads pictures; run: mubiao ocr install")
	case len(p.Glyphs) > 0:
		r.failure(p.Number, "no-text", "the page is a picture, and pictures were not to be read; the text hidden under it was made by another program and is not trusted")
	default:
		r.failure(p.Number, "no-text", "the page is a picture without text, and pictures were not to be read")
	}
}

// The ways in which the characters of a form were obtained; see
// Source.Reader.
const (
	readerText  = "text"
	readerOCR   = "ocr"
	readerMixed = "mixed"
)

// readerOf is how the pages of a form were read.
func (r *reader) readerOf(pages []int) string {
	seen := ""
	for _, s := range r.pages {
		if !slices.Contains(pages, s.Number) {
			continue
		}
		way := readerText
		if s.Reader == extract.ReaderOCR {
			way = readerOCR
		}
		if seen != "" && seen != way {
			return readerMixed
		}
		seen = way
	}
	if seen == "" {
		return readerText
	}
	return seen
}
