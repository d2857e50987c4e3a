package preflight

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// A Verdict says which library may open a file.
type Verdict uint8

// The verdicts, from best to worst.
const (
	// Sound files may be opened by any library.
	Sound Verdict = iota
	// Hazardous files would hang, exhaust or overflow a library that follows
	// them unchecked; one that checks may try.
	Hazardous
	// Wrecked files have no cross-reference section where one is announced: a
	// library that repairs may try, or Rebuild.
	Wrecked
	// Foreign files are no PDF.
	Foreign
)

func (v Verdict) String() string {
	return [...]string{"sound", "hazardous", "wrecked", "foreign"}[v]
}

// A Report is what Check found.
type Report struct {
	Verdict Verdict
	// Reason says in a few words why the verdict is not Sound; empty if it is.
	Reason string
	// Source and Size are what a library is to be given: the file itself, or a
	// view of it in which header and end are put right.
	Source io.ReaderAt
	Size   int64
	// BareKey tells that the encryption dictionary stands in the trailer
	// itself, where pdfcpu does not look: it takes the file for a plain one.
	// Rebuild moves it.
	BareKey bool
}

const (
	// headerWindow is how far into a file the header may stand (ISO 32000-1,
	// Annex H, implementation note 13).
	headerWindow = 1024
	// maxSections bounds the cross-reference sections of a file, one for each
	// time it was saved incrementally. Signed and annotated files have a dozen.
	maxSections = 64
	// maxObjects is the largest object number of ISO 32000-1, Annex C.2.
	maxObjects = 8_388_607
)

// Check reads the skeleton of a PDF of size bytes.
func Check(r io.ReaderAt, size int64) Report {
	header := findHeader(r, size)
	if header < 0 && !looksHeadless(r, size) {
		return Report{Verdict: Foreign, Reason: "no PDF header", Source: r, Size: size}
	}
	view, start, err := align(r, size, header)
	var trailer dict
	if err == nil {
		trailer, err = checkSections(view, start)
	}
	report := Report{Source: view.source(), Size: view.size}
	_, report.BareKey = trailer["Encrypt"].(dict)
	if err != nil {
		report.Verdict, report.Reason = Wrecked, err.Error()
	}
	if h, ok := errors.AsType[hazard](err); ok {
		report.Verdict, report.Reason = Hazardous, string(h)
	}
	return report
}

// IsPDF reports whether the file is a PDF by its header, which may stand
// behind up to 1 KiB of something else, or by its end mark when the header is
// lost.
func IsPDF(r io.ReaderAt, size int64) bool {
	return findHeader(r, size) >= 0 || looksHeadless(r, size)
}

// findHeader returns the offset of %PDF-, or -1.
func findHeader(r io.ReaderAt, size int64) int64 {
	head := readAt(r, size, 0, headerWindow)
	return int64(bytes.Index(head, []byte("%PDF-")))
}

// looksHeadless reports whether a file without a header ends as PDFs do.
func looksHeadless(r io.ReaderAt, size int64) bool {
	tail := readAt(r, size, max(0, size-tailWindow), tailWindow)
	at := bytes.LastIndex(tail, []byte("startxref"))
	return at >= 0 && bytes.Contains(tail[at:], []byte("%%EOF"))
}

// A hazard is a reason not to let the fast library open a file.
type hazard string

func (h hazard) Error() string { return string(h) }

func hazardf(format string, args ...any) error { return hazard(fmt.Sprintf(format, args...)) }

// readAt returns up to n bytes at off, fewer at the end of the file.
func readAt(r io.ReaderAt, size, off int64, n int) []byte {
	if off < 0 || off >= size {
		return nil
	}
	b := make([]byte, min(int64(n), size-off))
	got, _ := r.ReadAt(b, off)
	return b[:got]
}
