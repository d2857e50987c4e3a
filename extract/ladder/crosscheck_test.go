package ladder_test

import (
	"strings"
	"testing"

	"mubiao/extract/ladder"
	"mubiao/extract/preflight/pdftest"
)

// toUnicode is a CMap that gives each two-byte code of codes the character at
// the same place in texts.
func toUnicode(codes, texts []string) []byte {
	var b strings.Builder
	b.WriteString("/CIDInit/ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange<0000><FFFF>endcodespacerange 3 beginbfchar\n")
	for i, code := range codes {
		b.WriteString("<" + code + "><" + texts[i] + ">\n")
	}
	b.WriteString("endbfchar endcmap end end")
	return []byte(b.String())
}

// three is a file of one page that shows 一二三 in codes that are UCS-2, with a
// ToUnicode that says what it likes.
func three(texts ...string) []byte {
	b := new(pdftest.Builder).Pages("", []byte("BT /F 12 Tf 72 700 Td <4E004E8C4E09> Tj ET"))
	b.Set(3, "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/ToUnicode 6 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"+
		"/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>")
	b.SetStream(6, "", toUnicode([]string{"4E00", "4E8C", "4E09"}, texts))
	return b.Table()
}

func TestAToUnicodeThatLiesIsToldOf(t *testing.T) {
	engine := lastReader(t)
	for name, test := range map[string]struct {
		content []byte
		every   int
		want    string // part of the disagreement; empty for none
	}{
		"it lies":            {three("516B", "4E5D", "5341"), 1, `the fonts say that 3 characters are others: "八" may be "一"`},
		"it tells the truth": {three("4E00", "4E8C", "4E09"), 1, ""},
		"radicals":           {three("2F00", "2F06", "4E09"), 1, ""},
		"nobody looks":       {three("516B", "4E5D", "5341"), 0, ""},
		"another page does":  {three("516B", "4E5D", "5341"), 1 << 40, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t, test.content, ladder.Options{PDFium: engine, CrossCheck: test.every})
			got := page(t, f, 1).Disagreement
			if !strings.Contains(got, test.want) || got != "" && test.want == "" {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What a viewer does not show is none of the page's text, though PDFium tells of
// it.
func TestOptionalContentIsNoDisagreement(t *testing.T) {
	b := new(pdftest.Builder).Pages("", []byte("BT /F 12 Tf 72 700 Td (Shown) Tj ET /OC/M BDC BT /F 12 Tf 72 600 Td (Switched off) Tj ET EMC"))
	b.Set(1, "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>")
	b.Set(4, "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 3 0 R>>/Properties<</M 6 0 R>>>>>>")
	b.Set(6, "<</Type/OCG/Name(draft)>>")
	p := page(t, open(t, b.Table(), ladder.Options{PDFium: lastReader(t), CrossCheck: 1}), 1)
	if shown(p) != "Shown" || p.Disagreement != "" {
		t.Errorf("shows %q; %s", shown(p), p.Disagreement)
	}
}
