package raster

import (
	"image"
	"math"
	"slices"

	"mubiao/extract"
)

const (
	// averagedAcross is the length, in points, that rules across are averaged
	// over: more than two characters' strokes, less than the narrowest column.
	averagedAcross = 20.0
	// averagedDown is that of upright rules: less than the lowest row.
	averagedDown = 9.0
	// flankWay is how far off a rule the picture must be lighter, in points:
	// more than the thickest rule.
	flankWay = 2.4
	// ridgeContrast is by how many of 255 shades it must be lighter.
	ridgeContrast = 22
	// shortestAcross and shortestDown are the shortest rules, in points.
	shortestAcross = 14.0
	shortestDown   = 7.0
	// dashGap is the widest gap between dashes, in points.
	dashGap = 3.4
	// dashShare is the least share of a rule that dots or dashes cover.
	dashShare = 0.35
	// brokenRule and brokenShare are those of rules that vanish in places, and
	// averagedBroken is the length, in points, that such rules are averaged
	// over: several gaps.
	brokenRule     = 30.0
	brokenShare    = 0.25
	averagedBroken = 60.0
	// barelyHigh is the height, in points, of the highest row that strokes of
	// characters may fill.
	barelyHigh = 16.0
	// tallestDigit is the height, in points, of digits of 16 pt.
	tallestDigit = 12.0
	// solidGap is the widest gap, in points, in a rule without dashes.
	solidGap = 0.8
	// jitter is how far, in points, a rule's path may be off its line: that of
	// a black and white picture has steps of a pixel.
	jitter = 0.45
)

// A ruled is the rules of a picture, in its pixels, and where there may be more.
// The traces of ver and doubtVer have their axes exchanged.
type ruled struct{ hor, ver, doubtHor, doubtVer []trace }

// Rulings are the rules of the sheet's tables, in points of the sheet. Lines
// that no others cross are not among them.
func (s *Sheet) Rulings() []extract.Ruling {
	r := s.rules()
	var out []extract.Ruling
	toPoints := func(v float64) float64 { return (v + 0.5) / s.Scale }
	for i := range r.hor {
		t := &r.hor[i]
		y := toPoints(t.mean())
		out = append(out, extract.Ruling{X0: toPoints(t.lo), Y0: y, X1: toPoints(t.hi), Y1: y, Width: t.thickness / s.Scale})
	}
	for i := range r.ver {
		t := &r.ver[i]
		x := toPoints(t.mean())
		out = append(out, extract.Ruling{X0: x, Y0: toPoints(t.lo), X1: x, Y1: toPoints(t.hi), Width: t.thickness / s.Scale})
	}
	return out
}

// Doubtful are the places, in points of the sheet, where a rule may part what is
// taken for one cell.
func (s *Sheet) Doubtful() []extract.Rect {
	r := s.rules()
	var out []extract.Rect
	toPoints := func(v float64) float64 { return (v + 0.5) / s.Scale }
	for i := range r.doubtHor {
		t := &r.doubtHor[i]
		y := toPoints(t.mean())
		out = append(out, extract.Rect{X0: toPoints(t.lo), Y0: y, X1: toPoints(t.hi), Y1: y})
	}
	for i := range r.doubtVer {
		t := &r.doubtVer[i]
		x := toPoints(t.mean())
		out = append(out, extract.Rect{X0: x, Y0: toPoints(t.lo), X1: x, Y1: toPoints(t.hi)})
	}
	return out
}

func (s *Sheet) rules() *ruled {
	if s.ruled != nil {
		return s.ruled
	}
	down := transpose(s.Gray)
	hor, ver := acrossRules.find(s.Gray, s.Scale), downRules.find(down, s.Scale)
	if s.bilevel && (!connected(hor.rules, ver.rules, s.Scale).closed(s.Scale) || manyInLine(hor.rules, s.Scale)) {
		hor.append(brokenRules.find(s.Gray, s.Scale))
		ver.append(brokenRules.find(down, s.Scale))
	}
	s.ruled = s.complete(hor, ver, down)
	return s.ruled
}

// A found is what is found along one direction: rules, from left to right, and
// ridges that are none by themselves.
type found struct{ rules, ridges []trace }

func (f *found) add(rules []trace) {
	f.rules = append(f.rules, rules...)
	slices.SortFunc(f.rules, byStart)
}

func (f *found) append(more found) {
	f.add(more.rules)
	f.ridges = append(f.ridges, more.ridges...)
}

// connected is what makes tables of some lines.
func connected(hor, ver []trace, perPoint float64) *ruled {
	r := &ruled{hor: slices.Clone(hor), ver: slices.Clone(ver)}
	r.connect(perPoint)
	return r
}

// manyInLine reports whether short lines stand in one line: no strokes of
// characters, which are shorter, but the pieces of a rule that vanishes.
func manyInLine(lines []trace, perPoint float64) bool {
	const many = 3
	for i := range lines {
		n := 0
		for k := range lines[i:] {
			if o := &lines[i+k]; o.hi-o.lo < openRule*perPoint && math.Abs(o.mean()-lines[i].mean()) <= jitter*perPoint {
				n++
			}
		}
		if n >= many {
			return true
		}
	}
	return false
}

// A kind is what rules of a kind are found by. Lengths are points.
type kind struct {
	averaged float64 // what the picture is averaged over along the rule
	shortest float64 // the shortest rule
	gap      float64 // the widest gap between dots or dashes
	inkShare float64 // the least share that dots or dashes cover
}

var (
	acrossRules = kind{averagedAcross, shortestAcross, dashGap, dashShare}
	downRules   = kind{averagedDown, shortestDown, dashGap, dashShare}
	// brokenRules are those of half a pixel in a picture that is black and
	// white. One that runs a little askew vanishes where it lies between two
	// lines of pixels, every few hundred of them.
	brokenRules = kind{averagedBroken, openRule, brokenRule, brokenShare}
)

// find finds what may be a rule across a picture.
func (k kind) find(g *image.Gray, perPoint float64) found {
	t := k.tracer(g, perPoint)
	var out found
	for _, r := range ridges(g, int(k.averaged*perPoint), t.flank, ridgeContrast) {
		rules, rest := t.follow(r)
		out.rules = append(out.rules, rules...)
		out.ridges = append(out.ridges, rest...)
	}
	slices.SortFunc(out.rules, byStart)
	return out
}

// tracer follows the ridges of a picture.
func (k kind) tracer(g *image.Gray, perPoint float64) tracer {
	return tracer{
		g:         g,
		perPoint:  perPoint,
		reach:     int(k.averaged * perPoint / 2),
		flank:     max(2, int(flankWay*perPoint+0.5)),
		shortest:  k.shortest * perPoint,
		sure:      surelyRule * perPoint,
		widestGap: int(k.gap * perPoint),
		dashGap:   int(dashGap * perPoint),
		character: int(tallestDigit * perPoint),
		barely:    barelyHigh * perPoint,
		solidGap:  int(solidGap*perPoint + 0.5),
		jitter:    jitter * perPoint,
		inkShare:  k.inkShare,
	}
}
