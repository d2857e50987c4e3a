package normalize

import (
	"slices"
	"strings"
	"unicode"

	"mubiao/normalize/zh"
)

// readPlain reads a text file, and reports one that shows a form which could
// not be read.
func (r *reader) readPlain(pages [][]string) {
	if pages == nil {
		return
	}
	pages = narrowed(pages)
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
	if float64(gaps) <= alignedShare*float64(all) {
		return false
	}
	return showsHeads(plainTexts(lines)) || showsTargets(lines) || len(titleLines(lines)) > 0 && showsRows(lines)
}

// narrowed undoes what pdftotext does to the half-width figures of the fonts
// that come with Adobe's readers: it writes them full-width. Where a text has
// no other figures, full-width figures, letters and signs were half-width ones;
// punctuation is left as it is, for Chinese has its own.
func narrowed(pages [][]string) [][]string {
	wide := 0
	for _, l := range slices.Concat(pages...) {
		for _, r := range l {
			switch {
			case '0' <= r && r <= '9':
				return pages
			case '０' <= r && r <= '９':
				wide++
			}
		}
	}
	if wide == 0 {
		return pages
	}
	out := make([][]string, len(pages))
	for i, p := range pages {
		for _, l := range p {
			out[i] = append(out[i], strings.Map(narrow, l))
		}
	}
	return out
}

func narrow(r rune) rune {
	folded := zh.FoldRune(r)
	if r != folded && folded < unicode.MaxASCII && (unicode.IsLetter(folded) || strings.ContainsRune("0123456789[]%.+-=<>/*", folded)) {
		return folded
	}
	return r
}

// showsTargets reports whether a text has levels, or the head of a column of
// targets.
func showsTargets(lines []string) bool {
	texts := plainTexts(lines)
	return levelsIn(texts) >= minLevels-1 || slices.ContainsFunc(texts, func(t string) bool { return strings.HasSuffix(t, "指标值") })
}
