package web

import (
	"testing"

	"mubiao/normalize"
	"mubiao/store"
)

// A value that is accepted as shown is compared with the stored one byte by
// byte, so both must be written alike.
func TestAValueIsShownAsCorrectionsHoldIt(t *testing.T) {
	for _, op := range []normalize.Op{">=", "<"} {
		r := normalize.Record{Indicators: []normalize.Indicator{{Level3: "A&B", Target: string(op) + "95%", Op: op}}}
		v, err := valuesOf(&r)
		if err != nil {
			t.Fatal(err)
		}
		for _, pointer := range []string{"/indicators/0/op", "/indicators/0/target", "/indicators/0/level3"} {
			want, err := store.ValueAt(&r, pointer)
			if err != nil {
				t.Fatal(err)
			}
			l := issueLine{Pointer: pointer}
			if l.fill(v); l.Shown != string(want) {
				t.Errorf("%s is shown as %s, corrections have %s", pointer, l.Shown, want)
			}
		}
	}
}
