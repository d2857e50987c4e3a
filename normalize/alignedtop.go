package normalize

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mubiao/extract"
	"mubiao/extract/grid"
	"mubiao/normalize/zh"
)

// An alignedTop is what stands above the indicators: the title, and labels at
// the left with what they head. A label and its values are set about one
// middle, so that a value of two lines has its label between them.
type alignedTop struct {
	lines   [][]word
	first   int         // the first line of a field
	left    int         // the character at which the column of labels at the left ends
	kinds   []labelKind // by line, of the labels on it right of those at the left
	funds   []string    // text in a block of funds that found no place
	pieces  bool        // pieces of labels stand among the values of fields
	unknown []string    // labels at the left that are none that is known
	unsure  bool        // under which head an amount stands
	mixed   bool        // goals side by side are not kept apart on every line
	tasks   string      // the label of tasks, which are not read
	loose   []string    // labels of rows whose lines may belong to the next one
}

// A leftLabel is a label at the left side, with its lines and those of what
// it heads, first to before end.
type leftLabel struct {
	text       string
	from, to   int
	first, end int
	open       bool // whether the lines behind end belong to it is not sure
}

// rows finds the rows of the fields, the funds and the goals.
func (t *alignedTop) rows() [][]*alignedCell {
	t.findLeft()
	labels := t.leftLabels()
	t.findKinds()
	t.share(labels)
	t.doubtLines(labels)
	var out [][]*alignedCell
	for i, l := range labels {
		key := zh.Label(l.text)
		switch z := zoneOf(key); {
		case z == zoneFunds:
			out = append(out, t.fundRows(l)...)
			if t.funds != nil && i > 0 { // it may be the end of a value above
				t.doubtRow(labels[i-1])
			}
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
		if len(words) > 0 && words[0].start <= w.end && isLeftLabel(w.text+words[0].text) {
			t.left = max(t.left, w.end, words[0].end)
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

// doubtLines notes the labels on both sides of an end that is not sure, and
// those in rows with pieces of a label that was not put together.
func (t *alignedTop) doubtLines(labels []leftLabel) {
	for i, l := range labels {
		field := zoneOf(zh.Label(l.text)) == noZone
		chunks := t.chunks(l.first, l.end)
		if !isLeftLabel(l.text) {
			t.unknown = append(t.unknown, l.text)
		}
		pieces := field && slices.ContainsFunc(chunks, isLabelPiece)
		if pieces {
			t.pieces = true
		}
		if !l.open && (i == 0 || !labels[i-1].open) && !pieces {
			continue
		}
		t.doubtRow(l)
	}
}

// doubtRow notes that which lines belong to a label, and to those in a row of
// fields with it, is not sure.
func (t *alignedTop) doubtRow(l leftLabel) {
	t.loose = append(t.loose, l.text)
	if zoneOf(zh.Label(l.text)) != noZone {
		return
	}
	for _, c := range t.chunks(l.first, l.end) {
		if headerField(zh.Label(c.text)) != noField {
			t.loose = append(t.loose, c.text)
		}
	}
}

// beginsLabel reports whether a text is the first line of a broken label.
func beginsLabel(s string) bool {
	text := zh.Label(s)
	if n := utf8.RuneCountInString(text); n <= 2 || n > longestPiece {
		return false
	}
	for label := range headerLabels {
		if text != label && strings.HasPrefix(label, text) {
			return true
		}
	}
	return false
}

// longestPiece is how many characters a line of a broken label has at most.
const longestPiece = 6

// isLabelPiece reports whether a chunk is no label, but what a line may hold
// of one.
func isLabelPiece(c chunk) bool {
	text := zh.Label(c.text)
	if n := utf8.RuneCountInString(text); n < 2 || n > longestPiece || isFieldLabel(text) {
		return false
	}
	for label := range headerLabels {
		if text != label && (strings.HasPrefix(label, text) || strings.HasSuffix(label, text)) {
			return true
		}
	}
	return false
}

// A chunk is words that stand in one cell.
type chunk struct {
	text       string
	start, end int
	line       int
	from, last int     // lines
	mid        float64 // of those lines
}

// chunks cuts what stands right of the labels at the left of some lines into
// cells: at two blanks, and at one where a label stands on a side of it.
func (t *alignedTop) chunks(first, end int) []chunk {
	var out []chunk
	for i := first; i < end; i++ {
		_, words := t.leftPiece(i)
		for k, w := range words {
			n := len(out) - 1
			if k == 0 || w.firm || isTopLabel(out[n].text) || isTopLabel(w.text) || beginsLabel(out[n].text) || beginsLabel(w.text) {
				out = append(out, chunk{text: w.text, start: w.start, end: w.end, line: i, from: i, last: i})
				continue
			}
			out[n].text += " " + w.text
			out[n].end = w.end
		}
	}
	out = withLabels(out)
	for i := range out {
		out[i].mid = float64(out[i].from+out[i].last) / 2
	}
	return out
}

func isTopLabel(s string) bool { return isLabel(s) || isFundLabel(s) }

// fieldRow is the row of a label and of those to its right.
func (t *alignedTop) fieldRow(l leftLabel) []*alignedCell {
	row := []*alignedCell{{lines: []string{l.text}}}
	chunks := t.chunks(l.first, l.end)
	labels := slices.DeleteFunc(slices.Clone(chunks), func(c chunk) bool { return !isFieldLabel(zh.Label(c.text)) || c.text == "资金" })
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
	if t.pieces {
		for _, path := range []string{"/department", "/unit", "/attribute", "/period"} {
			d.doubt("row-uncertain", Warning, path, "a label among the fields is broken and was not put together")
		}
	}
	if t.tasks != "" { // its foot holds the sums, with no label of their own
		for _, path := range []string{"/tasks", "/funds", "/goals"} {
			d.doubt("text-unplaced", Warning, path, "the table beside %s was not read", t.tasks)
		}
	}
	t.doubtGoals(d)
	for _, text := range t.funds {
		d.doubt("text-unplaced", Warning, "/funds", "%q is in no field of the record", shorten(text, 40))
		d.doubt("text-unplaced", Warning, "/execution_rate", "%q is in no field of the record", shorten(text, 40))
		d.doubt("text-unplaced", Warning, "/execution_score", "%q is in no field of the record", shorten(text, 40))
	}
}

// doubtGoals doubts goals among which labels of funds or amounts stand, or two
// columns of them whose lines are not kept apart.
func (t *alignedTop) doubtGoals(d *draft) {
	texts := []string{d.Achieved}
	for _, g := range d.Goals {
		texts = append(texts, g.Text)
	}
	if t.unsure || t.unknown != nil {
		for _, path := range []string{"/funds", "/execution_rate", "/execution_score"} {
			d.doubt("row-uncertain", Warning, path, "which amount belongs to which label is not sure")
		}
	}
	mixed := t.mixed || t.unknown != nil || d.Form == SelfEvaluation && d.Achieved == "" || slices.ContainsFunc(texts, func(s string) bool {
		return fundWords.MatchString(s) || s != "" && (isWholeTarget(s) || isGoalLabel(zh.Label(s)))
	})
	if !mixed {
		return
	}
	for _, path := range []string{"/goals", "/achieved"} {
		d.doubt("row-uncertain", Warning, path, "which lines belong to which label is not sure")
	}
}

// fundWords are what a goal does not say but a block of funds or the heads of
// two goals do.
var fundWords = regexp.MustCompile(`财政拨款|其他资金|资金总额|金额合计|上年结转|政拨款|总体目标|[-—/]{2}|[0-9.,]{4,}[-—/]`)
