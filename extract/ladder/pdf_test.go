package ladder_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/extract/preflight/pdftest"
)

// hello is a file of one page that shows Hello.
func hello() *pdftest.Builder { return new(pdftest.Builder).Pages("", pdftest.Show("Hello")) }

var packedAll = map[int]int{1: 6, 2: 6, 3: 6, 4: 6}

// damage replaces what must be there.
func damage(t *testing.T, file []byte, old, with string) []byte {
	t.Helper()
	if !bytes.Contains(file, []byte(old)) {
		t.Fatalf("the file does not hold %q", old)
	}
	return bytes.Replace(file, []byte(old), []byte(with), 1)
}

func TestDamagedFilesAreRead(t *testing.T) {
	table, stream := hello().Table(), hello().Stream(packedAll)
	xref := bytes.LastIndex(table, []byte("\nxref")) + 1
	start := fmt.Sprint(xref)
	headed := func(header string) []byte {
		b := hello()
		b.Header = header
		return b.Table()
	}
	sound, pdfcpu := extract.ReaderFast, extract.ReaderPdfcpu
	tests := map[string]struct {
		file   []byte
		reader extract.Reader
		repair string // in File.Repaired; "" for a file that counts as sound
	}{
		"sound, with a table":            {table, sound, ""},
		"sound, with streams":            {stream, sound, ""},
		"header missing":                 {table[len("%PDF-1.4\n"):], sound, "lead nowhere"},
		"version 2.0":                    {headed("%PDF-2.0\n"), sound, ""},
		"version with a blank":           {headed("%PDF-1.4 \n"), sound, ""},
		"junk before header":             {append([]byte("\r\n\r\nHTTP/1.1 200 OK\r\n"), table...), sound, ""},
		"junk before header, counted in": {headed("\r\n\r\nHTTP/1.1 200 OK\r\n%PDF-1.4\n"), sound, ""},
		"junk after the end":             {append(bytes.Clone(table), strings.Repeat("<br>\n", 1000)...), sound, ""},
		"end mark missing":               {table[:len(table)-len("%%EOF\n")], sound, ""},
		"startxref off by a little":      {damage(t, table, "startxref\n"+start, "startxref\n"+fmt.Sprint(xref-7)), sound, ""},
		"startxref beyond the end":       {damage(t, table, "startxref\n", "startxref\n9999"), sound, "no cross-reference section"},
		"startxref into content":         {damage(t, table, "startxref\n"+start, "startxref\n4"), sound, ""},
		"table and trailer missing":      {table[:xref], sound, "no startxref"},
		"offsets shifted":                {damage(t, table, "\n1 0 obj", "\n                    \n1 0 obj"), sound, "lead nowhere"},
		"endobj missing":                 {bytes.ReplaceAll(table, []byte("endobj\n"), nil), sound, "lead nowhere"},
		"tail cut off":                   {stream[:bytes.LastIndex(stream, []byte("7 0 obj"))], sound, "no startxref"},
		"/Prev loop":                     {damage(t, table, "/Size 6", "/Size 6/Prev "+start), sound, "loop"},
		"/Size of 2,000,000,000":         {damage(t, table, "/Size 6", "/Size 2000000000"), pdfcpu, "/Size"},
		"object stream in itself":        {hello().Stream(map[int]int{1: 6, 2: 6, 6: 6}), sound, "is in an object stream"},
		"object stream extends itself":   {edited("/Type/ObjStm", "/Type/ObjStm/Extends 6 0 R").Stream(packedAll), pdfcpu, "extends itself"},
		"kids that loop":                 {edited("/Kids[4 0 R ]", "/Kids[4 0 R 2 0 R]").Table(), sound, ""},
		"kids that are not there":        {edited("/Kids[4 0 R ]", "/Kids[9 0 R 4 0 R]").Table(), sound, ""},
		"length too short":               {damage(t, table, "/Length 35", "/Length 12"), sound, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := open(t, test.file, ladder.Options{})
			if f.Pages() != 1 {
				t.Fatalf("%d pages, want 1", f.Pages())
			}
			p := page(t, f, 1)
			if got := shown(p); got != "Hello" {
				t.Errorf("shows %q, want Hello", got)
			}
			if p.Reader != test.reader {
				t.Errorf("reader %s, want %s", p.Reader, test.reader)
			}
			if !strings.Contains(f.Repaired, test.repair) || (f.Repaired == "") != (test.repair == "") {
				t.Errorf("repaired %q, want %q in it", f.Repaired, test.repair)
			}
		})
	}
}

// edited is hello with something else in one of its objects.
func edited(old, with string) *pdftest.Builder {
	b := hello()
	b.Edit = func(_ int, body string) string { return strings.Replace(body, old, with, 1) }
	return b
}

func TestContentFilters(t *testing.T) {
	content := pdftest.Show("Hello")
	for name, test := range map[string]struct {
		entries string
		data    []byte
	}{
		"none":                 {"", content},
		"Flate":                {"/Filter/FlateDecode", pdftest.Deflate(content)},
		"Flate in an array":    {"/Filter[/FlateDecode]/DecodeParms[null]", pdftest.Deflate(content)},
		"Flate, predictor 1":   {"/Filter/FlateDecode/DecodeParms<</Predictor 1>>", pdftest.Deflate(content)},
		"Flate, predictor 2":   {"/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 5>>", pdftest.Deflate(differences(content, 5))},
		"Flate, predictor 15":  {"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 7>>", pdftest.Deflate(pngRows(content, 7))},
		"LZW":                  {"/Filter/LZWDecode", encode(t, filter.LZW, content)},
		"LZW, predictor 15":    {"/Filter/LZWDecode/DecodeParms<</Predictor 15/Columns 7>>", encode(t, filter.LZW, pngRows(content, 7))},
		"RunLength":            {"/Filter/RunLengthDecode", encode(t, filter.RunLength, content)},
		"ASCIIHex":             {"/Filter/ASCIIHexDecode", fmt.Appendf(nil, "%x>", content)},
		"ASCII85":              {"/Filter/ASCII85Decode", encode(t, filter.ASCII85, content)},
		"ASCIIHex, then Flate": {"/Filter[/ASCIIHexDecode/FlateDecode]", fmt.Appendf(nil, "%x>", pdftest.Deflate(content))},
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t, new(pdftest.Builder).Pages(test.entries, test.data).Table(), ladder.Options{})
			p := page(t, f, 1)
			if got := shown(p); got != "Hello" || len(p.Problems) > 0 {
				t.Errorf("shows %q by %s, problems %v", got, p.Reader, p.Problems)
			}
		})
	}
}

func encode(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	f, err := filter.NewFilter(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Encode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pngRows predicts rows, each with the next of the five filters of PNG.
func pngRows(data []byte, row int) []byte {
	for len(data)%row > 0 {
		data = append(data, ' ')
	}
	var out []byte
	above := make([]byte, row)
	for tag := byte(0); len(data) > 0; tag = (tag + 1) % 5 {
		cur := data[:row]
		out = append(out, tag)
		for i, c := range cur {
			var left, corner byte
			if i > 0 {
				left, corner = cur[i-1], above[i-1]
			}
			guess := [...]byte{0, left, above[i], byte((int(left) + int(above[i])) / 2), nearest(left, above[i], corner)}
			out = append(out, c-guess[tag])
		}
		above, data = cur, data[row:]
	}
	return out
}

// nearest is the predictor of Paeth as RFC 2083, 6.6 words it.
func nearest(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	best, least := a, 1<<10
	for _, x := range []byte{a, b, c} {
		if d := max(p-int(x), int(x)-p); d < least {
			best, least = x, d
		}
	}
	return best
}

// differences predicts each byte of a row by the one before it.
func differences(data []byte, row int) []byte {
	out := bytes.Clone(data)
	for i := range out {
		if i%row > 0 {
			out[i] -= data[i-1]
		}
	}
	return out
}

// Only the page that the fast reader cannot read is read by the second one.
func TestReaderIsChosenPageByPage(t *testing.T) {
	b := new(pdftest.Builder).Pages("", pdftest.Show("one"), pdftest.Show("two"), pdftest.Show("three"))
	b.SetStream(7, "/Filter/LZWDecode", encode(t, filter.LZW, pdftest.Show("two")))
	f := open(t, b.Table(), ladder.Options{})
	want := []struct {
		text   string
		reader extract.Reader
	}{{"one", extract.ReaderFast}, {"two", extract.ReaderPdfcpu}, {"three", extract.ReaderFast}}
	for i, w := range want {
		if p := page(t, f, i+1); shown(p) != w.text || p.Reader != w.reader || p.Number != i+1 {
			t.Errorf("page %d: %q by %s, want %q by %s", p.Number, shown(p), p.Reader, w.text, w.reader)
		}
	}
}

// What no reader decodes in full is read as far as it goes, and said.
func TestDamagedContentIsReadInPart(t *testing.T) {
	content := pdftest.Show("Hello")
	long := append(bytes.Clone(content), bytes.Repeat([]byte("\n0 0 m 1 1 l S"), 2000)...)
	data := pdftest.Deflate(long)
	f := open(t, new(pdftest.Builder).Pages("/Filter/FlateDecode", data[:len(data)/2]).Table(), ladder.Options{})
	p := page(t, f, 1)
	if got := shown(p); got != "Hello" {
		t.Errorf("shows %q, want Hello", got)
	}
	if len(p.Problems) == 0 {
		t.Error("no problem is reported")
	}
}

func TestEncryptedFiles(t *testing.T) {
	for _, kind := range []struct {
		name string
		aes  bool
		bits int
	}{{"RC4-40", false, 40}, {"RC4-128", false, 128}, {"AES-128", true, 128}, {"AES-256", true, 256}} {
		for _, passwords := range []struct{ user, owner string }{{"", "owner"}, {"开门", "owner"}, {"user", "owner"}} {
			file := encrypt(t, hello().Table(), kind.aes, kind.bits, passwords.user, passwords.owner)
			t.Run(kind.name+", user password "+passwords.user, func(t *testing.T) {
				for _, given := range []string{passwords.user, passwords.owner} {
					f := open(t, file, ladder.Options{Passwords: []string{"wrong", given}})
					if p := page(t, f, 1); shown(p) != "Hello" || !f.Encrypted {
						t.Errorf("with %q: shows %q by %s, encrypted %v", given, shown(p), p.Reader, f.Encrypted)
					}
				}
				if passwords.user == "" {
					return
				}
				err := refuse(t, file, ladder.Options{Passwords: []string{"wrong"}})
				if _, ok := errors.AsType[*extract.EncryptedError](err); !ok {
					t.Errorf("%T (%v), want an EncryptedError", err, err)
				}
			})
		}
	}
}

func encrypt(t *testing.T, file []byte, aes bool, bits int, user, owner string) []byte {
	t.Helper()
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.EncryptUsingAES, conf.EncryptKeyLength = aes, bits
	conf.UserPW, conf.OwnerPW = user, owner
	var out bytes.Buffer
	if err := api.Encrypt(bytes.NewReader(file), &out, conf); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The encryption dictionary may stand in the trailer itself. The second reader
// does not look for it there, and the first knows no owner's password.
func TestEncryptionDictionaryInTrailer(t *testing.T) {
	file := encrypt(t, hello().Table(), false, 128, "user", "owner")
	reference := regexp.MustCompile(`/Encrypt (\d+) 0 R`).FindSubmatch(file)
	body := regexp.MustCompile(`(?s)\n` + string(reference[1]) + ` 0 obj\s*(<<.*?>>)\s*endobj`).FindSubmatch(file)
	file = damage(t, file, string(reference[0]), "/Encrypt "+string(body[1]))
	for _, password := range []string{"user", "owner"} {
		f := open(t, file, ladder.Options{Passwords: []string{password}})
		if p := page(t, f, 1); shown(p) != "Hello" || f.Repaired != "" {
			t.Errorf("with %q: shows %q by %s, repaired %q", password, shown(p), p.Reader, f.Repaired)
		}
	}
}

func TestFileTellsOfItself(t *testing.T) {
	for name, test := range map[string]struct{ title, want string }{
		"ASCII":                   {"(budget)", "budget"},
		"UTF-16":                  {"<feff7ee96548>", "绩效"},
		"UTF-8 with mark":         {"(\xef\xbb\xbf绩效)", "绩效"},
		"GBK":                     {"(\xbc\xa8\xd0\xa7)", "绩效"},
		"GBK by Distiller":        {"(<BCA8D0A7>)", "绩效"},
		"PDFDocEncoding":          {"(caf\xe9)", "café"},
		"escaped":                 {`(a\(b\)\143)`, "a(b)c"},
		"zero at the end":         {`(budget\000)`, "budget"},
		"nothing":                 {"()", ""},
		"not a string":            {"42", ""},
		"UTF-16 with half a unit": {"<feff7ee965>", "绩"},
	} {
		t.Run(name, func(t *testing.T) {
			b := hello()
			b.Set(9, "<</Producer(printer)/Creator(writer)/Title "+test.title+">>")
			b.Trailer = "/Info 9 0 R"
			f := open(t, b.Table(), ladder.Options{})
			if f.Title != test.want || f.Producer != "printer" || f.Creator != "writer" || f.Encrypted {
				t.Errorf("title %q, want %q; producer %q, creator %q", f.Title, test.want, f.Producer, f.Creator)
			}
		})
	}
}

func TestHopelessFilesAreRefused(t *testing.T) {
	table := hello().Table()
	for name, file := range map[string][]byte{
		"no pages":       edited("/Type/Page/", "/Type/Nothing/Kids[]/").Table(),
		"cut to nothing": table[:40],
		"header alone":   []byte("%PDF-1.7\n"),
		"no catalog":     []byte("%PDF-1.4\n1 0 obj\n<</A 1>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n36\n%%EOF\n"),
	} {
		t.Run(name, func(t *testing.T) {
			err := refuse(t, file, ladder.Options{})
			if _, ok := errors.AsType[*extract.FormatError](err); !ok {
				t.Errorf("%T (%v), want a FormatError", err, err)
			}
		})
	}
}

func TestLostPagesAreTold(t *testing.T) {
	b := new(pdftest.Builder).Pages("", pdftest.Show("one"), pdftest.Show("two"))
	b.Edit = func(num int, body string) string {
		if num == 4 {
			return "null"
		}
		return body
	}
	f := open(t, b.Table(), ladder.Options{})
	if f.Pages() != 1 || shown(page(t, f, 1)) != "two" {
		t.Fatalf("%d pages, want the second alone", f.Pages())
	}
	if want := "1 of 2 pages found"; f.Repaired != want {
		t.Errorf("repaired %q, want %q", f.Repaired, want)
	}
}

func TestPageNumbers(t *testing.T) {
	f := open(t, hello().Table(), ladder.Options{})
	for _, n := range []int{-1, 0, 2} {
		if _, err := f.Page(context.Background(), n); err == nil {
			t.Errorf("page %d is read", n)
		}
	}
}

// A cancelled context ends Open and Page, and a file can be read on after it.
func TestContextIsObeyed(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	b := hello()
	b.SetStream(5, "/Filter/LZWDecode", encode(t, filter.LZW, pdftest.Show("Hello")))
	f := open(t, b.Table(), ladder.Options{})
	if _, err := f.Page(cancelled, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("Page: %v, want %v", err, context.Canceled)
	}
	if p := page(t, f, 1); shown(p) != "Hello" {
		t.Errorf("shows %q afterwards, want Hello", shown(p))
	}
	if _, err := ladder.Open(cancelled, write(t, "file", b.Table()), ladder.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Open: %v, want %v", err, context.Canceled)
	}
}
