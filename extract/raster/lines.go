package raster

import (
	"cmp"
	"image"
	"slices"

	"mubiao/extract"
)

// A LineImage is the picture of a line of text, or of the part of one before a
// wide gap.
type LineImage struct {
	Box  extract.Rect // of Gray, in points of the sheet
	Gray *image.Gray  // dark on white, without rulings, with a little margin
}

const (
	// lowBand is the height, as a share of an em, below which what is between
	// two blank rows is taken for a part of a line, such as the strokes of = .
	lowBand = 0.55
	// wholeBand is the greatest height that parts of one line add up to.
	wholeBand = 1.2
	// doubleBand is the height from which two lines are taken to touch.
	doubleBand = 1.6
	// wideGap is the width, in ems, of the blanks at which lines are cut.
	wideGap = 3.0
	// marginAcross and marginDown are left around a line, in ems.
	marginAcross = 0.25
	marginDown   = 0.15
	// remains is how far into a cell, in points, what is left of its rules may
	// reach.
	remains = 1.6
	// thickestRemains is how thick, in points, what is left of a rule may be
	// where it lies farther in than remains.
	thickestRemains = 1.4
	// longRemains is how many times longer than thick it is.
	longRemains = 3
)

// Lines are the lines of text in a cell, from top to bottom, and in a line
// from left to right. Characters set one below another, as in the spine
// (绩效指标) of a form, are lines of one character.
func (s *Sheet) Lines(cell extract.Rect) []LineImage {
	var parts []blob
	area := s.pixels(cell)
	for _, b := range s.characters() {
		if middle(b.box).In(area) && !s.isRemains(b, area) {
			parts = append(parts, b)
		}
	}
	bands := s.bands(parts)
	var out []LineImage
	for i, band := range bands {
		limit := area
		if i > 0 {
			limit.Min.Y = (bands[i-1].box.Max.Y + band.box.Min.Y) / 2
		}
		if i+1 < len(bands) {
			limit.Max.Y = (band.box.Max.Y + bands[i+1].box.Min.Y) / 2
		}
		for _, run := range s.cutAtGaps(band.parts) {
			out = append(out, s.cut(run, limit))
		}
	}
	return out
}

func (s *Sheet) pixels(r extract.Rect) image.Rectangle {
	return image.Rect(int(r.X0*s.Scale), int(r.Y0*s.Scale), int(r.X1*s.Scale+1), int(r.Y1*s.Scale+1)).Intersect(s.Gray.Rect)
}

func (s *Sheet) points(r image.Rectangle) extract.Rect {
	return extract.Rect{
		X0: float64(r.Min.X) / s.Scale, Y0: float64(r.Min.Y) / s.Scale,
		X1: float64(r.Max.X) / s.Scale, Y1: float64(r.Max.Y) / s.Scale,
	}
}

func middle(r image.Rectangle) image.Point {
	return image.Pt((r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2)
}

// isRemains reports whether a blob is left over from the rules around a cell:
// all of it lies close to a side; or it is as thin as a rule and much longer
// than a character, or lies along a side as the second line of a double rule
// does. A 1 may stand at the side of a cell, a dash not at its top.
func (s *Sheet) isRemains(b blob, cell image.Rectangle) bool {
	if !b.box.Overlaps(cell.Inset(int(remains * s.Scale))) {
		return true
	}
	w, h := b.box.Dx(), b.box.Dy()
	if float64(min(w, h)) > thickestRemains*s.Scale {
		return false
	}
	far := int(doubleRule * s.Scale)
	above := b.box.Max.Y <= cell.Min.Y+far || b.box.Min.Y >= cell.Max.Y-far
	aside := b.box.Max.X <= cell.Min.X+far || b.box.Min.X >= cell.Max.X-far
	return float64(max(w, h)) >= surelyRule*s.Scale || above && w >= longRemains*h ||
		aside && float64(h) >= wholeBand*s.em
}

// A band is a line's height across a cell and what is in it.
type band struct {
	box   image.Rectangle
	parts []blob
}

func (b *band) add(parts ...blob) {
	for _, p := range parts {
		b.box = b.box.Union(p.box)
	}
	b.parts = append(b.parts, parts...)
}

// bands sorts what is in a cell into lines: rows without ink part them, but for
// those within a character; where none parts two lines that touch, the row with
// least ink does.
func (s *Sheet) bands(parts []blob) []band {
	slices.SortFunc(parts, func(a, b blob) int { return cmp.Compare(a.box.Min.Y, b.box.Min.Y) })
	var bands []band
	for _, p := range parts {
		if n := len(bands); n > 0 && p.box.Min.Y < bands[n-1].box.Max.Y {
			bands[n-1].add(p)
		} else {
			bands = append(bands, band{})
			bands[n].add(p)
		}
	}
	var out []band
	for _, b := range s.mergeLow(bands) {
		if slices.ContainsFunc(b.parts, func(p blob) bool { return !s.isSpeck(p) }) {
			out = append(out, s.divide(b)...)
		}
	}
	return out
}

// mergeLow joins each band that is lower than characters are to the nearer one
// of its neighbours, if both together are no higher than a line.
func (s *Sheet) mergeLow(bands []band) []band {
	height := func(i, j int) float64 {
		return float64(bands[j].box.Max.Y-bands[i].box.Min.Y) / s.em
	}
	for i := 0; i < len(bands); {
		first := -1
		best := wholeBand
		for k := max(0, i-1); k <= i && k+1 < len(bands); k++ {
			low := height(k, k) < lowBand || height(k+1, k+1) < lowBand
			if h := height(k, k+1); low && h <= best {
				first, best = k, h
			}
		}
		if first < 0 {
			i++
			continue
		}
		bands[first].add(bands[first+1].parts...)
		bands = slices.Delete(bands, first+1, first+2)
		i = max(0, first-1)
	}
	return bands
}

// divide cuts a band of lines that touch.
func (s *Sheet) divide(b band) []band {
	em := s.em
	for _, p := range b.parts {
		if h := float64(p.box.Dy()); h <= doubleBand*em {
			em = max(em, h)
		}
	}
	height := b.box.Dy()
	if float64(height) < doubleBand*em {
		return []band{b}
	}
	ink := make([]int, height)
	for _, p := range b.parts {
		for y := p.box.Min.Y; y < p.box.Max.Y; y++ {
			ink[y-b.box.Min.Y] += p.box.Dx()
		}
	}
	reach := int(0.6 * em)
	cut := reach
	for y := reach; y <= min(height-reach, int(doubleBand*em)); y++ {
		if ink[y] < ink[cut] {
			cut = y
		}
	}
	var upper, lower band
	for _, p := range b.parts {
		if middle(p.box).Y < b.box.Min.Y+cut {
			upper.add(p)
		} else {
			lower.add(p)
		}
	}
	if len(upper.parts) == 0 || len(lower.parts) == 0 {
		return []band{b}
	}
	return append([]band{upper}, s.divide(lower)...)
}

// cutAtGaps parts what is in a line at wide gaps.
func (s *Sheet) cutAtGaps(parts []blob) []band {
	slices.SortFunc(parts, func(a, b blob) int { return cmp.Compare(a.box.Min.X, b.box.Min.X) })
	var out []band
	for _, p := range parts {
		n := len(out)
		if n == 0 || float64(p.box.Min.X-out[n-1].box.Max.X) > wideGap*s.em {
			out = append(out, band{})
			n++
		}
		out[n-1].add(p)
	}
	return out
}

// cut is the picture of a line with a margin that stays within limit.
func (s *Sheet) cut(line band, limit image.Rectangle) LineImage {
	box := line.box
	box.Min = box.Min.Sub(image.Pt(int(marginAcross*s.em), int(marginDown*s.em)))
	box.Max = box.Max.Add(image.Pt(int(marginAcross*s.em), int(marginDown*s.em)))
	if lacking := int(s.em) - line.box.Dy(); float64(line.box.Dy()) < lowBand*s.em {
		box.Min.Y -= lacking / 2 // how low it is tells - from 一, = from 二
		box.Max.Y += lacking / 2
	}
	box = box.Intersect(limit.Union(line.box)).Intersect(s.Gray.Rect)
	g := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	from := s.withoutRules()
	for y := range box.Dy() {
		copy(row(g, y), from.Pix[(box.Min.Y+y)*from.Stride+box.Min.X:])
	}
	return LineImage{Box: s.points(box), Gray: g}
}
