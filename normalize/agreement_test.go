package normalize

import (
	"testing"

	"mubiao/extract"
	"mubiao/extract/comparator"
)

var (
	aBar    = comparator.Look{Bar: 5, Less: -5, Seen: true}
	unclear = comparator.Look{Bar: -2.2, Less: -5, Seen: true}
)

func lookedAt(n int, looks ...comparator.Look) *extract.Page {
	p := &extract.Page{Number: n, Reader: extract.ReaderOCR}
	for i, l := range looks {
		sign, probability := l.Decide(comparator.Expected)
		p.Glyphs = append(p.Glyphs, extract.Glyph{Text: sign, Confidence: float32(probability)})
		p.Comparators = append(p.Comparators, extract.Comparator{Glyph: i, Read: ">", Look: l, P: probability})
	}
	return p
}

func TestPagesWaitForThoseBehindThem(t *testing.T) {
	var a agreement
	first := lookedAt(1, unclear)
	var ready []*extract.Page
	ready = append(ready, a.add(first)...)
	ready = append(ready, a.add(&extract.Page{Number: 2, Reader: extract.ReaderFast})...)
	ready = append(ready, a.add(lookedAt(3, aBar, aBar, aBar, aBar))...)
	if len(ready) != 0 {
		t.Fatalf("%d pages did not wait", len(ready))
	}
	ready = a.flush()
	if len(ready) != 3 || ready[0].Number != 1 || ready[1].Number != 2 || ready[2].Number != 3 {
		t.Fatalf("pages came back as %v", ready)
	}
	if got := first.Glyphs[0].Text; got != "≥" {
		t.Errorf("what page 3 shows did not decide page 1: %s", got)
	}
}

func TestNoMorePagesWaitThanAreAllowed(t *testing.T) {
	var a agreement
	most, done := 0, 0
	for n := 1; n <= 5*mostWaiting+3; n++ {
		for _, p := range a.add(lookedAt(n, aBar)) {
			if done++; p.Number != done {
				t.Fatalf("page %d came back as the %dth", p.Number, done)
			}
		}
		most = max(most, len(a.waiting))
	}
	last := lookedAt(0, unclear)
	a.add(last)
	done += len(a.flush())
	if most >= mostWaiting || done != 5*mostWaiting+4 {
		t.Errorf("%d pages waited, %d came back", most, done)
	}
	if got := last.Glyphs[0].Text; got != "≥" {
		t.Errorf("pages that were done did not decide the last: %s", got)
	}
}

func TestPagesOfTextDoNotWait(t *testing.T) {
	var a agreement
	if got := a.add(&extract.Page{Number: 1, Reader: extract.ReaderFast}); len(got) != 1 {
		t.Errorf("a page of text waits")
	}
}
