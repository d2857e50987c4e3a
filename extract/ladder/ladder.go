// Package ladder opens a path as a Document and picks, page by page, the
// reader that can be trusted.
//
// A PDF is first looked at by preflight and then read by the fast reader. A
// page that it cannot read, or not without doubts that another reader might
// not have, is read by the second reader too, and the better reading stands;
// see Page.Reader and Page.Why. The second reader is opened when it is first
// needed. A file whose cross-references are wrecked is rebuilt in memory and
// read like any other. What is still in doubt then is left to PDFium. A page
// that shows a picture and no text to speak of is read from that picture, and so
// is one with pictures that hold much more print than its text says.
//
// BUG: of a page that is partly text and partly picture, all is read from its
// picture or nothing: what its text says exactly is read by sight too. Where
// pictures are not read, a page with text is not said to hold any.
//
// BUG: text below a picture counts as visible where PDFium is the reader.
//
// Plain text is the output of some other tool; its pages end at form feeds.
package ladder

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"mubiao/extract"
	"mubiao/extract/pdfium"
	"mubiao/extract/preflight"
	"mubiao/extract/scan"
)

// Options say how a file is opened.
type Options struct {
	Passwords []string // tried in order on an encrypted file, after the empty one
	Limits    Limits
	// Only names the one reader that may read the file, for a file that another
	// one did not survive; empty for any. A file that it does not read is
	// unsupported.
	Only extract.Reader
	// PDFium is the reader of last resort. It may serve many files at a time; it
	// starts when a page first needs it, and is closed by who made it. Without it
	// there is none, and no page is read from its picture.
	PDFium *pdfium.Engine
	// CrossCheck has one page in so many compared with what its fonts and PDFium
	// make of it, among those that nothing is wrong with; 0 for none. See
	// extract.Page.Disagreement.
	CrossCheck int
	// OCR says which pages are read from their pictures; empty is OCRAuto.
	OCR OCR
	// Engine is asked for what reads lines in pictures when a page first needs
	// it; who made it closes it. Its error is ocr.ErrNotInstalled, wrapped, where
	// there is none; that is what a nil Engine means too.
	Engine func() (scan.Engine, error)
}

// A File is an opened document and its identity.
type File struct {
	extract.Document
	Path   string
	SHA256 string // hex
	Size   int64  // bytes

	// Encrypted tells that a PDF is encrypted, be it with the empty password.
	Encrypted bool
	// Repaired says what was wrong with a PDF that could not be read as it
	// stands, and whether pages of it are lost; empty for a sound one.
	Repaired string
	// Title, Creator (the program it was written in) and Producer (the one
	// that made the PDF) are what a PDF says of itself, if it does.
	Title, Creator, Producer string

	closer io.Closer
}

// Close closes the document and the file.
func (f *File) Close() error {
	err := f.Document.Close()
	if closing := f.closer.Close(); err == nil {
		err = closing
	}
	return err
}

// Open opens a PDF, or a plain text file (UTF-8, UTF-16 with a byte order
// mark, or GB18030), told apart by content. Its errors are those of the file
// system, *extract.FormatError, *extract.EncryptedError when no password fits,
// *extract.LimitError for a file beyond the limits, *extract.UnsupportedError
// for an encryption that is not by password, and that of ctx.
//
// A page is valid until the next call of Page.
func Open(ctx context.Context, path string, opts Options) (*File, error) {
	opts.Limits = opts.Limits.withDefaults()
	stat, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !stat.Mode().IsRegular() { // to open a pipe may take for ever
		return nil, &extract.FormatError{Path: path, Reason: "not a regular file"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	file, err := open(ctx, f, path, opts)
	if err != nil {
		f.Close()
		return nil, err
	}
	return file, nil
}

func open(ctx context.Context, f *os.File, path string, opts Options) (*File, error) {
	stat, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := stat.Size()
	if size == 0 {
		return nil, &extract.FormatError{Path: path, Reason: "empty file"}
	}
	if err := opts.Limits.checkSize(path, size, false); err != nil {
		return nil, err
	}
	source, sum, err := identify(ctx, f, size)
	if err != nil {
		return nil, err
	}
	file := &File{Path: path, SHA256: sum, Size: size, closer: f}
	switch {
	case preflight.IsPDF(source, size):
		err = file.openPDF(ctx, source, opts)
	case opts.Only != "" && opts.Only != extract.ReaderPlain:
		err = &extract.UnsupportedError{Path: path, Feature: fmt.Sprintf("plain text for the reader %s", opts.Only)}
	default:
		err = file.openText(source, opts)
	}
	if err != nil {
		return nil, err
	}
	if err := opts.Limits.checkPages(path, file.Document); err != nil {
		return nil, errors.Join(err, file.Document.Close())
	}
	return file, nil
}

// wholeFile is the size up to which a file is read at once: reading it for its
// hash and again for its objects would cost more.
const wholeFile = 32 << 20

// identify hashes a file and returns it ready to be read.
func identify(ctx context.Context, f *os.File, size int64) (io.ReaderAt, string, error) {
	hash := sha256.New()
	if size <= wholeFile {
		b := make([]byte, size)
		if _, err := io.ReadFull(f, b); err != nil {
			return nil, "", fmt.Errorf("%s: %w", f.Name(), err)
		}
		hash.Write(b)
		return bytes.NewReader(b), hex.EncodeToString(hash.Sum(nil)), nil
	}
	const piece = 4 << 20
	for read := int64(0); read < size; read += piece {
		if err := ctx.Err(); err != nil {
			return nil, "", err
		}
		if _, err := io.CopyN(hash, f, min(piece, size-read)); err != nil {
			return nil, "", fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	return f, hex.EncodeToString(hash.Sum(nil)), nil
}
