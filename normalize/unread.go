package normalize

import (
	"slices"
	"strings"

	"mubiao/extract/grid"
)

// minLevels is how many different labels of level 2 on a page show that an
// indicator table stands there: a text that speaks of performance names one
// or two on a line of their own at most.
const minLevels = 3

// suspect notes a page that shows an indicator table.
func (r *reader) suspect(l *grid.Layout) {
	var texts []string
	for i := range l.Grids {
		for _, c := range l.Grids[i].Cells {
			texts = append(texts, cellText(&c))
		}
	}
	for _, run := range l.Runs {
		texts = append(texts, run.Text)
	}
	if levelsIn(texts) >= minLevels && !slices.Contains(r.suspects, l.Page) {
		r.suspects = append(r.suspects, l.Page)
	}
}

func cellText(c *grid.Cell) string {
	if len(c.Lines) == 1 {
		return c.Lines[0].Text
	}
	text := ""
	for _, l := range c.Lines {
		text += l.Text
	}
	return text
}

// levelsIn counts the different labels of level 2 among texts.
func levelsIn(texts []string) int {
	var seen []string
	for _, t := range texts {
		if len(t) > maxLabel || !strings.Contains(t, "指标") {
			continue
		}
		if two, known := Level2(t); known && !slices.Contains(seen, two) {
			seen = append(seen, two)
		}
	}
	return len(seen)
}

// reportUnread reports the pages that show an indicator table which no
// record was read from.
func (r *reader) reportUnread() {
	for _, page := range r.suspects {
		if !slices.ContainsFunc(r.records, func(d Record) bool { return slices.Contains(d.Source.Pages, page) }) {
			r.failure(page, "form-unread", "the page shows an indicator table, but no form could be read from it")
			r.doubtEnd(page)
		}
	}
}

// doubtEnd doubts the form that ends on the page before an unread one: its
// table may go on there.
func (r *reader) doubtEnd(page int) {
	for i := range r.records {
		d := &r.records[i]
		if n := len(d.Source.Pages); n > 0 && d.Source.Pages[n-1] == page-1 {
			d.Issues = append(d.Issues, Issue{"table-cut", Warning, "/indicators/-", "the table may go on on the next page, which could not be read"})
		}
	}
}

// readPlain reads a text file, and reports one that shows a form which could
// not be read.
func (r *reader) readPlain(pages [][]string) {
	if pages == nil {
		return
	}
	lines := slices.Concat(pages...)
	switch {
	case isTabbed(lines) && r.readTabbed(lines):
		return
	case isAligned(lines):
		r.readAligned(pages)
		return
	}
	drafts, whole := readPlain(pages)
	for _, d := range drafts {
		r.finish(d, nil)
	}
	if whole && len(drafts) == 0 {
		for _, p := range readProse(linesOfText(pages)) {
			drafts = append(drafts, p.d)
			r.finish(p.d, nil)
		}
	}
	if !whole || len(drafts) == 0 && showsTable(lines) {
		r.plainFailure("form-unread", "the text shows an indicator table, but no form could be read from it")
	}
}

// readAligned reads a text that keeps columns apart by blanks.
func (r *reader) readAligned(pages [][]string) {
	drafts, whole := readAligned(pages)
	for _, d := range drafts {
		r.finish(d, nil)
	}
	if !whole {
		r.plainFailure("text-aligned", "the text keeps columns apart by blanks, and not all of its forms could be made out; write it in reading order (pdftotext -raw) or give the PDF")
	}
}

// plainFailure reports a form in a text file that could not be read.
func (r *reader) plainFailure(code, message string) {
	source := r.source
	source.Pages = []int{}
	r.failures = append(r.failures, Record{Source: source, Issues: []Issue{{code, Error, "", message}}})
}

// showsTable reports whether a text shows a table of indicators.
func showsTable(lines []string) bool {
	texts := plainTexts(lines)
	return levelsIn(texts) >= minLevels || showsHeads(texts)
}

func plainTexts(lines []string) []string {
	var out []string
	for _, l := range lines {
		out = append(out, strings.Fields(l)...)
	}
	return out
}

const (
	// alignedGap is the number of blanks within a line that keep columns
	// apart; cells in reading order are parted by one.
	alignedGap = "   "
	// alignedShare is the share of a form's lines that have such gaps.
	alignedShare = 0.1
)

// isAligned reports whether a text that shows an indicator table sets it in
// columns.
func isAligned(lines []string) bool {
	gaps, all := 0, 0
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		all++
		if strings.Contains(l, alignedGap) {
			gaps++
		}
	}
	return float64(gaps) > alignedShare*float64(all) && showsRows(lines)
}
