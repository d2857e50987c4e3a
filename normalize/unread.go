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
	shows := levelsIn(texts) >= minLevels || len(l.Grids) == 0 && showsForm(texts) || len(l.Grids) > 0 && showsHeads(texts) ||
		isPictured(l) && showsTrace(texts)
	if shows && !slices.Contains(r.suspects, l.Page) {
		r.suspects = append(r.suspects, l.Page)
	}
}

// isPictured reports whether a page was read from its picture.
func isPictured(l *grid.Layout) bool {
	return slices.ContainsFunc(l.Runs, func(run grid.Line) bool { return run.Sure != nil }) ||
		slices.ContainsFunc(l.Grids, func(g grid.Grid) bool {
			return slices.ContainsFunc(g.Cells, func(c grid.Cell) bool { return len(c.Lines) > 0 && c.Lines[0].Sure != nil })
		})
}

// minTraces is how many short texts about targets on a picture show a form. Of
// labels in rows no higher than they are, or behind noise, most are misread;
// reports that speak of targets do so in sentences.
const minTraces = 3

// showsTrace reports whether texts that were read badly show what is left of a
// form: its title, or some of its labels.
func showsTrace(texts []string) bool {
	traces := 0
	for _, t := range texts {
		if isTitle(t) {
			return true
		}
		if len(t) <= maxLabel && (strings.Contains(t, "指标") || strings.Contains(t, "绩效")) && !strings.ContainsAny(t, "，。；") {
			traces++
		}
	}
	return traces >= minTraces
}

// showsForm reports whether texts without rules about them show a form: its
// title, and rows of indicators.
func showsForm(texts []string) bool {
	return slices.ContainsFunc(texts, isTitle) && showsRows(texts)
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
	for _, end := range r.cuts {
		r.doubtEnd(end)
	}
	for _, page := range r.suspects {
		if !slices.ContainsFunc(r.records, func(d Record) bool { return slices.Contains(d.Source.Pages, page) }) {
			r.failure(page, "form-unread", "the page shows an indicator table, but no form could be read from it")
			r.doubtEnd(page - 1)
		}
	}
}

// doubtEnd doubts the form that ends on a page before what was not read: its
// table may go on there.
func (r *reader) doubtEnd(page int) {
	for i := range r.records {
		d := &r.records[i]
		if n := len(d.Source.Pages); n > 0 && d.Source.Pages[n-1] == page {
			d.Issues = append(d.Issues, Issue{"table-cut", Warning, "/indicators/-", "the table may go on behind what could be read of it"})
		}
	}
}
