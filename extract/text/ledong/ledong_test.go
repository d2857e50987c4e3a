package ledong

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/extract"
	"mubiao/extract/text/object"
)

// A writer writes a PDF for a test.
type writer struct {
	bytes.Buffer
	offsets map[int]int
}

func newWriter() *writer {
	w := &writer{offsets: map[int]int{}}
	w.WriteString("%PDF-1.5\n")
	return w
}

func (w *writer) object(number int, body string) {
	w.offsets[number] = w.Len()
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", number, body)
}

func (w *writer) stream(number int, entries string, body []byte) {
	w.object(number, fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", entries, len(body), body))
}

// table ends the file with a cross-reference table, one section an object.
func (w *writer) table(trailer string) []byte {
	var numbers []int
	for n := range w.offsets {
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	start := w.Len()
	w.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for _, n := range numbers {
		fmt.Fprintf(w, "%d 1\n%010d 00000 n \n", n, w.offsets[n])
	}
	fmt.Fprintf(w, "trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n", trailer, start)
	return w.Bytes()
}

// xrefStream ends the file with a cross-reference stream, object number, that
// places packed objects in the object stream container, in their order.
func (w *writer) xrefStream(number, container int, packed []int, trailer string) []byte {
	w.offsets[number] = w.Len()
	rows := make([]byte, 0, 4*(number+1))
	for n := range number + 1 {
		row := []byte{0, 0, 0, 0}
		if at, ok := w.offsets[n]; ok {
			row = []byte{1, byte(at >> 8), byte(at), 0}
		}
		for i, p := range packed {
			if p == n {
				row = []byte{2, 0, byte(container), byte(i)}
			}
		}
		rows = append(rows, row...)
	}
	start := w.Len()
	fmt.Fprintf(w, "%d 0 obj\n<</Type/XRef/W[1 2 1]/Size %d/Length %d%s>>stream\n%s\nendstream\nendobj\n",
		number, number+1, len(rows), trailer, rows)
	fmt.Fprintf(w, "startxref\n%d\n%%%%EOF\n", start)
	return w.Bytes()
}

func deflated(s string) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.Bytes()
}

func mustOpen(t testing.TB, b []byte) object.Objects {
	t.Helper()
	objs, err := Open(bytes.NewReader(b), int64(len(b)), nil, object.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return objs
}

// printed prints a value, following references to a depth.
func printed(v object.Value, depth int) string {
	s := ""
	if v.ID() != 0 {
		s = fmt.Sprintf("#%d", v.ID())
	}
	switch v.Kind() {
	case object.Null:
		return "null"
	case object.Bool:
		return fmt.Sprint(v.Bool())
	case object.Integer:
		return fmt.Sprint(v.Int())
	case object.Real:
		return fmt.Sprintf("%gr", v.Float())
	case object.String:
		return fmt.Sprintf("(%s)", v.Bytes())
	case object.Name:
		return "/" + v.Name()
	case object.Array:
		if depth == 0 {
			return s + "[…]"
		}
		var e []string
		for i := range v.Len() {
			e = append(e, printed(v.Index(i), depth-1))
		}
		return s + "[" + strings.Join(e, " ") + "]"
	}
	if depth == 0 {
		return s + "<<…>>"
	}
	keys := v.Keys()
	sort.Strings(keys)
	var e []string
	for _, k := range keys {
		e = append(e, "/"+k+" "+printed(v.Key(k), depth-1))
	}
	return s + "<<" + strings.Join(e, " ") + ">>"
}

// everything is an object with one of each kind, in all their spellings.
const everything = `<</A[1 -2 0.5 true false null (s\)\(\\) <4142> /N 6 0 R 1 0 R [7 0 6 0 R] <<>>]` +
	`/B 6 0 R/C#20D<</E 6 0 R/F 99 0 R>>/G(] >> 6 0 R /B @ \377\000)/H/>#3E#5B/I 1.0/J[1 2 3]/K/a#20R/L[6 0]>>`

const everythingPrinted = `#5<</A [1 -2 0.5r true false null (s)(\) (AB) /N (six) #1<<…>> […] <<…>>] ` +
	`/B (six) /C D <</E (six) /F null>> /G (] >> 6 0 R /B @ ` + "\xff\x00" + `) /H />[ /I 1r /J [1 2 3] /K /a R /L [6 0]>>`

func TestObjectsAreReadWithTheirReferences(t *testing.T) {
	plain := newWriter()
	plain.object(1, "<</Type/Catalog/Pages 2 0 R/X 5 0 R>>")
	plain.object(2, "<</Type/Pages/Kids[3 0 R]>>")
	plain.object(3, "<</Type/Page>>")
	plain.object(5, strings.Replace(everything, "/H/>#3E#5B", "/H/#3E#5B", 1))
	plain.object(6, "(six)")

	packed := newWriter()
	packed.object(3, "<</Type/Page>>")
	bodies := []string{
		"<</Type/Catalog/Pages 2 0 R/X 5 0 R>>", "<</Type/Pages/Kids[3 0 R]>>",
		strings.Replace(everything, "/H/>#3E#5B", "/H/#3E#5B", 1), "(six)",
	}
	index, all := "", ""
	for i, n := range []int{1, 2, 5, 6} {
		index += fmt.Sprintf("%d %d ", n, len(all))
		all += bodies[i] + "\n"
	}
	packed.stream(7, fmt.Sprintf("/Type/ObjStm/N 4/First %d/Filter/FlateDecode", len(index)), deflated(index+all))

	for name, file := range map[string][]byte{
		"plain":  plain.table("/Size 7/Root 1 0 R"),
		"packed": packed.xrefStream(8, 7, []int{1, 2, 5, 6}, "/Root 1 0 R"),
	} {
		t.Run(name, func(t *testing.T) {
			objs := mustOpen(t, file)
			root := objs.Trailer().Key("Root")
			got := printed(root.Key("X"), 2)
			if diff := cmp.Diff(everythingPrinted, got); diff != "" {
				t.Error(diff)
			}
			if root.Key("X") != root.Key("X") {
				t.Error("read twice")
			}
			if objs.Pages() != 1 || objs.Page(1).ID() != 3 {
				t.Errorf("%d pages, page 1 is object %d", objs.Pages(), objs.Page(1).ID())
			}
		})
	}
}

// plainFile is a file of one page whose content is (content).
func plainFile(trailer string) []byte {
	w := newWriter()
	w.object(1, "<</Type/Catalog/Pages 2 0 R>>")
	w.object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
	w.object(3, "<</Type/Page/Contents 4 0 R/Label(label)>>")
	w.stream(4, "", []byte("content"))
	return w.table(trailer)
}

func TestFilesThatTheLibraryRefusesAreOpened(t *testing.T) {
	good := plainFile("/Size 5/Root 1 0 R")
	for name, file := range map[string][]byte{
		"as it should be":        good,
		"version 2":              bytes.Replace(good, []byte("%PDF-1.5"), []byte("%PDF-2.0"), 1),
		"blank after version":    bytes.Replace(good, []byte("%PDF-1.5\n"), []byte("%PDF-1.5 "), 1),
		"junk at the start":      append([]byte("HTTP/1.1 200 OK\r\n\r\n"), good...),
		"junk at the end":        append(bytes.Clone(good), bytes.Repeat([]byte("\x00--boundary--\r\n"), 100)...),
		"no end marker":          bytes.TrimSuffix(good, []byte("%%EOF\n")),
		"Size too small":         plainFile("/Size 2/Root 1 0 R"),
		"no blank line at EOF":   bytes.TrimRight(good, "\n"),
		"Root is not at its end": plainFile("/Root 1 0 R/Size 5/ID[(\x00\x80)<41>]"),
	} {
		t.Run(name, func(t *testing.T) {
			objs := mustOpen(t, file)
			data, err := objs.Page(1).Key("Contents").Data()
			if string(data) != "content" || err != nil {
				t.Errorf("content %q, %v", data, err)
			}
		})
	}
}

func TestFilesBeyondReadingAreRefused(t *testing.T) {
	good := string(plainFile("/Size 5/Root 1 0 R"))
	loop := newWriter()
	loop.object(1, "<<>>")
	start := loop.Len()
	for name, file := range map[string]string{
		"empty":         "",
		"text":          "plain text",
		"no pages":      strings.Replace(good, "/Kids[3 0 R]", "/Kids[     ]", 1),
		"cut":           good[:len(good)/2],
		"no root":       strings.Replace(good, "/Root", "/Boot", 1),
		"xref loop":     string(loop.table(fmt.Sprintf("/Size 2/Root 1 0 R/Prev %d", start))),
		"wrong xref":    strings.Replace(good, "startxref\n", "startxref\n1", 1),
		"Size absurd":   strings.Replace(good, "/Size 5", "/Size 2000000000", 1),
		"no dictionary": strings.Replace(good, "trailer\n<<", "trailer\n[[", 1),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(strings.NewReader(file), int64(len(file)), nil, object.Limits{})
			var format *extract.FormatError
			if !errors.As(err, &format) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestPagesInheritAndLoopsEnd(t *testing.T) {
	w := newWriter()
	w.object(1, "<</Type/Catalog/Pages 2 0 R>>")
	w.object(2, "<</Type/Pages/Count 2000000000/Kids[3 0 R 4 0 R 3 0 R 2 0 R 99 0 R 6 0 R]/MediaBox[0 0 1 1]/Rotate 90>>")
	w.object(3, "<</Type/Page/Rotate 0/Contents 5 0 R>>")
	w.object(4, "<</Kids[5 0 R 2 0 R 4 0 R 3 0 R]/MediaBox[0 0 2 2]/Resources<</A 1>>/Parent 4 0 R>>")
	w.object(5, "<</CropBox[0 0 3 3]>>")
	w.object(6, "[]")
	objs := mustOpen(t, w.table("/Size 7/Root 1 0 R"))
	var got []string
	for n := 1; n <= objs.Pages(); n++ {
		p := objs.Page(n)
		got = append(got, fmt.Sprintf("%d %d° %v %v %v", p.ID(), p.Key("Rotate").Int(),
			p.Key("MediaBox").Index(2).Int(), p.Key("CropBox").Index(2).Int(), p.Key("Resources").Key("A").Int()))
	}
	want := []string{"3 0° 1 0 0", "5 90° 2 3 1", "3 0° 2 0 1", "3 0° 1 0 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if k := objs.Page(0).Kind(); k != object.Null {
		t.Errorf("page 0 is %v", k)
	}
	if k := objs.Page(5).Kind(); k != object.Null {
		t.Errorf("page 5 is %v", k)
	}
}

func TestStreamsDecode(t *testing.T) {
	text := strings.Repeat("some content\n", 1000)
	packed := string(deflated(text))
	tests := []struct {
		name, entries, body string
		want                string
		fails               bool
	}{
		{"plain", "/Length 7", "content", "content", false},
		{"empty", "/Length 0", "", "", false},
		{"Length too short", "/Length 3", "content", "content", false},
		{"Length too long", "/Length 300", "content", "content", false},
		{"no Length", "", "content", "content", false},
		{"Length far out", "/Length 2000000000", "content", "content", false},
		{"Length negative", "/Length -3", "content", "content", false},
		{"Length by reference", "/Length 5 0 R", "content", "content", false},
		{"deflated", fmt.Sprintf("/Filter/FlateDecode/Length %d", len(packed)), packed, text, false},
		{"deflated, in an array", fmt.Sprintf("/Filter[/FlateDecode]/DecodeParms[null]/Length %d", len(packed)), packed, text, false},
		{"deflated, Length too short", "/Filter/FlateDecode/Length 20", packed, text, false},
		{"deflated, cut", "/Filter/FlateDecode/Length 40", packed[:40], "some", true},
		{"deflated, not at all", "/Filter/FlateDecode/Length 7", "content", "", true},
		{"base 85", "/Filter/ASCII85Decode/Length 11", "@rH7,ASuS~>", "content", false},
		{"filter unknown to the library", "/Filter/LZWDecode/Length 7", "content", "", true},
		{"filter of a wrong kind", "/Filter 7/Length 7", "content", "", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWriter()
			w.object(1, "<</Type/Catalog/Pages 2 0 R>>")
			w.object(2, "<</Type/Pages/Kids[3 0 R]>>")
			w.object(3, "<</Type/Page/Contents 4 0 R>>")
			w.object(4, "<<"+test.entries+">>stream\n"+test.body+"\nendstream")
			w.object(5, "7")
			contents := mustOpen(t, w.table("/Size 6/Root 1 0 R")).Page(1).Key("Contents")
			data, err := contents.Data()
			if !strings.HasPrefix(strings.TrimRight(string(data), "\n"), strings.TrimRight(test.want, "\n")) {
				t.Errorf("got %.60q", data)
			}
			if (err != nil) != test.fails {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestABombIsCutAtTheLimit(t *testing.T) {
	const most = 1000
	w := newWriter()
	w.object(1, "<</Type/Catalog/Pages 2 0 R>>")
	w.object(2, "<</Type/Pages/Kids[3 0 R]>>")
	w.object(3, "<</Type/Page/Contents 4 0 R>>")
	w.stream(4, "/Filter/FlateDecode", deflated(strings.Repeat(" ", most+1)))
	file := w.table("/Size 5/Root 1 0 R")
	objs, err := Open(bytes.NewReader(file), int64(len(file)), nil, object.Limits{Stream: most})
	if err != nil {
		t.Fatal(err)
	}
	data, err := objs.Page(1).Key("Contents").Data()
	wantLimit(t, err, extract.LimitStream)
	if len(data) != most {
		t.Errorf("%d bytes; want %d", len(data), most)
	}
	wantLimit(t, objs.Exceeded(), extract.LimitStream)
	if err := objs.Exceeded(); err != nil {
		t.Errorf("told twice: %v", err)
	}
}

func TestObjectsThatNestTooDeepAreNull(t *testing.T) {
	const most = 10
	nested := func(n int) string { return strings.Repeat("[", n) + "7" + strings.Repeat("]", n) }
	for name, file := range map[string]func(*writer) []byte{
		"in the file": func(w *writer) []byte {
			w.object(4, nested(most))
			w.object(5, nested(most+1))
			return w.table("/Size 6/Root 1 0 R")
		},
		"in an object stream": func(w *writer) []byte {
			packed := nested(most) + " " + nested(most+1)
			index := fmt.Sprintf("4 0 5 %d ", 2*most+2)
			w.stream(6, fmt.Sprintf("/Type/ObjStm/N 2/First %d", len(index)), []byte(index+packed))
			return w.xrefStream(7, 6, []int{4, 5}, "/Root 1 0 R")
		},
	} {
		w := newWriter()
		w.object(1, "<</Type/Catalog/Pages 2 0 R>>")
		w.object(2, "<</Type/Pages/Kids[3 0 R]>>")
		w.object(3, "<</Type/Page/Fits 4 0 R/Deep 5 0 R>>")
		b := file(w)
		objs, err := Open(bytes.NewReader(b), int64(len(b)), nil, object.Limits{Nesting: most})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if kind := objs.Page(1).Key("Fits").Kind(); kind != object.Array || objs.Exceeded() != nil {
			t.Errorf("%s: the array that is allowed is of kind %d", name, kind)
		}
		objs.Page(1).Key("Deep")
		wantLimit(t, objs.Exceeded(), extract.LimitNesting)
	}
}

func wantLimit(t *testing.T, err error, limit extract.Limit) {
	t.Helper()
	if over, ok := errors.AsType[*extract.LimitError](err); !ok || over.Limit != limit {
		t.Errorf("got %v; want the limit %s", err, limit)
	}
}

// A meter counts what is read.
type meter struct {
	io.ReaderAt
	bytes int
}

func (m *meter) ReadAt(p []byte, off int64) (int, error) {
	n, err := m.ReaderAt.ReadAt(p, off)
	m.bytes += n
	return n, err
}

func TestObjectsAreReadOnce(t *testing.T) {
	file := plainFile("/Size 5/Root 1 0 R")
	m := &meter{ReaderAt: bytes.NewReader(file)}
	objs, err := Open(m, int64(len(file)), nil, object.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	use := func() {
		if data, err := objs.Page(1).Key("Contents").Data(); len(data) == 0 || err != nil {
			t.Fatal(err)
		}
	}
	use()
	before := m.bytes
	use()
	if m.bytes != before {
		t.Errorf("%d bytes read again", m.bytes-before)
	}
}

func TestDamageNeverEscapes(t *testing.T) {
	good := plainFile("/Size 5/Root 1 0 R")
	end := bytes.LastIndex(good, []byte("xref\n0 1"))
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 2))
		file := bytes.Clone(good)
		for range 1 + r.IntN(6) {
			const marks = "\x00\xff<>()[]/%{} 059RSTeos\n"
			file[r.IntN(end)] = marks[r.IntN(len(marks))]
		}
		objs, err := Open(bytes.NewReader(file), int64(len(file)), nil, object.Limits{})
		if err != nil {
			continue
		}
		for n := range objs.Pages() + 2 {
			printed(objs.Page(n), 6)
			objs.Page(n).Key("Contents").Data()
		}
		objs.Close()
	}
}

func TestPasswords(t *testing.T) {
	if _, err := exec.LookPath("mutool"); err != nil {
		t.Skip("mutool is missing")
	}
	plain := filepath.Join(t.TempDir(), "plain.pdf")
	if err := os.WriteFile(plain, plainFile("/Size 5/Root 1 0 R/ID[<41><41>]"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		method    string
		user      string
		passwords []string
		err       error // nil if it opens
	}{
		{"aes-128", "", nil, nil},
		{"aes-128", "", []string{"needless"}, nil},
		{"aes-128", "right", []string{"wrong", "", "right", "further"}, nil},
		{"aes-128", "right", nil, ErrPassword},
		{"aes-128", "right", []string{"wrong"}, ErrPassword},
		{"rc4-128", "right", []string{"right"}, nil},
		{"rc4-128", "right", []string{"wrong"}, ErrPassword},
		{"rc4-40", "right", []string{"right"}, new(extract.UnsupportedError)},
		{"aes-256", "right", []string{"right"}, new(extract.FormatError)},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s %s %q", test.method, test.user, test.passwords), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "encrypted.pdf")
			cmd := exec.Command("mutool", "clean", "-E", test.method, "-U", test.user, "-O", "owner", plain, path)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			objs, err := Open(bytes.NewReader(content), int64(len(content)), test.passwords, object.Limits{})
			if fmt.Sprintf("%T", err) != fmt.Sprintf("%T", test.err) || test.err == ErrPassword && err != ErrPassword {
				t.Fatalf("got %v, want %T", err, test.err)
			}
			if err != nil {
				return
			}
			if data, err := objs.Page(1).Key("Contents").Data(); !bytes.HasPrefix(data, []byte("content")) {
				t.Errorf("content %.80q, %v", data, err)
			}
			if label := objs.Page(1).Key("Label").Bytes(); string(label) != "label" {
				t.Errorf("string %q", label)
			}
		})
	}
}
