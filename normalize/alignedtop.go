package normalize

import (
	"cmp"
	"slices"
	"strings"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// An alignedTop is what stands above the indicators: the title, and labels at
// the left with what they head. A label and its values are set about one
// middle, so that a value of two lines has its label between them.
type alignedTop struct {
	lines [][]word
	first int      // the first line of a field
	left  int      // the character at which the column of labels at the left ends
	funds []string // text in a block of funds that found no place
	tasks string   // the label of tasks, which are not read
	loose []string // labels of rows whose lines may belong to the next one
}

// A leftLabel is a label at the left side, with its lines and those of what
// it heads, first to before end.
type leftLabel struct {
	text       string
	from, to   int
	first, end int
}

// rows finds the rows of the fields, the funds and the goals.
func (t *alignedTop) rows() [][]*alignedCell {
	t.findLeft()
	labels := t.leftLabels()
	t.share(labels)
	t.doubtLines(labels)
	var out [][]*alignedCell
	for _, l := range labels {
		key := zh.Label(l.text)
		switch z := zoneOf(key); {
		case z == zoneFunds:
			out = append(out, t.fundRows(l)...)
		case z == zoneTasks:
			t.tasks = l.text
		case z == zoneGoals, achievedLabel(key):
			out = append(out, t.goalRows(l)...)
		default:
			out = append(out, t.fieldRow(l))
		}
	}
	return out
}

// above are the lines over the first field: title, year, unit.
func (t *alignedTop) above() []grid.Line {
	var out []grid.Line
	for i, words := range t.lines[:t.first] {
		if len(words) == 0 {
			continue
		}
		y := float64(i) * alignedLine
		text := joinWords(words)
		box := extract.Rect{X0: float64(words[0].start), X1: float64(words[len(words)-1].end), Y0: y, Y1: y + alignedLine}
		out = append(out, grid.Line{Text: text, Box: box, Size: alignedLine})
	}
	return out
}

func joinWords(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// isLeftLabel reports whether a text is a label of a field or of a zone.
func isLeftLabel(s string) bool {
	k := kindOfLabel(zh.Label(s))
	return k == labelHeader || k == labelZone
}

// leftIndent is how many characters labels of one column may stand apart: one
// is centred, another is not.
const leftIndent = 1

// findLeft finds the first field and how far the labels at the left reach:
// those that stand below or above the leftmost one.
func (t *alignedTop) findLeft() {
	t.first, t.left = len(t.lines), 0
	var labels []word
	for i, words := range t.lines {
		if i > 0 && len(words) > 0 && isLeftLabel(words[0].text) && !isUnitLine(words[0].text) {
			labels = append(labels, words[0])
			t.first = min(t.first, i)
		}
	}
	slices.SortFunc(labels, func(a, b word) int { return cmp.Compare(a.start, b.start) })
	for i, w := range labels {
		if i == 0 || w.start <= t.left+leftIndent {
			t.left = max(t.left, w.end)
		}
	}
	for i := range t.lines {
		t.widenLeft(i)
	}
	for t.first > 1 && t.first < len(t.lines) && len(t.lines[t.first-1]) > 0 && !t.isAbove(t.first-1) {
		t.first-- // the first line of a value of two
	}
}

// widenLeft lets the column of labels reach over a label that is broken over
// two lines with its value between or beside them.
func (t *alignedTop) widenLeft(line int) {
	if line < 1 || len(t.lines[line]) == 0 || t.lines[line][0].start > t.left {
		return
	}
	w := t.lines[line][0]
	for _, words := range t.lines[line+1 : min(line+3, len(t.lines))] {
		if len(words) > 0 && words[0].start < w.end && isLeftLabel(w.text+words[0].text) {
			t.left = max(t.left, w.end)
			t.first = min(t.first, line)
		}
	}
}

func (t *alignedTop) isAbove(line int) bool {
	text := joinWords(t.lines[line])
	return line == 0 || isTitle(text) || isYearLine(text) || isUnitLine(text) || isTableNumber(text) || isFolio(text)
}

// leftPiece is what of a line stands in the column of labels.
func (t *alignedTop) leftPiece(line int) (text string, rest []word) {
	words := t.lines[line]
	n := 0
	for n < len(words) && words[n].start < t.left && (n == 0 || words[n].end <= t.left) {
		if n > 0 && isLeftLabel(joinWords(words[:n])) {
			break
		}
		n++
	}
	if n > 0 && words[0].end > t.left+1 {
		n = 0
	}
	return joinWords(words[:n]), words[n:]
}

// leftLabels puts the pieces at the left together to labels.
func (t *alignedTop) leftLabels() []leftLabel {
	type piece struct {
		text string
		line int
	}
	var pieces []piece
	for i := t.first; i < len(t.lines); i++ {
		if text, _ := t.leftPiece(i); text != "" {
			pieces = append(pieces, piece{text, i})
		}
	}
	var out []leftLabel
	for i := 0; i < len(pieces); {
		joined, best, n := "", pieces[i].text, 1
		for k := i; k < min(i+maxPieces, len(pieces)); k++ {
			if joined += pieces[k].text; isLeftLabel(joined) {
				best, n = joined, k-i+1
			}
		}
		out = append(out, leftLabel{text: best, from: pieces[i].line, to: pieces[i+n-1].line})
		i += n
	}
	return out
}

// share gives the lines between two labels to the first or to the second: as
// many lines stand below a label as above it, and what more there are, their
// columns tell. What heads goals stands last and takes the rest.
func (t *alignedTop) share(labels []leftLabel) {
	at := t.first
	for i := range labels {
		l := &labels[i]
		l.first = at
		if i+1 == len(labels) {
			l.end = len(t.lines)
			return
		}
		next := labels[i+1]
		l.end = l.to + 1
		if zoneOf(zh.Label(l.text)) == zoneFunds {
			l.end = t.fundsEnd(l.end, next.from)
		} else {
			for n := t.filled(at, l.from); n > 0 && l.end < next.from && len(t.lines[l.end]) > 0 && !t.hasFunds(l.end); n-- {
				l.end++
			}
		}
		for l.end < next.from && len(t.lines[l.end]) > 0 && !t.belongsTo(next, labels[i+1:], l.end) {
			l.end++
		}
		at = l.end
	}
}

// doubtLines doubts rows of fields that hold several lines, or stand next to
// such, where no blank line parts them from the next row.
func (t *alignedTop) doubtLines(labels []leftLabel) {
	wraps := func(l leftLabel) bool {
		return zoneOf(zh.Label(l.text)) == noZone && t.filled(l.first, l.end) > 1
	}
	parted := func(line int) bool {
		return line <= t.first || line >= len(t.lines) || len(t.lines[line-1]) == 0 || len(t.lines[line]) == 0
	}
	for i, l := range labels {
		open := wraps(l) && !(parted(l.first) && parted(l.end)) ||
			i > 0 && wraps(labels[i-1]) && !parted(l.first) || i+1 < len(labels) && wraps(labels[i+1]) && !parted(l.end)
		if !open {
			continue
		}
		t.loose = append(t.loose, l.text)
		for _, c := range t.chunks(l.first, l.end) {
			if headerField(zh.Label(c.text)) != noField {
				t.loose = append(t.loose, c.text)
			}
		}
	}
}

// fundsEnd is the line after the last one that holds a label of funds.
func (t *alignedTop) fundsEnd(first, end int) int {
	out := first
	for i := first; i < end; i++ {
		if t.hasFunds(i) {
			out = i + 1
		}
	}
	return out
}

func (t *alignedTop) hasFunds(line int) bool {
	return slices.ContainsFunc(t.chunks(line, line+1), func(c chunk) bool {
		item, _, _, ok := FundLabel(c.text)
		return ok && (item == FundTotal || item == FundFiscal || item == FundOther || strings.Contains(c.text, "资金")) // 本级 is a value, too
	})
}

// belongsTo reports whether a line over a label is a part of what that heads:
// of its block of funds or its goals, or the first line of a value that its
// label stands in the middle of. Beside a value on the label's own line that
// does not go on below, it is the rest of the one before.
func (t *alignedTop) belongsTo(l leftLabel, labels []leftLabel, line int) bool {
	if zoneOf(zh.Label(l.text)) != noZone || t.hasFunds(line) {
		return true
	}
	end := len(t.lines)
	if len(labels) > 1 {
		end = labels[1].from
	}
	heads := t.chunks(l.from, l.to+1)
	column := func(c chunk) int {
		n := 0
		for _, h := range heads {
			n += btoi(isTopLabel(h.text) && h.start <= c.start)
		}
		return n
	}
	over := func(c chunk, first, end int) bool {
		return slices.ContainsFunc(t.chunks(first, end), func(d chunk) bool { return column(c) == column(d) && !isTopLabel(d.text) })
	}
	for _, c := range t.chunks(line, line+1) {
		if !over(c, l.from, l.to+1) || over(c, l.to+1, min(l.to+2, end)) && !t.hasFunds(l.to+1) {
			return true
		}
	}
	return false
}

func (t *alignedTop) filled(first, end int) int {
	n := 0
	for _, words := range t.lines[first:max(first, end)] {
		n += btoi(len(words) > 0)
	}
	return n
}

// A chunk is words that stand in one cell.
type chunk struct {
	text       string
	start, end int
	line       int
}

// chunks cuts what stands right of the labels at the left of some lines into
// cells: at two blanks, and at one where a label stands on a side of it.
func (t *alignedTop) chunks(first, end int) []chunk {
	var out []chunk
	for i := first; i < end; i++ {
		_, words := t.leftPiece(i)
		for k, w := range words {
			n := len(out) - 1
			if k == 0 || w.firm || isTopLabel(out[n].text) || isTopLabel(w.text) {
				out = append(out, chunk{w.text, w.start, w.end, i})
				continue
			}
			out[n].text += " " + w.text
			out[n].end = w.end
		}
	}
	return out
}

func isTopLabel(s string) bool { return isLabel(s) || isFundLabel(s) }

// fieldRow is the row of a label and of those to its right.
func (t *alignedTop) fieldRow(l leftLabel) []*alignedCell {
	row := []*alignedCell{{lines: []string{l.text}}}
	chunks := t.chunks(l.first, l.end)
	labels := slices.DeleteFunc(slices.Clone(chunks), func(c chunk) bool { return !isFieldLabel(zh.Label(c.text)) })
	slices.SortFunc(labels, func(a, b chunk) int { return a.start - b.start })
	for i := -1; i < len(labels); i++ {
		from, to := -1, 1<<30
		if i >= 0 {
			row = append(row, &alignedCell{lines: []string{labels[i].text}})
			from = labels[i].start
		}
		if i+1 < len(labels) {
			to = labels[i+1].start
		}
		value := &alignedCell{}
		for _, c := range chunks {
			if c.start > from && c.start < to {
				value.lines = append(value.lines, c.text)
			}
		}
		row = append(row, value)
	}
	return row
}

// doubtAll doubts the fields of rows whose lines may belong to another one, and
// tells of text without a place.
func (t *alignedTop) doubtAll(d *draft) {
	for _, label := range t.loose {
		key := zh.Label(label)
		pointer := "/header/-"
		switch headerField(key) {
		case fieldProject:
			pointer = "/project"
		case fieldDepartment:
			pointer = "/department"
		case fieldUnit:
			pointer = "/unit"
		case fieldAttribute:
			pointer = "/attribute"
		case fieldPeriod:
			pointer = "/period"
		case noField:
			switch zoneOf(key) {
			case zoneFunds:
				pointer = "/funds"
			case zoneGoals:
				pointer = "/goals"
			}
		}
		d.doubt("row-uncertain", Warning, pointer, "which lines belong to %s is not sure", label)
	}
	if t.tasks != "" {
		d.doubt("text-unplaced", Warning, "/tasks", "the table beside %s was not read", t.tasks)
	}
	for _, text := range t.funds {
		d.doubt("text-unplaced", Warning, "/funds", "%q is in no field of the record", shorten(text, 40))
		d.doubt("text-unplaced", Warning, "/execution_rate", "%q is in no field of the record", shorten(text, 40))
		d.doubt("text-unplaced", Warning, "/execution_score", "%q is in no field of the record", shorten(text, 40))
	}
}
