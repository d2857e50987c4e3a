package pdfium

import (
	"context"

	"mubiao/extract"
	"mubiao/extract/text"
)

// An objectReader finds what a page paints other than text.
type objectReader struct {
	guest   *guest
	painter *text.Painter
	seen    int // objects so far
}

// Kinds of page objects (FPDF_PAGEOBJ_…).
const (
	kindText  = 1
	kindPath  = 2
	kindImage = 3
	kindForm  = 5
)

// formDepth is how deep forms may nest.
const formDepth = 24

// place is where the objects of a page or of a form lie.
type place struct {
	ctm   matrix       // to page coordinates
	clip  extract.Rect // in page coordinates
	depth int
}

func (r *objectReader) runPage(ctx context.Context, page uint64, at place) {
	for i := range r.guest.count(objectCount, page) {
		r.run(ctx, r.guest.pointer(object, page, uint64(i)), &at)
	}
}

func (r *objectReader) run(ctx context.Context, obj uint64, at *place) {
	if r.seen++; r.seen%contextInterval == 0 && ctx.Err() != nil || obj == 0 {
		return
	}
	switch r.guest.call(objectKind, obj) {
	case kindPath:
		r.path(obj, at)
	case kindImage:
		r.image(obj, at)
	case kindForm:
		r.form(ctx, obj, at)
	}
}

// form runs the objects of a form.
func (r *objectReader) form(ctx context.Context, form uint64, at *place) {
	if at.depth >= formDepth {
		return
	}
	inner := place{ctm: r.matrixOf(form).then(at.ctm), clip: r.clipOf(form, at), depth: at.depth + 1}
	for i := range r.guest.count(formCount, form) {
		r.run(ctx, r.guest.pointer(formObject, form, uint64(i)), &inner)
	}
}

func (r *objectReader) image(image uint64, at *place) {
	g := r.guest
	var picture extract.Picture
	if g.ok(imageSize, image, g.out(0, 4), g.out(1, 4)) {
		picture.Width, picture.Height = int(g.word(0)), int(g.word(1))
	}
	picture.Box = r.matrixOf(image).then(at.ctm).bounds(0, 0, 1, 1)
	r.painter.Picture(picture, r.clipOf(image, at))
}

// Kinds of path segments (FPDF_SEGMENT_…).
const (
	kindLine  = 0
	kindCurve = 1
	kindMove  = 2
)

func (r *objectReader) path(path uint64, at *place) {
	g := r.guest
	g.call(drawMode, path, g.out(0, 4), g.out(1, 4))
	ink := text.Ink{Fill: g.word(0) != 0, Stroke: g.word(1) != 0}
	ink.Fill = ink.Fill && r.visible(fillColor, path)
	ink.Stroke = ink.Stroke && r.visible(strokeColor, path)
	if !ink.Fill && !ink.Stroke {
		return
	}
	m := r.matrixOf(path).then(at.ctm)
	if ink.Stroke {
		g.call(strokeWidth, path, g.out(0, 4))
		ink.Width = g.float(0) * m.scale()
		ink.RoundCap = g.call(lineCap, path) != 0
	}
	ink.Clip = r.clipOf(path, at)
	for i := range g.count(pathLength, path) {
		r.segment(g.pointer(pathSegment, path, uint64(i)), m)
	}
	r.painter.Paint(ink)
}

func (r *objectReader) segment(segment uint64, m matrix) {
	g := r.guest
	g.call(segmentPoint, segment, g.out(0, 4), g.out(1, 4))
	x, y := m.apply(g.float(0), g.float(1))
	switch g.call(segmentKind, segment) {
	case kindMove:
		r.painter.MoveTo(x, y)
	case kindCurve:
		r.painter.CurveTo(x, y)
	default:
		r.painter.LineTo(x, y)
	}
	if g.ok(segmentCloses, segment) {
		r.painter.Close()
	}
}

// visible reports whether a colour of an object leaves ink on white paper.
func (r *objectReader) visible(which function, obj uint64) bool {
	g := r.guest
	const white = 255
	if !g.ok(which, obj, g.out(0, 4), g.out(1, 4), g.out(2, 4), g.out(3, 4)) {
		return true // a pattern
	}
	return g.word(3) != 0 && (g.word(0) < white || g.word(1) < white || g.word(2) < white)
}

// matrixOf is the matrix of an object.
func (r *objectReader) matrixOf(obj uint64) matrix {
	r.guest.call(objectMatrix, obj, r.guest.out(0, 4))
	return r.guest.matrix()
}

// matrix is the one in the scratch place.
func (g *guest) matrix() matrix {
	return matrix{g.float(0), g.float(1), g.float(2), g.float(3), g.float(4), g.float(5)}
}

// clipOf is the box that an object is clipped to: the common part of those
// around the paths that clip it.
func (r *objectReader) clipOf(obj uint64, at *place) extract.Rect {
	g := r.guest
	clip := at.clip
	paths := g.pointer(objectClip, obj)
	if paths == 0 {
		return clip
	}
	for i := range g.count(clipPaths, paths) {
		if box, ok := r.clipBounds(paths, uint64(i), at.ctm); ok {
			clip = clip.Intersect(box)
		}
	}
	return clip
}

// clipBounds is the box around one of the paths that clip.
func (r *objectReader) clipBounds(paths, i uint64, m matrix) (box extract.Rect, ok bool) {
	g := r.guest
	for k := range g.count(clipLength, paths, i) {
		g.call(segmentPoint, g.pointer(clipSegment, paths, i, uint64(k)), g.out(0, 4), g.out(1, 4))
		x, y := m.apply(g.float(0), g.float(1))
		if k == 0 {
			box = extract.Rect{X0: x, Y0: y, X1: x, Y1: y}
			continue
		}
		box.X0, box.X1 = min(box.X0, x), max(box.X1, x)
		box.Y0, box.Y1 = min(box.Y0, y), max(box.Y1, y)
		ok = true
	}
	return box, ok
}
