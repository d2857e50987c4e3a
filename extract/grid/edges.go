package grid

import (
	"cmp"
	"slices"

	"mubiao/extract"
)

const (
	// snapDistance is how far apart two parallel rulings may lie, in points,
	// and still be one: double rules and the two borders of neighbouring
	// boxes are up to 3 pt apart, rows of the smallest print (6 pt) 7.
	snapDistance = 3.0
	// joinGap is the widest gap, in points, between two pieces of one
	// ruling: rules drawn dash by dash leave up to 3 pt and a hair.
	joinGap = 4.0
	// touchGap is how far a ruling may end short of the one that it meets.
	touchGap = 3.0
	// minEdge is the shortest ruling that can bound a cell; shorter ones are
	// parts of characters and boxes to be ticked.
	minEdge = 5.0
)

// An edge is a joined ruling: a horizontal one at y = at from x = lo to hi,
// or a vertical one at x = at from y = lo to hi.
type edge struct{ at, lo, hi float64 }

// edges parts rulings into horizontal and vertical edges, snapped and joined.
func edges(rulings []extract.Ruling) (hor, ver []edge) {
	for _, r := range rulings {
		if r.Y0 == r.Y1 {
			hor = append(hor, edge{r.Y0, r.X0, r.X1})
		}
		if r.X0 == r.X1 {
			ver = append(ver, edge{r.X0, r.Y0, r.Y1})
		}
	}
	return join(snap(hor)), join(snap(ver))
}

// snap moves edges that lie within snapDistance of each other to their mean
// position, weighted by length. A second round is for boxes side by side with
// double borders each: two lines of one and two of the other are further apart
// in all, but not the middles of the pairs.
func snap(es []edge) []edge {
	slices.SortFunc(es, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	snapSorted(es)
	snapSorted(es)
	return es
}

func snapSorted(es []edge) {
	for i := 0; i < len(es); {
		sum, weight := 0.0, 0.0
		j := i
		for ; j < len(es) && es[j].at-es[i].at <= snapDistance; j++ {
			w := es[j].hi - es[j].lo + 0.01
			sum += es[j].at * w
			weight += w
		}
		for ; i < j; i++ {
			es[i].at = sum / weight
		}
	}
}

// join makes one edge of those that overlap or nearly touch at the same
// position, and drops what stays too short.
func join(es []edge) []edge {
	slices.SortFunc(es, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.lo, b.lo))
	})
	out := es[:0]
	for _, e := range es {
		if n := len(out); n > 0 && out[n-1].at == e.at && e.lo-out[n-1].hi <= joinGap {
			out[n-1].hi = max(out[n-1].hi, e.hi)
			continue
		}
		out = append(out, e)
	}
	return slices.DeleteFunc(out, func(e edge) bool { return e.hi-e.lo < minEdge })
}

// crosses reports whether a horizontal and a vertical edge meet.
func crosses(h, v edge) bool {
	return v.at >= h.lo-touchGap && v.at <= h.hi+touchGap && h.at >= v.lo-touchGap && h.at <= v.hi+touchGap
}
