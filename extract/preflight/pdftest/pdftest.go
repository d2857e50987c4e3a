// Package pdftest builds small PDFs for tests, byte by byte, so that a test can
// damage one where it wants to.
package pdftest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"maps"
	"slices"
)

// A Builder collects objects. Its zero value is an empty file of version 1.4.
type Builder struct {
	Header  string // first line, with its line end; "" is "%PDF-1.4\n"
	Trailer string // further entries of the trailer
	// Edit, if set, changes what stands between obj and endobj.
	Edit    func(num int, body string) string
	objects map[int]string // by number: what stands between obj and endobj
	Offsets map[int]int    // of the objects, after Table or Stream
}

// Set puts an object in.
func (b *Builder) Set(num int, body string) {
	if b.objects == nil {
		b.objects = map[int]string{}
	}
	b.objects[num] = body
}

// SetStream puts a stream in; dict are its entries but /Length.
func (b *Builder) SetStream(num int, dict string, data []byte) {
	b.Set(num, fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

// Pages makes a document of pages with one content stream each, which is put
// in with the entries that filter gives. The catalog is object 1, its page
// tree 2, the font, Helvetica, 3; page i (from 0) is object 4+2i, its content
// the next.
func (b *Builder) Pages(filter string, contents ...[]byte) *Builder {
	var kids bytes.Buffer
	for i, content := range contents {
		num := 4 + 2*i
		fmt.Fprintf(&kids, "%d 0 R ", num)
		b.Set(num, fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", num+1))
		b.SetStream(num+1, filter, content)
	}
	b.Set(1, "<</Type/Catalog/Pages 2 0 R>>")
	b.Set(2, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>>>", kids.String(), len(contents)))
	b.Set(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	return b
}

// Show is a content stream that shows one line of text.
func Show(text string) []byte {
	return fmt.Appendf(nil, "BT /F 12 Tf 72 700 Td (%s) Tj ET", text)
}

// Deflate is the FlateDecode filter the other way round.
func Deflate(data []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write(data)
	w.Close()
	return out.Bytes()
}

// Table writes the file with a cross-reference table.
func (b *Builder) Table() []byte {
	out := b.body()
	start := out.Len()
	size := b.size()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", size)
	for num := 1; num < size; num++ {
		if off, ok := b.Offsets[num]; ok {
			fmt.Fprintf(out, "%010d 00000 n \n", off)
		} else {
			out.WriteString("0000000000 65535 f \n")
		}
	}
	fmt.Fprintf(out, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", size, b.Trailer, start)
	return out.Bytes()
}

// Stream writes the file with a cross-reference stream. The objects of packed
// go into object streams: packed maps the number of each to that of the object
// stream, which must be free.
func (b *Builder) Stream(packed map[int]int) []byte {
	places := b.pack(packed)
	out := b.body()
	start := out.Len()
	num := b.size()
	b.Offsets[num] = start
	var rows bytes.Buffer
	for n := range num + 1 {
		place, inside := places[n]
		off, direct := b.Offsets[n]
		switch {
		case inside:
			rows.Write([]byte{2, byte(place[0] >> 8), byte(place[0]), byte(place[1])})
		case direct:
			rows.Write([]byte{1, byte(off >> 8), byte(off), 0})
		default:
			rows.Write([]byte{0, 0, 0, 0})
		}
	}
	fmt.Fprintf(out, "%d 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Length %d%s>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		num, num+1, rows.Len(), b.Trailer, rows.Bytes(), start)
	return out.Bytes()
}

// pack moves objects into object streams and tells where they are: the number
// of the stream and the index in it.
func (b *Builder) pack(packed map[int]int) map[int][2]int {
	places := map[int][2]int{}
	heads, bodies, counts := map[int]string{}, map[int]string{}, map[int]int{}
	for _, num := range slices.Sorted(maps.Keys(packed)) {
		in := packed[num]
		places[num] = [2]int{in, counts[in]}
		heads[in] += fmt.Sprintf("%d %d ", num, len(bodies[in]))
		bodies[in] += b.objects[num] + " "
		counts[in]++
		delete(b.objects, num)
	}
	for in, head := range heads {
		b.SetStream(in, fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", counts[in], len(head)), Deflate([]byte(head+bodies[in])))
	}
	return places
}

// body writes the header and the objects, in the order of their numbers.
func (b *Builder) body() *bytes.Buffer {
	out := &bytes.Buffer{}
	if b.Header == "" {
		b.Header = "%PDF-1.4\n"
	}
	out.WriteString(b.Header)
	b.Offsets = map[int]int{}
	for _, num := range slices.Sorted(maps.Keys(b.objects)) {
		b.Offsets[num] = out.Len()
		body := b.objects[num]
		if b.Edit != nil {
			body = b.Edit(num, body)
		}
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", num, body)
	}
	return out
}

// size is one more than the largest number.
func (b *Builder) size() int {
	most := 0
	for num := range b.objects {
		most = max(most, num)
	}
	return most + 1
}
