package font

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Otherwise is what the first code of s means by the font itself – by its
// encoding, or by the cmap of the TrueType font that is embedded – where
// ToUnicode says something else. It is empty where they agree or where the font
// does not say. ToUnicode is believed all the same: most embedded fonts have
// their cmap taken out, and tables that are made to mislead readers, or by
// mistake, are few.
//
// Only composite fonts are asked. Simple ones may name their glyphs as they
// like.
func (f *Font) Otherwise(s []byte) string {
	c, ok := f.decoder.(*composite)
	if !ok || c.toUnicode == nil || c.pictures != nil {
		return ""
	}
	code, n, whole := f.space.next(s)
	if !whole {
		return ""
	}
	if other, ok := f.others[code]; ok {
		return other
	}
	if f.others == nil || len(f.others) >= maxLong {
		f.others = map[uint32]string{}
	}
	other := c.otherwise(code, n)
	f.others[code] = other
	return other
}

func (c *composite) otherwise(code uint32, n int) string {
	text := c.toUnicode.text(code)
	if worthOf(text) != plain {
		return ""
	}
	if own := c.encoding.text(code, n); worthOf(own) == plain {
		return unlike(text, own)
	}
	glyphs := c.glyphs()
	if t, ok := glyphs.program.(*trueType); ok {
		return unlike(text, t.allRunes()[glyphs.gids.gid(c.encoding.cid(code, n))]...)
	}
	return ""
}

// unlike is the first of the texts that a glyph has, if text is like none of
// them.
func unlike(text string, all ...string) string {
	for _, other := range all {
		if alike(text, other) {
			return ""
		}
	}
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// alike reports whether two texts may be the same character: one for the sake
// of another standard, or two of the many dashes, dots and quotes.
func alike(a, b string) bool {
	a, b = norm.NFKC.String(a), norm.NFKC.String(b)
	return a == b || vague(a) && vague(b) || isRadical(a) || isRadical(b)
}

// vague tells what is neither letter nor figure.
func vague(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return false
		}
	}
	return true
}

// isRadical tells the CJK radicals supplement, which NFKC leaves as it is.
func isRadical(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return 0x2E80 <= r && r <= 0x2EFF
}

// allRunes is the Unicode cmap turned around: all ordinary characters of each
// glyph.
func (t *trueType) allRunes() map[uint32][]string {
	if t.all == nil {
		t.all = map[uint32][]string{}
		for code, glyph := range cmapEntries(t.unicode) {
			if text := string(rune(code)); glyph != 0 && worthOf(text) == plain {
				t.all[glyph] = append(t.all[glyph], text)
			}
		}
	}
	return t.all
}
