package normalize

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"mubiao/normalize/zh"
)

// An alignedHead is a head of an indicator column.
type alignedHead struct {
	head       string
	role       role
	start, end int
	merged     bool // its cells hold labels of several rows
	from       int  // the first character of its column
}

// An alignedBody is the table of indicators of a form.
type alignedBody struct {
	headFirst int // the first line of the heads
	columns   []alignedHead
	words     [][]word // by column, in order of lines; what of a line stands in one column is one word
	blank     []bool   // by line: nothing stands on it
	first     int      // the first line under the heads
	end       int      // the line after the last
	bands     []band
	apart     bool       // strips without text part all columns
	totals    [][]string // rows of totals, by column
}

// A band is the lines of one row, from first to before end.
type band struct {
	first, end int
	cost       float64
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

// findHeads finds the line of the heads and joins those that take two lines,
// about or under it.
func (b *alignedBody) findHeads(p alignedPart) bool {
	for i := range p.lines {
		heads := headsAt(p.lines, i)
		known := 0
		for _, h := range heads {
			known += btoi(h.role.ofIndicator())
		}
		if known < 3 || known < len(heads)-1 {
			continue
		}
		b.columns, b.headFirst, b.first = heads, i, i+1
		b.takeLines(p.lines, heads, i)
		has := func(r role) bool { return slices.ContainsFunc(heads, func(h alignedHead) bool { return h.role == r }) }
		if has(roleProject) || has(roleOwner) || !has(roleTarget) || !has(roleLevel3) {
			return false
		}
		return true
	}
	return false
}

// headsAt are the heads about a line: the words on it, with those above or
// below that make a head of them, and those that stand above and below it
// alone.
func headsAt(lines [][]word, i int) []alignedHead {
	var above, below []word
	if i > 0 {
		above = lines[i-1]
	}
	if i+1 < len(lines) {
		below = lines[i+1]
	}
	if countRoles(lines[i]) < 2 {
		return nil
	}
	var out []alignedHead
	for _, w := range lines[i] {
		out = append(out, fullHead(w, above, below))
	}
	for _, w := range above {
		for _, v := range below {
			if overlapping(w, v) && isRole(zh.Label(w.text+v.text)) && !slices.ContainsFunc(lines[i], func(u word) bool { return overlapping(u, w) }) {
				out = append(out, newAlignedHead(w.text+v.text, min(w.start, v.start), max(w.end, v.end)))
			}
		}
	}
	slices.SortFunc(out, func(a, b alignedHead) int { return cmp.Compare(a.start+a.end, b.start+b.end) })
	return out
}

func countRoles(words []word) int {
	n := 0
	for _, w := range words {
		r, _ := columnRole(zh.Label(w.text))
		n += btoi(r.ofIndicator())
	}
	return n
}

func overlapping(a, b word) bool { return a.start < b.end && b.start < a.end }

// fullHead is a head with the rest of its words above and below.
func fullHead(w word, above, below []word) alignedHead {
	if !isRole(zh.Label(w.text)) {
		for _, v := range below {
			if overlapping(w, v) && isRole(zh.Label(w.text+v.text)) {
				return newAlignedHead(w.text+v.text, min(w.start, v.start), max(w.end, v.end))
			}
		}
		for _, u := range above {
			if overlapping(w, u) && isRole(zh.Label(u.text+w.text)) {
				return newAlignedHead(u.text+w.text, min(w.start, u.start), max(w.end, u.end))
			}
		}
	}
	return newAlignedHead(w.text, w.start, w.end)
}

func newAlignedHead(text string, start, end int) alignedHead {
	r, _ := columnRole(zh.Label(text))
	return alignedHead{head: text, role: r, start: start, end: end, merged: r == roleLevel1 || r == roleLevel2}
}

// takeLines moves the ends of the head to the lines that parts of it stand on.
func (b *alignedBody) takeLines(lines [][]word, heads []alignedHead, i int) {
	part := func(words []word) bool {
		return len(words) > 0 && !slices.ContainsFunc(words, func(w word) bool {
			return !slices.ContainsFunc(heads, func(h alignedHead) bool {
				return h.head != w.text && strings.Contains(h.head, w.text) && w.start < h.end && h.start < w.end
			})
		})
	}
	if i > 0 && part(lines[i-1]) {
		b.headFirst = i - 1
	}
	if i+1 < len(lines) && part(lines[i+1]) {
		b.first = i + 2
	}
}

// cutTail are the lines under the heads up to what follows the indicators.
func (b *alignedBody) cutTail(p alignedPart) [][]word {
	b.end = len(p.lines)
	for i := b.first; i < len(p.lines); i++ {
		words := p.lines[i]
		if len(words) > 0 && (tailLabel(zh.Label(words[0].text)) || len(words) == 1 && isFolio(words[0].text) && b.restBlank(p, i+1)) {
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

func (b *alignedBody) restBlank(p alignedPart, from int) bool {
	return !slices.ContainsFunc(p.lines[from:], func(w []word) bool { return len(w) > 0 })
}

// dropSpine leaves out the label of the whole table, which stands left of the
// first column, a character or two a line.
func (b *alignedBody) dropSpine(lines [][]word) [][]word {
	out := make([][]word, len(lines))
	for i, words := range lines {
		if len(words) > 0 && words[0].end <= b.columns[0].start+1 && isSpinePiece(zh.Label(words[0].text)) {
			if _, level := Level1(words[0].text); !level {
				words = words[1:]
			}
		}
		out[i] = words
	}
	return out
}

// findEdges puts edges into the strips that no word touches, if they part as
// many columns as there are heads. Else the first strip behind each head that
// the fewest words touch is taken for its edge: heads that single blanks part
// do not stand over their columns.
func (b *alignedBody) findEdges(lines [][]word) {
	if edges := strips(lines); len(edges) == len(b.columns) {
		for k := range b.columns {
			b.columns[k].from = edges[k]
		}
		b.apart = true
		return
	}
	for k := 1; k < len(b.columns); k++ {
		a, c := b.columns[k-1], &b.columns[k]
		best, least := a.end, math.MaxInt
		for x := min(a.end, c.start); x <= max((c.start+c.end)/2, a.end); x++ {
			if n := touching(lines, b.columns, x); n < least {
				best, least = x, n
			}
		}
		c.from = best
	}
}

// strips are the characters at which columns begin that stand apart all the
// way down.
func strips(lines [][]word) []int {
	var taken []bool
	for _, words := range lines {
		for _, w := range words {
			for len(taken) < w.end {
				taken = append(taken, false)
			}
			for x := w.start; w.firm && x < w.end; x++ {
				taken[x] = true
			}
		}
	}
	var out []int
	for x := range taken {
		if taken[x] && (x == 0 || !taken[x-1]) {
			out = append(out, x)
		}
	}
	return out
}

// touching counts the words over the edge left of character x. A word behind
// a single blank tells nothing: the one before it, in another column, has moved
// it to the left.
func touching(lines [][]word, heads []alignedHead, x int) int {
	n := 0
	for _, words := range lines {
		for _, w := range words {
			n += btoi(w.firm && w.start < x && x < w.end)
		}
	}
	for _, h := range heads {
		n += 2 * btoi(h.start < x && x < h.end)
	}
	return n
}

// levelChunks joins the words of a line that single blanks part, but not a
// level with what stands in the next column.
func levelChunks(words []word) []word {
	var out []word
	for _, w := range words {
		n := len(out) - 1
		if n < 0 || w.firm || isLevelPiece(out[n].text) && !isLevelPiece(out[n].text+w.text) || beginsNumbered(w.text) {
			out = append(out, w)
			continue
		}
		out[n].text += " " + w.text
		out[n].end = w.end
	}
	return out
}

// beginsNumbered reports whether a word is 指标1： or the beginning of it.
func beginsNumbered(s string) bool { return s == "指标" || startsIndicator(s) }

// isLevelPiece reports whether a text is a level's name or what a line holds
// of one.
func isLevelPiece(s string) bool {
	label := zh.StripBrackets(zh.Label(s))
	if label == "" || label == "指标" {
		return false
	}
	for _, names := range []map[string]string{level1Names, level2Names} {
		for name := range names {
			if strings.Contains(name+"指标", label) {
				return true
			}
		}
	}
	return false
}

// column is the column that character x lies in.
func (b *alignedBody) column(x int) int {
	k := len(b.columns) - 1
	for k > 0 && x < b.columns[k].from {
		k--
	}
	return k
}

// assign gives each word to its column.
func (b *alignedBody) assign(lines [][]word) {
	b.words = make([][]word, len(b.columns))
	for _, words := range lines {
		at := -1
		for _, w := range words {
			w.line -= b.first
			for _, part := range b.split(w) {
				k := b.columnOf(part, at)
				b.put(k, part)
				at = k
			}
		}
	}
}

// put adds a word to a column; what stands on one line is one word.
func (b *alignedBody) put(k int, w word) {
	if n := len(b.words[k]); n > 0 && b.words[k][n-1].line == w.line {
		last := &b.words[k][n-1]
		last.text += " " + w.text
		last.end = w.end
		return
	}
	b.words[k] = append(b.words[k], w)
}

// nearEdge is how many characters a blank may stand off the edge of a column
// at which it parts two cells.
const nearEdge = 3

// split cuts a word with blanks in it at those that part columns.
func (b *alignedBody) split(w word) []word {
	if !strings.Contains(w.text, " ") {
		return []word{w}
	}
	for k := len(b.columns) - 1; k > 0; k-- {
		edge := b.columns[k].from
		if w.start >= edge || w.end <= edge {
			continue
		}
		whole := chunk{text: w.text, start: w.start, end: w.end}
		one, two := cutNear(whole, edge)
		cut := w.start + whole.width(one)
		if two == "" || abs(cut-edge) > nearEdge {
			continue
		}
		left, right := w, w
		left.text, left.end = one, cut
		right.text, right.start, right.firm = two, cut+1, false
		return append(b.split(left), right)
	}
	return []word{w}
}

// columnOf is the column of a word behind one in column at, -1 for none.
func (b *alignedBody) columnOf(w word, at int) int {
	k := b.column((w.start + w.end - 1) / 2)
	if w.firm {
		k = b.column(w.start)
		if k+1 < len(b.columns) && w.middle() > float64(b.columns[k+1].from) {
			k++
		}
	}
	return min(max(k, at+1), len(b.columns)-1)
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
