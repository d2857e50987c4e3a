package normalize

import (
	"context"
	"errors"

	"mubiao/extract"
	"mubiao/extract/grid"
)

// Version identifies the reader: documents stored by an older one can be
// read anew.
const Version = "1"

// A PageSummary says how a page was read.
type PageSummary struct {
	Number        int
	Width, Height float64 // points
	Reader        extract.Reader
	Why           string // a lower rung of the ladder was taken; see extract.Page.Why
	Glyphs        int
	Rulings       int
	Undecodable   int
	Problem       string // the first thing that went wrong; empty when nothing did
}

// A Result is what a document holds: its forms in order, each once, then
// records that stand for pages that could not be read (Form empty).
type Result struct {
	Records []Record
	Pages   []PageSummary
	// Signs are, for each of the first Records, what the confidences in its values
	// rest on, by pointer; nil for a record that is not read from pictures.
	Signs []map[string]Signs
}

// Read reads all forms of a document. file and sha256 go into each record's
// Source. An error means that ctx ended; whatever else goes wrong costs a
// page and is a record without a form.
func Read(ctx context.Context, file, sha256 string, doc extract.Document) (*Result, error) {
	r := reader{source: Source{File: file, SHA256: sha256, Reader: "text"}}
	var plain [][]string
	var signs agreement
	for n := 1; n <= doc.Pages(); n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page, err := doc.Page(ctx, n)
		if err != nil {
			r.fail(n, err)
			continue
		}
		r.summarize(page)
		if page.Lines != nil {
			plain = append(plain, page.Lines)
			continue
		}
		r.readPages(signs.add(page))
	}
	r.readPages(signs.flush())
	r.flush()
	r.readProse()
	r.readPlain(plain)
	r.reportUnread()
	r.reportDisagreements()
	return &Result{Records: append(r.records, r.failures...), Pages: r.pages, Signs: r.signs}, nil
}

// readPages reads the tables of the next pages.
func (r *reader) readPages(pages []*extract.Page) {
	for _, page := range pages {
		pictured := page.Reader == extract.ReaderOCR
		if pictured {
			r.compareHidden(page)
		}
		for _, layout := range grid.FindAll(page) {
			if pictured {
				r.mend(&layout)
			}
			r.add(layout)
		}
	}
}

// A reader gathers the forms of a document page by page.
type reader struct {
	source   Source
	records  []Record
	failures []Record
	pages    []PageSummary
	open     *candidate    // the table that may go on on the next page
	columns  *grid.Columns // of that table if it has no rules
	foot     *foot         // of the last page
	suspects []int         // pages that show levels of indicators
	cuts     []int         // pages that tables end on which may go on, and could not be read there
	mended   []mending     // what was mended and no record has told of
	hidden   []hiddenText  // that differ from what their pages show
	prose    []proseLine   // the running text of all pages
	strays   []stray       // text under tables that go on

	disagreements []disagreement
	signs         []map[string]Signs // of records
}

func (r *reader) summarize(p *extract.Page) {
	s := PageSummary{
		Number: p.Number, Width: p.Width, Height: p.Height, Reader: p.Reader, Why: p.Why,
		Glyphs: len(p.Glyphs), Rulings: len(p.Rulings), Undecodable: p.Undecodable,
	}
	if len(p.Problems) > 0 {
		s.Problem = p.Problems[0].Error()
	}
	r.pages = append(r.pages, s)
	r.noteDisagreement(p)
	if over, ok := errors.AsType[*extract.LimitError](errors.Join(p.Problems...)); ok {
		r.failure(p.Number, "page-too-large", "only a part of the page was read: "+over.Error())
		return
	}
	switch {
	case p.NoOCR != "":
		r.noOCR(p)
	case p.Undecodable*50 > len(p.Glyphs):
		r.failure(p.Number, "text-undecodable", "more than 2 % of the page's characters have no known meaning")
	case len(p.Problems) > 0 && len(p.Glyphs) == 0:
		r.failure(p.Number, "page-damaged", s.Problem)
	}
}

// fail records a page of which nothing could be read.
func (r *reader) fail(n int, err error) {
	r.pages = append(r.pages, PageSummary{Number: n, Problem: err.Error()})
	r.failure(n, "page-unreadable", err.Error())
}

func (r *reader) failure(page int, code, message string) {
	for i := range r.failures {
		if f := &r.failures[i]; f.Issues[0].Code == code {
			f.Source.Pages = append(f.Source.Pages, page)
			return
		}
	}
	source := r.source
	source.Pages = []int{page}
	r.failures = append(r.failures, Record{Source: source, Issues: []Issue{{code, Error, "", message}}})
}

// finish checks a draft and makes it a record.
func (r *reader) finish(d *draft, pages []int) {
	d.Source = r.source
	d.Source.Pages = append([]int{}, pages...)
	d.Source.Reader = r.readerOf(pages)
	d.recount()
	d.mendTargets()
	check(d)
	d.explainSums()
	d.settleConfidence()
	d.checkPicture()
	r.tellStrays(d)
	r.tellMended(d)
	r.tellHidden(d)
	d.weighDoubts()
	r.records, r.signs = append(r.records, d.Record), append(r.signs, d.signs)
}
