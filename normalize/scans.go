package normalize

import (
	"slices"
	"unicode"
	"unicode/utf8"

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

const (
	// hiddenLeast is the number of characters of a hidden text that are worth
	// a comparison: stamps and page numbers have fewer.
	hiddenLeast = 20
	// hiddenSame is the share of characters that two good readings of a page
	// have in common.
	hiddenSame = 0.9
)

// compareHidden notes a page under whose picture the file hides another text
// than the picture shows.
func (r *reader) compareHidden(p *extract.Page) {
	hidden, all := countCharacters(p.Hidden)
	if all < hiddenLeast {
		return
	}
	seen, read := countCharacters(p.Glyphs)
	common := 0
	for c, n := range hidden {
		common += min(n, seen[c])
	}
	if share := float64(common) / float64(max(all, read)); share < hiddenSame {
		r.hidden = append(r.hidden, hiddenText{p.Number, share})
	}
}

// A hiddenText is how much a hidden text has in common with the picture over
// it, as a share of the characters.
type hiddenText struct {
	page  int
	share float64
}

// countCharacters counts letters and figures, which every reader reads alike.
func countCharacters(glyphs []extract.Glyph) (of map[rune]int, all int) {
	of = map[rune]int{}
	for i := range glyphs {
		if c, _ := utf8.DecodeRuneInString(glyphs[i].Text); unicode.IsLetter(c) || unicode.IsDigit(c) {
			of[c]++
			all++
		}
	}
	return of, all
}

// tellHidden tells of hidden texts under the pages of a form.
func (r *reader) tellHidden(d *draft) {
	for _, h := range r.hidden {
		if slices.Contains(d.Source.Pages, h.page) {
			d.doubt("hidden-text-differs", Info, "", "page %d: the text hidden under the picture has %.0f %% of its characters in common with it; the picture was read", h.page, 100*h.share)
		}
	}
}
