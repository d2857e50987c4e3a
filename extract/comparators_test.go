package extract

import (
	"testing"

	"mubiao/extract/comparator"
)

// signed is a page of comparators, all read without a bar.
func signed(looks ...comparator.Look) *Page {
	p := &Page{}
	for i, l := range looks {
		sign, probability := l.Decide(comparator.Expected)
		p.Glyphs = append(p.Glyphs, Glyph{Text: sign, Confidence: float32(probability)})
		p.Comparators = append(p.Comparators, Comparator{Glyph: i, Read: ">", Look: l, P: probability})
	}
	return p
}

func TestComparatorsAreDecidedTogether(t *testing.T) {
	barred := comparator.Look{Bar: 5, Less: -5, Seen: true}
	bare := comparator.Look{Bar: -8, Less: -5, Seen: true}
	unsure := comparator.Look{Bar: -2.2, Less: -5, Seen: true}
	for _, test := range []struct {
		what   string
		page   *Page
		others *Page
		want   string
	}{
		{"alone", signed(unsure), signed(), ">"},
		{"among barred ones", signed(unsure, barred, barred, barred, barred, barred), signed(), "≥"},
		{"among bare ones", signed(unsure, bare, bare, bare, bare), signed(), ">"},
		{"on a page of its own, others are barred", signed(unsure), signed(barred, barred, barred, barred), "≥"},
		{"on a page of its own, others are bare", signed(unsure), signed(bare, bare, bare, bare), ">"},
		{"the page speaks before its document", signed(unsure, bare, bare, bare, bare), signed(barred, barred, barred, barred), ">"},
	} {
		test.page.Agree(test.others.Counted())
		g := test.page.Glyphs[0]
		if g.Text != test.want {
			t.Errorf("%s: %s, want %s", test.what, g.Text, test.want)
		}
		if wantRaw := map[string]string{"≥": ">"}[test.want]; g.Raw != wantRaw {
			t.Errorf("%s: the raw reading is %q, want %q", test.what, g.Raw, wantRaw)
		}
	}
}

func TestAgreeingAgainIsAsGoodAsHavingKnown(t *testing.T) {
	barred := comparator.Look{Bar: 5, Less: -5, Seen: true}
	bare := comparator.Look{Bar: -8, Less: -5, Seen: true}
	unsure := comparator.Look{Bar: -2.2, Less: -5, Seen: true}
	others := signed(barred, barred, barred, barred).Counted()
	once, twice := signed(unsure), signed(unsure)
	once.Agree(others)
	twice.Agree(signed(bare, bare, bare).Counted())
	twice.Agree(others)
	a, b := once.Glyphs[0], twice.Glyphs[0]
	if a.Text != b.Text || a.Raw != b.Raw || a.Confidence-b.Confidence > 1e-6 || b.Confidence-a.Confidence > 1e-6 {
		t.Errorf("%+v, and after another agreement %+v", a, b)
	}
}

func TestSureComparatorsFollowNoOthers(t *testing.T) {
	barred := comparator.Look{Bar: 5, Less: -5, Seen: true}
	bare := comparator.Look{Bar: -8, Less: -5, Seen: true}
	p := signed(bare, barred, barred, barred, barred, barred, barred)
	p.Agree(signed(barred, barred, barred).Counted())
	if got := p.Glyphs[0].Text; got != ">" {
		t.Errorf("a sure > became %s", got)
	}
}
