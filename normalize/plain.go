package normalize

import (
	"strconv"
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
	var lines []string
	for _, p := range pages {
		lines = append(lines, p...)
	}
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
			if f := headerField(zh.Label(fields[0])); f == fieldProject || f == fieldDepartment {
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
	transfer bool // a label is one of transfer payments
	wide     bool // the heads have more columns than levels, name and target
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
	if len(r.d.Indicators) == 0 {
		return nil
	}
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
		if _, next := r.label(r.i); next > 0 || r.atColumnHeads(r.i) {
			break
		}
		t := r.tokens[r.i]
		if t.line == line {
			lines[len(lines)-1] += " " + t.text
		} else {
			lines = append(lines, t.text)
		}
		line = t.line
	}
	return lines
}

// readField reads what a label heads.
func (r *plainReader) readField(text string) {
	d, label := r.d, zh.Label(text)
	switch label {
	case "专项名称", "转移支付(项目)名称", "中央主管部门":
		r.transfer = true
	}
	if f := headerField(label); f != noField {
		d.setHeader(f, label, zh.Join(r.value()), nowhere)
		return
	}
	r.achieved = r.achieved || achievedLabel(label)
	if scope, ok := goalScope(label); ok {
		d.addGoals(scope, r.value(), func(string, int, int) {})
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
			rest = zh.Join(r.value())
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

// readIndicators reads the rows under the heads.
func (r *plainReader) readIndicators() {
	var one, two Name
	for r.i < len(r.tokens) {
		if tailLabel(zh.Label(r.tokens[r.i].text)) {
			return
		}
		if next := r.headsFrom(r.i); next > 0 {
			r.i = next
			continue
		}
		if level, first, next := r.level(one); next > 0 {
			if first {
				one, two = level, ""
			} else {
				two = level
			}
			r.i = next
			continue
		}
		r.readIndicator(one, two)
	}
}

// level is the level label that begins at the next token. What can be of
// either level is of the first if one of the second follows it.
func (r *plainReader) level(one Name) (level Name, first bool, next int) {
	text1, next1 := r.match(r.i, func(s string) bool { _, ok := Level1(s); return ok })
	text2, next2 := r.match(r.i, func(s string) bool { _, ok := Level2(s); return ok })
	switch {
	case next1 == 0 && next2 == 0:
		return "", false, 0
	case next2 > next1, next2 == next1 && !r.levelFollows(next2, one):
		canonical, _ := Level2(text2)
		return Name(canonical), false, next2
	}
	canonical, _ := Level1(text1)
	return Name(canonical), true, next1
}

// levelFollows reports whether a level 2 label stands at token i.
func (r *plainReader) levelFollows(i int, one Name) bool {
	_, next := r.match(i, func(s string) bool { _, ok := Level2(s); return ok })
	return next > 0 || one == ""
}

// readIndicator reads the tokens of one indicator: up to the next level, the
// next 指标N：, or without such numbers, the end of the line that holds both
// name and target.
func (r *plainReader) readIndicator(one, two Name) {
	from := r.i
	numbered := startsIndicator(r.tokens[from].text)
	for r.i++; r.i < len(r.tokens); r.i++ {
		if startsIndicator(r.tokens[r.i].text) || tailLabel(zh.Label(r.tokens[r.i].text)) || r.headsFrom(r.i) > 0 {
			break
		}
		if _, _, next := r.level(one); next > 0 {
			break
		}
		if !numbered && r.i-from >= 2 && r.complete(r.i-1) {
			break
		}
	}
	r.addIndicator(one, two, r.tokens[from:r.i])
}

// complete reports whether token i can end an indicator without a number: it
// ends its line, and shares that with the name or reads as a target.
func (r *plainReader) complete(i int) bool {
	t := r.tokens[i]
	return t.last && (r.tokens[i-1].line == t.line || startsWithFigure(t.text))
}

// startsIndicator reports whether a token begins with 指标N.
func startsIndicator(s string) bool {
	n, _ := indicatorName(s)
	return n != nil
}

// addIndicator adds the indicator that some tokens hold: the last one is the
// target.
func (r *plainReader) addIndicator(one, two Name, tokens []token) {
	d := r.d
	last := len(tokens) - 1
	parts := make([]string, 0, len(tokens))
	for _, t := range tokens[:last] {
		parts = append(parts, t.text)
	}
	target := tokens[last].text
	if last == 0 {
		parts, target = []string{target}, ""
	}
	name := zh.Join(parts)
	number, level3 := indicatorName(name)
	if target == "" && isPlaceholder(level3) {
		return
	}
	in := Indicator{Scope: Annual, Level1: one, Level2: two, Level3: level3, Number: number, Target: target}
	reading := ReadTarget(target, name, "")
	in.Op, in.Value, in.Unit = reading.Op, reading.Value, reading.Unit
	if number == nil && last > 1 && tokens[last].line != tokens[last-1].line {
		at := "/indicators/" + strconv.Itoa(len(d.Indicators))
		d.doubt("row-uncertain", Warning, at, "%q stands on %d lines without a number; where its name ends is not sure", name, last+1)
		d.doubt("row-uncertain", Warning, "/indicators/-", "%q may hold more than one indicator", name)
	}
	if strings.ContainsAny(lastRune(zh.Fold(name)), "0123456789.,≥≤≧≦><=") {
		d.doubt("row-uncertain", Warning, "/indicators/"+strconv.Itoa(len(d.Indicators)), "%q and %q may be parts of one figure", shorten(name, 40), target)
	}
	d.Indicators = append(d.Indicators, in)
}
