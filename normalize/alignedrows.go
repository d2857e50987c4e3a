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
	rowNumbers       = 50.0 // two numbered names, or none where all others are
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
	// numbered says that its cells begin with 指标N.
	numbered bool
	lines    map[int]*word // by line
}

// rows parts the lines under the heads into rows: the cheapest way to do so.
// The margin of a row is what the cheapest way without it costs more.
func (b *alignedBody) rows() []band {
	p := b.parting()
	out, least := p.cheapest(band{})
	for i := range out {
		if _, other := p.cheapest(out[i]); !math.IsInf(other, 1) {
			out[i].margin = other - least
		} else {
			out[i].margin = least + maxRowLines
		}
	}
	return out
}

// A rowParting holds what lines cost as one row. A row begins and ends on
// lines that hold more than labels of levels.
type rowParting struct {
	used  []bool
	costs [][]float64 // by first line and by number of lines, less one
}

func (b *alignedBody) parting() rowParting {
	measures, n := b.measures()
	p := rowParting{used: make([]bool, n), costs: make([][]float64, n)}
	for k, m := range measures {
		if b.columns[k].merged {
			continue
		}
		for line := range m.lines {
			p.used[line] = true
		}
	}
	for first := range n {
		for end := first + 1; p.used[first] && end <= min(n, first+maxRowLines); end++ {
			p.costs[first] = append(p.costs[first], b.rowCost(measures, first, end))
		}
	}
	return p
}

// cheapest is the cheapest way to part the lines that does not have a row.
func (p rowParting) cheapest(without band) (rows []band, cost float64) {
	n := len(p.used)
	best := make([]float64, n+1)
	from := make([]int, n+1)
	for end := 1; end <= n; end++ {
		best[end] = math.Inf(1)
		if !p.used[end-1] {
			best[end], from[end] = best[end-1], -1
			continue
		}
		for first := end - 1; first >= max(0, end-maxRowLines); first-- {
			if !p.used[first] || first == without.first && end == without.end {
				continue
			}
			if c := best[first] + p.costs[first][end-first-1]; c < best[end] {
				best[end], from[end] = c, first
			}
		}
	}
	for end := n; end > 0; {
		first := from[end]
		if first < 0 || math.IsInf(best[end], 1) {
			end--
			continue
		}
		rows = append(rows, band{first: first, end: end, cost: p.costs[first][end-first-1]})
		end = first
	}
	slices.Reverse(rows)
	return rows, best[n]
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
		out[k].numbered = b.columns[k].role == roleLevel3 && isNumbered(b.words[k])
		if !b.columns[k].merged {
			most = max(most, len(out[k].lines))
		}
	}
	for k := range out {
		out[k].usual = !b.columns[k].merged && 3*len(out[k].lines) > 2*most
	}
	return out, n
}

// isNumbered reports whether the names in a column are numbered: 指标1 stands
// more than once, or a number follows it.
func isNumbered(words []word) bool {
	n := 0
	for _, w := range words {
		n += btoi(startsIndicator(w.text))
	}
	return n > 1
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
	cost := 0.0
	if m.numbered && !startsIndicator(words[0].text) && !isPlaceholder(words[0].text) {
		cost = rowNumbers
	}
	middle := float64(words[0].line+words[len(words)-1].line) / 2
	off := rowOffCentre * math.Abs(middle-float64(first+end-1)/2)
	if off <= halfLine {
		off /= 2 // the middle of an even number of lines lies between two
	}
	cost += off
	for i, w := range words[1:] {
		switch {
		case r == roleLevel3 && (startsIndicator(w.text) || isPlaceholder(w.text)):
			cost += rowNumbers
		case r == roleWeight || r == roleScore || r == roleNature:
			cost += rowFigures
		case displayWidth(words[i].text) < m.widest-3:
			cost += rowShortLine
		}
	}
	return cost
}
