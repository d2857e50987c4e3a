package normalize

import (
	"math"

	"mubiao/normalize/zh"
)

// Which lines a label at the left heads is told by its place: it stands in the
// middle of them. The lines above the indicators are shared out among the
// labels so that all stand as near to their middles as can be.

const (
	shareMisplaced = 50.0 // a line with a label of another kind
	shareBlank     = 1.0  // a row of fields with a blank line in it
	shareUncut     = 2.0  // no blank line parts two labels, though one stands between
	// shareTold is how much more any other end must cost for one to be sure. A
	// line more or less moves two middles by half a line each.
	shareTold = 0.5
)

// A sharing is the lines to be shared out: those that are not blank.
type sharing struct {
	top    *alignedTop
	labels []leftLabel
	lines  []int
	goals  bool // one of the labels heads goals
	funds  bool // one of them heads funds
}

// share gives each label its lines, and notes the ends between two that are
// not sure.
func (t *alignedTop) share(labels []leftLabel) {
	s := sharing{top: t, labels: labels}
	for i := t.first; i < len(t.lines); i++ {
		if len(t.lines[i]) > 0 {
			s.lines = append(s.lines, i)
		}
	}
	for _, l := range labels {
		z := zoneOf(zh.Label(l.text))
		s.goals = s.goals || z == zoneGoals || achievedLabel(zh.Label(l.text))
		s.funds = s.funds || z == zoneFunds
	}
	if len(labels) == 0 || len(s.lines) < len(labels) {
		return
	}
	ends, least := s.cheapest(-1, -1)
	at := 0
	for i := range labels {
		labels[i].first, labels[i].end = s.lines[at], s.lines[ends[i]-1]+1
		if i+1 < len(labels) {
			_, other := s.cheapest(i, ends[i])
			labels[i].open = other < least+shareTold
		}
		at = ends[i]
	}
}

// cheapest is the cheapest way to share out the lines in which label k does
// not end before line at.
func (s *sharing) cheapest(k, at int) (ends []int, cost float64) {
	n, m := len(s.lines), len(s.labels)
	best := make([][]float64, m+1)
	from := make([][]int, m+1)
	for i := range best {
		best[i], from[i] = make([]float64, n+1), make([]int, n+1)
		for j := range best[i] {
			best[i][j] = math.Inf(1)
		}
	}
	best[0][0] = 0
	for i := 1; i <= m; i++ {
		for end := i; end <= n; end++ {
			if i-1 == k && end == at || i == m && end < n {
				continue
			}
			for first := i - 1; first < end; first++ {
				if math.IsInf(best[i-1][first], 1) {
					continue
				}
				if c := best[i-1][first] + s.cost(i-1, first, end); c < best[i][end] {
					best[i][end], from[i][end] = c, first
				}
			}
		}
	}
	ends = make([]int, m)
	for i, end := m, n; i > 0; i-- {
		ends[i-1] = end
		end = from[i][end]
	}
	return ends, best[m][n]
}

// cost is how badly lines first to end-1 fit label i.
func (s *sharing) cost(i, first, end int) float64 {
	l := s.labels[i]
	lo, hi := s.lines[first], s.lines[end-1]
	if l.from < lo || l.to > hi || i > 0 && s.labels[i-1].to >= lo || i+1 < len(s.labels) && s.labels[i+1].from <= hi {
		return math.Inf(1)
	}
	cost := math.Abs(float64(lo+hi)-float64(l.from+l.to)) / 2
	z := zoneOf(zh.Label(l.text))
	field := z == noZone && !achievedLabel(zh.Label(l.text))
	for k := first; k < end; k++ {
		line := s.lines[k]
		switch kind := s.top.kinds[line]; {
		case kind == labelFund && s.funds && z != zoneFunds, kind == labelHeader && !field, kind == labelZone && s.goals && field:
			cost += shareMisplaced
		}
		if field && k > first && s.lines[k-1] < line-1 {
			cost += shareBlank
		}
	}
	if i > 0 && lo > 0 && len(s.top.lines[lo-1]) > 0 && s.blankBetween(s.labels[i-1].to, l.from) {
		cost += shareUncut
	}
	return cost
}

func (s *sharing) blankBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if len(s.top.lines[i]) == 0 {
			return true
		}
	}
	return false
}

// findKinds notes the lines on which labels of funds, of fields and of goals
// stand, right of those at the left.
func (t *alignedTop) findKinds() {
	t.kinds = make([]labelKind, len(t.lines))
	funds := false
	for _, c := range t.chunks(t.first, len(t.lines)) {
		label := zh.Label(c.text)
		item, _, _, fund := FundLabel(c.text)
		funds = funds || fund && item == FundTotal || budgetScopes[zh.StripBrackets(label)] != ""
		kind := unlabelled
		switch {
		case fund && funds, budgetScopes[zh.StripBrackets(label)] != "":
			kind = labelFund
		case headerField(label) != noField:
			kind = labelHeader
		case isGoalLabel(label):
			kind = labelZone
		}
		if kind == unlabelled {
			continue
		}
		for line := c.from; line <= c.last; line++ {
			if t.kinds[line] != labelFund { // 执行率 is a field elsewhere
				t.kinds[line] = kind
			}
		}
	}
}
