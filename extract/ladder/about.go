package ladder

import (
	"encoding/hex"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mubiao/extract/text/object"
)

// describe reads what the file says of itself.
func (f *File) describe(objs object.Objects) {
	trailer := objs.Trailer()
	f.Encrypted = trailer.Key("Encrypt").Kind() == object.Dict
	about := trailer.Key("Info")
	f.Title = textString(spelledOut(about.Key("Title").Bytes()))
	f.Creator = textString(about.Key("Creator").Bytes())
	f.Producer = textString(about.Key("Producer").Bytes())
}

// spelledOut undoes what Distiller does to titles that are not ASCII: it keeps
// the hexadecimal spelling of PostScript, brackets and all.
func spelledOut(b []byte) []byte {
	if len(b) < 2 || b[0] != '<' || b[len(b)-1] != '>' {
		return b
	}
	out, err := hex.DecodeString(string(b[1 : len(b)-1]))
	if err != nil {
		return b
	}
	return out
}

// textString decodes a text string (ISO 32000-2, 7.9.2.2). One that is neither
// UTF-16 nor UTF-8 by its mark is PDFDocEncoding by the standard, which shares
// all that matters with Windows-1252; Chinese programs put GBK there instead.
func textString(b []byte) string {
	return strings.Trim(decodeTextString(b), "\x00 ")
}

func decodeTextString(b []byte) string {
	switch {
	case len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff:
		return utf16Text(b[2:], false)
	case len(b) >= 2 && b[0] == 0xff && b[1] == 0xfe:
		return utf16Text(b[2:], true)
	case len(b) >= 3 && string(b[:3]) == "\xef\xbb\xbf":
		return strings.ToValidUTF8(string(b[3:]), string(utf8.RuneError))
	}
	if isASCII(b) || utf8.Valid(b) {
		return string(b)
	}
	if s, bad := decodeGB(b); bad == 0 {
		return s
	}
	s, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return ""
	}
	return string(s)
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// utf16Text decodes UTF-16; a last odd byte is dropped.
func utf16Text(b []byte, little bool) string {
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		high, low := b[0], b[1]
		if little {
			high, low = low, high
		}
		units = append(units, uint16(high)<<8|uint16(low))
	}
	return string(utf16.Decode(units))
}

// decodeGB decodes GB18030 and counts what is none.
func decodeGB(b []byte) (s string, bad int) {
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		return "", len(b)
	}
	return string(out), countReplaced(string(out))
}
