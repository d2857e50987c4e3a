package font

import (
	"math"

	"mubiao/extract/text/object"
)

// glyphUnit is the size of a unit of glyph space in text space units, for
// all but Type 3 fonts (ISO 32000-1, 9.2.4).
const glyphUnit = 1.0 / 1000

// number reads a number of a font dictionary; what is not a finite number
// is 0.
func number(v object.Value) float64 {
	x := v.Float()
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// cidWidths is W and DW of a CIDFont (ISO 32000-1, 9.7.4.3), in text space
// units.
type cidWidths struct {
	spans   spans[[]float64] // one width a CID, or a single one for all
	initial float64
}

func readCIDWidths(f *Font, descendant object.Value) cidWidths {
	w := cidWidths{initial: 1}
	if dw := descendant.Key("DW"); dw.Kind() != object.Null {
		w.initial = number(dw) * glyphUnit
	}
	list := descendant.Key("W")
	for i, n := 0, list.Len(); i+1 < n; {
		first, second := cidOf(list.Index(i)), list.Index(i+1)
		if second.Kind() == object.Array {
			if run := numbers(second); len(run) > 0 {
				w.spans.add(first, first+uint32(len(run))-1, run)
			}
			i += 2
			continue
		}
		if i+2 >= n {
			f.problem("W ends in the middle of a range")
			break
		}
		w.spans.add(first, cidOf(second), []float64{number(list.Index(i+2)) * glyphUnit})
		i += 3
	}
	w.spans.settle()
	return w
}

// numbers reads an array of widths into text space units.
func numbers(v object.Value) []float64 {
	run := make([]float64, v.Len())
	for i := range run {
		run[i] = number(v.Index(i)) * glyphUnit
	}
	return run
}

// cidOf reads a CID, which has 16 bits.
func cidOf(v object.Value) uint32 {
	return uint32(min(max(v.Int(), 0), math.MaxUint16))
}

func (w *cidWidths) of(cid uint32) float64 {
	s, ok := w.spans.find(cid)
	switch {
	case !ok:
		return w.initial
	case len(s.to) == 1:
		return s.to[0]
	}
	return s.to[cid-s.lo]
}

// cidVertical is W2 and DW2 of a CIDFont (ISO 32000-1, 9.7.4.3), in text
// space units.
type cidVertical struct {
	spans  spans[[]float64] // w1y, vx, vy for each CID, or once for all
	vy, w1 float64          // DW2
}

func readCIDVertical(descendant object.Value) cidVertical {
	m := cidVertical{vy: 0.88, w1: -1}
	if dw2 := descendant.Key("DW2"); dw2.Len() >= 2 {
		m.vy, m.w1 = number(dw2.Index(0))*glyphUnit, number(dw2.Index(1))*glyphUnit
	}
	list := descendant.Key("W2")
	for i, n := 0, list.Len(); i+1 < n; {
		first, second := cidOf(list.Index(i)), list.Index(i+1)
		if second.Kind() == object.Array {
			if run := numbers(second); len(run) >= 3 {
				m.spans.add(first, first+uint32(len(run)/3)-1, run)
			}
			i += 2
			continue
		}
		if i+4 >= n {
			break
		}
		one := make([]float64, 3)
		for k := range one {
			one[k] = number(list.Index(i+2+k)) * glyphUnit
		}
		m.spans.add(first, cidOf(second), one)
		i += 5
	}
	m.spans.settle()
	return m
}

// of returns the position vector and the vertical displacement of a CID
// whose horizontal width is w.
func (m *cidVertical) of(cid uint32, w float64) (vx, vy, w1 float64) {
	s, ok := m.spans.find(cid)
	if !ok {
		return w / 2, m.vy, m.w1
	}
	at := 3 * int(cid-s.lo)
	if len(s.to) < at+3 {
		at = 0
	}
	return s.to[at+1], s.to[at+2], s.to[at]
}
