package main

import (
	"errors"
	"io/fs"

	"mubiao/extract"
	"mubiao/internal/worker"
	"mubiao/store"
)

// Reasons for which a document has no forms. docs/issues.md tells what they
// mean.
const (
	reasonMissing     = "document-missing"
	reasonNoAccess    = "document-no-access"
	reasonNotPDF      = "document-not-pdf"
	reasonEncrypted   = "document-encrypted"
	reasonUnsupported = "document-unsupported"
	reasonNoText      = "document-no-text"
	reasonTooLarge    = "document-too-large"
	reasonTimeout     = "document-timeout"
	reasonCrashed     = "document-crashed"
	reasonUnreadable  = "document-unreadable"
)

// reasonOf puts an error of reading in words that do not repeat the path.
func reasonOf(err error) store.Reason {
	var (
		format      *extract.FormatError
		unsupported *extract.UnsupportedError
		encrypted   *extract.EncryptedError
		limit       *extract.LimitError
		path        *fs.PathError
	)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return store.Reason{Code: reasonMissing, Message: "no such file"}
	case errors.As(err, &format):
		return store.Reason{Code: reasonNotPDF, Message: "not a readable PDF: " + format.Reason}
	case errors.As(err, &encrypted):
		return store.Reason{Code: reasonEncrypted, Message: "encrypted, and none of the passwords opens it"}
	case errors.As(err, &limit):
		return store.Reason{Code: reasonTooLarge, Message: "too large: " + limit.Reason}
	case errors.As(err, &unsupported):
		return store.Reason{Code: reasonUnsupported, Message: "not supported: " + unsupported.Feature}
	case errors.As(err, &path):
		return store.Reason{Code: reasonNoAccess, Message: path.Err.Error()}
	}
	return store.Reason{Code: reasonUnreadable, Message: err.Error()}
}

// reasonOfFault is the reason of a document that cost a worker.
func reasonOfFault(fault *worker.Fault) store.Reason {
	switch fault.Kind {
	case worker.TimedOut:
		return store.Reason{Code: reasonTimeout, Message: "given up: " + fault.Reason}
	case worker.TooLarge:
		return store.Reason{Code: reasonTooLarge, Message: "too large: " + fault.Reason}
	}
	return store.Reason{Code: reasonCrashed, Message: fault.Reason}
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
	case reasonTimeout:
		return "allow more time: mubiao import --timeout 10m --max-cpu 10m " + path
	case reasonTooLarge:
		return "raise the limit that it names: mubiao import --max-memory 1GiB --max-pages 20000 --max-size 4GiB " + path
	case reasonUnsupported, reasonCrashed, reasonUnreadable:
		return "have it rewritten and read that: mutool clean " + path + " clean.pdf"
	}
	return "see what stands on its pages: mubiao inspect " + path + " --stage grid --format text"
}
