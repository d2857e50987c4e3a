package preflight_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/ledongthuc/pdf"

	"mubiao/extract/preflight"
	"mubiao/extract/preflight/pdftest"
)

// packedAll puts catalog, page tree, font and page into object stream 6.
var packedAll = map[int]int{1: 6, 2: 6, 3: 6, 4: 6}

func builder() *pdftest.Builder {
	return new(pdftest.Builder).Pages("", pdftest.Show("Hello"))
}

func check(file []byte) preflight.Report {
	return preflight.Check(bytes.NewReader(file), int64(len(file)))
}

// replace is bytes.Replace that fails when there is nothing to replace.
func replace(t *testing.T, file []byte, old, with string) []byte {
	t.Helper()
	if !bytes.Contains(file, []byte(old)) {
		t.Fatalf("the file does not hold %q", old)
	}
	return bytes.Replace(file, []byte(old), []byte(with), 1)
}

// appendUpdate appends an incremental update whose table is empty and whose trailer
// says what is given; %d in it is the offset of the update's table.
func appendUpdate(file []byte, trailer string) []byte {
	start := len(file)
	if strings.Contains(trailer, "%d") {
		trailer = fmt.Sprintf(trailer, start)
	}
	return fmt.Appendf(bytes.Clone(file), "xref\n0 0\ntrailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n", trailer, start)
}

func TestVerdicts(t *testing.T) {
	table, stream := builder().Table(), builder().Stream(packedAll)
	tests := map[string]struct {
		file    []byte
		want    preflight.Verdict
		because string
	}{
		"table":                     {table, preflight.Sound, ""},
		"stream and object streams": {stream, preflight.Sound, ""},
		"update":                    {appendUpdate(table, fmt.Sprintf("/Size 6/Root 1 0 R/Prev %d", bytes.LastIndex(table, []byte("\nxref"))+1)), preflight.Sound, ""},
		"empty":                     {nil, preflight.Foreign, "no PDF header"},
		"text":                      {[]byte(strings.Repeat("plain text\n", 200)), preflight.Foreign, "no PDF header"},
		"header too far in":         {append(bytes.Repeat([]byte{'x'}, 1<<20), "%PDF-1.4\n"...), preflight.Foreign, "no PDF header"},
		"header alone":              {[]byte("%PDF-1.4\n"), preflight.Wrecked, "no startxref"},
		"no offset":                 {replace(t, table, "startxref\n", "startxref\nx"), preflight.Wrecked, "startxref without an offset"},
		"offset beyond the end":     {replace(t, table, "startxref\n", "startxref\n9"), preflight.Wrecked, "no cross-reference section"},
		"table gone":                {replace(t, table, "\nxref\n", "\nxxxx\n"), preflight.Wrecked, "no cross-reference section"},
		"damaged row":               {replace(t, table, " 00000 n \n", " 0000x n \n"), preflight.Wrecked, "damaged"},
		"loop of one":               {appendUpdate(table, "/Size 6/Root 1 0 R/Prev %d"), preflight.Hazardous, "loop"},
		"loop of streams":           {loopOfStreams(t), preflight.Hazardous, "loop"},
		"long chain":                {longChain(table), preflight.Hazardous, "more than 64"},
		"size":                      {replace(t, table, "/Size 6", "/Size 2000000000"), preflight.Hazardous, "/Size"},
		"size hidden in its name":   {replace(t, table, "/Size 6", "/S#69ze 2000000000"), preflight.Hazardous, "/Size"},
		"size of stream":            {replace(t, stream, "/Size 8", "/Size 2000000000"), preflight.Hazardous, "/Size"},
		"start of subsection":       {replace(t, table, "xref\n0 6", "xref\n4000000000 6"), preflight.Hazardous, "subsection"},
		"count of subsection":       {replace(t, table, "xref\n0 6", "xref\n0 4000000000"), preflight.Hazardous, "subsection"},
		"index of stream":           {replace(t, stream, "/Size 8", "/Size 8/Index[4000000000 1]"), preflight.Hazardous, "/Index"},
		"width of field":            {replace(t, stream, "/W[1 2 1]", "/W[1 2000000000 1]"), preflight.Hazardous, "/W"},
		"rows of no bytes":          {replace(t, stream, "/W[1 2 1]", "/W[0 0 0]"), preflight.Hazardous, "no bytes"},
		"filter of stream":          {replace(t, stream, "/W[1 2 1]", "/W[1 2 1]/Filter/LZWDecode"), preflight.Hazardous, "LZWDecode"},
		"in itself":                 {builder().Stream(map[int]int{1: 6, 6: 6}), preflight.Hazardous, "is in an object stream"},
		"extends itself":            {objectStream(func(head string) string { return head + "/Extends 6 0 R" }), preflight.Hazardous, "extends itself"},
		"extends what is not there": {objectStream(func(head string) string { return head + "/Extends 60 0 R" }), preflight.Sound, ""},
		"length in itself":          {objectStream(func(head string) string { return head + "/Length 4 0 R" }), preflight.Hazardous, "length of object stream 6"},
		"number of objects":         {objectStream(func(head string) string { return head + "/N 2000000000" }), preflight.Hazardous, "claims"},
		"number elsewhere":          {objectStream(func(head string) string { return head + "/N 5 0 R" }), preflight.Hazardous, "/N elsewhere"},
		"width of rows": {objectStream(func(head string) string {
			return head + "/DecodeParms[<</Predictor 12/Columns 4000000000>>]"
		}), preflight.Hazardous, "rows"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := check(test.file)
			if got.Verdict != test.want || !strings.Contains(got.Reason, test.because) {
				t.Errorf("got %v (%s), want %v (%s)", got.Verdict, got.Reason, test.want, test.because)
			}
		})
	}
}

// objectStream is a file whose object stream has the dictionary that edit makes
// of the one it should have; of a key stated twice the last counts.
func objectStream(edit func(head string) string) []byte {
	file := builder().Stream(packedAll)
	at := bytes.Index(file, []byte("/Type/ObjStm"))
	end := at + bytes.Index(file[at:], []byte(">>"))
	head := string(file[at:end])
	b := builder()
	b.Edit = func(num int, body string) string { return strings.Replace(body, head, edit(head), 1) }
	return b.Stream(packedAll)
}

func loopOfStreams(t *testing.T) []byte {
	file := builder().Stream(packedAll)
	at := bytes.LastIndex(file, []byte("7 0 obj"))
	return replace(t, file, "/Type/XRef", fmt.Sprintf("/Type/XRef/Prev %d", at))
}

func longChain(file []byte) []byte {
	prev := bytes.LastIndex(file, []byte("\nxref")) + 1
	for range 70 {
		next := len(file)
		file = appendUpdate(file, fmt.Sprintf("/Size 6/Root 1 0 R/Prev %d", prev))
		prev = next
	}
	return file
}

// What Check presents must read as the file does but where it says so.
func TestViewPutsRight(t *testing.T) {
	table := builder().Table()
	tests := map[string][]byte{
		"version 2.0":                            replace(t, table, "%PDF-1.4\n", "%PDF-2.0\n"),
		"blank after version":                    headed("%PDF-1.4 \n"),
		"bytes after end":                        append(bytes.Clone(table), bytes.Repeat([]byte("<html>\n"), 300)...),
		"no end mark":                            table[:len(table)-len("%%EOF\n")],
		"offset off by some":                     replace(t, table, "startxref\n3", "startxref\n4"),
		"header after mark, offsets from file":   headed("\ufeff%PDF-1.4\n"),
		"header after junk, offsets from file":   headed("HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n"),
		"header after junk, offsets from header": append([]byte("HTTP/1.1 200 OK\r\n\r\n"), table...),
	}
	for name, file := range tests {
		t.Run(name, func(t *testing.T) {
			r := check(file)
			if r.Verdict != preflight.Sound {
				t.Fatalf("%v: %s", r.Verdict, r.Reason)
			}
			b, err := io.ReadAll(io.NewSectionReader(r.Source, 0, r.Size))
			if err != nil || int64(len(b)) != r.Size {
				t.Fatalf("read %d of %d bytes: %v", len(b), r.Size, err)
			}
			lib, err := pdf.NewReader(r.Source, r.Size)
			if err != nil {
				t.Fatal(err)
			}
			if n := lib.NumPage(); n != 1 {
				t.Errorf("%d pages, want 1", n)
			}
		})
	}
}

func headed(header string) []byte {
	b := builder()
	b.Header = header
	return b.Table()
}

// The view is read in pieces of any size.
func TestViewReadsInPieces(t *testing.T) {
	r := check(append(headed("junk junk junk\n%PDF-1.4\n"), "junk"...))
	if err := iotest.TestReader(io.NewSectionReader(r.Source, 0, r.Size), readAll(t, r)); err != nil {
		t.Error(err)
	}
}

func readAll(t *testing.T, r preflight.Report) []byte {
	t.Helper()
	b, err := io.ReadAll(io.NewSectionReader(r.Source, 0, r.Size))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// BenchmarkCheck is on files of 60 pages in some 120 objects.
func BenchmarkCheck(b *testing.B) {
	many := make([][]byte, 60)
	for i := range many {
		many[i] = pdftest.Show("Hello")
	}
	packed := map[int]int{1: 200, 2: 200, 3: 200}
	for i := range many {
		packed[4+2*i] = 200 + i/20
	}
	for name, file := range map[string][]byte{
		"table":  new(pdftest.Builder).Pages("", many...).Table(),
		"stream": new(pdftest.Builder).Pages("", many...).Stream(packed),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if r := check(file); r.Verdict != preflight.Sound {
					b.Fatal(r.Reason)
				}
			}
		})
	}
}
