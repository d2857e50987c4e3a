// Package pdfwrite turns calls that place text and rules on pages into a PDF
// file, for tests and for the documents of testdata. It writes what Chinese
// office programs write – composite fonts that are not embedded, rules as
// strokes or thin boxes, turned pages – and nothing that needs a font file.
//
// The same calls give the same bytes: no date, no random file identifier.
package pdfwrite

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// Options say how the objects of a file are stored. The zero value is the
// plainest: PDF 1.4, uncompressed, with a cross-reference table.
type Options struct {
	Compress      bool // content and CMap streams as FlateDecode
	ObjectStreams bool // PDF 1.5: objects in object streams, a cross-reference stream
}

// A File is a document under construction.
type File struct {
	opts  Options
	pages []*Page
	fonts []*Font
	err   error // the first character that a font could not encode
}

// New starts an empty file.
func New(opts Options) *File { return &File{opts: opts} }

// An object is the body of an indirect object; a stream has data.
type object struct {
	dict   string // without the angle brackets
	data   []byte
	stream bool
}

// Bytes lays out the file. The error names the first character that the font
// it was set in cannot encode.
func (f *File) Bytes() ([]byte, error) {
	if f.err != nil {
		return nil, f.err
	}
	objects := f.objects()
	if f.opts.ObjectStreams {
		return f.packed(objects), nil
	}
	return f.plain(objects), nil
}

// objects numbers everything: the catalogue is object 1, the page tree 2.
func (f *File) objects() []object {
	list := []object{{dict: "/Type /Catalog /Pages 2 0 R"}, {}}
	next := func(o object) int {
		list = append(list, o)
		return len(list)
	}
	fonts := ""
	for _, font := range f.fonts {
		fonts += fmt.Sprintf("/%s %d 0 R ", font.name, font.objects(next, f.stream))
	}
	kids := make([]string, 0, len(f.pages))
	for _, p := range f.pages {
		content := next(f.stream("", p.content.Bytes()))
		dict := fmt.Sprintf("/Type /Page /Parent 2 0 R %s /Resources << /Font << %s>>%s >> /Contents %d 0 R", p.boxes(), fonts, p.images(next), content)
		kids = append(kids, fmt.Sprintf("%d 0 R", next(object{dict: dict})))
	}
	list[1].dict = fmt.Sprintf("/Type /Pages /Count %d /Kids [%s]", len(kids), strings.Join(kids, " "))
	return list
}

// images gives out the objects of a page's pictures and returns the entry of
// its resources that names them.
func (p *Page) images(next func(object) int) string {
	if len(p.pictures) == 0 {
		return ""
	}
	names := ""
	for i, q := range p.pictures {
		dict := fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /%s",
			q.width, q.height, q.space, q.filter())
		names += fmt.Sprintf("/P%d %d 0 R ", i+1, next(object{dict: dict, data: q.file, stream: true}))
	}
	return " /XObject << " + names + ">>"
}

// stream makes a stream object, deflated if the file is to be.
func (f *File) stream(dict string, data []byte) object {
	if f.opts.Compress {
		data = deflate(data)
		dict += " /Filter /FlateDecode"
	}
	return object{dict: dict, data: data, stream: true}
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(data) // a bytes.Buffer takes all
	w.Close()
	return b.Bytes()
}

// body writes an object without its number.
func (o object) body(b *bytes.Buffer) {
	if !o.stream {
		fmt.Fprintf(b, "<< %s >>\n", o.dict)
		return
	}
	fmt.Fprintf(b, "<< %s /Length %d >>\nstream\n", o.dict, len(o.data))
	b.Write(o.data)
	b.WriteString("\nendstream\n")
}

// header is the first line and a comment of high bytes that marks the file
// as binary (ISO 32000-1, 7.5.2).
func header(version string) *bytes.Buffer {
	return bytes.NewBufferString("%PDF-" + version + "\n%\xe2\xe3\xcf\xd3\n")
}

// plain writes all objects one after the other and a cross-reference table
// (ISO 32000-1, 7.5.4).
func (f *File) plain(objects []object) []byte {
	b := header("1.4")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		writeObject(b, i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}
