package normalize

import (
	"slices"
	"strings"
	"unicode"

	"mubiao/normalize/zh"
)

// readTarget reads what the target of an indicator demands; see ReadTarget.
func (in *Indicator) readTarget(name, unitColumn string) {
	reading := ReadTarget(in.Target, name, unitColumn)
	in.Op, in.Value, in.Unit = reading.Op, reading.Value, reading.Unit
}

// ReadTarget reads the number that a target (指标值) states, and how it is
// compared. target is the text as printed, lines joined; name is the
// indicator's own, for the unit that its brackets may hold «实施面积（亩）»;
// unitColumn is what a column of units prints, which the caller has already
// put behind the number («≥120» and «台» are given as «≥120台», «台»), and
// empty without such a column.
//
// The text alone decides. In this order:
//
//  1. a sign before the number, whatever words stand in front of it;
//  2. two numbers that make a range;
//  3. a word before the number (不低于) or after it (以上);
//  4. else the number is meant exactly, unless a verb of change stands in
//     front of it (同比下降10%): that is the size of a change, not a value.
//
// Nothing is read from dates, periods, ordinals, ratios and times of day, nor
// where more than one condition is stated.
func ReadTarget(target, name, unitColumn string) Reading {
	if !hasDigit(target) {
		return Reading{}
	}
	column := unitColumn
	if isEmptyMark(column) {
		column = ""
	}
	number := cutUnit(target, column)
	p := parsePhrase(number)
	op, value, unit := p.read()
	if op == "" || len(number) < len(target) && isYears(value, column) {
		return Reading{}
	}
	switch {
	case len(number) < len(target) && unit != column:
		unit += column
	case unit == "" && column != "":
		unit = column
	case unit == "":
		unit = unitInName(name)
	}
	return Reading{Op: op, Value: value, Unit: &unit}
}

// hasDigit reports whether s holds a digit, half or full width.
func hasDigit(s string) bool {
	for i := range len(s) {
		if isDigit(rune(s[i])) {
			return true
		}
		if s[i] == 0xEF && i+2 < len(s) && s[i+1] == 0xBC && s[i+2] >= 0x90 && s[i+2] <= 0x99 {
			return true // ０ to ９ in UTF-8
		}
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isEmptyMark reports whether a cell is blank or prints one of the marks
// that forms put for "nothing".
func isEmptyMark(s string) bool {
	switch strings.TrimSpace(s) {
	case "", "-", "--", "—", "——", "－", "–", "―", "/", "／", "\\", "*", "＊", "无":
		return true
	}
	return false
}

// cutUnit takes the unit of a column of its own from the end of a target.
func cutUnit(target, column string) string {
	if column == "" {
		return target
	}
	if number, ok := strings.CutSuffix(target, column); ok {
		return number
	}
	if number, ok := strings.CutSuffix(zh.Squeeze(target), zh.Squeeze(column)); ok {
		return number
	}
	return target
}

// isYears reports whether a number with 年 behind it is a date.
func isYears(value Value, unit string) bool {
	if !strings.HasPrefix(unit, "年") {
		return false
	}
	for _, v := range value {
		if v < firstYear || v > lastYear {
			return false
		}
	}
	return true
}

// read decides what the phrase states; op is empty when that is nothing.
func (p *phrase) read() (op Op, value Value, unit string) {
	switch {
	case p.void || len(p.figures) == 0 || len(p.signs) > 1:
		return "", nil, ""
	case len(p.signs) == 1:
		return p.readSigned(p.signs[0])
	case p.dated && !p.datesLead():
		return "", nil, ""
	}
	if low, ok := p.rangeAt(0); ok && len(p.figures) == 2 {
		return p.readRange(low)
	}
	return p.readWorded()
}

// readSigned reads the number behind the only sign of the phrase.
func (p *phrase) readSigned(s sign) (op Op, value Value, unit string) {
	i := p.figureAt(s.to)
	if i < 0 || s.op == "" || p.clauseBetween(0, s.from) && (i > 0 || p.dated) {
		return "", nil, ""
	}
	if low, ok := p.rangeAt(i); ok && i+2 == len(p.figures) && s.op == Equal {
		return p.readRange(low)
	}
	if i+1 < len(p.figures) || p.datedAfter(s.to) {
		return "", nil, ""
	}
	unit, word := p.tail(p.figures[i].to)
	op = s.op
	if op == Equal && word != "" {
		op = word // a nature column says =, the text is more exact
	}
	return op, Value{p.figures[i].value}, unit
}

// A span is a range: its figures and where it ends.
type span struct {
	low, high float64
	from, to  int // offsets in the text; to is where the unit begins
	unit      string
}

// rangeAt reports whether figures i and i+1 are the ends of a range.
func (p *phrase) rangeAt(i int) (span, bool) {
	if i+1 >= len(p.figures) {
		return span{}, false
	}
	a, b := p.figures[i], p.figures[i+1]
	between := p.text[a.to:b.from]
	unitLength := rangeUnit(between, strings.Contains(string(p.text[b.to:]), "之间"))
	if unitLength < 0 {
		return span{}, false
	}
	unit, _ := p.tail(b.to)
	first := string(between[:unitLength])
	if !strings.HasPrefix(zh.Fold(unit), first) {
		return span{}, false
	}
	return span{min(a.value, b.value), max(a.value, b.value), a.from, b.to, unit}, true
}

// rangeUnit returns the length of the unit between two figures that a range
// sign parts, -1 when none does.
func rangeUnit(between []rune, within bool) int {
	end := len(between)
	for end > 0 && isDash(between[end-1]) {
		end--
	}
	if end < len(between) {
		return end
	}
	if end == 0 {
		return -1
	}
	switch between[end-1] {
	case '至', '到':
		return end - 1
	case '和', '与':
		if within {
			return end - 1
		}
	}
	return -1
}

// isDash reports whether r is one of the signs printed for "to".
func isDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '–', '—', '―', '−', '─', '~', '∼', '～', '〜':
		return true
	}
	return false
}

// readRange reads a range, unless a word bounds it once more.
func (p *phrase) readRange(s span) (op Op, value Value, unit string) {
	if word := wordBefore(p.text[:s.from]); word != "" && word != About || p.changes(s.from) {
		return "", nil, ""
	}
	if _, word := p.tail(s.to); word != "" && word != About {
		return "", nil, ""
	}
	return Between, Value{s.low, s.high}, s.unit
}

// readWorded reads a number whose comparison is a word, or none.
func (p *phrase) readWorded() (op Op, value Value, unit string) {
	f := p.figures[len(p.figures)-1]
	before := wordBefore(p.text[:f.from])
	if len(p.figures) > 1 && (before == "" || p.clauseBetween(p.figures[0].to, f.from)) {
		return "", nil, ""
	}
	unit, after := p.tail(f.to)
	switch {
	case before != "" && after != "" && opposed(before, after):
		return "", nil, ""
	case before != "":
		op = before
	case after != "":
		op = after
	case p.changes(f.from), p.saysMoreAfter(f.to):
		return "", nil, ""
	default:
		op = Equal
	}
	if p.hundredths(f.from) && unit == "" {
		unit = "%"
	}
	return op, Value{f.value}, unit
}

// opposed reports whether two words cannot both be meant: 不低于5%以下.
func opposed(a, b Op) bool {
	return direction(a)*direction(b) < 0
}

func direction(op Op) int {
	switch op {
	case AtLeast, More:
		return 1
	case AtMost, Less:
		return -1
	}
	return 0
}

// saysMoreAfter reports whether the clause that ends behind an offset is
// followed by another: of several conditions (首年返还本金的30%，其余分三年返还) the
// number states but one. What stands in brackets explains the number.
func (p *phrase) saysMoreAfter(at int) bool {
	depth := 0
	for i, r := range p.text[at:] {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case ',', ';', '。':
			if depth == 0 {
				return slices.ContainsFunc(p.text[at+i:], func(r rune) bool { return unicode.Is(unicode.Han, r) })
			}
		}
	}
	return false
}
