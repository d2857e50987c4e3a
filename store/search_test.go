package store

import (
	"slices"
	"testing"
)

func TestQueriesArePartedIntoWords(t *testing.T) {
	for text, want := range map[string][]string{
		"水库":            {"水库"},
		" 水库　大坝\t率 ":    {"水库", "大坝", "率"},
		`"LED 路灯" ≥95%`: {"led路灯", "≥95%"},
		"“水 库” 坝":       {"水库", "坝"},
		`"没有 结束`:        {"没有结束"},
		"ＡＢＣ１２":         {"abc12"},
		"，。 ≥ - \"\"":   {},
		"":              {},
	} {
		if got := ParseQuery(text).Words(); !slices.Equal(got, want) {
			t.Errorf("%q: %q; want %q", text, got, want)
		}
	}
}

func TestMarksAreWhereWordsStand(t *testing.T) {
	for _, test := range []struct{ words, text, want string }{
		{"水库", "大型 水 库 的水库", "大型 [水 库] 的[水库]"},
		{"水库 库大", "水库大坝", "[水库大]坝"},
		{"ａｂ 9", "xAB９%", "x[AB９]%"},
		{"%", "9%", ""},
	} {
		var h Hit
		got := ""
		if ParseQuery(test.words).Match(&h, []HitField{{Text: test.text}}) {
			end := 0
			for _, m := range h.Marks {
				got += h.Text[end:m[0]] + "[" + h.Text[m[0]:m[1]] + "]"
				end = m[1]
			}
			got += h.Text[end:]
		}
		if got != test.want {
			t.Errorf("%s in %s: %s; want %s", test.words, test.text, got, test.want)
		}
	}
}

func TestTermsAreSingleCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"":          "",
		"水库，LED 9%": "水 库 l e d 9 ",
		"≥":         "",
	} {
		if got := Terms(text); got != want {
			t.Errorf("%q: %q; want %q", text, got, want)
		}
	}
}

func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"水库", `"a b`, "≥95%", "Ⅳ级", "\u0301", "ﬁ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range ParseQuery(text).Words() {
			if Terms(w) == "" {
				t.Errorf("%q: the word %q has no term", text, w)
			}
		}
	})
}
