package formgen

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"mubiao/normalize"
)

// The signs that a column 指标性质 holds; ═ is a box-drawing character that
// stands for = in forms typed by hand.
var (
	leastSigns = []sign{{"≥", normalize.AtLeast}, {"≧", normalize.AtLeast}, {">=", normalize.AtLeast}}
	mostSigns  = []sign{{"≤", normalize.AtMost}, {"≦", normalize.AtMost}, {"<=", normalize.AtMost}}
	equalSigns = []sign{{"=", normalize.Equal}, {"＝", normalize.Equal}, {"═", normalize.Equal}}
)

// qualitative is what the column 指标性质 holds where the value is a word.
const qualitative = "定性"

// inParts draws a value whose sign and unit stand in columns of their own.
func (m *maker) inParts(kind valueKind, measure measure) target {
	switch {
	case m.w.BlankValues && chance(m.r, 0.2):
		return none("")
	case m.w.OddValues && chance(m.r, 0.2):
		return oddPart(m.r)
	case kind == quantities || kind == qualities && measure.unit != "":
		return part3(m.r, number(m.r), measure.unit, equalSigns, leastSigns)
	case kind == shares:
		return part3(m.r, percent(m.r), "%", equalSigns, leastSigns)
	case kind == limits || kind == times && chance(m.r, 0.5):
		return part3(m.r, number(m.r), measure.unit, equalSigns, mostSigns)
	case kind == times:
		return qualified(when(m.r, m.year))
	}
	return qualified(quality(m.r))
}

// part3 is a number with its sign and unit: ≥ | 95 | %. Years are few, as a
// large number of them would be a date.
func part3(r *rand.Rand, number, unit string, signs ...[]sign) target {
	if unit == "年" {
		number = fmt.Sprint(count(r, 2, 50))
	}
	s := pick(r, pick(r, signs...)...)
	t := one(s.print+number+unit, s.op, number, unit)
	t.nature, t.number, t.measured = s.print, number, unit
	return t
}

// qualified is a value that the form calls 定性: it stands alone, whatever it
// is.
func qualified(t target) target {
	t.nature, t.number, t.measured = qualitative, t.print, ""
	return t
}

// oddPart is what people type into a column that the system left to them.
func oddPart(r *rand.Rand) target {
	p := percent(r)
	low, high := count(r, 1, 40), count(r, 41, 90)
	choices := []target{
		qualified(one(p+"%左右", normalize.About, p, "%")),
		qualified(target{print: fmt.Sprintf("%d%%-%d%%", low, high), op: normalize.Between, value: normalize.Value{float64(low), float64(high)}, unit: "%"}),
		qualified(one("不低于"+p+"%", normalize.AtLeast, p, "%")),
		qualified(none("同比下降10%")),
		part3(r, p, "百分比", leastSigns),
		part3(r, number(r), "万人", leastSigns),
	}
	return pick(r, choices...)
}

// plainNumber writes a number as short as it goes.
func plainNumber(v float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", v), "0"), ".")
}
