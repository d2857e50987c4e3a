package normalize

import (
	"math"
	"slices"
)

// What speaks against lines being one row of indicators, in points. The
// figures only order the cases; they were tried on dumps of generated forms.
const (
	rowWithoutName   = 20.0
	rowWithoutTarget = 6.0
	rowGap           = 3.0  // a column that other rows fill is empty
	rowShortLine     = 8.0  // a cell goes on though its line had room
	rowNumbers       = 50.0 // two numbered names
	rowFigures       = 30.0 // two weights or scores
	rowBlankLine     = 2.0
	rowOffCentre     = 1.0 // by which a cell stands off the middle, a line
	halfLine         = 0.5
)

// maxRowLines is how many lines of text a row has at most.
const maxRowLines = 12

// An alignedColumn's measure: how long its lines are, and how many rows it is
// likely to fill.
type columnMeasure struct {
	widest int // display width
	usual  bool
	lines  map[int]*word // by line
}

// rows parts the lines under the heads into rows: the cheapest way to do so.
func (b *alignedBody) rows() []band {
	measures, n := b.measures()
	used := make([]bool, n)
	for k, m := range measures {
		if b.columns[k].merged {
			continue
		}
		for line := range m.lines {
			used[line] = true
		}
	}
	best := make([]float64, n+1)
	from := make([]int, n+1)
	costs := make([]float64, n+1)
	for end := 1; end <= n; end++ {
		best[end] = math.Inf(1)
		if !used[end-1] {
			best[end], from[end] = best[end-1], -1
		}
		if !used[end-1] {
			continue
		}
		for first := end - 1; first >= max(0, end-maxRowLines); first-- {
			if !used[first] {
				continue
			}
			c := b.rowCost(measures, first, end)
			if best[first]+c < best[end] {
				best[end], from[end], costs[end] = best[first]+c, first, c
			}
		}
	}
	var out []band
	for end := n; end > 0; {
		if from[end] < 0 {
			end--
			continue
		}
		out = append(out, band{from[end], end, costs[end]})
		end = from[end]
	}
	slices.Reverse(out)
	return out
}

func (b *alignedBody) measures() ([]columnMeasure, int) {
	out := make([]columnMeasure, len(b.columns))
	n := 0
	for k := range b.columns {
		m := &out[k]
		m.lines = map[int]*word{}
		for i := range b.words[k] {
			w := &b.words[k][i]
			m.lines[w.line] = w
			m.widest = max(m.widest, displayWidth(w.text))
			if !b.columns[k].merged {
				n = max(n, w.line+1)
			}
		}
	}
	most := 0
	for k := range out {
		if !b.columns[k].merged {
			most = max(most, len(out[k].lines))
		}
	}
	for k := range out {
		out[k].usual = !b.columns[k].merged && 3*len(out[k].lines) > 2*most
	}
	return out, n
}

// rowCost is how badly some lines fit together as one row.
func (b *alignedBody) rowCost(measures []columnMeasure, first, end int) float64 {
	cost := 0.0
	for i := first; i < end; i++ {
		cost += rowBlankLine * float64(btoi(b.blank[b.first+i]))
	}
	for k, c := range b.columns {
		if !c.merged {
			cost += cellCost(c.role, measures[k], first, end)
		}
	}
	return cost
}

// cellCost is how badly the lines of one column fit together as a cell.
func cellCost(r role, m columnMeasure, first, end int) float64 {
	var words []*word
	for i := first; i < end; i++ {
		if w := m.lines[i]; w != nil {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		switch {
		case r == roleLevel3:
			return rowWithoutName
		case r == roleTarget:
			return rowWithoutTarget
		case m.usual:
			return rowGap
		}
		return 0
	}
	middle := float64(words[0].line+words[len(words)-1].line) / 2
	cost := rowOffCentre * math.Abs(middle-float64(first+end-1)/2)
	if cost <= halfLine {
		cost /= 2 // the middle of an even number of lines lies between two
	}
	for i, w := range words[1:] {
		switch {
		case r == roleLevel3 && startsIndicator(w.text):
			cost += rowNumbers
		case r == roleWeight || r == roleScore || r == roleNature:
			cost += rowFigures
		case displayWidth(words[i].text) < m.widest-3:
			cost += rowShortLine
		}
	}
	return cost
}
