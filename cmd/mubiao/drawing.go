package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/extract/pdfium"
	"mubiao/internal/worker"
)

// draw has a worker draw from the file at a path what fill asks for, and takes
// its answer into reply, unless there is a problem with the file. An error is
// none of the file's.
func (w *workers) draw(ctx context.Context, s *streams, path string, fill func(*request), reply any) (problem string, err error) {
	if path == listOfPaths || isStdin(path) {
		return "it was read from stdin", nil
	}
	in, done, err := oneInput(s, path).file(ctx, ladder.DefaultSize)
	if err != nil {
		doc, err := refusedDocument(ctx, in, err)
		return doc.Reason.Message, err
	}
	defer done()
	ask := w.ask
	ask.Name, ask.Path = []byte(in.Name), []byte(in.Path)
	fill(&ask)
	content, err := encodeJSON(ask)
	if err != nil {
		return "", err
	}
	answer, err := w.pool.Do(ctx, content)
	var fault *worker.Fault
	switch {
	case errors.As(err, &fault):
		return reasonOfFault(fault).Message, nil
	case err != nil:
		return "", err
	}
	return "", json.Unmarshal(answer, reply)
}

// errChanged reports that a file no longer holds what was read.
var errChanged = errors.New("the file has changed since it was read")

// drawable opens the document of a request, if its file still holds the bytes
// with a hash. done closes it.
func (d *documentReader) drawable(ctx context.Context, ask *request, hash string) (doc *pdfium.Document, done func(), err error) {
	f, err := os.Open(string(ask.Path))
	if err != nil {
		return nil, nil, err
	}
	size, err := sameBytes(f, hash)
	if err == nil {
		doc, err = d.pdfium.Open(ctx, f, size, ask.options().Passwords)
	}
	switch {
	case errors.Is(err, pdfium.ErrPassword):
		err = &extract.EncryptedError{}
		fallthrough
	case err != nil:
		f.Close()
		return nil, nil, err
	}
	return doc, func() { doc.Close(); f.Close() }, nil
}

// sameBytes returns the size of a file that holds the bytes with a hash.
func sameBytes(f *os.File, want string) (int64, error) {
	stat, err := f.Stat()
	if err != nil {
		return 0, err
	}
	if !stat.Mode().IsRegular() {
		return 0, errChanged
	}
	hash := sha256.New()
	size, err := io.Copy(hash, f)
	if err == nil && hex.EncodeToString(hash.Sum(nil)) != want {
		err = errChanged
	}
	return size, err
}

// encodeDrawing writes what a worker answers to such a request.
func encodeDrawing(reply any) []byte {
	content, err := encodeJSON(reply)
	if err != nil {
		panic(err) // it holds nothing but text and bytes
	}
	return content
}
