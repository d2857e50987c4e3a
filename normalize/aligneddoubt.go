package normalize

import (
	"slices"
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
	if !b.apart || targets > 1 || slices.ContainsFunc(b.bands, func(r band) bool { return r.cost >= unsureRow }) {
		d.doubt("row-uncertain", Warning, "/indicators", "which lines belong to which indicator is not sure")
	}
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
