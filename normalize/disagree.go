package normalize

import (
	"slices"

	"mubiao/extract"
)

// A disagreement is what others make of the text of a page.
type disagreement struct {
	page    int
	message string
}

// readersDiffer is the code of a disagreement.
const readersDiffer = "readers-differ"

// noteDisagreement keeps that of a page, if there is one.
func (r *reader) noteDisagreement(p *extract.Page) {
	if p.Disagreement != "" {
		r.disagreements = append(r.disagreements, disagreement{p.Number, p.Disagreement})
	}
}

// reportDisagreements doubts the forms on pages that others read otherwise. Such
// a page without a form may hold one that nobody recognises.
func (r *reader) reportDisagreements() {
	for _, d := range r.disagreements {
		told := false
		for i := range r.records {
			if record := &r.records[i]; slices.Contains(record.Source.Pages, d.page) {
				record.Issues = append(record.Issues, Issue{readersDiffer, Warning, "", d.message})
				told = true
			}
		}
		if !told {
			r.failure(d.page, readersDiffer, d.message)
		}
	}
}
