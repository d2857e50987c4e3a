package font

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// core14Table is the widths and built-in encodings of the 14 fonts that
// every reader has (see tables/NOTICE). A line "latin" with the names of
// faces; a line a glyph with its name, its code in StandardEncoding (-1 if it
// has none) and a width a face, in 1/1000 em. Then for Symbol and
// ZapfDingbats a line "sign" with the name, and a line a glyph with its name,
// its code and its width. Courier's glyphs are all courierWidth wide, and the
// oblique Helveticas are as wide as the upright ones.
//
//go:embed tables/core14.txt
var core14Table string

// latinFaces are the faces of core14Table, in the order of its columns.
var latinFaces = [...]string{
	"Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic",
}

const (
	symbolFace   = "Symbol"
	zapfFace     = "ZapfDingbats"
	courierWidth = 600
	halfWidth    = 500 // of the Latin letters in the fonts of Chinese Windows
)

// An alphabet is an encoding of one-byte codes: a character a code, "" where
// there is none.
type alphabet [256]string

// core14 is core14Table made ready.
type core14 struct {
	standard     alphabet
	symbol, zapf alphabet
	widths       map[string][len(latinFaces)]int // by character
	signWidths   map[string]*[256]int            // by face and code
}

var openCore14 = sync.OnceValue(func() *core14 {
	c := &core14{
		widths:     map[string][len(latinFaces)]int{},
		signWidths: map[string]*[256]int{symbolFace: {}, zapfFace: {}},
	}
	face := ""
	for line := range strings.Lines(core14Table) {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case kind == "sign":
			face = rest
		case kind == "latin":
		case face == "":
			c.addLatin(kind, rest)
		default:
			c.addSign(face, kind, rest)
		}
	}
	return c
})

func (c *core14) addLatin(name, numbers string) {
	code, numbers := cutInt(numbers)
	var w [len(latinFaces)]int
	for i := range w {
		w[i], numbers = cutInt(numbers)
	}
	text := glyphText(name)
	c.widths[text] = w
	if code >= 0 {
		c.standard[code] = text
	}
}

func (c *core14) addSign(face, name, numbers string) {
	code, numbers := cutInt(numbers)
	width, _ := cutInt(numbers)
	if code < 0 {
		return
	}
	c.signWidths[face][code] = width
	if face == zapfFace {
		c.zapf[code] = glyphText(name)
		return
	}
	c.symbol[code] = glyphText(name)
}

// cutInt takes the first number off a list.
func cutInt(s string) (n int, rest string) {
	first, rest, _ := strings.Cut(s, " ")
	n, _ = strconv.Atoi(first)
	return n, rest
}

// A coreFace is one of the 14 fonts, or the one that stands in for a font
// whose widths the file does not tell.
type coreFace struct {
	latin int     // index into latinFaces
	fixed float64 // the width of every glyph, in 1/1000 em; 0 if they differ
	signs string  // symbolFace or zapfFace
}

// coreFaceOf picks the face by the font's name. As no name tells the widths
// of a font that is none of the 14, the face is then a guess by family.
func coreFaceOf(name string) coreFace {
	name = strings.ToLower(withoutSubsetTag(name))
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
	}
	bold, italic := has("bold", "black", "heavy"), has("italic", "oblique")
	switch {
	case strings.HasPrefix(name, "symbol"):
		return coreFace{signs: symbolFace}
	case has("dingbats"):
		return coreFace{signs: zapfFace}
	case has("courier", "mono", "consolas"):
		return coreFace{fixed: courierWidth}
	case has("simsun", "simhei", "fangsong", "kaiti"):
		return coreFace{fixed: halfWidth}
	case has("times", "serif", "georgia", "garamond", "roman", "song", "ming") && !has("sans"):
		face := 2
		if bold {
			face++
		}
		if italic {
			face += 2
		}
		return coreFace{latin: face}
	case bold:
		return coreFace{latin: 1}
	}
	return coreFace{}
}

// width is the width of a code whose character is text, in 1/1000 em.
func (f coreFace) width(code byte, text string) float64 {
	c := openCore14()
	switch {
	case f.fixed != 0:
		return f.fixed
	case f.signs != "":
		return float64(c.signWidths[f.signs][code])
	}
	return float64(c.widths[text][f.latin])
}

// withoutSubsetTag takes the tag ABCDEF+ off a font's name.
func withoutSubsetTag(name string) string {
	if tag, rest, ok := strings.Cut(name, "+"); ok && len(tag) == 6 {
		return rest
	}
	return name
}
