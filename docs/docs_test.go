package docs_test

import (
	"strings"
	"testing"

	"mubiao/docs"
)

func TestEveryCodeHasAMeaningAndARemedyInPlainText(t *testing.T) {
	n := 0
	for c := range docs.Codes() {
		n++
		for _, text := range []string{c.Meaning, c.Remedy} {
			if text == "" || strings.ContainsAny(text, "`*|") {
				t.Errorf("%s: %q", c.Name, text)
			}
		}
	}
	if n == 0 {
		t.Error("no codes")
	}
}

func TestACodeIsFoundByItsName(t *testing.T) {
	if c, ok := docs.CodeNamed("funds-sum"); !ok || !strings.Contains(c.Meaning, "total") {
		t.Errorf("%+v, %v", c, ok)
	}
	if _, ok := docs.CodeNamed("funds-summ"); ok {
		t.Error("a code that is none is found")
	}
}
