package raster

import (
	"image"
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
	// solidGap is the widest gap, in points, in a rule without dashes.
	solidGap = 0.8
	// jitter is how far, in points, a rule's path may be off its line: that of
	// a black and white picture has steps of a pixel.
	jitter = 0.45
)

// A ruled is the rules of a picture, in its pixels. The traces of ver have
// their axes exchanged.
type ruled struct{ hor, ver []trace }

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

func (s *Sheet) rules() *ruled {
	if s.ruled == nil {
		r := ruled{
			hor: traces(s.Gray, s.Scale, averagedAcross, shortestAcross),
			ver: traces(transpose(s.Gray), s.Scale, averagedDown, shortestDown),
		}
		r.connect(s.Scale)
		s.ruled = &r
	}
	return s.ruled
}

// traces finds what may be a rule across a picture.
func traces(g *image.Gray, perPoint, averaged, shortest float64) []trace {
	f := tracer{
		g:         g,
		reach:     int(averaged * perPoint / 2),
		flank:     max(2, int(flankWay*perPoint+0.5)),
		shortest:  shortest * perPoint,
		sure:      surelyRule * perPoint,
		widestGap: int(dashGap * perPoint),
		solidGap:  int(solidGap*perPoint + 0.5),
		jitter:    jitter * perPoint,
	}
	var out []trace
	for _, r := range ridges(g, int(averaged*perPoint), f.flank, ridgeContrast) {
		out = append(out, f.follow(r)...)
	}
	slices.SortFunc(out, byStart)
	return out
}
