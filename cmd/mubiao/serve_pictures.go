package main

import (
	"bytes"
	"cmp"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"slices"

	"mubiao/extract"
	"mubiao/internal/pageclip"
	"mubiao/store"
	"mubiao/web"
)

// A pictureRequest asks a worker for the picture of a page instead of a
// reading.
type pictureRequest struct {
	SHA256 string // of the bytes that were read; other bytes are not shown
	Page   int    // from 1
	Width  int    // pixels
	// Masked asks for a picture on which what is about people is covered: the
	// places in Covered, and lines of text that have it, as Header tells.
	Masked  bool
	Header  map[string]string
	Covered []extract.Rect
}

// A pictureReply is a picture, or why there is none.
type pictureReply struct {
	PNG     []byte
	Problem string
}

// A painter has pages drawn in processes of their own, as documents are read.
type painter struct {
	workers *workers
	s       *streams
}

// newPainter draws in one process beside those that read uploads, so that a
// page is seen while they are at work.
func newPainter(ctx context.Context, o *serveOptions, s *streams) (*painter, error) {
	pool, err := startWorkers(ctx, readingOptions{jobs: 1, passwords: o.reading.passwords, maxCPU: clipCPU, timeout: clipWall}, s)
	return &painter{pool, s}, err
}

func (p *painter) close() { p.workers.close() }

// draw is the picture of a page of a document, from the first of its paths at
// which its bytes are still found.
func (p *painter) draw(ctx context.Context, doc *store.Document, n, width int, people bool) ([]byte, error) {
	ask := &pictureRequest{SHA256: doc.SHA256, Page: n, Width: width}
	if !people {
		ask.Masked, ask.Header, ask.Covered = true, peopleIn(doc), peopleAt(doc, n)
	}
	var problem string
	for _, path := range doc.Paths {
		var reply pictureReply
		var err error
		if problem, err = p.workers.draw(ctx, p.s, path, func(r *request) { r.Picture = ask }, &reply); err != nil {
			return nil, err
		}
		if problem = cmp.Or(problem, reply.Problem); problem == "" {
			return reply.PNG, nil
		}
	}
	return nil, &web.PictureError{Reason: problem}
}

// picture draws what a request asks for, in a worker. What cannot be drawn is
// an answer too.
func (d *documentReader) picture(ctx context.Context, ask *request) []byte {
	var reply pictureReply
	var err error
	if reply.PNG, err = d.drawPicture(ctx, ask); err != nil {
		reply.Problem = reasonOf(err).Message
	}
	return encodeDrawing(reply)
}

func (d *documentReader) drawPicture(ctx context.Context, ask *request) ([]byte, error) {
	doc, done, err := d.drawable(ctx, ask, ask.Picture.SHA256)
	if err != nil {
		return nil, err
	}
	defer done()
	page, err := doc.Page(ctx, ask.Picture.Page)
	if err != nil {
		return nil, err
	}
	dpi := float64(ask.Picture.Width) * extract.PointsPerInch / page.Width
	drawn, err := doc.Render(ctx, ask.Picture.Page, dpi)
	if err != nil {
		return nil, err
	}
	if ask.Picture.Masked {
		drawn = covered(drawn, slices.Concat(ask.Picture.Covered, peopleOn(page, ask.Picture.Header)), dpi/extract.PointsPerInch)
	}
	var b bytes.Buffer
	fast := png.Encoder{CompressionLevel: png.BestSpeed} // it goes no farther than this machine, most often
	err = fast.Encode(&b, drawn)
	return b.Bytes(), err
}

// cover is the grey that clips of reports have in the same places.
var cover = image.NewUniform(color.Gray{0x80})

// covered is a picture with places, in points, that cannot be seen. scale is
// that of the picture, in pixels a point.
func covered(picture image.Image, places []extract.Rect, scale float64) image.Image {
	canvas, ok := picture.(draw.Image)
	if !ok {
		canvas = image.NewRGBA(picture.Bounds())
		draw.Draw(canvas, canvas.Bounds(), picture, picture.Bounds().Min, draw.Src)
	}
	for _, p := range places {
		draw.Draw(canvas, pageclip.Pixels(p, scale), cover, image.Point{}, draw.Src)
	}
	return canvas
}
