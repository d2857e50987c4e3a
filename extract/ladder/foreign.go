package ladder

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// foreignProbe is how much of a file is looked at to name its kind, in bytes.
const foreignProbe = 512

// signatures name kinds of file by their first bytes.
var signatures = []struct{ magic, kind string }{
	{"\xff\xd8\xff", "a JPEG image"},
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"GIF8", "a GIF image"},
	{"BM", "a BMP image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document (doc, xls, wps or et)"},
	{"{\\rtf", "an RTF document"},
	{"%!PS", "a PostScript document"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
	{"\x1f\x8b", "a gzip archive"},
}

// foreign names the kind of a file that is neither PDF nor plain text; it is
// empty when the kind is not known.
func foreign(head []byte, source io.ReaderAt, size int64) string {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return zipKind(source, size)
	}
	for _, s := range signatures {
		if !bytes.HasPrefix(head, []byte(s.magic)) {
			continue
		}
		if s.magic == "BM" && bytes.IndexByte(head, 0) < 0 {
			continue // two letters that text may begin with
		}
		return s.kind
	}
	start := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")))
	switch {
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"):
		return "an HTML page"
	case strings.HasPrefix(start, "<?xml"):
		return "an XML document"
	}
	return ""
}

// members name kinds of ZIP archive by a file or folder in them.
var members = []struct{ path, kind string }{
	{"word/", "an Office document (docx)"},
	{"xl/", "an Office document (xlsx)"},
	{"ppt/", "an Office document (pptx)"},
	{"OFD.xml", "an OFD document"},
	{"content.xml", "an OpenDocument document"},
}

// membersMost bounds the directory that is looked through.
const membersMost = 10_000

func zipKind(source io.ReaderAt, size int64) string {
	const archive = "a ZIP archive"
	z, err := zip.NewReader(source, size)
	if err != nil {
		return archive
	}
	for _, f := range z.File[:min(len(z.File), membersMost)] {
		for _, m := range members {
			if strings.HasPrefix(f.Name, m.path) {
				return m.kind
			}
		}
	}
	return archive
}
