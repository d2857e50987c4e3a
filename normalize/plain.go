package normalize

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// Plain text is another tool's dump of a form: cells in reading order, broken
// where their lines broke, with blanks between cells of one line and blank
// lines anywhere. What parts the cells is the vocabulary: labels, levels and
// the prefix 指标N：.

// A token is a run of text between blanks.
type token struct {
	text string
	line int  // counts all lines of the form
	last bool // of its line
}

// readPlain reads the forms in the pages of a text file; whole is false where
// one of them has columns that reading order does not keep apart.
func readPlain(pages [][]string) (out []*draft, whole bool) {
	lines := withoutFolios(pages)
	whole = true
	starts := plainStarts(lines)
	for i, start := range starts {
		end := len(lines)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if d := readPlainForm(lines[start:end]); d != nil {
			out = append(out, d)
		} else if showsRows(lines[start:end]) {
			whole = false
		}
	}
	return out, whole
}

// plainReach is how many lines after a title the first label of its form
// stands at most; a title followed by none is a mention in other text.
const plainReach = 12

// plainStarts are the lines that hold a form's title.
func plainStarts(lines []string) []int {
	var starts []int
	for i, l := range lines {
		if !isTitle(l) {
			continue
		}
		for _, after := range lines[i+1 : min(i+1+plainReach, len(lines))] {
			fields := strings.Fields(after)
			if len(fields) == 0 {
				continue
			}
			if headerField(zh.Label(fields[0])).beginsForm() {
				starts = append(starts, i)
				break
			}
		}
	}
	return starts
}

// A plainReader reads one form from tokens.
type plainReader struct {
	d      *draft
	lines  []string
	tokens []token
	i      int // the next token
	// achieved says that the form tells what was achieved.
	achieved bool
	transfer bool  // a label is one of transfer payments
	wide     bool  // the heads have more columns than levels, name and target
	field    field // whose value is being read
	order    readingOrder
	lost     lostLevels
}

func readPlainForm(lines []string) *draft {
	r := plainReader{d: newDraft(), lines: lines}
	r.d.Title = zh.Squeeze(zh.Radicals(lines[0]))
	if y, ok := FiscalYear(lines[0]); ok {
		r.d.FiscalYear = y
	}
	for n, l := range lines[1:] {
		fields := rejoin(strings.Fields(zh.Radicals(l)))
		for k, f := range fields {
			r.tokens = append(r.tokens, token{f, n + 1, k == len(fields)-1})
		}
	}
	if !r.readTop() || r.wide {
		return nil
	}
	r.readIndicators()
	if len(r.d.Indicators) == 0 || r.order.broken() {
		return nil
	}
	r.d.doubtParents()
	r.d.settle()
	if r.sideBySide() {
		return nil
	}
	r.d.Form = r.kind()
	return r.d
}

// kind tells what the form is for.
func (r *plainReader) kind() Kind {
	title := r.d.Title
	switch {
	case r.transfer || strings.Contains(title, "转移支付") || strings.Contains(title, "区域绩效"):
		return TransferTarget
	case strings.Contains(title, "部门整体"):
		return DepartmentTarget
	}
	return ProjectTarget
}

// sideBySide reports whether what was read stands in columns that reading order
// mixes: amounts or goals for two times, or goals beside what was achieved.
func (r *plainReader) sideBySide() bool {
	scopes := map[Scope]bool{}
	for _, f := range r.d.Funds {
		scopes[f.Scope] = true
	}
	for _, g := range r.d.Goals {
		scopes[g.Scope] = true
	}
	return scopes[Midterm] || r.achieved
}

// rejoin undoes the blanks that some tools put between Han characters and
// figures: 指标 1：, 2023 年 12 月, ≥42 公里. Between a label and an amount, and
// before a label, the blank parts two cells.
func rejoin(fields []string) []string {
	out := fields[:0]
	for _, f := range fields {
		if n := len(out); n > 0 && runsOn(out[n-1], f) {
			out[n-1] += f
			continue
		}
		out = append(out, f)
	}
	return out
}

// runsOn reports whether b goes on the figure or the date that a ends with,
// or is the number of what a names.
func runsOn(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(zh.Fold(a))
	first, _ := utf8.DecodeRuneInString(zh.Fold(b))
	switch {
	case first == ':':
		return true
	case isDigit(first) && (last == ',' || last == '.'):
		return insideFigure(zh.Fold(a), zh.Fold(b))
	case isDigit(first):
		return strings.HasSuffix(a, "指标") && startsIndicator(a+b) || strings.HasSuffix(a, "目标") && strings.ContainsAny(b, ":：") ||
			strings.HasSuffix(a, "年") && startsWithFigure(a) || strings.HasSuffix(a, "月") && startsWithFigure(a)
	case !isDigit(last) || !unicode.Is(unicode.Han, first):
		return false
	}
	label := zh.Label(b)
	_, level := Level2(b)
	return (startsWithFigure(a) || first == '年') && kindOfLabel(label) == unlabelled && !isRole(label) && !level && !startsIndicator(b)
}

// blankInFigure is a number with a blank behind its comma or point.
var blankInFigure = regexp.MustCompile(`([.,．，]) +([0-9０-９])`)

// longestNumbering is how many digits the number of a list's entry has at most.
const longestNumbering = 2

// insideFigure reports whether a and b are the halves of a number, or of a
// name that holds one (PM2. 5), that were parted behind its comma or point.
// The number of a list's entry (1. 2023年) is no half.
func insideFigure(a, b string) bool {
	digits := strings.TrimRight(a, ",.")
	last, _ := utf8.DecodeLastRuneInString(digits)
	return isDigit(last) && (len(digits) > longestNumbering || strings.HasSuffix(a, ","))
}

// startsWithFigure reports whether a text begins with a number, a sign before
// it or a bracket.
func startsWithFigure(s string) bool {
	return startsWithNumber(strings.TrimLeft(s, "≥≤≧≦⩾⩽><=＞＜＝═(（第约"))
}

// maxPieces is how many lines a label may be broken over: 年度总体绩效目标 one
// character a line has eight.
const maxPieces = 9

// match is the longest run of tokens from i on that together are what known
// accepts, and the token after it. Pieces of a broken label stand at the end
// of one line and the beginning of the next.
func (r *plainReader) match(i int, known func(string) bool) (text string, next int) {
	joined := ""
	for k := i; k < min(i+maxPieces, len(r.tokens)); k++ {
		if k > i && (!r.tokens[k-1].last || r.tokens[k].line == r.tokens[k-1].line) {
			break
		}
		joined += r.tokens[k].text
		if known(joined) {
			text, next = joined, k+1
		}
	}
	return text, next
}

func isLabel(s string) bool {
	return isFieldLabel(zh.Label(s)) && !isFundWithAmount(s)
}

func isFundLabel(s string) bool {
	return kindOfLabel(zh.Label(s)) == labelFund && !isFundWithAmount(s)
}

// label is the label that begins at token i, if one does.
func (r *plainReader) label(i int) (string, int) {
	if text, next := r.match(i, isLabel); next > 0 {
		return text, next
	}
	if len(r.d.Funds) > 0 {
		if text, next := r.match(i, isFundLabel); next > 0 {
			return text, next
		}
	}
	if isFundWithAmount(r.tokens[i].text) {
		return r.tokens[i].text, i + 1
	}
	return "", 0
}

// isFundWithAmount reports whether a text is a label of funds with the amount
// behind it: 年度资金总额：45.
func isFundWithAmount(s string) bool {
	_, _, rest, ok := FundLabel(s)
	return ok && rest != ""
}

// readTop reads up to the head of the indicators; it reports whether there
// is one.
func (r *plainReader) readTop() bool {
	for r.i < len(r.tokens) {
		if r.columnHeads() {
			return true
		}
		label, next := r.label(r.i)
		if next == 0 {
			r.lead(r.tokens[r.i].text)
			r.i++
			continue
		}
		r.i = next
		r.readField(label)
	}
	return false
}

// lead reads what stands before the first label: the year line, the unit.
func (r *plainReader) lead(text string) {
	if y, ok := FiscalYear(text); ok && r.d.FiscalYear == 0 && isYearLine(text) {
		r.d.FiscalYear = y
	}
	r.d.readUnit(text)
}

// value is the text up to the next label, and its lines.
func (r *plainReader) value() (lines []string) {
	line := -1
	for ; r.i < len(r.tokens); r.i++ {
		t := r.tokens[r.i]
		if _, next := r.label(r.i); (next > 0 || r.atColumnHeads(r.i)) && !r.endsAttribute(lines) {
			break
		}
		if t.line == line {
			lines[len(lines)-1] += " " + t.text
		} else {
			lines = append(lines, t.text)
		}
		line = t.line
	}
	return lines
}

// endsAttribute reports whether the next token ends a value that is broken
// over two lines, though together with the label behind it it is a label too:
// 新增一次性 项目 before 实施周期, which may be called 项目实施周期.
func (r *plainReader) endsAttribute(value []string) bool {
	if r.field != fieldAttribute || r.tokens[r.i].text != "项目" || len(value) == 0 || strings.HasSuffix(value[len(value)-1], "项目") || r.i+1 == len(r.tokens) {
		return false
	}
	_, next := r.label(r.i + 1)
	return next > 0
}

// readField reads what a label heads.
func (r *plainReader) readField(text string) {
	d, label := r.d, zh.Label(text)
	switch label {
	case "专项名称", "转移支付(项目)名称", "中央主管部门":
		r.transfer = true
	}
	if f := headerField(label); f != noField {
		r.field = f
		value := zh.Join(r.value())
		r.field = noField
		r.order.top(value)
		r.order.unnamed = r.order.unnamed || f == fieldProject && value == ""
		d.setHeader(f, label, value, nowhere)
		return
	}
	r.achieved = r.achieved || achievedLabel(label)
	if scope, ok := goalScope(label); ok {
		lines := r.value()
		r.order.top(lines...)
		d.addGoals(scope, lines, func(string, int, int) {})
		return
	}
	if z := zoneOf(label); z != noZone {
		d.readUnit(label)
		if z == zoneTasks {
			d.doubt("text-unplaced", Warning, "/tasks", "the table beside %s was not read", label)
		}
		return
	}
	if item, scope, rest, ok := FundLabel(text); ok {
		if rest == "" {
			rest = blankInFigure.ReplaceAllString(zh.Join(r.value()), "$1$2")
		}
		d.addFund(scope, item, strings.TrimSuffix(text, rest), rest, nowhere)
	}
}

// columnHeads reads the heads of the indicator columns if they begin here:
// three of them in a row, the last one of the target. Cells of other columns,
// which may be blank, cannot be told apart in reading order.
func (r *plainReader) columnHeads() bool {
	next := r.headsFrom(r.i)
	if next == 0 {
		return false
	}
	targets := 0
	for r.i < next {
		text, after := r.match(r.i, isRole)
		k, _ := columnRole(text)
		targets += btoi(k == roleTarget)
		r.wide = r.wide || k > roleLevel3 && k != roleTarget || targets > 1
		r.i = after
	}
	return true
}

func (r *plainReader) atColumnHeads(i int) bool { return r.headsFrom(i) > 0 }

// headsFrom is the token after the column heads that begin at token i, or 0.
func (r *plainReader) headsFrom(i int) int {
	levels, target := 0, false
	for i < len(r.tokens) {
		text, next := r.match(i, isRole)
		if next == 0 {
			break
		}
		k, _ := columnRole(text)
		levels += btoi(k == roleLevel1 || k == roleLevel2 || k == roleLevel3)
		target = target || k == roleTarget
		i = next
	}
	if levels < 2 || !target {
		return 0
	}
	return i
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
