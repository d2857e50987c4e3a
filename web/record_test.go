package web

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mubiao/normalize"
	"mubiao/store"
)

// A value that is accepted as shown is compared with the stored one byte by
// byte, so both must be written alike.
func TestAValueIsShownAsCorrectionsHoldIt(t *testing.T) {
	for _, op := range []normalize.Op{">=", "<"} {
		r := normalize.Record{Indicators: []normalize.Indicator{{Level3: "A&B", Target: string(op) + "95%", Op: op}}}
		v, err := store.TreeOf(&r)
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

func TestWhatIsSaidOfATargetIsSaidOnce(t *testing.T) {
	line := func(kind, pointer, message string) issueLine {
		return issueLine{Code: kind, Pointer: pointer, Message: message}
	}
	got := withTargets([]issueLine{
		line("ocr-repaired", "/indicators/0/op", "it was read as A"), line("ocr-repaired", "/indicators/0/target", "it was read as A"),
		line("ocr-repaired", "/indicators/0/unit", "it was read as B"), line("low-confidence", "/indicators/0/op", "it was read as A"),
		line("ocr-repaired", "/indicators/0/level3", "it was read as A"), line("ocr-repaired", "/indicators/0/value", "it was read as A"),
	})
	var said []string
	for _, l := range got {
		said = append(said, l.Code+" "+l.Pointer+" "+strings.Join(l.Also, " "))
	}
	want := []string{
		"ocr-repaired /indicators/0/target /indicators/0/op /indicators/0/value", "ocr-repaired /indicators/0/level3 ",
		"ocr-repaired /indicators/0/unit ", "low-confidence /indicators/0/op ",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
