package text

import "mubiao/extract"

// A path is the current path, its points already in page coordinates.
type path struct {
	points []point
	subs   []subpath
	clips  bool // W or W* was seen: the path clips after it is painted
}

// A subpath is a run of points.
type subpath struct {
	first  int // in path.points
	closed bool
	curved bool // some points are those that guide curves
}

func (p *path) reset() {
	p.points, p.subs, p.clips = p.points[:0], p.subs[:0], false
}

func (p *path) begin(at point) {
	p.subs = append(p.subs, subpath{first: len(p.points)})
	p.points = append(p.points, at)
}

// close closes the last subpath. A line from there begins another at the
// same place.
func (p *path) close() {
	if n := len(p.subs); n > 0 {
		p.subs[n-1].closed = true
	}
}

// extend adds a point to the last subpath.
func (p *path) extend(at point) {
	if n := len(p.subs); n == 0 || p.subs[n-1].closed {
		start := at
		if n > 0 {
			start = p.points[p.subs[n-1].first]
		}
		p.begin(start)
	}
	p.points = append(p.points, at)
}

// of are the points of the subpath at i.
func (p *path) of(i int) []point {
	end := len(p.points)
	if i+1 < len(p.subs) {
		end = p.subs[i+1].first
	}
	return p.points[p.subs[i].first:end]
}

func (in *interpreter) at(x, y float64) point {
	x, y = in.state.ctm.apply(x, y)
	return point{x, y}
}

func (in *interpreter) moveTo() { in.path.begin(in.at(in.args[0], in.args[1])) }

func (in *interpreter) lineTo() { in.path.extend(in.at(in.args[0], in.args[1])) }

// curveTo adds a Bézier curve whose operator has so many points.
func (in *interpreter) curveTo(points int) {
	for i := range points {
		in.path.extend(in.at(in.args[2*i], in.args[2*i+1]))
	}
	in.path.subs[len(in.path.subs)-1].curved = true
}

func (in *interpreter) rectangle() {
	x, y, w, h := in.args[0], in.args[1], in.args[2], in.args[3]
	in.path.begin(in.at(x, y))
	in.path.extend(in.at(x+w, y))
	in.path.extend(in.at(x+w, y+h))
	in.path.extend(in.at(x, y+h))
	in.path.close()
}

// bounds is the upright rectangle around points.
func bounds(points []point) extract.Rect {
	r := extract.Rect{X0: points[0].x, Y0: points[0].y, X1: points[0].x, Y1: points[0].y}
	for _, p := range points[1:] {
		r.X0, r.X1 = min(r.X0, p.x), max(r.X1, p.x)
		r.Y0, r.Y1 = min(r.Y0, p.y), max(r.Y1, p.y)
	}
	return r
}

// paint fills and strokes the path as asked, clips to it if W was seen, and
// ends it.
func (in *interpreter) paint(fill, stroke bool) {
	if fill {
		in.overpaint()
	}
	fill = fill && !in.state.fill.invisible()
	stroke = stroke && !in.state.stroke.invisible()
	if in.hidden == 0 && (fill || stroke) {
		for i := range in.path.subs {
			if fill && i > 0 && in.paintFrame(in.path.of(i-1), in.path.of(i)) {
				continue
			}
			in.paintSubpath(in.path.subs[i], in.path.of(i), fill, stroke)
		}
	}
	if in.path.clips && len(in.path.points) > 0 {
		in.state.clip = in.state.clip.Intersect(bounds(in.path.points))
	}
	in.path.reset()
}
