package normalize

import (
	"slices"

	"mubiao/normalize/zh"
)

// An alignedBody is the table of indicators of a form.
type alignedBody struct {
	headFirst int // the first line of the heads
	columns   []alignedHead
	words     [][]word // by column, in order of lines; what of a line stands in one column is one word
	blank     []bool   // by line: nothing stands on it
	first     int      // the first line under the heads
	end       int      // the line after the last
	bands     []band
	breaks    []int      // the lines before which a page ends
	apart     bool       // strips without text part all columns
	totals    [][]string // rows of totals, by column
	more      bool       // another table of indicators follows
	left      []string   // the lines behind the table, on all its pages
	spine     string     // what was left out of the label of the whole table
}

// A band is the lines of one row, from first to before end.
type band struct {
	first, end int
	cost       float64
	margin     float64 // that the best other way costs more
}

// newAlignedBody finds the table of indicators; nil where there is none that
// is understood.
func newAlignedBody(p alignedPart) *alignedBody {
	b := &alignedBody{}
	if !b.findHeads(p) {
		return nil
	}
	rest := b.dropSpine(b.cutTail(p))
	for i := range rest {
		rest[i] = levelChunks(rest[i])
	}
	b.findEdges(rest)
	b.assign(rest)
	b.readTotals(p)
	if b.bands = b.rows(); len(b.bands) == 0 {
		return nil
	}
	return b
}

// cutTail are the lines under the heads up to what follows the indicators.
func (b *alignedBody) cutTail(p alignedPart) [][]word {
	b.end = len(p.lines)
	for i := b.first; i < len(p.lines); i++ {
		words := p.lines[i]
		if countRoles(words) >= 3 && len(headsAt(p.lines, i)) >= 3 {
			b.end, b.more = i, true
			break
		}
		if len(words) > 0 && (tailLabel(zh.Label(words[0].text)) || isFolio(joinWords(words)) && b.restBlank(p, i+1)) {
			b.end = i
			break
		}
	}
	b.blank = make([]bool, b.end)
	for i := range b.end {
		b.blank[i] = len(p.lines[i]) == 0
	}
	return p.lines[b.first:b.end]
}

// restBlank reports whether nothing stands on the lines from one on.
func (b *alignedBody) restBlank(p alignedPart, from int) bool {
	return !slices.ContainsFunc(p.lines[from:], func(w []word) bool { return len(w) > 0 })
}

// readTotals reads the row of the total score, which follows the indicators.
func (b *alignedBody) readTotals(p alignedPart) {
	for _, words := range p.lines[b.end:] {
		if len(words) == 0 || !slices.Contains([]string{"总分", "总得分", "自评总分", "合计"}, zh.StripBrackets(zh.Label(words[0].text))) {
			continue
		}
		row := make([]string, len(b.columns))
		for _, w := range words[1:] {
			row[b.column((w.start+w.end-1)/2)] = w.text
		}
		row[0] = words[0].text
		b.totals = append(b.totals, row)
	}
}

// dropSpine leaves out the label of the whole table, which stands left of the
// first column, a character or two a line.
func (b *alignedBody) dropSpine(lines [][]word) [][]word {
	out := make([][]word, len(lines))
	for i, words := range lines {
		if len(words) > 0 && words[0].end <= b.columns[0].start+1 && isSpinePiece(zh.Label(words[0].text)) {
			if _, level := Level1(words[0].text); !level {
				b.spine += zh.Label(words[0].text)
				words = words[1:]
			}
		}
		out[i] = words
	}
	return out
}

// cell is the text of a column in a band, line by line.
func (b *alignedBody) cell(k int, r band) []string {
	var out []string
	for _, w := range b.words[k] {
		if w.line >= r.first && w.line < r.end {
			out = append(out, w.text)
		}
	}
	return out
}

// rowAt is where a height in lines lies in rows.
func (b *alignedBody) rowAt(y float64) float64 {
	edge := func(i int) float64 { // the height between bands i-1 and i
		switch {
		case i == 0:
			return float64(b.bands[0].first)
		case i == len(b.bands):
			return float64(b.bands[i-1].end)
		}
		return float64(b.bands[i-1].end+b.bands[i].first) / 2
	}
	for i := range b.bands {
		lo, hi := edge(i), edge(i+1)
		if y < hi || i == len(b.bands)-1 {
			return float64(i) + min(max((y-lo)/(hi-lo), 0), 1)
		}
	}
	return 0
}
