package pdfium

import (
	"context"
	"encoding/binary"
	"image"
	"math"

	"mubiao/extract"
)

// A survey is what a page shows, as far as it matters for how to picture it.
type survey struct {
	page   extract.Rect
	image  pageImage // the last one
	images int
	finest float64 // dots an inch of the finest image that is not small
	marks  bool    // something other than images is shown

	reader objectReader
}

// smallImage is the share of a page up to which an image, such as a logo, does
// not decide how finely the page is drawn. Some scanners cut pages into strips
// of 16 lines.
const smallImage = 0.002

func (g *guest) survey(ctx context.Context, page uint64) survey {
	width, height, base := g.sheet(page)
	s := survey{page: extract.Rect{X1: width, Y1: height}, reader: objectReader{guest: g}}
	s.objects(ctx, &place{ctm: base, clip: s.page}, objectCount, object, page)
	s.marks = s.marks || g.annotated(page)
	return s
}

// objects looks at the objects of a page or a form.
func (s *survey) objects(ctx context.Context, at *place, count, nth function, parent uint64) {
	g := s.reader.guest
	for i := range g.count(count, parent) {
		if s.reader.seen++; s.reader.seen%contextInterval == 0 && ctx.Err() != nil {
			return
		}
		if obj := g.pointer(nth, parent, uint64(i)); obj != 0 {
			s.object(ctx, at, obj)
		}
	}
}

func (s *survey) object(ctx context.Context, at *place, obj uint64) {
	const invisible, invisibleClip = 3, 7
	r := &s.reader
	g := r.guest
	clip := r.clipOf(obj, at)
	switch g.call(objectKind, obj) {
	case kindImage:
		s.add(g, obj, at, clip)
	case kindForm:
		if at.depth < formDepth {
			inner := place{ctm: r.matrixOf(obj).then(at.ctm), clip: clip, depth: at.depth + 1}
			s.objects(ctx, &inner, formCount, formObject, obj)
		}
	case kindText:
		mode := int32(g.call(textRenderMode, obj))
		s.marks = s.marks || mode != invisible && mode != invisibleClip && s.within(g, obj, at, clip)
	case kindPath:
		// White on paper is not seen, and white on an image hides it.
		g.call(drawMode, obj, g.out(0, 4), g.out(1, 4))
		fill, stroke := g.word(0) != 0, g.word(1) != 0
		seen := (fill || stroke) && (s.images > 0 || fill && r.visible(fillColor, obj) || stroke && r.visible(strokeColor, obj))
		s.marks = s.marks || seen && s.within(g, obj, at, clip)
	default:
		s.marks = true
	}
}

// within reports whether any of an object lies in what is displayed.
func (s *survey) within(g *guest, obj uint64, at *place, clip extract.Rect) bool {
	if !g.ok(objectBounds, obj, g.out(0, 4), g.out(1, 4), g.out(2, 4), g.out(3, 4)) {
		return true
	}
	x0, y0, x1, y1 := g.float(0), g.float(1), g.float(2), g.float(3)
	return overlap(at.ctm.bounds(x0, y0, x1, y1), clip)
}

// overlap reports whether rectangles, which may be lines, have points in common.
func overlap(a, b extract.Rect) bool {
	return a.X0 < b.X1 && b.X0 < a.X1 && a.Y0 < b.Y1 && b.Y0 < a.Y1
}

// add counts an image.
func (s *survey) add(g *guest, obj uint64, at *place, clip extract.Rect) {
	i := pageImage{object: obj, matrix: s.reader.matrixOf(obj).then(at.ctm), clip: clip}
	i.box = i.matrix.bounds(0, 0, 1, 1)
	if !overlap(i.box, clip) {
		return
	}
	s.images++
	if !g.ok(imageSize, obj, g.out(0, 4), g.out(1, 4)) {
		s.marks = true
		return
	}
	i.width, i.height = int(int32(g.word(0))), int(int32(g.word(1)))
	s.image = i
	if seen := i.box.Intersect(clip); seen.Width()*seen.Height() >= smallImage*s.page.Width()*s.page.Height() {
		s.finest = math.Max(s.finest, i.dpi())
	}
}

// isImage reports whether the page shows one image and nothing else, and that
// image is of a sensible size and not set askew.
func (s *survey) isImage() bool {
	const slack = 1.03 // boxes are rounded
	i := &s.image
	return s.images == 1 && !s.marks && i.width > 0 && i.height > 0 &&
		float64(i.width)*float64(i.height) <= pixelsMost &&
		i.dpi()*extract.PaperScale(i.box.Width(), i.box.Height(), i.dpi()) <= slack*finestDPI && i.straight() && i.unclipped()
}

// A pageImage is an image as a page shows it.
type pageImage struct {
	object        uint64
	width, height int    // pixels, as it is kept
	matrix        matrix // from the unit square to page coordinates
	box           extract.Rect
	clip          extract.Rect
}

// dpi is the finer of the two resolutions of an image that may be set askew.
func (i *pageImage) dpi() float64 {
	across := float64(i.width) / math.Hypot(i.matrix.a, i.matrix.b)
	down := float64(i.height) / math.Hypot(i.matrix.c, i.matrix.d)
	if dpi := math.Max(across, down) * extract.PointsPerInch; !math.IsInf(dpi, 0) && !math.IsNaN(dpi) {
		return dpi
	}
	return 0
}

// straight reports whether the sides of the image are those of the page, to a
// pixel.
func (i *pageImage) straight() bool {
	m := i.matrix
	pixel := extract.PointsPerInch / i.dpi()
	return math.Abs(m.b)+math.Abs(m.c) <= pixel || math.Abs(m.a)+math.Abs(m.d) <= pixel
}

// unclipped reports whether all of the image is displayed, but for a hair.
func (i *pageImage) unclipped() bool {
	const hair = 2.0 // points
	return i.box.X0 >= i.clip.X0-hair && i.box.Y0 >= i.clip.Y0-hair &&
		i.box.X1 <= i.clip.X1+hair && i.box.Y1 <= i.clip.Y1+hair
}

// place makes the image one point a pixel, upright at the origin.
func (i *pageImage) place(g *guest) {
	room := g.view(g.scratch, scratchSize)
	if room == nil {
		return
	}
	for k, v := range []float32{float32(i.width), 0, 0, float32(i.height), 0, 0} {
		binary.LittleEndian.PutUint32(room[4*k:], math.Float32bits(v))
	}
	g.call(setMatrix, i.object, g.out(0, 4))
}

// displayed is the picture of the image, turned and mirrored.
func (i *pageImage) displayed(p image.Image) image.Image {
	m := i.matrix
	// where a step to the right and one down the image lead on the page
	turn := quarter{exchange: math.Abs(m.a) < math.Abs(m.b)}
	if turn.exchange {
		turn.mirrorX, turn.mirrorY = m.c > 0, m.b < 0
	} else {
		turn.mirrorX, turn.mirrorY = m.a < 0, m.d > 0
	}
	if turn == (quarter{}) {
		return p
	}
	size := turn.apply(p.Bounds().Size())
	switch p := p.(type) {
	case *image.Gray:
		out := image.NewGray(image.Rectangle{Max: size})
		turn.move(out.Pix, p.Pix, size, 1)
		return out
	case *image.RGBA:
		out := image.NewRGBA(image.Rectangle{Max: size})
		turn.move(out.Pix, p.Pix, size, bytesPerPixel)
		return out
	}
	return p
}

// A quarter exchanges the axes of a picture and then mirrors it.
type quarter struct{ exchange, mirrorX, mirrorY bool }

// apply is the size of the picture afterwards.
func (q quarter) apply(size image.Point) image.Point {
	if q.exchange {
		return image.Pt(size.Y, size.X)
	}
	return size
}

// move fills a picture of a size from the one before; both have no gaps
// between their lines.
func (q quarter) move(to, from []byte, size image.Point, perPixel int) {
	for y := range size.Y {
		for x := range size.X {
			u, v := x, y
			if q.mirrorX {
				u = size.X - 1 - x
			}
			if q.mirrorY {
				v = size.Y - 1 - y
			}
			at := v*size.X + u
			if q.exchange {
				at = u*size.Y + v
			}
			copy(to[(y*size.X+x)*perPixel:][:perPixel], from[at*perPixel:])
		}
	}
}

// annotated reports whether a page has annotations that are drawn: others than
// links and the windows of comments.
func (g *guest) annotated(page uint64) bool {
	for i := range g.count(annotationCount, page) {
		a := g.pointer(annotation, page, uint64(i))
		if a == 0 {
			continue
		}
		kind := g.call(annotationKind, a)
		g.call(closeAnnotation, a)
		if kind != kindLink && kind != kindPopup {
			return true
		}
	}
	return false
}
