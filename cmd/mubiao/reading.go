package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"time"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/normalize"
	"mubiao/store"
)

// A reader makes of a file all that is to be stored or printed about it. It
// does not fail: a file that cannot be read is a store.Failed document with
// its reason. Where it runs, in this process or in another one, is its own
// affair.
type reader func(ctx context.Context, in input) store.Document

// Reasons for which a document has no forms.
const (
	reasonMissing     = "missing"
	reasonNoAccess    = "no-access"
	reasonNotPDF      = "not-pdf"
	reasonEncrypted   = "encrypted"
	reasonUnsupported = "unsupported"
	reasonNoText      = "no-text"
	reasonCrashed     = "document-crashed"
	reasonUnreadable  = "unreadable"
)

// inProcess reads documents in this process. A panic costs the document that
// caused it.
func inProcess(opts ladder.Options) reader {
	return func(ctx context.Context, in input) (doc store.Document) {
		defer func() {
			if fault := recover(); fault != nil {
				doc = failed(in, store.Reason{Code: reasonCrashed, Message: fmt.Sprintf("reading it crashed: %v%s", fault, crashSite(debug.Stack()))})
			}
		}()
		doc, err := readDocument(ctx, in, opts)
		if err != nil {
			return failed(in, reasonOf(err))
		}
		return doc
	}
}

func readDocument(ctx context.Context, in input, opts ladder.Options) (store.Document, error) {
	file, err := ladder.Open(ctx, in.Path, opts)
	if err != nil {
		return store.Document{}, err
	}
	defer file.Close()
	result, err := normalize.Read(ctx, in.Name, file.SHA256, file)
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

// outcome tells a document that holds no form from one without any text: a
// scan, most often.
func outcome(doc *store.Document) (store.Status, store.Reason) {
	switch {
	case doc.Forms() > 0:
		return store.Read, store.Reason{}
	case !hasText(doc.Pages):
		return store.Failed, store.Reason{Code: reasonNoText, Message: "none of its pages holds text"}
	}
	return store.NoForm, store.Reason{}
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

// identify returns the SHA-256 of a file's bytes, in hex, and their number.
func identify(path string) (sum string, size int64, err error) {
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

// reasonOf puts an error of reading in words that do not repeat the path.
func reasonOf(err error) store.Reason {
	var (
		format      *extract.FormatError
		unsupported *extract.UnsupportedError
		encrypted   *extract.EncryptedError
		path        *fs.PathError
	)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return store.Reason{Code: reasonMissing, Message: "no such file"}
	case errors.As(err, &format):
		return store.Reason{Code: reasonNotPDF, Message: "not a readable PDF: " + format.Reason}
	case errors.As(err, &encrypted):
		return store.Reason{Code: reasonEncrypted, Message: "encrypted, and none of the passwords opens it"}
	case errors.As(err, &unsupported):
		return store.Reason{Code: reasonUnsupported, Message: "not supported: " + unsupported.Feature}
	case errors.As(err, &path):
		return store.Reason{Code: reasonNoAccess, Message: path.Err.Error()}
	}
	return store.Reason{Code: reasonUnreadable, Message: err.Error()}
}

// hintFor is what to try next about a document without forms.
func hintFor(reason, path string) string {
	path = shellQuote(path)
	switch reason {
	case reasonMissing, reasonNoAccess:
		return "check that it is there and may be read: ls -l " + path
	case reasonNotPDF:
		return "see what it is: file " + path
	case reasonEncrypted:
		return "give the password: mubiao import --password PASSWORD " + path
	case reasonNoText:
		return "it may be a scan, which is not read yet; look: mubiao inspect " + path + " --stage glyphs -o page.svg"
	case reasonUnsupported, reasonCrashed, reasonUnreadable:
		return "have it rewritten and read that: mutool clean " + path + " clean.pdf"
	}
	return "see what stands on its pages: mubiao inspect " + path + " --stage grid --format text"
}
