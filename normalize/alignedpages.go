package normalize

import (
	"slices"
	"strings"

	"mubiao/normalize/zh"
)

// A dump sets each page by itself: the columns of a table that goes on stand
// elsewhere there. They are taken for the same ones where strips part as many,
// and what stands in them are levels, names and no more.

// goOn adds the rows on later pages to the table. It returns the lines that
// it could not read, nil if there are none.
func (b *alignedBody) goOn(pages [][]string) (unread []string) {
	for i, lines := range pages {
		if !b.addPage(lines) {
			return slices.Concat(pages[i:]...)
		}
		if b.totals != nil {
			break
		}
	}
	return nil
}

// addPage adds the rows of one page, counted in the way in which they stand
// apart.
func (b *alignedBody) addPage(lines []string) bool {
	lines = withoutPageHead(lines)
	for _, width := range []func(rune) int{oneColumn, printColumns} {
		if next := b.nextPage(newAlignedPart(lines, width)); next != nil {
			b.left = slices.Concat(b.left, lines[next.end:])
			b.join(next)
			return true
		}
	}
	return !showsRows(lines) && !slices.ContainsFunc(plainTexts(lines), startsIndicator) && b.endsTable(lines)
}

// endsTable reports whether a page begins with what follows the indicators.
func (b *alignedBody) endsTable(lines []string) bool {
	texts := plainTexts(lines)
	return len(texts) > 0 && tailLabel(zh.Label(texts[0]))
}

// withoutPageHead leaves out what a page repeats above a table: title, year,
// unit and number of the page.
func withoutPageHead(lines []string) []string {
	for len(lines) > 0 {
		l := strings.TrimSpace(lines[0])
		if l != "" && !isTitle(l) && !isYearLine(l) && !isUnitLine(l) && !isFolio(l) && !isTableNumber(l) {
			break
		}
		lines = lines[1:]
	}
	return lines
}

// nextPage reads the rows of a page in the columns of the table, nil where
// they are not told.
func (b *alignedBody) nextPage(p alignedPart) *alignedBody {
	next := &alignedBody{columns: slices.Clone(b.columns)}
	for k := range next.columns {
		next.columns[k].start, next.columns[k].end, next.columns[k].from = 0, 0, 0
	}
	if head := (&alignedBody{}); head.findHeads(p) {
		if head.headFirst > 0 || !slices.EqualFunc(head.columns, b.columns, func(a, c alignedHead) bool { return a.role == c.role }) {
			return nil
		}
		next.columns, next.headFirst, next.first = head.columns, head.headFirst, head.first
	}
	lines := next.cutTail(p)
	for i := range lines {
		lines[i] = levelChunks(lines[i])
	}
	if next.first > 0 {
		lines = next.dropSpine(lines)
		next.findEdges(lines)
	} else if lines = next.matchStrips(lines, isNumbered(b.words[b.column3()])); lines == nil {
		return nil
	}
	next.assign(lines)
	next.readTotals(p)
	if next.bands = next.rows(); len(next.bands) == 0 {
		return nil
	}
	return next
}

// column3 is the column of the names.
func (b *alignedBody) column3() int {
	return slices.IndexFunc(b.columns, func(c alignedHead) bool { return c.role == roleLevel3 })
}

// matchStrips gives the strips of a page without heads to the columns, and
// returns its lines without the label of the whole table; nil where they do
// not match. Columns of levels may be blank on a page.
func (b *alignedBody) matchStrips(lines [][]word, numbered bool) [][]word {
	edges := strips(lines)
	n := len(b.columns)
	if len(edges) > 1 && stripHolds(lines, edges, 0, isSpineWord) {
		lines = withoutStrip(lines, edges[1])
		b.spine, edges = "", edges[1:]
	}
	blank := n - len(edges)
	if blank < 0 || blank > b.column3() {
		return nil
	}
	for k := range n {
		switch {
		case k < blank && !b.columns[k].merged:
			return nil
		case k < blank:
			b.columns[k].from = 0
			continue
		}
		b.columns[k].from = edges[k-blank]
		if b.columns[k].merged && !stripHolds(lines, edges, k-blank, isLevelWord) {
			return nil
		}
		if k == b.column3() && stripHolds(lines, edges, k-blank, isLevelWord) {
			return nil
		}
	}
	if numbered && !stripSome(lines, edges, b.column3()-blank, func(w word) bool { return startsIndicator(w.text) }) {
		return nil
	}
	for k := range blank { // blank columns end where the first strip begins
		b.columns[k].from = edges[0] - blank + k
	}
	b.apart = true
	return lines
}

func isSpineWord(w word) bool { return isSpinePiece(zh.Label(w.text)) && !isLevelPiece(w.text) }

func isLevelWord(w word) bool {
	label := zh.StripBrackets(zh.Label(w.text))
	return isLevelPiece(w.text) || strings.Contains("指标", label) || label == ""
}

// inStrip lists the words of a strip.
func inStrip(lines [][]word, edges []int, k int) []word {
	var out []word
	for _, words := range lines {
		for _, w := range words {
			if w.start >= edges[k] && (k+1 == len(edges) || w.start < edges[k+1]) {
				out = append(out, w)
			}
		}
	}
	return out
}

func stripHolds(lines [][]word, edges []int, k int, what func(word) bool) bool {
	return !slices.ContainsFunc(inStrip(lines, edges, k), func(w word) bool { return !what(w) })
}

func stripSome(lines [][]word, edges []int, k int, what func(word) bool) bool {
	return slices.ContainsFunc(inStrip(lines, edges, k), what)
}

func withoutStrip(lines [][]word, from int) [][]word {
	out := make([][]word, len(lines))
	for i, words := range lines {
		out[i] = slices.DeleteFunc(slices.Clone(words), func(w word) bool { return w.start < from })
	}
	return out
}

// join adds the rows of the next page behind those of the table.
func (b *alignedBody) join(next *alignedBody) {
	base := b.end - b.first
	b.breaks = append(b.breaks, base)
	for k := range b.columns {
		for _, w := range next.words[k] {
			w.line += base
			b.words[k] = append(b.words[k], w)
		}
	}
	for _, r := range next.bands {
		r.first, r.end = r.first+base, r.end+base
		b.bands = append(b.bands, r)
	}
	b.end += next.end - next.first
	b.apart = b.apart && next.apart
	b.totals, b.more = next.totals, b.more || next.more
	b.spine += next.spine
}

// cutRow reports whether a row stands beside the end of a page and is not a
// whole one: the page may have cut it.
func (b *alignedBody) cutRow(i int) bool {
	beside := slices.ContainsFunc(b.breaks, func(line int) bool {
		return b.bands[i].first >= line && (i == 0 || b.bands[i-1].end <= line) || b.bands[i].end <= line && (i+1 == len(b.bands) || b.bands[i+1].first >= line)
	})
	if !beside {
		return false
	}
	for k, c := range b.columns {
		text := zh.Join(b.cell(k, b.bands[i]))
		if c.role == roleLevel3 && text == "" || c.role == roleTarget && !isWholeTarget(text) {
			return true
		}
	}
	return false
}
