package main

import (
	"strings"
	"testing"

	"mubiao/normalize"
)

func TestClaimsAreHeldAgainstTheDocument(t *testing.T) {
	sure, unsure := 0.99, 0.5
	read := normalize.Record{
		Evidence: normalize.Evidence{
			"/unit":                {Page: 1, Confidence: &sure},
			"/project":             {Page: 1, Confidence: &unsure},
			"/title":               {Page: 1},
			"/indicators/0/level1": {Page: 1, Confidence: &sure},
		},
		Issues:     []normalize.Issue{{Code: "low-confidence", Severity: normalize.Warning, Path: "/project"}},
		Indicators: []normalize.Indicator{{Level1: "产出指标"}},
	}
	read.Unit, read.Project = "某（县）局", "某项曰"
	truth := normalize.Record{}
	truth.Unit, truth.Project = "某 (县) 局", "某项目"
	claims, apart, err := claimsOf(read, truth)
	if err != nil {
		t.Fatal(err)
	}
	if apart != 1 {
		t.Errorf("%d lists are apart, want that of indicators", apart)
	}
	want := []claim{{0.5, false, true}, {0.99, true, false}} // in order of the pointers
	if len(claims) != len(want) || claims[0] != want[0] || claims[1] != want[1] {
		t.Errorf("claims: %+v, want %+v", claims, want)
	}
}

func TestClaimsAreCounted(t *testing.T) {
	var b strings.Builder
	printClaims(&b, []claim{{0.992, true, false}, {0.994, false, false}, {0.6, false, true}, {0.75, true, true}})
	for _, want := range []string{"0.99–1.00       2       0.993  0.500      1", "at 1 wrong values and at 1 right ones; 1 wrong and 1 right"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
