package font

import (
	"maps"
	"slices"
	"testing"
	"unicode/utf8"
)

func FuzzParseCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <10> [<41> <42>] endbfrange"))
	f.Add([]byte("/GBK-EUC-H usecmap /WMode 1 def 2 begincidrange <8140> <81FE> 99 endcidrange 1 beginnotdefrange <00> <1f> 1"))
	f.Add([]byte("1 beginbfchar <01> <D840DC0B> <02> /alpha <0G> (a\\)b) endbfchar"))
	f.Fuzz(func(t *testing.T, src []byte) {
		m := parseCMap(src)
		for _, code := range []uint32{0, 1, 0x41, 0x8140, 0xFFFF, 0xFFFFFFFF} {
			m.cid(code)
			if text := m.text(code); !utf8.ValidString(text) {
				t.Errorf("code %x gives %q", code, text)
			}
		}
	})
}

func FuzzParseProgram(f *testing.F) {
	f.Add(sfnt("true", "cmap", cmapTable(3, 1, format4), "post", be(uint32(0x00020000), make([]byte, 28), 1, 258, "\x01A")))
	f.Add(sfnt("true", "cmap", cmapTable(3, 0, format12)))
	f.Add(sfnt("OTTO", "CFF ", smallCFF(nil)))
	f.Add(smallCFF([]string{"Adobe", "GB1"}))
	f.Add([]byte("%!PS\n/Encoding 256 array dup 8#101 /A put readonly def"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p := parseProgram(b)
		if p == nil {
			return
		}
		for code := range 256 {
			p.charText(byte(code))
		}
		p.nameText("A")
		for _, glyph := range []uint32{0, 1, 0xFFFF, 0xFFFFFFFF} {
			p.glyphText(glyph)
		}
	})
}

// FuzzNext decodes strings with every kind of font and with whatever CMaps
// come: each call takes at least a byte and no more than there are, and
// decoding twice gives the same.
func FuzzNext(f *testing.F) {
	f.Add([]byte("\xBC\xA8A\x81"), []byte("1 begincodespacerange <0000> <FFFF> endcodespacerange"))
	f.Add([]byte("\xD8\x40\xDC\x0B\x7E"), []byte("1 begincodespacerange <00> <80> <8130> <FEFE> <81308130> <FE39FE39> endcodespacerange"))
	f.Fuzz(func(t *testing.T, shown, sections []byte) {
		m := stream{data: string(sections)}
		fonts := []dict{
			{},
			{"Subtype": name("Type3"), "ToUnicode": m},
			type0(m, dict{}),
			type0(name("Identity-V"), dict{"ToUnicode": m}),
		}
		for _, stem := range slices.Sorted(maps.Keys(predefinedCMaps)) {
			fonts = append(fonts, type0(name(directed(stem, "H")), dict{"W": array{1, array{500}}}))
		}
		for _, d := range fonts {
			font := New(value(d))
			for s := shown; len(s) > 0; {
				c, n := font.Next(s)
				if n < 1 || n > len(s) {
					t.Fatalf("%v: took %d of %d bytes", d["Encoding"], n, len(s))
				}
				if again, _ := font.Next(s); again != c {
					t.Errorf("%v: first %v, then %v", d["Encoding"], c, again)
				}
				if c.Text == "" || !utf8.ValidString(c.Text) {
					t.Errorf("%v: text %q", d["Encoding"], c.Text)
				}
				s = s[n:]
			}
		}
	})
}

func TestZeroFontDecodes(t *testing.T) {
	var f Font
	if c, n := f.Next([]byte("AB")); c.Text != Unknown || n != 1 {
		t.Errorf("%q, %d bytes", c.Text, n)
	}
	if _, n := f.Next(nil); n != 0 {
		t.Errorf("took %d bytes of none", n)
	}
}
