package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/normalize"
	"mubiao/store"
)

// readDocument reads the forms of a document in this process: all that is to
// be stored about it. done is called after each page.
func readDocument(ctx context.Context, in input, opts ladder.Options, done func()) (store.Document, error) {
	file, err := ladder.Open(ctx, in.Path, opts)
	if err != nil {
		return store.Document{}, err
	}
	defer file.Close()
	result, err := normalize.Read(ctx, in.Name, file.SHA256, pageByPage{file, done})
	if err != nil {
		return store.Document{}, err
	}
	doc := store.Document{
		Paths:   []string{in.Name},
		SHA256:  file.SHA256,
		Size:    file.Size,
		Version: normalize.Version,
		At:      time.Now(),
		Pages:   result.Pages,
		Records: result.Records,
	}
	doc.Status, doc.Reason = outcome(&doc)
	return doc, nil
}

// pageByPage tells of each page that was read.
type pageByPage struct {
	extract.Document
	done func()
}

func (p pageByPage) Page(ctx context.Context, n int) (*extract.Page, error) {
	defer p.done()
	return p.Document.Page(ctx, n)
}

// outcome tells a document that holds no form from one without any text: a
// scan, most often. Pictures that were not read may hold forms beside text, or
// over text that another program hid under them.
func outcome(doc *store.Document) (store.Status, store.Reason) {
	reason := withoutText(doc.Records)
	switch {
	case doc.Forms() > 0:
		return store.Read, store.Reason{}
	case !hasText(doc.Pages):
		return store.Failed, reason
	case reason.Code == reasonNoOCR, reason.Code == reasonOCROff:
		return store.NoForm, reason
	}
	return store.NoForm, store.Reason{}
}

// pageReasons are the reasons of documents of which a page has such an issue.
var pageReasons = map[string]string{
	"page-too-large":  reasonTooLarge,
	"page-unreadable": reasonUnreadable,
	"page-damaged":    reasonUnreadable,
	reasonNoOCR:       reasonNoOCR,
	reasonOCROff:      reasonOCROff,
}

// withoutText is why a document has no text, by the records of its pages: they
// hold none, or none could be read.
func withoutText(pages []normalize.Record) store.Reason {
	for _, r := range pages {
		for _, issue := range r.Issues {
			if code := pageReasons[issue.Code]; code != "" && r.Form == "" {
				return store.Reason{Code: code, Message: pageRanges(r.Source.Pages) + ": " + issue.Message}
			}
		}
	}
	return store.Reason{Code: reasonNoText, Message: "none of its pages holds text"}
}

func hasText(pages []normalize.PageSummary) bool {
	for _, p := range pages {
		if p.Glyphs > 0 || p.Reader == extract.ReaderPlain {
			return true
		}
	}
	return false
}

// failed is the document of a file that could not be read.
func failed(in input, reason store.Reason) store.Document {
	doc := store.Document{
		Paths:   []string{in.Name},
		Status:  store.Failed,
		Reason:  reason,
		Version: normalize.Version,
		At:      time.Now(),
	}
	if sum, size, err := identify(in.Path); err == nil {
		doc.SHA256, doc.Size = sum, size
	}
	return doc
}

// refusedDocument is the failed document of an input that has no file, because
// of err; or that error if it is not about the document.
func refusedDocument(ctx context.Context, in input, err error) (store.Document, error) {
	var here *spoolError
	if ctx.Err() != nil || errors.As(err, &here) {
		return store.Document{}, err
	}
	return failed(in, reasonOf(err)), nil
}

// identify returns the SHA-256 of a file's bytes, in hex, and their number.
func identify(path string) (sum string, size int64, err error) {
	// To open a pipe may take for ever, and so may reading a device.
	if stat, err := os.Stat(path); err != nil || !stat.Mode().IsRegular() {
		return "", 0, errors.Join(err, fmt.Errorf("%s: not a regular file", path))
	}
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	hash := sha256.New()
	if size, err = io.Copy(hash, f); err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(hash.Sum(nil)), size, nil
}
