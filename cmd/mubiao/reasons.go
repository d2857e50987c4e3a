package main

import (
	"errors"
	"io/fs"

	"mubiao/extract"
	"mubiao/internal/archive"
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
	reasonOCROff      = "no-text"
	reasonNoOCR       = "ocr-not-installed"
	reasonTooLarge    = "document-too-large"
	reasonTimeout     = "document-timeout"
	reasonCrashed     = "document-crashed"
	reasonUnreadable  = "document-unreadable"

	reasonArchiveDamaged   = "archive-damaged"
	reasonArchiveEncrypted = "archive-encrypted"
	reasonArchiveNested    = "archive-nested"
)

// reasonOf puts an error of reading in words that do not repeat the path.
func reasonOf(err error) store.Reason {
	var (
		format      *extract.FormatError
		unsupported *extract.UnsupportedError
		encrypted   *extract.EncryptedError
		limit       *extract.LimitError
		packed      *archive.Error
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
		return store.Reason{Code: reasonTooLarge, Message: withLimit("too large: "+limit.Reason, string(limit.Limit))}
	case errors.As(err, &unsupported):
		return store.Reason{Code: reasonUnsupported, Message: "not supported: " + unsupported.Feature}
	case errors.As(err, &packed):
		return reasonOfArchive(packed)
	case errors.As(err, &path):
		return store.Reason{Code: reasonNoAccess, Message: path.Err.Error()}
	}
	return store.Reason{Code: reasonUnreadable, Message: err.Error()}
}

// reasonOfArchive is the reason of an archive, or of a document in one.
func reasonOfArchive(err *archive.Error) store.Reason {
	switch err.Kind {
	case archive.Encrypted:
		return store.Reason{Code: reasonArchiveEncrypted, Message: err.Reason}
	case archive.Nested:
		return store.Reason{Code: reasonArchiveNested, Message: err.Reason}
	case archive.TooLarge:
		return store.Reason{Code: reasonTooLarge, Message: withLimit("too large: "+err.Reason, string(extract.LimitSize))}
	case archive.Bomb:
		return store.Reason{Code: reasonTooLarge, Message: "too large: " + err.Reason}
	case archive.Unsupported:
		return store.Reason{Code: reasonUnsupported, Message: "not supported: " + err.Reason}
	}
	return store.Reason{Code: reasonArchiveDamaged, Message: "damaged, or no ZIP archive: " + err.Reason}
}

// reasonOfFault is the reason of a document that cost a worker.
func reasonOfFault(fault *worker.Fault) store.Reason {
	flag := workerLimits[fault.Limit]
	switch fault.Kind {
	case worker.TimedOut:
		return store.Reason{Code: reasonTimeout, Message: withLimit("given up: "+fault.Reason, flag)}
	case worker.TooLarge:
		return store.Reason{Code: reasonTooLarge, Message: withLimit("too large: "+fault.Reason, flag)}
	}
	return store.Reason{Code: reasonCrashed, Message: fault.Reason}
}

// hintFor is what to try next about a document without forms.
func hintFor(reason store.Reason, path string) string {
	if hint := hintToRaise(reason.Message, "", path); hint != "" {
		return hint
	}
	if hint := hintForPacked(reason.Code, path); hint != "" {
		return hint
	}
	path = shellQuote(path)
	switch reason.Code {
	case reasonMissing, reasonNoAccess:
		return "check that it is there and may be read: ls -l " + path
	case reasonNotPDF:
		return "see what it is: file " + path
	case reasonEncrypted:
		return "give the password: mubiao import --password PASSWORD " + path
	case reasonNoOCR:
		return "install what reads scans: mubiao ocr install"
	case reasonOCROff:
		return "read its pictures: mubiao import --ocr auto " + path
	case reasonNoText:
		return "see what stands there: mubiao inspect " + path + " --stage glyphs -o page.svg"
	case reasonUnsupported, reasonCrashed, reasonUnreadable, reasonTimeout, reasonTooLarge:
		return "have it rewritten and read that: mutool clean " + path + " clean.pdf"
	}
	return "see what stands on its pages: mubiao inspect " + path + " --stage grid --format text"
}

// hintForPacked is what to try next about an archive, or a document in one; ""
// where it is what helps with a file.
func hintForPacked(reason, path string) string {
	file, _, packed := cutMember(path)
	file = shellQuote(file)
	switch reason {
	case reasonArchiveDamaged:
		return "see what is whole in it: unzip -t " + file
	case reasonArchiveNested, reasonArchiveEncrypted:
		return "unpack it, and import the folder: unzip " + file + " -d FOLDER"
	case reasonMissing, reasonNoAccess:
		if packed {
			return "see what is in it: unzip -l " + file
		}
	case reasonUnsupported, reasonCrashed, reasonUnreadable, reasonNotPDF, reasonTimeout, reasonTooLarge:
		if packed { // other programs read files alone
			return "unpack it, and import the folder: unzip " + file + " -d FOLDER"
		}
	}
	return ""
}
