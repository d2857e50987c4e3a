package text

import (
	"cmp"
	"math"
	"slices"

	"mubiao/extract"
)

// A piece is a box of ink that is small in both directions: a dot or a dash
// of a rule that a producer draws bit by bit, the corner of a frame, or just
// a short line.
type piece struct {
	box    extract.Rect
	joined bool
}

const (
	// seriesLeast is how many pieces in a row make a line: the colon and the
	// dots of an ellipsis drawn as boxes make none.
	seriesLeast = 4
	// gapMost is the widest gap between pieces of one line, in points; the
	// dash-dot patterns of office programs stay under it.
	gapMost = 6.0
	// offLine is how far the middles of pieces of one line may be apart
	// across it, in points.
	offLine = 0.25
	// squareMost is how many times longer than wide a dot may be, which is drawn
	// square but for rounding, and is no dash.
	squareMost = 1.25
	// longPiece is how many times longer than thick a piece must be to be a
	// ruling on its own.
	longPiece = 2
)

// joinPieces makes rulings of the pieces of the page: one of each row of at
// least seriesLeast with regular gaps, and one of each other piece that is
// clearly longer than thick. The rest is no ruling.
func (in *interpreter) joinPieces() {
	if len(in.pieces) == 0 {
		return
	}
	in.joinRows(false)
	in.joinRows(true)
	for i := range in.pieces {
		p := &in.pieces[i]
		w, h := p.box.Width(), p.box.Height()
		if !p.joined && max(w, h) >= longPiece*min(w, h) && max(w, h) > 0 {
			in.rule(p.box)
		}
	}
}

// joinRows joins the pieces that follow one another along x, or along y.
func (in *interpreter) joinRows(vertical bool) {
	pieces := in.pieces
	axis := func(p *piece) (middle, start, end float64) {
		if vertical {
			return (p.box.X0 + p.box.X1) / 2, p.box.Y0, p.box.Y1
		}
		return (p.box.Y0 + p.box.Y1) / 2, p.box.X0, p.box.X1
	}
	row := func(p *piece) float64 {
		middle, _, _ := axis(p)
		return math.Round(middle / offLine)
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		_, s, _ := axis(&a)
		_, t, _ := axis(&b)
		return cmp.Or(cmp.Compare(row(&a), row(&b)), cmp.Compare(s, t))
	})
	for first := 0; first < len(pieces); {
		_, _, reached := axis(&pieces[first])
		last := first
		for last+1 < len(pieces) && row(&pieces[last+1]) == row(&pieces[first]) {
			_, start, end := axis(&pieces[last+1])
			if start-reached > gapMost {
				break
			}
			reached = max(reached, end)
			last++
		}
		in.joinRow(pieces[first:last+1], vertical)
		first = last + 1
	}
}

// joinRow makes one ruling of a row of pieces if it is a series. A dash across
// the row belongs to another one.
func (in *interpreter) joinRow(row []piece, vertical bool) {
	if len(row) < seriesLeast {
		return
	}
	var all extract.Rect
	along := make([]*piece, 0, len(row))
	for i := range row {
		p := &row[i]
		w, h := p.box.Width(), p.box.Height()
		if vertical && w > squareMost*h || !vertical && h > squareMost*w {
			continue
		}
		along = append(along, p)
		all = all.Union(p.box)
	}
	if len(along) < seriesLeast || max(all.Width(), all.Height()) <= pieceMost || !periodic(along, vertical) && !evenlySpaced(along, vertical) {
		return
	}
	for _, p := range along {
		p.joined = true
	}
	in.rule(all)
}

// along is where a piece begins and ends along a row.
func (p *piece) along(vertical bool) (start, end float64) {
	if vertical {
		return p.box.Y0, p.box.Y1
	}
	return p.box.X0, p.box.X1
}

// across is how thick a piece is across a row.
func (p *piece) across(vertical bool) float64 {
	if vertical {
		return p.box.Width()
	}
	return p.box.Height()
}

// periodMost is how many pieces a pattern repeats after at most: a dash and
// two dots.
const periodMost = 3

// periodic reports whether pieces repeat after one to periodMost of them. The
// modules of a bar code, which also lie in rows, do not.
func periodic(row []*piece, vertical bool) bool {
	const rounding = 0.3 // points; to the pixels of a coarse producer
	step := func(i, period int) float64 {
		a, _ := row[i-period].along(vertical)
		b, _ := row[i].along(vertical)
		return b - a
	}
	for period := 1; period <= periodMost && 2*period <= len(row); period++ {
		pitch := step(len(row)-1, period)
		regular := true
		for i := period; i < len(row); i++ {
			regular = regular && math.Abs(step(i, period)-pitch) <= rounding
		}
		if regular {
			return true
		}
	}
	return false
}

const (
	// pixelMost is by how much a gap may be off, in points: one pixel of CSS
	// and a hair, since Chromium places each dot of a border on a whole one.
	pixelMost = 0.9
	// stepShare is the part of a step, from piece to piece, by which a gap may
	// be off at most: the gaps between modules of a bar code differ by a module,
	// which is half of the shortest step.
	stepShare = 0.3
	// regularShare is the part of the gaps that must be regular. Each side of a
	// cell is dotted on its own, so that where two sides meet a gap is narrower
	// than the rest, or none; the narrowest cells of forms are three dashes wide.
	regularShare = 0.5
)

// evenlySpaced reports whether pieces have gaps of one width between them, but
// for narrower ones here and there, or touch; or whether they are dashes
// of one length, since browsers widen the gaps of each side of a cell until
// whole dashes fit.
func evenlySpaced(row []*piece, vertical bool) bool {
	var gaps, sizes []float64
	for i, p := range row {
		start, end := p.along(vertical)
		if i > 0 {
			last, lastEnd := row[i-1].along(vertical)
			if start-last <= offLine {
				continue // the same piece, painted twice
			}
			if start-lastEnd > offLine {
				gaps = append(gaps, start-lastEnd)
			}
		}
		sizes = append(sizes, end-start)
	}
	if len(gaps) < seriesLeast-1 {
		return false
	}
	slices.Sort(gaps)
	slices.Sort(sizes)
	gap, size := gaps[len(gaps)/2], sizes[len(sizes)/2]
	if size >= longPiece*row[0].across(vertical) && sizes[len(sizes)*3/4]-sizes[len(sizes)/4] <= offLine {
		return true
	}
	off := min(pixelMost, stepShare*(gap+size))
	first, _ := slices.BinarySearch(gaps, gap-off)
	return gaps[len(gaps)-1] <= gap+off && float64(len(gaps)-first) >= regularShare*float64(len(gaps))
}
