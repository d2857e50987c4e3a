package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestColumnsOfChineseAreAligned(t *testing.T) {
	tab := table{head: []string{"level3", "n", "target"}, right: map[int]bool{1: true}}
	tab.add("养护大坝数量", "3", "≥3座")
	tab.add("a", "120", "95%\n以上")
	var b strings.Builder
	if err := tab.write(&b); err != nil {
		t.Fatal(err)
	}
	want := `level3          n  target
────────────  ───  ────────
养护大坝数量    3  ≥3座
a             120  95% 以上
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestACellCannotCommandTheTerminal(t *testing.T) {
	if got, want := oneLine("a\x1b[2Jb\u009bc\td"), "a [2Jb c d"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A document in an archive may have any name.
func TestTheNameOfADocumentCannotCommandTheTerminal(t *testing.T) {
	var b strings.Builder
	s := &streams{err: &b}
	path := "a.zip!/\x1b]0;b\a\nc.pdf"
	s.notices([]notice{{text: path + ": damaged", hint: "unzip -t " + shellQuote(path)}})
	s.note("%s: nothing in it", path)
	s.report(hinted(errors.New(path), path))
	if strings.ContainsAny(b.String(), "\x1b\a") {
		t.Errorf("got %q", b.String())
	}
}

func TestClippedTextSaysSo(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"大坝", 4, "大坝"},
		{"大坝养护", 5, "大坝…"},
		{"大坝养护", 6, "大坝…"},
	} {
		if got := clip(c.text, c.width); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}
