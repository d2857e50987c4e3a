package normalize

import (
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize/zh"
)

// A proseMode is what the text behind the last label belongs to.
type proseMode int

const (
	proseNone proseMode = iota
	proseGoals
	proseLevels // indicators
	proseField
)

// A proseReader reads one form from paragraphs.
type proseReader struct {
	d     *draft
	pages []int

	mode     proseMode
	scope    Scope // of goals
	field    field // and its label
	label    string
	one, two Name
	oneStyle string // how level 1 is numbered, where it is
	next     string // the paragraph after the one that is read
	open     bool   // the one before ends without a mark: it may go on here
	goal     []string
	goalAt   []*paragraph
	heads    []Name // the levels that head indicators
}

// read reads one paragraph.
func (r *proseReader) read(p *paragraph) {
	if r.d.Title == "" && len(r.heads) == 0 && isProseTitle(p.text) {
		r.d.Title = zh.Squeeze(p.lines[0].text)
		r.place("/title", p, 0, len(p.lines[0].text))
		r.year(p)
		return
	}
	if isYearLine(p.text) {
		r.year(p)
		return
	}
	if r.mode == proseLevels || !r.readHead(p) {
		r.readBody(p)
	}
}

func (r *proseReader) year(p *paragraph) {
	if y, ok := FiscalYear(p.text); ok && r.d.FiscalYear == 0 {
		r.d.FiscalYear = y
		r.place("/fiscal_year", p, 0, len(p.text))
	}
}

// place notes the page as the form's, too.
func (r *proseReader) place(pointer string, p *paragraph, from, to int) {
	r.d.placeProse(pointer, p, from, to)
	if e, ok := r.d.Evidence[pointer]; ok && !slices.Contains(r.pages, e.Page) {
		r.pages = append(r.pages, e.Page)
	}
}

// placeIn places a value where its text stands between two bytes, or between
// those where it was joined.
func (r *proseReader) placeIn(pointer string, p *paragraph, text string, from, end int) {
	if i := strings.LastIndex(p.text[from:end], text); i >= 0 && text != "" {
		from, end = from+i, from+i+len(text)
	}
	r.place(pointer, p, from, end)
}

func (r *proseReader) in(p *paragraph, from, to int) where {
	return func(pointer string) { r.place(pointer, p, from, to) }
}

// readHead reads a paragraph that begins with a label other than a level; it
// reports false where it does not.
func (r *proseReader) readHead(p *paragraph) bool {
	label, rest, ok := cutProseLabel(zh.StripNumbering(p.text))
	if !ok || isLevelLabel(label) {
		return false
	}
	r.startLabel(p, label, rest)
	return true
}

// startLabel begins what a label heads, with the text behind it.
func (r *proseReader) startLabel(p *paragraph, label, rest string) {
	key := zh.Label(label)
	rest = strings.TrimSpace(rest)
	from := strings.LastIndex(p.text, rest)
	r.d.readUnit(key)
	r.mode = proseNone
	if zoneOf(key) == zoneSpine {
		r.mode = proseLevels
		return
	}
	if scope, ok := goalScope(key); ok {
		r.endGoals()
		r.mode, r.scope = proseGoals, scope
		r.addGoal(p, rest)
		return
	}
	if item, scope, _, ok := FundLabel(label); ok && startsWithNumber(rest) && !strings.ContainsAny(rest, ",，;；") {
		r.d.fundColumns = append(r.d.fundColumns, 0)
		r.d.addFund(scope, item, label, strings.TrimSuffix(rest, "。"), r.in(p, from, len(p.text)))
		return
	}
	if zoneOf(key) == zoneFunds || kindOfLabel(key) == labelFund {
		r.funds(p, p.text)
		return
	}
	if f := headerField(key); f != noField {
		r.mode, r.field, r.label = proseField, f, key
		if rest != "" {
			r.setField(p, rest, from)
		}
	}
}

// setField gives the field its value; all fields but those of a description
// have one paragraph.
func (r *proseReader) setField(p *paragraph, value string, from int) {
	r.mode = proseNone
	r.d.setHeader(r.field, r.label, strings.TrimRight(value, "；;"), r.in(p, from, len(p.text)))
}

// funds reads amounts in a sentence.
func (r *proseReader) funds(p *paragraph, text string) bool {
	return len(r.d.Funds) == 0 && r.d.readSentence(text, r.in(p, 0, len(p.text)))
}

// addGoal keeps a paragraph of goals.
func (r *proseReader) addGoal(p *paragraph, text string) {
	if text != "" {
		r.goal = append(r.goal, text)
		r.goalAt = append(r.goalAt, p)
	}
}

// endGoals adds the goals of the paragraphs under a label, which may number
// them through.
func (r *proseReader) endGoals() {
	at := r.goalAt
	r.d.addGoals(r.scope, r.goal, func(pointer string, from, _ int) { r.place(pointer, at[from], 0, len(at[from].text)) })
	r.goal, r.goalAt = nil, nil
}

// readBody reads a paragraph without a label of its own.
func (r *proseReader) readBody(p *paragraph) {
	if r.mode != proseLevels && r.funds(p, p.text) {
		return
	}
	label, _, ok := cutProseLabel(zh.StripNumbering(p.text))
	level := ok && isLevelLabel(label)
	switch {
	case level:
		r.mode = proseLevels
		r.clauses(p)
	case r.mode == proseLevels && ok:
		r.startLabel(p, label, strings.TrimSpace(p.text[strings.Index(p.text, label)+len(label):]))
	case r.mode == proseLevels && r.listed(p.text):
		if numberingOf(p.text) == "" {
			r.doubtBreak()
		}
		r.clauses(p)
	case isSectionHead(p.text):
		r.mode = proseNone
	case r.mode == proseGoals:
		r.addGoal(p, p.text)
	case r.mode == proseField:
		r.setField(p, p.text, 0)
	default:
		if r.mode == proseLevels {
			r.doubtBreak()
			r.mode = proseNone
		}
		r.unplaced(p.text)
	}
}

// doubtBreak doubts the indicators before and after the end of a paragraph
// that no mark ends: its sentence may go on.
func (r *proseReader) doubtBreak() {
	n := len(r.d.Indicators)
	if !r.open || n == 0 {
		return
	}
	for _, at := range []string{strconv.Itoa(n - 1), strconv.Itoa(n), "-"} {
		r.d.doubt("row-uncertain", Warning, "/indicators/"+at, "whether this is one indicator with that of the next or the last line is not sure")
	}
}

// isSectionHead reports whether a paragraph heads a section: 三、其他说明.
func isSectionHead(text string) bool {
	return strings.HasPrefix(zh.Label(text), "第") || numberingOf(text) == "一" && len([]rune(text)) <= maxProseLabel && !strings.ContainsAny(text, "。；;")
}

// numberingOf is how a text is numbered: 一 for Chinese numerals, 1 for
// digits, with a bracket in front where one is printed; empty for not at all.
func numberingOf(text string) string {
	t := strings.TrimSpace(zh.Fold(text))
	if zh.StripNumbering(t) == t {
		return ""
	}
	open, t := strings.HasPrefix(t, "("), strings.TrimPrefix(t, "(")
	style := "一"
	if t != "" && t[0] < 0x80 {
		style = "1"
	}
	if open {
		style = "(" + style
	}
	return style
}

// listed reports whether a paragraph under a level lists indicators: it is
// numbered, but not as sections are, or states what is to be reached.
func (r *proseReader) listed(text string) bool {
	if n := numberingOf(text); n != "" && n != "一" && n != r.oneStyle {
		return true
	}
	_, _, how := splitClause(strings.TrimRight(text, "。；;"))
	return how == splitSure
}

// unplaced tells of text in no field, once it is known that there is a form.
func (r *proseReader) unplaced(text string) {
	if len(r.heads) > 0 || r.d.Project != "" {
		r.d.doubt("text-unplaced", Info, "/header/-", "%q is in no field of the record", shorten(text, 40))
	}
}

// clauses reads the levels and indicators of a paragraph.
func (r *proseReader) clauses(p *paragraph) {
	for from := 0; from < len(p.text); {
		end := clauseEnd(p.text, from)
		r.clause(p, from, end)
		from = end
	}
}

// clause reads the levels that a clause begins with and the indicators behind
// them.
func (r *proseReader) clause(p *paragraph, from, end int) {
	for {
		text := strings.TrimSpace(p.text[from:end])
		from = end - len(strings.TrimLeft(p.text[from:end], " \u3000\t"))
		bare := zh.StripNumbering(text)
		label, rest, ok := cutProseLabel(bare)
		if !ok || !isLevelLabel(label) {
			break
		}
		r.level(label, numberingOf(text), rest)
		from = end - len(strings.TrimLeft(p.text[from:end], " \u3000\t")) + strings.Index(p.text[from:end], label) + len(label)
		from += len(p.text[from:end]) - len(strings.TrimLeft(p.text[from:end], ":：。 \u3000\t"))
	}
	text := strings.TrimRight(p.text[from:end], "；;。 \u3000\t")
	if strings.TrimSpace(text) == "" {
		return
	}
	for _, part := range splitIndicators(text) {
		r.indicator(p, part, from, end)
	}
}

// level takes up a level. What can be of either level is of the first where
// one of the second stands behind it, or where it is numbered as those are.
func (r *proseReader) level(label, style, rest string) {
	one, isOne := Level1(label)
	two, isTwo := Level2(label)
	if isOne && isTwo {
		if rest = strings.TrimSpace(rest); rest == "" {
			rest = r.next
		}
		next, _, ok := cutProseLabel(zh.StripNumbering(rest))
		_, follows := Level2(next)
		isOne = ok && follows || r.oneStyle != "" && style == r.oneStyle
	}
	if isOne {
		r.one, r.two, r.oneStyle = Name(one), "", style
		return
	}
	r.two = Name(two)
	if !slices.Contains(r.heads, r.two) {
		r.heads = append(r.heads, r.two)
	}
	if parent := Level2Parent(two); parent != "" && r.one != "" && string(r.one) != parent {
		r.one = ""
	}
}

// indicator adds one indicator, that stands between two bytes of a paragraph.
func (r *proseReader) indicator(p *paragraph, text string, from, end int) {
	d := r.d
	name, target, how := splitClause(text)
	if openNumber(strings.TrimSpace(text)) {
		how = splitGuess
	}
	number, level3 := indicatorName(strings.TrimSpace(zh.StripNumbering(strings.TrimSpace(name))))
	if level3 == "" && target == "" || isPlaceholder(level3) {
		return
	}
	n := strconv.Itoa(len(d.Indicators))
	pointer := "/indicators/" + n
	if i := strings.Index(p.text[from:end], text); i >= 0 {
		from, end = from+i, from+i+len(text)
	}
	in := Indicator{Scope: Annual, Level1: r.one, Level2: r.two, Level3: level3, Number: number, Target: target}
	in.readTarget(name, "")
	d.Indicators = append(d.Indicators, in)
	r.placeIn(pointer+"/level3", p, level3, from, end)
	for _, column := range []string{"/target", "/op", "/value", "/unit"} {
		r.placeIn(pointer+column, p, target, from, end)
	}
	if holdsClause(level3, target) {
		for _, at := range []string{pointer, "/indicators/-"} {
			d.doubt("row-uncertain", Warning, at, "%q may hold more than one indicator", shorten(text, 40))
		}
	}
	if how == splitGuess {
		for _, column := range []string{"/level3", "/target", "/op", "/value", "/unit"} {
			d.doubt("prose-split", Warning, pointer+column, "where the name ends and the target begins in %q was judged by its words", shorten(text, 40))
		}
	}
}

// setParents gives the indicators whose level 1 is not printed the usual one,
// where the form prints level 1 at all, and doubts levels that are missing.
func (r *proseReader) setParents() {
	d := r.d
	printed := slices.ContainsFunc(d.Indicators, func(in Indicator) bool { return in.Level1 != "" })
	for i := range d.Indicators {
		in := &d.Indicators[i]
		pointer := "/indicators/" + strconv.Itoa(i)
		if in.Level2 == "" {
			d.doubt("level-missing", Warning, pointer+"/level2", "no level 2 is printed for this indicator")
		}
		if in.Level1 != "" || !printed {
			continue
		}
		if in.Level1 = Name(Level2Parent(string(in.Level2))); in.Level1 == "" {
			d.doubt("level-missing", Warning, pointer+"/level1", "no level 1 is printed for this indicator")
			continue
		}
		d.doubt("level-inferred", Warning, pointer+"/level1", "no level 1 is printed beside %s; taken as %s", in.Level2, in.Level1)
	}
}

// The least form of this kind: how many levels of the second kind head its
// indicators, and how many of those have a figure to reach, or how many where
// both a project and a goal are named. Budgets name the levels, but list
// nothing behind them.
const (
	proseHeads   = 2
	proseFigures = 3
	namedFigures = 1
)

// isForm reports whether what was read is a form and no talk about one.
func (r *proseReader) isForm() bool {
	d, figures := r.d, 0
	for _, in := range d.Indicators {
		figures += btoi(in.Op != "")
	}
	goals := len(d.Goals) + len(r.goal)
	if d.Project != "" && goals > 0 && figures >= namedFigures {
		return len(r.heads) >= proseHeads
	}
	return len(r.heads) >= proseHeads && figures >= proseFigures && (d.Title != "" || d.Project != "" || goals > 0)
}

// finish settles what only the whole form tells.
func (r *proseReader) finish() {
	d := r.d
	r.endGoals()
	r.setParents()
	d.settle()
	d.Form = ProjectTarget
	switch {
	case strings.Contains(d.Title, "部门整体"):
		d.Form = DepartmentTarget
	case strings.Contains(d.Title, "自评"):
		d.Form = SelfEvaluation
	}
	slices.Sort(r.pages)
	d.doubt("prose-read", Info, "", "the form is told in sentences, without a table")
}
