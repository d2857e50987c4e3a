package extract

import "fmt"

// A FormatError reports input that is not what its reader reads: not a PDF,
// or one damaged beyond reading.
type FormatError struct {
	Path   string
	Reason string
}

func (e *FormatError) Error() string { return at(e.Path) + "not a readable PDF: " + e.Reason }

// An UnsupportedError reports valid input that is not supported.
type UnsupportedError struct {
	Path    string
	Feature string
}

func (e *UnsupportedError) Error() string { return at(e.Path) + "unsupported: " + e.Feature }

// An EncryptedError reports a file that needs a password which was not given
// or was wrong.
type EncryptedError struct{ Path string }

func (e *EncryptedError) Error() string { return at(e.Path) + "encrypted, password needed" }

// A Limit names a bound on what is read. Options and flags that set it have
// the same name.
type Limit string

// The limits.
const (
	LimitSize      Limit = "max-size"      // bytes of a file
	LimitPages     Limit = "max-pages"     // pages of a document
	LimitStream    Limit = "max-stream"    // bytes that a stream, or the content of a page, decodes to
	LimitOperators Limit = "max-operators" // operators of a page
	LimitNesting   Limit = "max-nesting"   // levels of forms, arrays and dictionaries
)

// A LimitError reports a file, or a part of one, beyond a limit on what is
// read.
type LimitError struct {
	Path   string
	Reason string // what there is of it, and how much there may be
	Limit  Limit  // empty for one that cannot be raised
}

func (e *LimitError) Error() string {
	message := at(e.Path) + "too large: " + e.Reason
	if e.Limit != "" {
		message += " (" + string(e.Limit) + ")"
	}
	return message
}

// at begins the words of an error about a file; the path is empty where it is
// not known.
func at(path string) string {
	if path == "" {
		return ""
	}
	return path + ": "
}

// Bytes is a size in words: 64 MiB, 1000 bytes.
type Bytes int64

func (b Bytes) String() string {
	if b >= 1<<20 && b%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", int64(b>>20))
	}
	return fmt.Sprintf("%d bytes", int64(b))
}
