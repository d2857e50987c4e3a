package ladder

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"
)

const (
	// invalidMost is the share of characters that may be invalid in text: what
	// a tool that cut its output in the middle of a character leaves behind,
	// but not what another encoding looks like.
	invalidMost = 0.005
	// controlsMost is the share of control characters that may be in text.
	// Dumps of PDFs with fonts that map badly hold some; binaries are full of
	// them.
	controlsMost = 0.02
	// commonLeast is the share of its double bytes that must be GB 2312 in
	// what is taken for Chinese text. In prose it is above 99 %; Big5,
	// Shift-JIS and chance stay far below, as a third of their second bytes
	// are under 0xA1.
	commonLeast = 0.8
)

var errBinary = errors.New("neither a PDF nor text in UTF-8, UTF-16 or GB18030")

// decodeText makes UTF-8 of a text file, without its byte order mark. What
// little may be invalid becomes U+FFFD.
func decodeText(b []byte) (string, error) {
	s, err := decodeAny(b)
	if err != nil {
		return "", err
	}
	if float64(countControls(s)) > controlsMost*float64(utf8.RuneCountInString(s)) || strings.ContainsRune(s, 0) {
		return "", errBinary
	}
	return s, nil
}

func decodeAny(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte{0xef, 0xbb, 0xbf}):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return utf16Text(b[2:], true), nil
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return utf16Text(b[2:], false), nil
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return "", errBinary
	}
	if s, bad := decodeGB(b); mostlyValid(s, bad) && commonShare(b) >= commonLeast {
		return s, nil
	}
	s := string(bytes.ToValidUTF8(b, []byte(string(utf8.RuneError))))
	if mostlyValid(s, countReplaced(s)) {
		return s, nil
	}
	return "", errBinary
}

func mostlyValid(s string, bad int) bool {
	return float64(bad) <= invalidMost*float64(utf8.RuneCountInString(s))
}

// commonShare is the share of GB 2312 among the double bytes of b, read as
// GB18030.
func commonShare(b []byte) float64 {
	double, common := 0, 0
	for i := 0; i+1 < len(b); i++ {
		if b[i] < 0x81 {
			continue
		}
		double++
		if b[i] >= 0xa1 && b[i] <= 0xf7 && b[i+1] >= 0xa1 {
			common++
		}
		i++
	}
	if double == 0 {
		return 0
	}
	return float64(common) / float64(double)
}

func countControls(s string) int {
	n := 0
	for _, r := range s {
		if r < ' ' && !strings.ContainsRune("\t\n\v\f\r", r) || r == 0x7f {
			n++
		}
	}
	return n
}
