package ladder

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mubiao/extract"
	"mubiao/extract/ocr"
	"mubiao/extract/pdfium"
	"mubiao/extract/scan"
)

// OCR says which pages are read from their pictures.
type OCR string

// The choices. The zero value is OCRAuto.
const (
	OCRAuto   OCR = "auto"   // those without usable text
	OCRNever  OCR = "never"  // none
	OCRAlways OCR = "always" // all
)

// A pictureRung reads pages of a PDF from what they look like.
type pictureRung struct {
	mode OCR
	open func() (scan.Engine, error) // nil where there is none
	view func(ctx context.Context) (*pdfium.Document, error)
}

const (
	// fewCharacters is what a program that handles scans may print on them:
	// the number of the page, its own name.
	fewCharacters = 60
	// pictureShare is the share of its page that a scan covers at least.
	pictureShare = 0.5
	// outlineRulings is the number of rulings that a page without characters
	// may have and not be a table with its text in outlines.
	outlineRulings = 4
)

// page replaces a page as read from the file's text by one as read from its
// picture, where that is asked for and says more. It notes on the page why a
// picture was not read.
func (r *pictureRung) page(ctx context.Context, n int, text *extract.Page) (*extract.Page, error) {
	wordless := isPicture(text)
	switch {
	case r.mode == OCRAlways:
	case !wordless && doubtOf(text) != extract.WhyCharacters:
		return text, nil
	case r.mode == OCRNever:
		return refuse(text, wordless, extract.OCROff), nil
	}
	engine, err := r.engine()
	if errors.Is(err, ocr.ErrNotInstalled) {
		return refuse(text, wordless, extract.OCRMissing), nil
	}
	var seen *extract.Page
	if err == nil {
		seen, err = r.read(ctx, n, text, scan.Reader{Engine: engine})
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		text.Problems = append(text.Problems, fmt.Errorf("picture: %w", err))
		return text, nil
	case r.mode == OCRAlways:
		seen.Why = extract.WhyAsked
		return seen, nil
	case !saysMore(seen, text):
		return text, nil
	}
	return seen, nil
}

// refuse notes on a page that nobody read its picture.
func refuse(page *extract.Page, wordless bool, reason extract.NoOCR) *extract.Page {
	if wordless {
		page.NoOCR = reason
	}
	return page
}

func (r *pictureRung) engine() (scan.Engine, error) {
	if r.open == nil || r.view == nil {
		return nil, ocr.ErrNotInstalled
	}
	return r.open()
}

// read reads the picture of a page.
func (r *pictureRung) read(ctx context.Context, n int, text *extract.Page, reader scan.Reader) (*extract.Page, error) {
	view, err := r.view(ctx)
	if err != nil {
		return nil, err
	}
	picture, box, err := view.Picture(ctx, n)
	if err != nil {
		return nil, err
	}
	page, err := reader.Read(ctx, n, scan.Picture{Image: picture, Box: box, Width: text.Width, Height: text.Height})
	if err != nil {
		return nil, err
	}
	page.Why = extract.WhyPicture
	page.Hidden = hidden(text)
	return page, nil
}

func area(r extract.Rect) float64 { return max(0, r.Width()) * max(0, r.Height()) }

// isPicture reports whether what a page shows is a picture: it shows no
// character, or a few beside a picture that covers most of it.
func isPicture(p *extract.Page) bool {
	visible := 0
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; !g.Hidden && strings.TrimSpace(g.Text) != "" {
			visible++
		}
	}
	if visible == 0 {
		return len(p.Pictures) > 0 || len(p.Rulings) > outlineRulings
	}
	covered := 0.0
	for _, picture := range p.Pictures {
		covered += area(picture.Box)
	}
	return visible <= fewCharacters && covered >= pictureShare*p.Width*p.Height
}

// saysMore reports whether a picture says more than the visible text of its
// page.
func saysMore(seen, text *extract.Page) bool {
	visible := *text
	visible.Glyphs = slices.DeleteFunc(slices.Clone(text.Glyphs), func(g extract.Glyph) bool { return g.Hidden })
	return len(visible.Glyphs) == 0 || outdoes(seen, &visible)
}

// hidden is the text of a page that leaves no ink.
func hidden(p *extract.Page) []extract.Glyph {
	return slices.DeleteFunc(slices.Clone(p.Glyphs), func(g extract.Glyph) bool { return !g.Hidden })
}
