package ocr

import (
	"image"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/image/font/sfnt"

	"mubiao/internal/spoil"
)

// tuningFaces are the files of faces that thresholds may be set on; every
// other face of the machine is held out.
var tuningFaces = []string{
	"NotoSansCJK-Regular.ttc", "ukai.ttc", "batang.ttf", "HanaMinA.ttf", "wqy-zenhei.ttc", "UnDotum.ttf", "cwming.ttf",
}

// latinFaces are upright faces of even width with slanted signs besides level
// ones.
var latinFaces = []string{
	"STIX-Regular.otf", "STIX-Bold.otf", "STIXGeneral-Regular.otf", "DejaVuSans.ttf", "DejaVuSansCondensed.ttf",
	"texgyretermes-regular.otf", "texgyreheros-regular.otf", "texgyreschola-regular.otf", "texgyrebonum-regular.otf",
}

// typefaces are the faces of this machine that lines of forms can be set in:
// the tuning ones or those held out.
func typefaces(t testing.TB, heldOut bool) []typeface {
	t.Helper()
	var all []typeface
	files := map[string]bool{}
	for _, f := range installedFonts(t, "率≥≤") {
		simplified := f.index == 0
		if f.file() == "NotoSansCJK-Regular.ttc" || f.file() == "NotoSansCJK-Bold.ttc" ||
			f.file() == "NotoSerifCJK-Regular.ttc" || f.file() == "NotoSerifCJK-Bold.ttc" {
			simplified = f.index == 2
		}
		if !simplified || files[f.file()] || slices.Contains(tuningFaces, f.file()) == heldOut {
			continue
		}
		files[f.file()] = true
		all = append(all, typeface{f.name, []*sfnt.Font{f.open(t)}})
	}
	han := len(all)
	for i, f := range installedFonts(t, "⩾⩽9%") { // figures and signs in a Latin face, as offices set them
		if !slices.Contains(latinFaces, f.file()) || (i%2 == 0) == heldOut || han == 0 {
			continue
		}
		below := all[i%han]
		all = append(all, typeface{f.name + " + " + below.name, append([]*sfnt.Font{f.open(t)}, below.fonts...)})
	}
	return all
}

// A printing is how a line came to be a picture.
type printing struct {
	points float64
	dpi    float64
	damage spoil.Damage
}

func printings() []printing {
	var all []printing
	for _, points := range []float64{9, 10.5, 12} {
		for _, dpi := range []float64{150, 200, 300} {
			all = append(all,
				printing{points, dpi, spoil.Damage{}},
				printing{points, dpi, spoil.Damage{Blur: 0.6 * dpi / 200, Noise: 8, Quality: 60}},
				printing{points, dpi, spoil.Damage{Blur: 0.9 * dpi / 200, Noise: 14, Specks: 0.001, Quality: 35}},
				printing{points, dpi, spoil.Damage{Blur: 0.5 * dpi / 200, Noise: 6, Threshold: 150}})
		}
	}
	return all
}

func (p printing) print(t testing.TB, f typeface, text string, r *rand.Rand) *image.Gray {
	t.Helper()
	clean := f.typeset(t, text, p.points*p.dpi/72, r.Float64())
	spoiled, err := p.damage.Apply(clean, r.Uint64())
	if err != nil {
		t.Fatal(err)
	}
	if g, ok := spoiled.(*image.Gray); ok {
		return g
	}
	g := image.NewGray(spoiled.Bounds())
	for y := range g.Rect.Dy() {
		for x := range g.Rect.Dx() {
			g.Set(x, y, spoiled.At(x, y))
		}
	}
	return g
}

// installedEngine is the engine of this machine.
func installedEngine(t testing.TB) *Engine {
	t.Helper()
	dir, err := DefaultDir()
	if err != nil {
		t.Skip(err)
	}
	e, err := Open(dir)
	if err != nil {
		t.Skip("mubiao ocr install was not run: ", err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}
