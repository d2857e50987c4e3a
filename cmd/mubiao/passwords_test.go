package main

import (
	"strings"
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

// A work or serve starts workers of two kinds.
func TestPasswordsOnStdinAreForAllWorkers(t *testing.T) {
	o := workOptions{ocrJobs: 1}
	o.reading.jobs, o.reading.passwords = 1, passwordOptions{words: []string{"first"}, file: "-"}
	reader, err := newFleetReader(t.Context(), o, &streams{in: strings.NewReader("second\n")})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.close()
	want := [][]byte{[]byte("first"), []byte("second")}
	for name, w := range map[string]*workers{"text": reader.text, "pictures": reader.pictures} {
		if diff := cmp.Diff(want, w.ask.Passwords); diff != "" {
			t.Errorf("workers of %s (-want +got):\n%s", name, diff)
		}
	}
}
