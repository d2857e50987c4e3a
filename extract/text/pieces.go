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

// joinRow makes one ruling of a row of pieces if it is a series.
func (in *interpreter) joinRow(row []piece, vertical bool) {
	if len(row) < seriesLeast {
		return
	}
	var all extract.Rect
	starts := make([]float64, len(row))
	for i := range row {
		p := &row[i]
		if w, h := p.box.Width(), p.box.Height(); w != h && w < h != vertical {
			return // a dash across
		}
		starts[i] = p.box.X0
		if vertical {
			starts[i] = p.box.Y0
		}
		all = all.Union(p.box)
	}
	if max(all.Width(), all.Height()) <= pieceMost || !periodic(starts) {
		return
	}
	for i := range row {
		row[i].joined = true
	}
	in.rule(all)
}

// periodMost is how many pieces a pattern repeats after at most: a dash and
// two dots.
const periodMost = 3

// periodic reports whether starts repeat after one to periodMost pieces. The
// modules of a bar code, which also lie in rows, do not.
func periodic(starts []float64) bool {
	const rounding = 0.3 // points; to the pixels of a coarse producer
	for period := 1; period <= periodMost && 2*period <= len(starts); period++ {
		pitch := (starts[len(starts)-1] - starts[len(starts)-1-period])
		regular := true
		for i := period; i < len(starts); i++ {
			regular = regular && math.Abs(starts[i]-starts[i-period]-pitch) <= rounding
		}
		if regular {
			return true
		}
	}
	return false
}
