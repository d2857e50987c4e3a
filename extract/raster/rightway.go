package raster

import (
	"cmp"
	"slices"
)

const (
	// trialLines is how many lines are tried out to find out which side of a
	// page is up.
	trialLines = 5
	// trialWidest is the width, in heights, of the longest line worth trying.
	trialWidest = 12
	// surelyLegible is how well lines can be read that lie upright; turned by
	// half a circle they are not read as well.
	surelyLegible = 0.85
)

// rightWayUp turns the sheet by half a circle if its lines are more legible so.
func (s *Sheet) rightWayUp(legible func([]LineImage) float64) {
	lines := s.trial()
	if len(lines) == 0 {
		return
	}
	upright := legible(lines)
	if upright >= surelyLegible {
		return
	}
	for i := range lines {
		lines[i].Gray = turned(lines[i].Gray, 2)
	}
	if legible(lines) > upright {
		s.turnOver()
	}
}

// trial is the longest lines of moderate length.
func (s *Sheet) trial() []LineImage {
	lines := s.LinesOutside(nil)
	length := func(l LineImage) float64 { return l.Box.Width() / l.Box.Height() }
	lines = slices.DeleteFunc(lines, func(l LineImage) bool { return length(l) > trialWidest })
	slices.SortStableFunc(lines, func(a, b LineImage) int { return cmp.Compare(length(b), length(a)) })
	return lines[:min(len(lines), trialLines)]
}

// turnOver turns the sheet by half a circle.
func (s *Sheet) turnOver() {
	b := &s.back
	w, h := float64(s.Gray.Rect.Dx()), float64(s.Gray.Rect.Dy())
	b.c = float64(s.turned.X) - b.a*w - b.b*h - b.c
	b.d = float64(s.turned.Y) + b.b*w - b.a*h - b.d
	s.Turn = (s.Turn + 2) & 3
	s.setPicture(turned(s.Gray, 2))
}
