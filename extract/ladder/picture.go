package ladder

import (
	"context"
	"errors"
	"fmt"
	"image"
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
	// muchMore and muchShare are how many characters pictures must hold far from
	// the visible text of a page, and that in shares of it, to be read instead:
	// a few rows of a table. What the file says is sure, what is read in a
	// picture is not, and a seal or the labels of a drawing are not worth it.
	muchMore, muchShare = 40, 0.1
	// smallPicture is the share of a page up to which a picture, such as a logo,
	// does not decide how finely the page is looked at.
	smallPicture = 0.002
	// outlineRulings is the number of rulings that a page without characters
	// may have and not be a table with its text in outlines.
	outlineRulings = 4
)

// page replaces a page as read from the file's text by one as read from its
// picture, where that is asked for and says more. It notes on the page why a
// picture was not read.
func (r *pictureRung) page(ctx context.Context, n int, text *extract.Page) (*extract.Page, error) {
	wordless := isPicture(text)
	if r.mode != OCRAlways && !wordless && doubtOf(text) != extract.WhyCharacters && !r.unsaidInk(ctx, n, text) {
		return text, ctx.Err()
	}
	if r.mode == OCRNever {
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
	picture, box, err := look(ctx, view, n, text)
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

// look is the picture of a page. An image with nothing over it and no mask needs
// not be drawn.
func look(ctx context.Context, view *pdfium.Document, n int, text *extract.Page) (image.Image, extract.Rect, error) {
	if len(text.Pictures) == 1 && text.Pictures[0].Opaque {
		return view.OpaquePicture(ctx, n)
	}
	return view.Picture(ctx, n, finest(text))
}

// finest is the resolution, in dots an inch, of the finest picture or mask that
// is not small.
func finest(p *extract.Page) float64 {
	most := 0.0
	for i := range p.Pictures {
		if q := &p.Pictures[i]; area(q.Box) >= smallPicture*p.Width*p.Height {
			along, across := max(q.Box.Width(), q.Box.Height()), min(q.Box.Width(), q.Box.Height())
			pixels, other := max(q.Width, q.Height), min(q.Width, q.Height)
			most = max(most, extract.PointsPerInch*min(float64(pixels)/along, float64(other)/across))
		}
	}
	return most
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
	if len(visible.Glyphs) <= fewCharacters || doubtOf(text) == extract.WhyCharacters {
		return len(visible.Glyphs) == 0 || outdoes(seen, &visible)
	}
	return unsaidOf(text).saidBy(seen) >= max(muchMore, int(muchShare*float64(eastAsian(&visible))))
}

// hidden is the text of a page that leaves no ink.
func hidden(p *extract.Page) []extract.Glyph {
	return slices.DeleteFunc(slices.Clone(p.Glyphs), func(g extract.Glyph) bool { return !g.Hidden })
}
