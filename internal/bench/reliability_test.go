package main

import (
	"strings"
	"testing"

	"mubiao/internal/calibrate"
)

func TestClaimsAreCounted(t *testing.T) {
	var b strings.Builder
	printClaims(&b, []calibrate.Form{
		{Claims: []calibrate.Claim{{Confidence: 0.996, Right: true}, {Confidence: 0.998}, {Confidence: 0.6, Right: true}, {Confidence: 0.75, Doubted: true}}, Lost: 4, Silent: 1},
	})
	for _, want := range []string{
		"4 values of 1 forms", "0.995–1       2       0.997  0.500      1",
		"0.70           0.2500           0.1250              1 of 2",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
