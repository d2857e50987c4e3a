package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image/png"
	"os"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/extract/pdfium"
	"mubiao/internal/worker"
	"mubiao/store"
	"mubiao/web"
)

// A pictureRequest asks a worker for the picture of a page instead of a
// reading.
type pictureRequest struct {
	SHA256 string // of the bytes that were read; other bytes are not shown
	Page   int    // from 1
	Width  int    // pixels
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
func (p *painter) draw(ctx context.Context, doc *store.Document, n, width int) ([]byte, error) {
	var reply pictureReply
	for _, path := range doc.Paths {
		var err error
		if reply, err = p.drawFrom(ctx, path, &pictureRequest{doc.SHA256, n, width}); err != nil {
			return nil, err
		}
		if reply.Problem == "" {
			return reply.PNG, nil
		}
	}
	return nil, &web.PictureError{Reason: reply.Problem}
}

// drawFrom has a worker draw a page of the file at a path. An error is none of
// the file's.
func (p *painter) drawFrom(ctx context.Context, path string, ask *pictureRequest) (pictureReply, error) {
	if path == listOfPaths || isStdin(path) {
		return pictureReply{Problem: "it was read from stdin"}, nil
	}
	in, done, err := oneInput(p.s, path).file(ctx, ladder.DefaultSize)
	if err != nil {
		doc, err := refusedDocument(ctx, in, err)
		return pictureReply{Problem: doc.Reason.Message}, err
	}
	defer done()
	request := p.workers.ask
	request.Name, request.Path, request.Picture = []byte(in.Name), []byte(in.Path), ask
	content, err := encodeJSON(request)
	if err != nil {
		return pictureReply{}, err
	}
	answer, err := p.workers.pool.Do(ctx, content)
	var fault *worker.Fault
	if errors.As(err, &fault) {
		return pictureReply{Problem: reasonOfFault(fault).Message}, nil
	}
	var reply pictureReply
	if err == nil {
		err = json.Unmarshal(answer, &reply)
	}
	return reply, err
}

// picture draws what a request asks for, in a worker. What cannot be drawn is
// an answer too.
func (d *documentReader) picture(ctx context.Context, ask *request) []byte {
	var reply pictureReply
	var err error
	if reply.PNG, err = d.drawPicture(ctx, ask); err != nil {
		reply.Problem = reasonOf(err).Message
	}
	content, err := encodeJSON(reply)
	if err != nil {
		panic(err) // it holds nothing but text and bytes
	}
	return content
}

func (d *documentReader) drawPicture(ctx context.Context, ask *request) ([]byte, error) {
	f, err := os.Open(string(ask.Path))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size, err := sameBytes(f, ask.Picture.SHA256)
	if err != nil {
		return nil, err
	}
	doc, err := d.pdfium.Open(ctx, f, size, ask.options().Passwords)
	switch {
	case errors.Is(err, pdfium.ErrPassword):
		return nil, &extract.EncryptedError{}
	case err != nil:
		return nil, err
	}
	defer doc.Close()
	page, err := doc.Page(ctx, ask.Picture.Page)
	if err != nil {
		return nil, err
	}
	drawn, err := doc.Render(ctx, ask.Picture.Page, float64(ask.Picture.Width)*pointsPerInch/page.Width)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fast := png.Encoder{CompressionLevel: png.BestSpeed} // it goes no farther than this machine, most often
	err = fast.Encode(&b, drawn)
	return b.Bytes(), err
}
