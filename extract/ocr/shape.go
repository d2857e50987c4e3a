package ocr

import (
	"image"
	"math"
	"sync"
)

// A shape is what a comparator looks like, whatever the face: which way it
// opens, and how many bars run below its limbs, in what direction.
type shape struct {
	less bool
	bar  bar
}

// A bar is what stands below the limbs of a comparator.
type bar uint8

const (
	noBar      bar = iota // > <
	levelBar              // ≥ ≤
	slantedBar            // ⩾ ⩽: parallel to the lower limb, as Song faces draw ≥ ≤
	doubleBar             // ≧ ≦
	onlyBars              // =
	barKinds
)

// gridSide is the side of the square onto which glyphs and templates are
// scaled before they are compared.
const gridSide = 28

// dots are a drawing or a glyph on the grid, of mean 0 and length 1, so that
// the product of two is their correlation.
type dots [gridSide * gridSide]float32

// A template is a drawing of one shape.
type template struct {
	shape shape
	dots  dots
}

// A segment is a stroke from (X0, Y0) to (X1, Y1) in a box from (0, 0) to
// (1, 1).
type segment struct{ x0, y0, x1, y1 float64 }

// templates draws every shape in the proportions and weights that occur. It
// knows no face: a limb runs from a corner to the apex and back, bars run
// below.
var templates = sync.OnceValue(func() []template {
	var all []template
	for _, weight := range []float64{0.035, 0.055, 0.08, 0.11, 0.15} {
		add := func(kind bar, strokes ...segment) {
			all = append(all, template{shape{false, kind}, drawn(strokes, weight)})
			if kind != onlyBars {
				all = append(all, template{shape{true, kind}, drawn(mirrored(strokes), weight)})
			}
		}
		limbs := func(foot float64) []segment {
			return []segment{{0, 0, 1, foot / 2}, {1, foot / 2, 0, foot}}
		}
		// Strokes so heavy that they run together are no drawing of a bar.
		apart := func(gap float64) bool { return gap*(1-2*weight) > 2.2*weight }
		add(noBar, limbs(1)...)
		for _, foot := range []float64{0.58, 0.66, 0.74, 0.82, 0.88} {
			if !apart(1 - foot) {
				continue
			}
			add(levelBar, append(limbs(foot), segment{0, 1, 1, 1})...)
			for _, reach := range []float64{0.7, 0.85, 1} {
				add(slantedBar, append(limbs(foot), segment{0, 1, reach, 1 - reach*foot/2})...)
			}
		}
		for _, foot := range []float64{0.5, 0.58, 0.66, 0.74} {
			for _, gap := range []float64{0.12, 0.17, 0.23} {
				if foot+gap < 0.92 {
					add(doubleBar, append(limbs(foot), segment{0, 1 - gap, 1, 1 - gap}, segment{0, 1, 1, 1})...)
				}
			}
		}
		add(onlyBars, segment{0, 0, 1, 0}, segment{0, 1, 1, 1})
	}
	return all
})

func mirrored(strokes []segment) []segment {
	turned := make([]segment, len(strokes))
	for i, s := range strokes {
		turned[i] = segment{1 - s.x0, s.y0, 1 - s.x1, s.y1}
	}
	return turned
}

// drawn draws strokes with a weight, half of a stroke's width. The ink fills
// the grid: strokes lie inside by their weight.
func drawn(strokes []segment, weight float64) dots {
	var d dots
	inset := func(v float64) float64 { return weight + v*(1-2*weight) }
	inside := make([]segment, len(strokes))
	for i, k := range strokes {
		inside[i] = segment{inset(k.x0), inset(k.y0), inset(k.x1), inset(k.y1)}
	}
	for i := range d {
		x := (float64(i%gridSide) + 0.5) / gridSide
		y := (float64(i/gridSide) + 0.5) / gridSide
		nearest := math.Inf(1) // square of the distance
		for _, k := range inside {
			nearest = min(nearest, squareDistance(x, y, k))
		}
		d[i] = float32(math.Exp(-0.7 * nearest / (weight * weight)))
	}
	d.normalize()
	return d
}

// scanned are the dots of a glyph's ink.
func scanned(glyph *image.Gray) dots {
	var d dots
	for i, v := range resize(glyph, gridSide, gridSide) {
		d[i] = -v // ink is positive
	}
	d.normalize()
	return d
}

func (d *dots) likeness(other *dots) float64 {
	var product float32
	for i, v := range d {
		product += v * other[i]
	}
	return float64(product)
}

// squareDistance is the square of the distance of a point from a segment.
func squareDistance(x, y float64, s segment) float64 {
	dx, dy := s.x1-s.x0, s.y1-s.y0
	along := ((x-s.x0)*dx + (y-s.y0)*dy) / (dx*dx + dy*dy)
	along = max(0, min(1, along))
	x, y = x-s.x0-along*dx, y-s.y0-along*dy
	return x*x + y*y
}

// normalize shifts dots to mean 0 and scales them to length 1.
func (d *dots) normalize() {
	var sum, squares float64
	for _, v := range d {
		sum += float64(v)
	}
	mean := float32(sum / float64(len(d)))
	for i := range d {
		d[i] -= mean
		squares += float64(d[i]) * float64(d[i])
	}
	if squares == 0 {
		return
	}
	scale := float32(1 / math.Sqrt(squares))
	for i := range d {
		d[i] *= scale
	}
}

// A likeness is how well the best template of each shape fits a glyph: the
// correlation, 1 for a perfect fit, by direction (0 greater, 1 less) and bar.
type likeness [2][barKinds]float64

// compare fits all templates to the ink of a glyph.
func compare(glyph *image.Gray) likeness {
	ink := scanned(glyph)
	var fits likeness
	for i := range templates() {
		t := &templates()[i]
		direction := 0
		if t.shape.less {
			direction = 1
		}
		fit := &fits[direction][t.shape.bar]
		*fit = math.Max(*fit, t.dots.likeness(&ink))
	}
	return fits
}
