package preflight_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"mubiao/extract/preflight"
	"mubiao/extract/preflight/pdftest"
)

// threePages is a file of three pages; the content of the second is deflated.
func threePages() *pdftest.Builder {
	b := new(pdftest.Builder).Pages("", pdftest.Show("one"), pdftest.Show("two"), pdftest.Show("three"))
	b.SetStream(7, "/Filter/FlateDecode", pdftest.Deflate(pdftest.Show("two")))
	return b
}

// contents are the content streams of a file, page by page, as the fast
// library reads them.
func contents(t *testing.T, file []byte) []string {
	t.Helper()
	r, size, err := preflight.Rebuild(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if again := preflight.Check(r, size); again.Verdict != preflight.Sound {
		t.Fatalf("what was rebuilt is %v: %s", again.Verdict, again.Reason)
	}
	lib, err := pdf.NewReader(r, size)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	kids := lib.Trailer().Key("Root").Key("Pages").Key("Kids")
	for i := range kids.Len() {
		if kids.Index(i).IsNull() {
			continue // a page of the tree that is not in the file
		}
		b, err := io.ReadAll(kids.Index(i).Key("Contents").Reader())
		if err != nil {
			t.Errorf("page %d: %v", i+1, err)
		}
		list = append(list, string(b))
	}
	return list
}

func TestRebuildFindsPages(t *testing.T) {
	table := threePages().Table()
	undeflated := new(pdftest.Builder).Pages("", pdftest.Show("one"), pdftest.Show("two"), pdftest.Show("three")).Table()
	noTable := table[:bytes.LastIndex(table, []byte("\nxref"))+1]
	packed := threePages().Stream(map[int]int{1: 20, 2: 20, 3: 20, 4: 20, 6: 20})
	newer := new(pdftest.Builder)
	newer.SetStream(9, "", pdftest.Show("newer"))
	tests := map[string]struct {
		file []byte
		want string
	}{
		"sound":                   {table, "one two three"},
		"header gone":             {table[len("%PDF-1.4\n"):], "one two three"},
		"table and trailer gone":  {noTable, "one two three"},
		"offsets shifted":         {replace(t, table, "\n1 0 obj", "\n          1 0 obj"), "one two three"},
		"line ends of Windows":    {bytes.ReplaceAll(undeflated, []byte("\n"), []byte("\r\n")), "one two three"},
		"endobj gone":             {bytes.ReplaceAll(table, []byte("endobj\n"), nil), "one two three"},
		"length too short":        {replace(t, table, "/Length 33", "/Length 20"), "one two three"},
		"length gone":             {replace(t, table, "/Length 33", ""), "one two three"},
		"catalog gone":            {replace(t, noTable, "/Catalog", "/Nothing"), "one two three"},
		"catalog and tree gone":   {replace(t, replace(t, noTable, "/Catalog", "/Nothing"), "/Type/Pages", "/Tipe/Pages"), "one two three"},
		"last page cut off":       {noTable[:bytes.Index(noTable, []byte("8 0 obj"))], "one two"},
		"packed, table gone":      {packed[:bytes.LastIndex(packed, []byte("21 0 obj"))], "one two three"},
		"object of a later save":  {append(bytes.Clone(noTable), newer.Table()[len("%PDF-1.4\n"):]...), "one two newer"},
		"mark inside a stream":    {replace(t, noTable, "(one)", "(one) % 4 0 obj null endobj\n"), "one two three"},
		"object that never ends":  {append(bytes.Clone(noTable), "30 0 obj (never"...), "one two three"},
		"string with the word in": {append(bytes.Clone(noTable), "30 0 obj (4 0 obj) endobj"...), "one two three"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			list := contents(t, test.file)
			want := strings.Fields(test.want)
			if len(list) != len(want) {
				t.Fatalf("%d pages, want %d", len(list), len(want))
			}
			for i, content := range list {
				if !strings.Contains(content, "("+want[i]+")") {
					t.Errorf("page %d holds %q, want %q in it", i+1, content, want[i])
				}
			}
		})
	}
}

func TestRebuildKeepsTrailer(t *testing.T) {
	b := threePages()
	b.Set(10, "<</Title(form)>>")
	b.Trailer = "/Info 10 0 R/ID[<0102><0304>]"
	file := b.Table()
	r, size, err := preflight.Rebuild(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := pdf.NewReader(r, size)
	if err != nil {
		t.Fatal(err)
	}
	if got := lib.Trailer().Key("Info").Key("Title").RawString(); got != "form" {
		t.Errorf("title %q, want form", got)
	}
	if got := lib.Trailer().Key("ID").Index(1).RawString(); got != "\x03\x04" {
		t.Errorf("second ID %q, want 03 04", got)
	}
}

func TestRebuildRefusesWhatHasNoPages(t *testing.T) {
	for name, file := range map[string]string{
		"empty":      "",
		"text":       "nothing of a PDF",
		"no page":    "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[2 0 R]>> endobj",
		"unfinished": "%PDF-1.4\n" + strings.Repeat("1 0 obj (", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := preflight.Rebuild(strings.NewReader(file), int64(len(file))); err == nil {
				t.Error("no error")
			}
		})
	}
}
