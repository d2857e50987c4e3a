package main

import (
	"context"
	"image"
	"math"
	"slices"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/extract/pdfium"
	"mubiao/internal/pageclip"
	"mubiao/normalize"
	"mubiao/store/personal"
)

// A clipRequest asks a worker for clips of a document instead of its reading.
type clipRequest struct {
	SHA256 string // of the bytes that were read; other bytes are not shown
	// Header are the fields about people, which are covered wherever they stand.
	Header map[string]string
	Pages  []clipPage
}

// A clipPage are the clips of one page.
type clipPage struct {
	Number  int            // from 1
	Cells   []extract.Rect // one for each clip
	Covered []extract.Rect // must not be seen
}

// A clipReply has a clip for each cell of a request, in its order.
type clipReply struct {
	Problem string // why there is none
	Clips   []clipped
}

// A clipped is a clip, or why there is none.
type clipped struct {
	PNG     []byte
	Problem string
}

// clips draws what a request asks for. What cannot be drawn is an answer too.
func (d *documentReader) clips(ctx context.Context, ask *request, done func()) []byte {
	var reply clipReply
	var err error
	if reply.Clips, err = d.drawClips(ctx, ask, done); err != nil {
		reply.Problem = reasonOf(err).Message
	}
	return encodeDrawing(reply)
}

func (d *documentReader) drawClips(ctx context.Context, ask *request, done func()) ([]clipped, error) {
	doc, closeAll, err := d.drawable(ctx, ask, ask.Clips.SHA256)
	if err != nil {
		return nil, err
	}
	defer closeAll()
	var all []clipped
	for _, page := range ask.Clips.Pages {
		all = append(all, clipsOf(ctx, doc, page, ask.Clips.Header)...)
		done()
	}
	return all, ctx.Err()
}

// clipsOf draws the clips of a page.
func clipsOf(ctx context.Context, doc *pdfium.Document, page clipPage, header map[string]string) []clipped {
	drawn := make([]clipped, len(page.Cells))
	picture, scale, covered, err := drawPage(ctx, doc, page.Number, header)
	for i, cell := range page.Cells {
		if err == nil {
			drawn[i].PNG, err = pageclip.Cut(picture, scale, pageclip.Place{Cell: cell, Covered: slices.Concat(covered, page.Covered)})
		}
		switch {
		case err != nil:
			drawn[i].Problem = "the page cannot be drawn: " + err.Error()
		case drawn[i].PNG == nil:
			drawn[i].Problem = "the value stands outside of what the page shows"
		}
	}
	return drawn
}

const (
	// clipDPI draws Chinese print of 9 points in 18 pixels, as fine as screens
	// show it.
	clipDPI = 144
	// clipPixels bounds the picture of a page: A3 has 4 million pixels. A
	// larger page is drawn less finely.
	clipPixels = 12 << 20
)

// drawPage draws a page with so many pixels a point, and finds on it what is
// about people.
func drawPage(ctx context.Context, doc *pdfium.Document, n int, header map[string]string) (picture *image.Gray, scale float64, covered []extract.Rect, err error) {
	page, err := doc.Page(ctx, n)
	if err != nil {
		return nil, 0, nil, err
	}
	dpi := min(clipDPI, extract.PointsPerInch*math.Sqrt(clipPixels/(page.Width*page.Height)))
	covered = peopleOn(page, header)
	picture, err = doc.RenderGray(ctx, n, dpi)
	return picture, dpi / extract.PointsPerInch, covered, err
}

// peopleOn finds the lines of a page's text that tell of people: those that
// are another text once they are masked.
func peopleOn(page *extract.Page, header map[string]string) (covered []extract.Rect) {
	layout := grid.Find(page)
	lines := layout.Lines
	for _, g := range layout.Grids {
		for _, c := range g.Cells {
			lines = append(lines, c.Lines...)
		}
	}
	masked := normalize.Record{Header: header}
	for _, l := range lines {
		masked.Goals = append(masked.Goals, normalize.Goal{Text: l.Text})
	}
	personal.Record(&masked)
	for i, l := range lines {
		if masked.Goals[i].Text != l.Text {
			covered = append(covered, layout.Turn.Shown(l.Box))
		}
	}
	return covered
}
