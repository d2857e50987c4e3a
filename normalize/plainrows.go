package normalize

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// readIndicators reads the rows under the heads.
func (r *plainReader) readIndicators() {
	var one, two Name
	for r.i < len(r.tokens) {
		if r.beginsNext(r.i) {
			r.end = r.tokens[r.i].line
			return
		}
		if next := r.pageHead(r.i); next > 0 {
			r.i = next
			continue
		}
		if r.isTail(r.i) {
			if !r.passNotes() {
				return
			}
			continue
		}
		if next := r.headsFrom(r.i); next > 0 {
			r.i = next
			continue
		}
		level, first, next := r.level(one)
		switch {
		case next == 0:
			r.readIndicator(one, two)
			continue
		case first && level == one && r.order.rows > 0: // printed again in every row
		case first:
			r.order.level1(level, two)
			one, two = level, ""
			r.lost = lostLevels{}
		default:
			r.order.level2()
			two = level
			r.lost.two = false
		}
		r.i = next
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
	case next2 > next1, next2 == next1 && !r.levelFollows(next2, one) && !r.again(text1, one):
		canonical, _ := Level2(text2)
		return Name(canonical), false, next2
	}
	canonical, _ := Level1(text1)
	return Name(canonical), true, next1
}

// again reports whether a level 1 is that of the row before, as forms that do
// not merge their cells print it in every row.
func (r *plainReader) again(text string, one Name) bool {
	canonical, _ := Level1(text)
	return r.order.rows > 0 && Name(canonical) == one
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
		if startsIndicator(r.tokens[r.i].text) || r.isTail(r.i) || r.headsFrom(r.i) > 0 ||
			r.pageHead(r.i) > 0 || r.beginsNext(r.i) {
			break
		}
		if _, _, next := r.level(one); next > 0 && !(numbered && r.endsRowName(from)) {
			break
		}
		if !numbered && r.i-from >= 2 && r.complete(r.i-1) {
			r.i += btoi(r.goesOnBelow())
			break
		}
	}
	r.addIndicator(one, two, r.tokens[from:r.i])
}

// endsRowName reports whether the next token is the last line of a name, though
// it is a level too: 满意度 behind 受益群众. The name begins at a token, and no
// target stands before the next one, but one behind it.
func (r *plainReader) endsRowName(from int) bool {
	t := r.tokens[r.i]
	if strings.HasSuffix(t.text, "指标") || !r.tokens[r.i-1].last || r.i+1 == len(r.tokens) {
		return false
	}
	for k := from + 1; k < r.i; k++ {
		if r.tokens[k].line == r.tokens[k-1].line {
			return false
		}
	}
	return isWholeTarget(r.tokens[r.i+1].text) && !isWholeTarget(r.tokens[r.i-1].text)
}

// complete reports whether token i can end an indicator without a number: it
// ends its line, and shares that with the name or reads as a target.
func (r *plainReader) complete(i int) bool {
	t := r.tokens[i]
	return t.last && (r.tokens[i-1].line == t.line || startsWithFigure(t.text))
}

// goesOnBelow reports whether the next line is the rest of the target that the
// last one ends with: 前 below 2018年12月31日. A name as short would be no part
// of a target.
func (r *plainReader) goesOnBelow() bool {
	before, t := r.tokens[r.i-1].text, r.tokens[r.i]
	return r.beginsLine(r.i) && t.last && utf8.RuneCountInString(t.text) <= longestRest && isWholeTarget(before+t.text) && !isWholeTarget(t.text)
}

// longestRest is how many characters of a target are so few that no name of
// an indicator is as short.
const longestRest = 3

// startsIndicator reports whether a token begins with 指标N.
func startsIndicator(s string) bool {
	n, _ := indicatorName(s)
	return n != nil
}

// addIndicator adds the indicator that some tokens hold.
func (r *plainReader) addIndicator(one, two Name, tokens []token) {
	d := r.d
	lost := r.lost
	if tokens = r.withoutPieces(mended(withNumber(tokens))); len(tokens) == 0 {
		return
	}
	cut, sure := r.partRow(tokens)
	name, target := joinTokens(tokens[:cut]), joinTokens(tokens[cut:])
	number, level3 := indicatorName(name)
	if r.order.row(number) {
		r.lost = lostLevels{true, true}
		lost = r.lost
	}
	if target == "" && isPlaceholder(level3) {
		return
	}
	in := Indicator{Scope: Annual, Level1: one, Level2: two, Level3: level3, Number: number, Target: target}
	in.readTarget(name, "")
	at := "/indicators/" + strconv.Itoa(len(d.Indicators))
	lost.doubtLevels(d, at)
	last := len(tokens) - 1
	switch {
	case number == nil && last > 1 && tokens[last].line != tokens[last-1].line:
		d.doubt("row-uncertain", Warning, at, "%q stands on %d lines without a number; where its name ends is not sure", name, last+1)
		d.doubt("row-uncertain", Warning, "/indicators/-", "%q may hold more than one indicator", name)
	case !sure:
		d.doubt("row-uncertain", Warning, at, "where the name %q ends and the target %q begins is not sure", shorten(name, 40), shorten(target, 40))
	}
	d.Indicators = append(d.Indicators, in)
}

// withNumber joins 指标N： with the name that a blank keeps apart from it.
func withNumber(tokens []token) []token {
	if len(tokens) < 2 {
		return tokens
	}
	number, rest := indicatorName(tokens[0].text)
	if number == nil || rest != "" {
		return tokens
	}
	first := tokens[1]
	first.text = tokens[0].text + first.text
	return append([]token{first}, tokens[2:]...)
}

// mended joins the halves of figures that a blank parts: 99. 5%.
func mended(tokens []token) []token {
	out := slices.Clone(tokens[:1])
	for _, t := range tokens[1:] {
		before := &out[len(out)-1]
		first, _ := utf8.DecodeRuneInString(zh.Fold(t.text))
		if before.line == t.line && isDigit(first) && strings.ContainsAny(lastRune(zh.Fold(before.text)), ".,") {
			before.text += t.text
			before.last = t.last
			continue
		}
		out = append(out, t)
	}
	return out
}

func joinTokens(tokens []token) string {
	parts := make([]string, 0, len(tokens))
	for _, t := range tokens {
		parts = append(parts, t.text)
	}
	return zh.Join(parts)
}

// doubtParents doubts the level 1 of rows whose level 2 belongs to another:
// a label may have been cut, or printed elsewhere.
func (d *draft) doubtParents() {
	for i, in := range d.Indicators {
		if in.Level1 != "" && in.Level2 != "" && !mayStandUnder(string(in.Level2), string(in.Level1)) {
			for _, field := range []string{"level1", "level2"} {
				d.doubt("level-ambiguous", Warning, indicatorPath(i, field), "%s does not belong under %s", in.Level2, in.Level1)
			}
		}
	}
}
