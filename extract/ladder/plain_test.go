package ladder_test

import (
	"archive/zip"
	"bytes"
	"context"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mubiao/extract"
	"mubiao/extract/ladder"
)

// archive is a ZIP archive of empty files.
func archive(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// pagesOf are the lines of a document, page by page.
func pagesOf(t *testing.T, d extract.Document) [][]string {
	t.Helper()
	var pages [][]string
	for n := range d.Pages() {
		pages = append(pages, page(t, d, n+1).Lines)
	}
	return pages
}

func TestPlainTextInEveryEncoding(t *testing.T) {
	const text = "项目支出绩效目标表\n（2024年度）\n产出指标 ≥98% ㎡ 元\n"
	want := [][]string{{"项目支出绩效目标表", "（2024年度）", "产出指标 ≥98% ㎡ 元"}}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"UTF-8":                text,
		"UTF-8 with mark":      "\ufeff" + text,
		"UTF-16 little endian": "\xff\xfe" + utf16Bytes(text, 0, 8),
		"UTF-16 big endian":    "\xfe\xff" + utf16Bytes(text, 8, 0),
		"GB18030":              gb,
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t, []byte(content), ladder.Options{})
			if diff := cmp.Diff(want, pagesOf(t, f)); diff != "" {
				t.Error(diff)
			}
			p := page(t, f, 1)
			if p.Reader != extract.ReaderPlain || p.Number != 1 || len(p.Problems) > 0 {
				t.Errorf("reader %q, number %d, problems %v", p.Reader, p.Number, p.Problems)
			}
		})
	}
}

// utf16Bytes encodes s; the bytes of a unit are what is left of it shifted by
// first and by second.
func utf16Bytes(s string, first, second int) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, byte(unit>>first), byte(unit>>second))
	}
	return string(b)
}

func TestPlainTextPagesAndLines(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want [][]string
	}{
		"no line end at the end":   {"a", [][]string{{"a"}}},
		"line end at the end":      {"a\n", [][]string{{"a"}}},
		"blank lines are kept":     {"\na\n\n\nb\n\n", [][]string{{"", "a", "", "", "b", ""}}},
		"line ends of Windows":     {"a\r\n\r\nb\r\n", [][]string{{"a", "", "b"}}},
		"form feed between pages":  {"a\n\fb\n", [][]string{{"a"}, {"b"}}},
		"form feed at the end":     {"a\n\fb\n\f", [][]string{{"a"}, {"b"}}},
		"page of nothing":          {"a\f\fb", [][]string{{"a"}, {}, {"b"}}},
		"first page of nothing":    {"\fa", [][]string{{}, {"a"}}},
		"spaces inside lines stay": {"  a   b  \n", [][]string{{"  a   b  "}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, pagesOf(t, open(t, []byte(test.text), ladder.Options{}))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A tool that cuts its output leaves half a character; that costs it and no
// more, and is said.
func TestPlainTextWithDamage(t *testing.T) {
	text := bytes.Repeat([]byte("绩效目标表\n"), 100)
	f := open(t, text[:len(text)-2], ladder.Options{})
	p := page(t, f, 1)
	if p.Undecodable != 1 || len(p.Problems) != 1 {
		t.Errorf("%d undecodable, problems %v; want one of each", p.Undecodable, p.Problems)
	}
	if got, want := p.Lines[99], "绩效目标\ufffd"; got != want {
		t.Errorf("last line %q, want %q", got, want)
	}
}

func TestPlainTextPageNumbers(t *testing.T) {
	f := open(t, []byte("a\fb"), ladder.Options{})
	for _, n := range []int{0, 3} {
		if _, err := f.Page(context.Background(), n); err == nil {
			t.Errorf("page %d is read", n)
		}
	}
}
