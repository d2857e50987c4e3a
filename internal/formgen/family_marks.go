package formgen

import (
	"math"
	"strconv"

	"mubiao/normalize"
)

// A mark is what a form prints beside an indicator about its weight and how
// it was met. The truth holds the same, typed.
type mark struct{ weight, actual, score, deviation string }

// weigh gives each indicator of the truth its weight; together they are
// points.
func (m *maker) weigh(points int) {
	list := m.form.Truth.Indicators
	m.marks = make([]mark, len(list))
	for i := range list {
		w := float64(points / len(list))
		if i < points%len(list) {
			w++
		}
		list[i].Weight = &w
		m.marks[i].weight = m.points(w)
	}
}

// points prints a weight or a score.
func (m *maker) points(v float64) string {
	if m.decimals {
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// evaluate says of each indicator how it was met. weigh comes first: there is
// no score without a weight.
func (m *maker) evaluate() {
	for i := range m.form.Truth.Indicators {
		ind, k := &m.form.Truth.Indicators[i], &m.marks[i]
		missed := chance(m.r, 0.15)
		k.actual = m.actual(ind, missed)
		ind.Actual = k.actual
		ind.Deviation = m.deviation(k, missed)
		score := *ind.Weight
		if missed {
			score = max(0, score-pick(m.r, 0.5, 1, 2))
		}
		ind.Score = &score
		k.score = m.points(score)
	}
}

// actual is the print of 实际完成值.
func (m *maker) actual(ind *normalize.Indicator, missed bool) string {
	switch {
	case missed:
		return pick(m.r, "部分完成", "基本完成", "未完成")
	case len(ind.Value) != 1:
		return pick(m.r, "已完成", "达成预期指标", "完成", "有效保障")
	case chance(m.r, 0.2):
		return "达成预期指标"
	}
	n := plainNumber(ind.Value[0])
	if chance(m.r, 0.3) {
		return n
	}
	return n + *ind.Unit
}

// deviation prints 偏差原因分析 and returns what the record holds of it:
// nothing of the marks for none.
func (m *maker) deviation(k *mark, missed bool) string {
	if missed {
		k.deviation = pick(m.r, deviations...)
		return k.deviation
	}
	k.deviation = pick(m.r, "", "", "无", "—", "/", "0")
	if k.deviation == "0" {
		return "0" // no mark for none
	}
	return ""
}

// deviations are reasons for a target that was missed.
var deviations = []string{
	"受汛期影响进度滞后，下一步倒排工期", "部分资金年底到位，结转下年使用", "任务调整，已按程序报批。改进措施：加强前期论证",
	"宣传不够", "设备到货延迟", "预算编制不够精准，今后加强测算",
}

// An execution is the funds of a self-evaluation: amounts by item, and what
// the total's rate scored.
type execution struct {
	items    []normalize.FundItem
	amounts  map[normalize.Scope][]normalize.Amount // the total first
	rate     float64
	score    float64
	rateText string
}

// execute draws the funds of the given items, of which each amount is
// changed and then spent.
func (m *maker) execute(items ...normalize.FundItem) execution {
	e := execution{items: append([]normalize.FundItem{normalize.FundTotal}, items...), amounts: map[normalize.Scope][]normalize.Amount{}}
	initial := m.parts(len(items))
	adjusted, executed := make([]normalize.Amount, len(items)), make([]normalize.Amount, len(items))
	whole := chance(m.r, 0.5)
	for i, a := range initial {
		adjusted[i], executed[i] = a, a
		if chance(m.r, 0.3) {
			adjusted[i] = a * 9 / 10 / fenPerYuan * fenPerYuan
		}
		if executed[i] = adjusted[i]; !whole {
			executed[i] = adjusted[i] * normalize.Amount(count(m.r, 60, 99)) / 100 / fenPerYuan * fenPerYuan
		}
	}
	for scope, parts := range map[normalize.Scope][]normalize.Amount{normalize.Initial: initial, normalize.Adjusted: adjusted, normalize.Executed: executed} {
		e.amounts[scope] = append([]normalize.Amount{*sumOf(parts)}, parts...)
	}
	e.rate = 100
	if total := e.amounts[normalize.Adjusted][0]; total > 0 {
		e.rate = rounded(100 * float64(e.amounts[normalize.Executed][0]) / float64(total))
	}
	if m.noTotal {
		e.rate = 0
		for _, amounts := range e.amounts {
			amounts[0] = 0
		}
	}
	e.score = rounded(e.rate / 10)
	e.rateText = strconv.FormatFloat(e.rate, 'f', -1, 64)
	if m.decimals {
		e.rateText = strconv.FormatFloat(e.rate, 'f', 2, 64)
	}
	m.form.Truth.ExecutionRate = &e.rate
	return e
}

// rounded rounds to two decimals.
func rounded(v float64) float64 { return math.Round(v*100) / 100 }
