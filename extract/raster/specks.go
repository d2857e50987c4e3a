package raster

import (
	"cmp"
	"image"
	"slices"
)

const (
	// speckSize is the greatest extent of a speck of dust, in points; points
	// and the dots of characters are no larger.
	speckSize = 2.8
	// brokenGap is the widest gap between the pieces of a character, in points.
	brokenGap = 0.5
	// nearAcross and nearDown are how far, in ems, a dot may be from what it
	// belongs to: a colon in the middle of its square, a dot on a stroke.
	nearAcross = 0.67
	nearDown   = 0.25
	// nearDot is how far apart, in ems, the dots of an ellipsis may be.
	nearDot = 0.45
	// longestEllipsis is the most dots in a row after the first.
	longestEllipsis = 5
	// leastMark is the greater extent of a comma, in ems, at least, and markAcross
	// how far it may be from the characters on both sides of it: behind a
	// quotation mark, whose pieces are no larger than dust, it stands an em and a
	// half behind the last character.
	leastMark  = 0.14
	markAcross = 1.6
	// darkRank is the share of characters that are darker than the ink of
	// most; specks on a page of faint or blurred print are darker than these.
	darkRank = 0.05
	// darkBy is by how many shades.
	darkBy = 24
)

// withoutSpecks drops specks and paints them over in the picture: what is small
// and either darker than print or far from everything else.
func (s *Sheet) withoutSpecks(ink []blob) []blob {
	black := s.darkest(ink)
	near := newVicinity(s.plain.Rect, s.em)
	before, behind := newVicinity(s.plain.Rect, s.em), newVicinity(s.plain.Rect, s.em)
	for _, b := range ink {
		if !s.isSpeck(b) {
			near.add(b.box, nearAcross, nearDown)
		}
		if float64(b.box.Dy()) >= smallestCharacter*s.Scale && !s.isSpeck(b) {
			before.add(image.Rect(b.box.Min.X-int(markAcross*s.em), b.box.Min.Y, b.box.Min.X, b.box.Max.Y), 0, 0)
			behind.add(image.Rect(b.box.Max.X, b.box.Min.Y, b.box.Max.X+int(markAcross*s.em), b.box.Max.Y), 0, 0)
		}
	}
	var kept, dots []blob
	for _, b := range ink {
		switch {
		case !s.isSpeck(b):
			kept = append(kept, b)
		case int(b.darkest)+darkBy < black:
			s.paintOver(b)
		default:
			dots = append(dots, b)
		}
	}
	kept, dots = s.pieceTogether(near, kept, dots)
	for range longestEllipsis {
		n := len(kept)
		dots = slices.DeleteFunc(dots, func(b blob) bool {
			at := middle(b.box)
			mark := float64(max(b.box.Dx(), b.box.Dy())) >= leastMark*s.em
			if near.has(at) || mark && before.has(at) && behind.has(at) {
				kept = append(kept, b)
				return true
			}
			return false
		})
		if len(kept) == n {
			break
		}
		for _, b := range kept[n:] {
			near.add(b.box, nearDot, 0)
		}
	}
	for _, b := range dots {
		s.paintOver(b)
	}
	return kept
}

// pieceTogether makes a character of small pieces that all but touch and are as
// high as one together: the ring, the stroke and the ring of a %, or thin print
// that is broken.
func (s *Sheet) pieceTogether(near *vicinity, kept, dots []blob) (characters, rest []blob) {
	slices.SortFunc(dots, func(a, b blob) int { return cmp.Compare(a.box.Min.X, b.box.Min.X) })
	apart := max(1, int(brokenGap*s.Scale+0.5))
	var sets forest
	for i := range dots {
		sets.add()
		for k := i - 1; k >= 0 && dots[i].box.Min.X-dots[k].box.Min.X <= int(speckSize*s.Scale)+apart; k-- {
			if dots[k].box.Inset(-apart).Overlaps(dots[i].box) {
				sets.union(i, k)
			}
		}
	}
	for _, b := range gather(dots, sets) {
		switch {
		case s.isSpeck(b):
			rest = append(rest, b)
		case float64(b.box.Dy()) < smallestCharacter*s.Scale || float64(b.box.Dy()) > largestCharacter*s.Scale:
			rest = append(rest, b)
		default:
			near.add(b.box, nearAcross, nearDown)
			kept = append(kept, b)
		}
	}
	return kept, rest
}

func (s *Sheet) isSpeck(b blob) bool {
	return float64(max(b.box.Dx(), b.box.Dy())) <= speckSize*s.Scale
}

// darkest is the darkest shade in all but the darkest characters.
func (s *Sheet) darkest(ink []blob) int {
	var shades []uint8
	for _, b := range ink {
		if float64(b.box.Dy()) >= smallestCharacter*s.Scale {
			shades = append(shades, b.darkest)
		}
	}
	if len(shades) == 0 {
		return 0
	}
	slices.Sort(shades)
	return int(shades[int(darkRank*float64(len(shades)))])
}

func (s *Sheet) paintOver(b blob) {
	for y := b.box.Min.Y; y < b.box.Max.Y; y++ {
		line := row(s.plain, y)[b.box.Min.X:b.box.Max.X]
		for x := range line {
			line[x] = white
		}
	}
}

// A vicinity knows what is close to characters, by squares of a quarter em.
type vicinity struct {
	side, across int
	em           float64
	marked       []bool
}

func newVicinity(r image.Rectangle, em float64) *vicinity {
	v := &vicinity{side: max(1, int(em/4)), em: em}
	v.across = r.Dx()/v.side + 1
	v.marked = make([]bool, v.across*(r.Dy()/v.side+1))
	return v
}

// add marks what is within some ems of a box.
func (v *vicinity) add(box image.Rectangle, across, down float64) {
	dx, dy := int(across*v.em), int(down*v.em)
	x0, x1 := max(0, box.Min.X-dx)/v.side, min(v.across-1, (box.Max.X-1+dx)/v.side)
	y0, y1 := max(0, box.Min.Y-dy)/v.side, min(len(v.marked)/v.across-1, (box.Max.Y-1+dy)/v.side)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			v.marked[y*v.across+x] = true
		}
	}
}

func (v *vicinity) has(p image.Point) bool {
	return v.marked[p.Y/v.side*v.across+p.X/v.side]
}
