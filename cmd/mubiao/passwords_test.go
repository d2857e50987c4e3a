package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAFileOfPasswordsHoldsOneALine(t *testing.T) {
	for content, want := range map[string][]string{
		"":                       nil,
		"one":                    {"one"},
		"one\n绩效\n":              {"one", "绩效"},
		"\ufeffone\r\ntwo\r\n":   {"one", "two"},
		" with blanks \n\n\r\n#": {" with blanks ", "#"},
	} {
		if diff := cmp.Diff(want, passwordLines(content)); diff != "" {
			t.Errorf("%q:\n%s", content, diff)
		}
	}
}
