package font

import "testing"

func TestAFontContradictsItsToUnicode(t *testing.T) {
	truthful := cmapOf("1 begincodespacerange<0000><FFFF>endcodespacerange 2 beginbfchar<0001><0041><0003><6548>endbfchar")
	lying := cmapOf("1 begincodespacerange<0000><FFFF>endcodespacerange 2 beginbfchar<0001><0042><0003><7EE9>endbfchar")
	lyingOfUCS2 := cmapOf("1 begincodespacerange<0000><FFFF>endcodespacerange 1 beginbfchar<6548><7EE9>endbfchar")
	punctuated := cmapOf("1 begincodespacerange<0000><FFFF>endcodespacerange 1 beginbfchar<0001><00B7>endbfchar")
	withCmap := dict{"FontDescriptor": embedded("FontFile2", sfnt("\x00\x01\x00\x00", "cmap", cmapTable(3, 1, format4)), nil)}
	symbols := dict{"FontDescriptor": embedded("FontFile2", sfnt("\x00\x01\x00\x00", "cmap", cmapTable(3, 0, format4)), nil)}
	font := func(encoding name, toUnicode any, descendant dict) *Font {
		d := type0(encoding, descendant)
		if toUnicode != nil {
			d["ToUnicode"] = toUnicode
		}
		return New(value(d))
	}
	for _, test := range []struct {
		name string
		font *Font
		code string
		want string
	}{
		{"a lie about a letter", font("Identity-H", lying, withCmap), "\x00\x01", "A"},
		{"a lie about a Han character", font("Identity-H", lying, withCmap), "\x00\x03", "效"},
		{"the truth", font("Identity-H", truthful, withCmap), "\x00\x03", ""},
		{"punctuation for a letter", font("Identity-H", punctuated, withCmap), "\x00\x01", "A"},
		{"a code that ToUnicode has not", font("Identity-H", truthful, withCmap), "\x00\x02", ""},
		{"no ToUnicode", font("Identity-H", nil, withCmap), "\x00\x01", ""},
		{"a font without a cmap", font("Identity-H", lying, dict{}), "\x00\x01", ""},
		{"a cmap of symbols", font("Identity-H", lying, symbols), "\x00\x01", ""},
		{"codes that are Unicode", font("UniGB-UCS2-H", lyingOfUCS2, dict{}), "\x65\x48", "效"},
		{"half a code", font("Identity-H", lying, withCmap), "\x00", ""},
		{"nothing", font("Identity-H", lying, withCmap), "", ""},
	} {
		for range 2 { // the second time it is remembered
			if got := test.font.Otherwise([]byte(test.code)); got != test.want {
				t.Errorf("%s: got %q, want %q", test.name, got, test.want)
			}
		}
	}
}
