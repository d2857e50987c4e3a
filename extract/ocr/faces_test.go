package ocr

import (
	"cmp"
	"encoding/binary"
	"image"
	"image/draw"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A typeface is fonts that are asked in turn for a character, as an office
// program does that sets figures in one and Han characters in another.
type typeface struct {
	name  string
	fonts []*sfnt.Font
}

// installedFont is a line of fc-list.
type installedFont struct {
	path  string
	index int
	name  string
}

// installedFonts lists the fonts of this machine that hold all of some
// characters, sorted by path.
func installedFonts(t testing.TB, characters string) []installedFont {
	t.Helper()
	pattern := ""
	for _, r := range characters {
		pattern += ":charset=" + strconv.FormatInt(int64(r), 16)
	}
	out, err := exec.Command("fc-list", pattern, "--format", "%{file}\t%{index}\t%{family[0]} %{style[0]}\n").Output()
	if err != nil {
		t.Skip("fc-list, which names the fonts of this machine, does not run (Debian: fontconfig): ", err)
	}
	var all []installedFont
	for line := range strings.Lines(string(out)) {
		part := strings.Split(strings.TrimSpace(line), "\t")
		if len(part) != 3 {
			continue
		}
		index, _ := strconv.Atoi(part[1])
		all = append(all, installedFont{part[0], index & 0xffff, part[2]})
	}
	slices.SortFunc(all, func(a, b installedFont) int {
		return cmp.Or(strings.Compare(a.path, b.path), cmp.Compare(a.index, b.index))
	})
	return slices.Compact(all)
}

// parsed keeps fonts that were read: those of Han characters have megabytes.
var parsed sync.Map

func (f installedFont) open(t testing.TB) *sfnt.Font {
	t.Helper()
	if known, ok := parsed.Load(f); ok {
		return known.(*sfnt.Font)
	}
	content, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	font, err := opentype.Parse(aligned(content, f.index))
	if err != nil {
		t.Fatalf("%s: %v", f.path, err)
	}
	parsed.Store(f, font)
	return font
}

// aligned is one font of a file, or of a collection, with every table at a
// multiple of four bytes. In some collections they are not, which the parser
// does not take.
func aligned(file []byte, index int) []byte {
	u16, u32 := binary.BigEndian.Uint16, binary.BigEndian.Uint32
	start := uint32(0)
	if string(file[:4]) == "ttcf" {
		start = u32(file[12+4*index:])
	}
	tables := int(u16(file[start+4:]))
	directory := 12 + 16*tables
	out := slices.Clone(file[start:][:directory])
	for i := range tables {
		entry := out[12+16*i:][:16]
		table := file[u32(entry[8:]):][:u32(entry[12:])]
		out = append(out, make([]byte, -len(out)&3)...)
		binary.BigEndian.PutUint32(out[12+16*i+8:], uint32(len(out)))
		out = append(out, table...)
	}
	return out
}

func (f installedFont) file() string { return filepath.Base(f.path) }

// holds reports whether a font has a character.
func holds(f *sfnt.Font, r rune) bool {
	var b sfnt.Buffer
	index, err := f.GlyphIndex(&b, r)
	return err == nil && index != 0
}

// has reports whether a face has all characters of a text.
func (f typeface) has(text string) bool {
	for _, r := range text {
		if !slices.ContainsFunc(f.fonts, func(one *sfnt.Font) bool { return holds(one, r) }) {
			return false
		}
	}
	return true
}

// typeset draws a line in black on white, with em pixels to an em, and crops
// it as lines of pages are cut: to its ink and a little margin. shift moves it
// by a part of a pixel.
func (f typeface) typeset(t testing.TB, text string, em, shift float64) *image.Gray {
	t.Helper()
	width := int(em*float64(len([]rune(text))+2)) + 8
	canvas := image.NewGray(image.Rect(0, 0, width, int(2*em)+8))
	draw.Draw(canvas, canvas.Rect, image.White, image.Point{}, draw.Src)
	faces := make([]font.Face, len(f.fonts))
	for i, one := range f.fonts {
		face, err := opentype.NewFace(one, &opentype.FaceOptions{Size: em, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			t.Fatal(err)
		}
		defer face.Close()
		faces[i] = face
	}
	pen := font.Drawer{Dst: canvas, Src: image.Black, Dot: fixed.Point26_6{X: fixed.Int26_6((em + shift) * 64), Y: fixed.Int26_6((1.4*em + shift/2) * 64)}}
	for _, r := range text {
		if r == ' ' {
			pen.Dot.X += fixed.Int26_6(em / 4 * 64)
			continue
		}
		i := slices.IndexFunc(f.fonts, func(one *sfnt.Font) bool { return holds(one, r) })
		if i < 0 {
			t.Fatalf("%s has no %c", f.name, r)
		}
		pen.Face = faces[i]
		pen.DrawString(string(r))
	}
	box := inkBox(canvas, canvas.Rect)
	across, down := int(math.Round(0.25*em)), int(math.Round(0.15*em))
	box = image.Rect(box.Min.X-across, box.Min.Y-down, box.Max.X+across, box.Max.Y+down)
	line := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	draw.Draw(line, line.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(line, line.Rect, canvas, box.Min, draw.Src)
	return line
}

// setsInEm reports whether all characters of a text are as wide as high.
func (f typeface) setsInEm(text string) bool {
	var b sfnt.Buffer
	for _, r := range text {
		i := slices.IndexFunc(f.fonts, func(one *sfnt.Font) bool { return holds(one, r) })
		if i < 0 {
			return false
		}
		index, err := f.fonts[i].GlyphIndex(&b, r)
		if err != nil {
			return false
		}
		const ppem = 100
		if advance, err := f.fonts[i].GlyphAdvance(&b, index, ppem*64, font.HintingNone); err != nil || advance.Round() != ppem {
			return false
		}
	}
	return true
}
