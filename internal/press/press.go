// Package press prints the pages of a document as pictures, in a type face of
// choice, so that a reader of pictures can be held against what the document
// itself says. It prints characters and rulings as a reader of text found
// them, and nothing else.
package press

import (
	"fmt"
	"image"
	"image/draw"
	"math"
	"os"
	"strconv"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"mubiao/extract"
)

// A Face is a type face: fonts that are asked in turn for a character. It is
// not safe for concurrent use.
type Face struct {
	fonts []*opentype.Font
	sized map[sizedFont]font.Face
	// Instead prints other characters in the place of some: ⩾ for ≥ makes of
	// any face one that draws the bar of a comparator aslant.
	Instead map[rune]rune
}

// InPairs makes Instead of a text of pairs: ≥⩾≤⩽ prints ⩾ for ≥ and ⩽ for ≤.
func InPairs(text string) map[rune]rune {
	instead := map[rune]rune{}
	for pairs := []rune(text); len(pairs) > 1; pairs = pairs[2:] {
		instead[pairs[0]] = pairs[1]
	}
	return instead
}

type sizedFont struct {
	index int
	size  float64 // pixels
}

// Open opens font files. The N-th font of a collection, from 0, is FILE#N.
func Open(paths ...string) (*Face, error) {
	f := &Face{sized: map[sizedFont]font.Face{}}
	for _, path := range paths {
		file, number, _ := strings.Cut(path, "#")
		index, err := strconv.Atoi(number)
		if number == "" {
			index, err = 0, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: not the number of a font", path)
		}
		parsed, err := parse(file, index)
		if err != nil {
			return nil, err
		}
		f.fonts = append(f.fonts, parsed)
	}
	return f, nil
}

func parse(file string, index int) (*opentype.Font, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	all, err := opentype.ParseCollection(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	one, err := all.Font(index)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return one, nil
}

// Print is the picture of a page at so many dots an inch. Hidden characters
// leave no ink. The error names a character that no font has.
func (f *Face) Print(page *extract.Page, dpi float64) (*image.Gray, error) {
	scale := dpi / extract.PointsPerInch
	g := image.NewGray(image.Rect(0, 0, int(math.Round(page.Width*scale)), int(math.Round(page.Height*scale))))
	draw.Draw(g, g.Rect, image.White, image.Point{}, draw.Src)
	for _, r := range page.Rulings {
		rule(g, r, scale)
	}
	for i := range page.Glyphs {
		if glyph := &page.Glyphs[i]; !glyph.Hidden && strings.TrimSpace(glyph.Text) != "" {
			if err := f.glyph(g, glyph, scale); err != nil {
				return nil, err
			}
		}
	}
	return g, nil
}

// ascent is how far the baseline is below the top of a glyph's box, in em; see
// extract.Glyph.
const ascent = 0.88

// glyph prints a character in the middle of its box.
func (f *Face) glyph(g *image.Gray, glyph *extract.Glyph, scale float64) error {
	for _, r := range glyph.Text {
		if other, ok := f.Instead[r]; ok {
			r = other
		}
		face, err := f.face(r, glyph.Size*scale, glyph.Box.Width()*scale)
		if err != nil {
			return err
		}
		advance, _ := face.GlyphAdvance(r)
		x := fixed.Int26_6(64*scale*(glyph.Box.X0+glyph.Box.X1)/2) - advance/2
		y := fixed.Int26_6(64 * scale * (glyph.Box.Y0 + ascent*glyph.Box.Height()))
		d := font.Drawer{Dst: g, Src: image.Black, Face: face, Dot: fixed.Point26_6{X: x, Y: y}}
		d.DrawString(string(r))
	}
	return nil
}

// wider is how much wider than its box a character may be, as a share.
const wider = 1.1

// face is the first font in which a character fits a width in pixels, or else
// the first that has it, at a size in pixels.
func (f *Face) face(r rune, size, width float64) (font.Face, error) {
	var first font.Face
	for i, parsed := range f.fonts {
		if index, err := parsed.GlyphIndex(nil, r); err != nil || index == 0 {
			continue
		}
		key := sizedFont{i, size}
		if f.sized[key] == nil {
			face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: extract.PointsPerInch})
			if err != nil {
				return nil, err
			}
			f.sized[key] = face
		}
		face := f.sized[key]
		if advance, _ := face.GlyphAdvance(r); float64(advance)/64 <= wider*width {
			return face, nil
		}
		if first == nil {
			first = face
		}
	}
	if first != nil {
		return first, nil
	}
	return nil, fmt.Errorf("no font has the character %q", r)
}

// rule draws a ruling, no thinner than half a pixel.
func rule(g *image.Gray, r extract.Ruling, scale float64) {
	half := math.Max(r.Width*scale, 0.5) / 2
	x0, y0, x1, y1 := r.X0*scale, r.Y0*scale, r.X1*scale, r.Y1*scale
	if r.Horizontal() {
		y0, y1 = y0-half, y1+half
	} else {
		x0, x1 = x0-half, x1+half
	}
	for y := max(0, int(y0)); y <= min(g.Rect.Max.Y-1, int(y1)); y++ {
		down := math.Min(y1, float64(y+1)) - math.Max(y0, float64(y))
		for x := max(0, int(x0)); x <= min(g.Rect.Max.X-1, int(x1)); x++ {
			across := math.Min(x1, float64(x+1)) - math.Max(x0, float64(x))
			at := &g.Pix[y*g.Stride+x]
			*at = uint8(float64(*at) * (1 - math.Max(0, down)*math.Max(0, across)))
		}
	}
}
