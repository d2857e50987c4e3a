package formgen

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"mubiao/internal/pdfwrite"
)

// A rule is a line to draw: x0 = x1 or y0 = y1.
type rule struct{ x0, y0, x1, y1 float64 }

func (r rule) horizontal() bool { return r.y0 == r.y1 }

// edges are the rules around a part that the style draws.
func (s Style) edges(p part) []rule {
	top, foot := rule{p.x0, p.y0, p.x1, p.y0}, rule{p.x0, p.y1, p.x1, p.y1}
	left, right := rule{p.x0, p.y0, p.x0, p.y1}, rule{p.x1, p.y0, p.x1, p.y1}
	var out []rule
	if !(p.cutTop && s.OpenBreak) {
		out = append(out, top)
	}
	if !(p.cutFoot && s.OpenBreak) {
		out = append(out, foot)
	}
	if !(s.OmitSides && near(p.x0, s.Margin)) {
		out = append(out, left)
	}
	if !(s.OmitSides && near(p.x1, s.Width-s.Margin)) {
		out = append(out, right)
	}
	return out
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.01 }

// rules are all the rules of a page.
func (s Style) rules(parts []part) []rule {
	var out []rule
	for _, p := range parts {
		out = append(out, s.edges(p)...)
	}
	if s.OmitLevel {
		out = without(out, between2(parts))
	}
	if s.OmitFoot {
		out = without(out, feet(parts))
	}
	if s.Rules == LongLines || s.Rules == ThinFills || s.Rules == Double {
		return joined(out)
	}
	return out
}

// between2 are the places where one 二级指标 cell ends and the next begins
// and no 一级指标 cell does.
func between2(parts []part) []rule {
	ends := map[float64]bool{}
	for _, p := range parts {
		if p.box.role == LevelOne || p.box.role == ColumnHead {
			ends[p.y0], ends[p.y1] = true, true
		}
	}
	var out []rule
	for _, p := range parts {
		if p.box.role == LevelTwo {
			for _, y := range []float64{p.y0, p.y1} {
				if !ends[y] && !p.cutTop && !p.cutFoot {
					out = append(out, rule{p.x0, y, p.x1, y})
				}
			}
		}
	}
	return out
}

// feet are the places under the last 一级 and 二级 cells of each form.
func feet(parts []part) []rule {
	var ends []float64
	for _, p := range parts {
		if p.box.role == Spine && !p.cutFoot {
			ends = append(ends, p.y1)
		}
	}
	var out []rule
	for _, p := range parts {
		if (p.box.role == LevelOne || p.box.role == LevelTwo || p.box.role == Spine) && slices.Contains(ends, p.y1) {
			out = append(out, rule{p.x0, p.y1, p.x1, p.y1})
		}
	}
	return out
}

// without drops the rules that stand in a place where none is wanted.
func without(rules, unwanted []rule) []rule {
	return slices.DeleteFunc(rules, func(r rule) bool {
		return slices.ContainsFunc(unwanted, func(u rule) bool {
			return near(r.x0, u.x0) && near(r.x1, u.x1) && near(r.y0, u.y0) && near(r.y1, u.y1)
		})
	})
}

// joined merges rules on one line that touch or overlap.
func joined(rules []rule) []rule {
	key := func(r rule) (bool, float64, float64) {
		if r.horizontal() {
			return true, r.y0, r.x0
		}
		return false, r.x0, r.y0
	}
	sorted := slices.SortedFunc(slices.Values(rules), func(a, b rule) int {
		ha, pa, fa := key(a)
		hb, pb, fb := key(b)
		if ha != hb {
			if ha {
				return -1
			}
			return 1
		}
		if !near(pa, pb) {
			return cmp.Compare(pa, pb)
		}
		return cmp.Compare(fa, fb)
	})
	var out []rule
	for _, r := range sorted {
		n := len(out)
		switch {
		case n > 0 && r.horizontal() && out[n-1].horizontal() && near(r.y0, out[n-1].y0) && r.x0 <= out[n-1].x1+0.01:
			out[n-1].x1 = max(out[n-1].x1, r.x1)
		case n > 0 && !r.horizontal() && !out[n-1].horizontal() && near(r.x0, out[n-1].x0) && r.y0 <= out[n-1].y1+0.01:
			out[n-1].y1 = max(out[n-1].y1, r.y1)
		default:
			out = append(out, r)
		}
	}
	return out
}

// draw draws the rules of a page in the style's way.
func (s Style) draw(r *rand.Rand, page *pdfwrite.Page, parts []part) {
	if s.Rules == NoRules {
		return
	}
	page.Save()
	if len(s.Dash) > 0 {
		page.Dash(s.Dash...)
	}
	if s.Rules == CellBoxes && !s.OmitLevel && !s.OmitFoot && !s.OmitSides && !s.OpenBreak {
		for _, p := range parts {
			page.Box(p.x0, p.y0, p.x1, p.y1, s.Thickness)
		}
	} else {
		for _, l := range s.rules(parts) {
			s.drawRule(page, s.missed(r, l))
		}
	}
	page.Restore()
}

// missed shifts a rule and its ends by up to Sloppy.
func (s Style) missed(r *rand.Rand, l rule) rule {
	if s.Sloppy == 0 {
		return l
	}
	by := func() float64 { return between(r, -s.Sloppy, s.Sloppy) }
	if l.horizontal() {
		y := l.y0 + by()
		return rule{l.x0 + by(), y, l.x1 + by(), y}
	}
	x := l.x0 + by()
	return rule{x, l.y0 + by(), x, l.y1 + by()}
}

func (s Style) drawRule(page *pdfwrite.Page, l rule) {
	h := s.Thickness / 2
	switch {
	case s.Rules == ThinFills && l.horizontal():
		page.Fill(l.x0-h, l.y0-h, l.x1+h, l.y0+h)
	case s.Rules == ThinFills:
		page.Fill(l.x0-h, l.y0-h, l.x0+h, l.y1+h)
	case s.Rules == Double && l.horizontal():
		page.Line(l.x0, l.y0-s.Gap/2, l.x1, l.y0-s.Gap/2, s.Thickness)
		page.Line(l.x0, l.y0+s.Gap/2, l.x1, l.y0+s.Gap/2, s.Thickness)
	case s.Rules == Double:
		page.Line(l.x0-s.Gap/2, l.y0, l.x0-s.Gap/2, l.y1, s.Thickness)
		page.Line(l.x0+s.Gap/2, l.y0, l.x0+s.Gap/2, l.y1, s.Thickness)
	default:
		page.Line(l.x0, l.y0, l.x1, l.y1, s.Thickness)
	}
}
