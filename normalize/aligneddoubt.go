package normalize

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// unsureRow is the cost of a row from which on it is doubted: none that fits
// together well costs as much. Found on dumps of generated forms.
const unsureRow = 3

// doubtRows doubts the rows whose lines do not fit together well, and cells
// that may go on beside another row.
func (b *alignedBody) doubtRows(d *draft) {
	if len(d.Indicators) == 0 || len(d.Indicators)%len(b.bands) != 0 { // two sets of columns read a row twice
		d.doubt("row-uncertain", Warning, "/indicators", "%d rows hold %d indicators", len(b.bands), len(d.Indicators))
		return
	}
	targets := 0
	for _, c := range b.columns {
		targets += btoi(c.role == roleTarget)
	}
	switch {
	case targets > 1 || b.more || strings.ContainsAny(b.spine, "长中"): // of which scope a table is, its label would tell
		d.doubt("row-uncertain", Warning, "/indicators", "which lines belong to which indicator is not sure")
	case len(d.Indicators) == len(b.bands):
		b.doubtBands(d)
	}
	b.doubtLevels(d)
	for _, c := range b.columns {
		if field := numberFields[c.role]; field != "" {
			doubtBlank(d, c.role, field)
		}
	}
	for k, c := range b.columns {
		if field := alignedFields[c.role]; field != "" {
			b.doubtColumn(d, k, field)
		}
	}
	if d.Form == SelfEvaluation && d.TotalScore == nil {
		d.doubt("row-uncertain", Warning, "/total_score", "no total score was found")
	}
}

// doubtBands doubts the rows that could as well be other ones, or whose words
// reach out of their columns.
func (b *alignedBody) doubtBands(d *draft) {
	any := false
	numbered := isNumbered(b.words[b.column3()])
	for i, r := range b.bands {
		if (numbered || !b.wrapsBeside(i)) && r.cost < unsureRow && r.margin >= sureMargin && !b.straysIn(r) && !isOddName(d.Indicators[i].Level3) && !b.cutRow(i) {
			continue
		}
		any = true
		d.doubt("row-uncertain", Warning, "/indicators/"+strconv.Itoa(i), "which lines belong to this indicator is not sure")
	}
	if any {
		d.doubt("row-uncertain", Warning, "/indicators/-", "where one indicator ends and the next begins is not sure everywhere")
	}
}

// wrapsBeside reports whether a row without a number may have a line of the
// next one, or that one of its lines: one of the two has a name or a target of
// several lines, and no blank line parts them.
func (b *alignedBody) wrapsBeside(i int) bool {
	wraps := func(i int) bool {
		for k, c := range b.columns {
			if (c.role == roleLevel3 || c.role == roleTarget || c.role == roleActual) && len(b.cell(k, b.bands[i])) > 1 {
				return true
			}
		}
		return false
	}
	for _, other := range []int{i - 1, i + 1} {
		if other < 0 || other >= len(b.bands) || !wraps(i) && !wraps(other) {
			continue
		}
		first, end := b.bands[min(i, other)].end, b.bands[max(i, other)].first
		if !slices.Contains(b.breaks, end) && first == end && !b.blankBetween(first) {
			return true
		}
	}
	return false
}

// blankBetween reports whether a line beside the end of a row is blank.
func (b *alignedBody) blankBetween(line int) bool {
	at := b.first + line
	return line > 0 && at-1 < len(b.blank) && b.blank[at-1] || at < len(b.blank) && b.blank[at]
}

// sureMargin is how much more any other way to part the lines must cost for a
// row to be sure. Found on dumps of generated forms.
const sureMargin = 3

// isOddName reports whether a name cannot be one of an indicator: it holds a
// level, or nothing but signs and figures.
func isOddName(name string) bool {
	for _, names := range []map[string]string{level1Names, level2Names} {
		for level := range names {
			if strings.Contains(name, level+"指标") || strings.HasSuffix(level, "目标") && strings.HasSuffix(name, level) {
				return true
			}
		}
	}
	return isLevelPiece(name) || strings.Contains(name, "益指标") || !slices.ContainsFunc([]rune(name), unicode.IsLetter)
}

func (b *alignedBody) straysIn(r band) bool {
	for k := range b.columns {
		for _, w := range b.words[k] {
			if w.line >= r.first && w.line < r.end && w.strays && !b.columns[k].merged {
				return true
			}
		}
	}
	return false
}

// numberFields are the columns that hold a number in every row, by the field of
// an indicator.
var numberFields = map[role]string{roleWeight: "weight", roleScore: "score"}

// doubtBlank doubts rows without a number where most have one.
func doubtBlank(d *draft, r role, field string) {
	for i, in := range d.Indicators {
		if r == roleWeight && in.Weight == nil || r == roleScore && in.Score == nil {
			d.doubt("row-uncertain", Warning, indicatorPath(i, field), "no number was found in this row")
		}
	}
}

// alignedFields are the columns that may hold sentences, by the field of an
// indicator.
var alignedFields = map[role]string{roleActual: "actual", roleDeviation: "deviation"}

// wrappedColumn is the display width from which on a line of a column may be a
// part of a sentence.
const wrappedColumn = 12

// doubtColumn doubts the cells of a column whose full lines follow one another
// over the end of a row: a cell may be higher than its row's name.
func (b *alignedBody) doubtColumn(d *draft, k int, field string) {
	widest := 0
	for _, w := range b.words[k] {
		widest = max(widest, displayWidth(w.text))
	}
	if widest < wrappedColumn {
		return
	}
	for i := 1; i < len(b.words[k]); i++ {
		a, c := b.words[k][i-1], b.words[k][i]
		one, two := b.bandOf(a.line), b.bandOf(c.line)
		if one == two || c.line > a.line+1 || displayWidth(a.text) < widest-3 {
			continue
		}
		for _, row := range []int{one, two} {
			d.doubt("row-uncertain", Warning, indicatorPath(row, field), "%q and %q may be one text", shorten(a.text, 20), shorten(c.text, 20))
		}
	}
}

// bandOf is the row that a line belongs to, or is nearest to.
func (b *alignedBody) bandOf(line int) int {
	for i, r := range b.bands {
		if line < r.end {
			return i
		}
	}
	return len(b.bands) - 1
}
