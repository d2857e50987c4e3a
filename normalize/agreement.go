package normalize

import (
	"mubiao/extract"
	"mubiao/extract/comparator"
)

// mostWaiting is how many pages wait at most for those behind them: a scan of so
// many is as large a form as there is, and what waits is characters, some 200 KB
// a page.
const mostWaiting = 16

// An agreement holds back the pages of a document that were read from pictures
// until enough of it has been seen to decide their comparators together. What it
// decides depends on the document alone: pages come in their order, and each is
// decided by all pages before it and those that wait with it.
type agreement struct {
	waiting []*extract.Page
	seen    comparator.Count
}

// add takes the next page and returns those that need not wait any longer, in
// order. Pages of text wait for nothing but their turn.
func (a *agreement) add(p *extract.Page) []*extract.Page {
	a.seen = a.seen.Plus(p.Counted())
	if len(a.waiting) == 0 && p.Reader != extract.ReaderOCR {
		return []*extract.Page{p}
	}
	a.waiting = append(a.waiting, p)
	if len(a.waiting) < mostWaiting {
		return nil
	}
	return a.flush()
}

// flush returns the pages that wait, decided by what was seen.
func (a *agreement) flush() []*extract.Page {
	ready := a.waiting
	a.waiting = nil
	for _, p := range ready {
		p.Agree(a.seen.Without(p.Counted()))
	}
	return ready
}
