package normalize

import (
	"math"
	"slices"
)

// A label of levels stands in the middle of its rows, but a dump tells heights
// by the line alone. So each end of a label's rows is held against what else
// tells it: numbers that begin anew, the vocabulary, and whether moving it by
// a row would put the labels on its sides further off their middles.

// doubtLevels doubts the levels of the rows beside an end that nothing tells.
func (b *alignedBody) doubtLevels(d *draft) {
	d.doubtParents()
	column := func(r role) int { return slices.IndexFunc(b.columns, func(c alignedHead) bool { return c.role == r }) }
	one, two := column(roleLevel1), column(roleLevel2)
	if (one < 0) != (two < 0) {
		for i := range d.Indicators {
			b.doubtLevel(d, i, "level1", "the head of the other level was not found")
			b.doubtLevel(d, i, "level2", "the head of the other level was not found")
		}
		return
	}
	if one < 0 || len(d.Indicators) != len(b.bands) {
		return
	}
	b.doubtEnds(d, two, "level2", Level2, func(in Indicator) Name { return in.Level2 }, startsAnew)
	b.doubtEnds(d, one, "level1", Level1, func(in Indicator) Name { return in.Level1 }, changesParent)
}

func (b *alignedBody) doubtLevel(d *draft, i int, field, why string) {
	d.doubt("level-ambiguous", Warning, indicatorPath(i, field), "%s", why)
	if field == "level2" { // which tells where those of level 1 end
		d.doubt("level-ambiguous", Warning, indicatorPath(i, "level1"), "%s", why)
	}
}

// startsAnew reports whether numbers tell that a row is the first of a label.
func startsAnew(before, in Indicator) bool {
	return in.Number != nil && *in.Number == 1 && before.Number != nil
}

// changesParent reports whether the levels 2 of two rows belong under
// different levels 1.
func changesParent(before, in Indicator) bool {
	a, b := Level2Parent(string(before.Level2)), Level2Parent(string(in.Level2))
	return a != "" && b != "" && a != b
}

// A placedLabel is a label of a level with the line that it is centred on.
type placedLabel struct {
	name   string
	middle float64
}

// labels puts the words of a column of levels together.
func (b *alignedBody) labels(k int, canon func(string) (string, bool)) []placedLabel {
	var out []placedLabel
	words := b.words[k]
	for i := 0; i < len(words); {
		joined, best, n := "", words[i].text, 1
		for j := i; j < min(i+maxPieces, len(words)); j++ {
			joined += words[j].text
			if name, known := canon(joined); known {
				best, n = name, j-i+1
			}
		}
		out = append(out, placedLabel{best, float64(words[i].line+words[i+n-1].line+1) / 2})
		i += n
	}
	return out
}

// endTold is by how many lines moving an end must put labels further off their
// middles to be told by that: heights are told by half a line.
const endTold = 0.5

// endOff is how many lines a label may stand off the middle of its rows where
// its place is to tell an end.
const endOff = 1.0

// doubtEnds doubts the rows on the sides of the ends between labels that
// neither what told knows nor the places of the labels tell.
func (b *alignedBody) doubtEnds(d *draft, column int, field string, canon func(string) (string, bool), level func(Indicator) Name, told func(before, in Indicator) bool) {
	labels := b.labels(column, canon)
	starts := []int{0}
	for i := 1; i < len(d.Indicators); i++ {
		if level(d.Indicators[i]) != level(d.Indicators[i-1]) {
			starts = append(starts, i)
		}
	}
	if !b.matches(d, labels, starts, level) {
		for i := range d.Indicators {
			b.doubtLevel(d, i, field, "the labels of levels are not those of the rows")
		}
		return
	}
	starts = append(starts, len(d.Indicators))
	for n := 1; n < len(labels); n++ {
		from, at, end := starts[n-1], starts[n], starts[n+1]
		if told(d.Indicators[at-1], d.Indicators[at]) {
			continue
		}
		one, two := b.off(labels[n-1], from, at), b.off(labels[n], at, end)
		low, high := at, at
		for other := from + 1; other < end; other++ {
			if max(one, two) > endOff || other != at && b.off(labels[n-1], from, other)+b.off(labels[n], other, end) < one+two+endTold {
				low, high = min(low, other), max(high, other)
			}
		}
		for row := low; row < high; row++ {
			b.doubtLevel(d, row, field, "which label this row stands beside is not sure")
		}
	}
}

// matches reports whether labels are those that rows were given, in order.
func (b *alignedBody) matches(d *draft, labels []placedLabel, starts []int, level func(Indicator) Name) bool {
	return len(labels) == len(starts) && !slices.ContainsFunc(starts, func(i int) bool {
		n := slices.Index(starts, i)
		return labels[n].name != string(level(d.Indicators[i]))
	})
}

// off is how many lines a label stands off the middle of rows. Where a page
// ends among them, it stands in the middle of those on one page.
func (b *alignedBody) off(l placedLabel, from, end int) float64 {
	least := b.offPart(l, from, end)
	for i := from + 1; i < end; i++ {
		if slices.ContainsFunc(b.breaks, func(line int) bool { return b.bands[i-1].end <= line && line <= b.bands[i].first }) {
			least = min(least, b.offPart(l, from, i), b.offPart(l, i, end))
		}
	}
	return least
}

func (b *alignedBody) offPart(l placedLabel, from, end int) float64 {
	return math.Abs(l.middle - float64(b.bands[from].first+b.bands[end-1].end)/2)
}
