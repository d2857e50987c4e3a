package font

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// type0 is a Type 0 font with one descendant.
func type0(encoding any, more dict) dict {
	d := dict{"Subtype": name("Type0"), "Encoding": encoding, "DescendantFonts": array{more}}
	if t, ok := more["ToUnicode"]; ok {
		d["ToUnicode"] = t
	}
	if b, ok := more["BaseFont"]; ok {
		d["BaseFont"] = b
	}
	return d
}

// cmapOf is an embedded CMap with the given sections.
func cmapOf(sections string) stream {
	return stream{data: "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" + sections + "\nendcmap end end"}
}

// TestGBKIsReadAsEverywhere checks the CMaps of the GBK family, which differ
// in the widths of ASCII only, against the charset they are named for.
func TestGBKIsReadAsEverywhere(t *testing.T) {
	for _, encoding := range []name{"GBK-EUC-H", "GBKp-EUC-H", "GBK2K-H", "GBK-EUC-V"} {
		f := New(value(type0(encoding, dict{})))
		for lead := 0x81; lead <= 0xFE; lead++ {
			for trail := 0x40; trail <= 0xFE; trail++ {
				code := []byte{byte(lead), byte(trail)}
				want, err := simplifiedchinese.GBK.NewDecoder().Bytes(code)
				if err != nil || worthOf(string(want)) != plain || trail == 0x7F {
					continue
				}
				if c, n := f.Next(code); c.Text != string(want) || !c.Known || n != 2 {
					t.Errorf("%s: %x is %q in %d bytes, want %q", encoding, code, c.Text, n, want)
				}
			}
		}
	}
}

func TestTextOfACode(t *testing.T) {
	twoByteSpace := "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
	tests := []struct {
		name  string
		font  dict
		shown string
		want  string
	}{
		{
			"zero font knows nothing",
			dict{},
			"\x01", "\uFFFD",
		},
		{
			"WinAnsi by name",
			dict{"Subtype": name("TrueType"), "Encoding": name("WinAnsiEncoding")},
			"A\x80\x95\xE9\xA0", "A€•é ",
		},
		{
			"MacRoman by name",
			dict{"Subtype": name("Type1"), "Encoding": name("MacRomanEncoding")},
			"\x8E\xA5", "é•",
		},
		{
			"Standard where nothing is said",
			dict{"Subtype": name("Type1"), "BaseFont": name("Helvetica")},
			"'\xA5\xE1", "’¥Æ",
		},
		{
			"Differences over a base",
			dict{"Subtype": name("Type1"), "Encoding": dict{
				"BaseEncoding": name("WinAnsiEncoding"),
				"Differences":  array{65, name("greaterequal"), name("uni4E2D"), 200, name("u20000"), name("A.alt"), name("f_i")},
			}},
			"ABC\xC8\xC9\xCA", "≥中C\U00020000Afi",
		},
		{
			"glyph names that say nothing",
			dict{"Subtype": name("Type1"), "Encoding": dict{"Differences": array{1, name("g12"), name("cid34"), name(".notdef")}}},
			"\x01\x02\x03", "\uFFFD\uFFFD\uFFFD",
		},
		{
			"Symbol",
			dict{"Subtype": name("Type1"), "BaseFont": name("Symbol")},
			"\xB3\xA3\xB4\xB8\xD6", "≥≤×÷√",
		},
		{
			"ZapfDingbats",
			dict{"Subtype": name("Type1"), "BaseFont": name("ZapfDingbats")},
			"34n", "✓✔■",
		},
		{
			"Wingdings by its own codes, whatever Encoding says",
			dict{"Subtype": name("TrueType"), "BaseFont": name("ABCDEF+Wingdings-Regular"), "Encoding": name("WinAnsiEncoding")},
			"\xA8\xFC\xFE\xFD", "□✓☑☒",
		},
		{
			"Wingdings 2",
			dict{"Subtype": name("TrueType"), "BaseFont": name("Wingdings 2")},
			"\x52\xA3\x50", "☑□✓",
		},
		{
			"Wingdings with private-use ToUnicode",
			dict{
				"Subtype": name("TrueType"), "BaseFont": name("Wingdings"),
				"ToUnicode": cmapOf("1 beginbfchar <01> <F0FE> endbfchar"),
			},
			"\x01", "☑",
		},
		{
			"the Symbol font of WPS",
			type0(name("Identity-H"), dict{"BaseFont": name("HAGENF+KingsoftSign"), "ToUnicode": cmapOf("1 beginbfchar <000E> <F0B4> endbfchar")}),
			"\x00\x0E", "×",
		},
		{
			"ToUnicode with two-byte codes for a simple font",
			dict{"Subtype": name("TrueType"), "ToUnicode": cmapOf("1 beginbfrange <0041> <0043> <7EE9> endbfrange")},
			"ABC", "绩绪绫",
		},
		{
			"ToUnicode: several characters, surrogates, lists, names",
			type0(name("Identity-H"), dict{"ToUnicode": cmapOf(twoByteSpace +
				"3 beginbfchar <0001> <00660066> <0002> <D840DC0B> <0006> /alpha endbfchar\n" +
				"2 beginbfrange <0003> <0004> [<4E00> <4E8C>] <0010> <0012> <D840DC0B> endbfrange")}),
			"\x00\x01\x00\x02\x00\x03\x00\x04\x00\x06\x00\x12", "ff\U0002000B一二α\U0002000D",
		},
		{
			"ToUnicode that only a better source mends",
			dict{
				"Subtype": name("Type1"), "Encoding": name("WinAnsiEncoding"),
				"ToUnicode": cmapOf("3 beginbfchar <41> <0000> <42> <FFFD> <43> <E012> endbfchar"),
			},
			"ABC", "ABC",
		},
		{
			"ToUnicode by name: codes are UTF-16",
			dict{
				"Subtype": name("Type0"), "Encoding": name("Identity-H"), "ToUnicode": name("Identity-H"),
				"DescendantFonts": array{dict{}},
			},
			"\x7E\xE9\x65\x48", "绩效",
		},
		{
			"GBK-EUC-H: one and two bytes, and one cut off",
			type0(name("GBK-EUC-H"), dict{}), "A\xBC\xA8\xD0\xA7~\x81", "A绩效~\uFFFD",
		},
		{
			"GBK2K-H: four bytes",
			type0(name("GBK2K-H"), dict{}), "A\x95\x32\x82\x36\xBC\xA8", "A\U00020000绩",
		},
		{
			"GB-EUC-H: lead byte outside its code space",
			type0(name("GB-EUC-H"), dict{}), "\x81\xBC\xA8", "\uFFFD绩",
		},
		{
			"GBK-EUC-H: what GBK has no character for, the collection has",
			type0(name("GBK-EUC-H"), dict{}), "\xA6\xD9", "，",
		},
		{
			"GBpc-EUC-H: single bytes of Mac OS",
			type0(name("GBpc-EUC-H"), dict{}), "\x80\xBC\xA8\xFF", "ü绩…",
		},
		{
			"UniGB-UCS2-H", type0(name("UniGB-UCS2-H"), dict{}), "\x7E\xE9\x65\x48", "绩效",
		},
		{
			"UniGB-UTF16-H: surrogates", type0(name("UniGB-UTF16-H"), dict{}), "\x7E\xE9\xD8\x40\xDC\x0B\xD8\x40", "绩\U0002000B\uFFFD",
		},
		{
			"UniGB-UTF8-H", type0(name("UniGB-UTF8-H"), dict{}), "A绩\xC3", "A绩\uFFFD",
		},
		{
			"90ms-RKSJ-H", type0(name("90ms-RKSJ-H"), dict{}), "\x93\xFA\x96\x7B\xB1", "日本ｱ",
		},
		{
			"H, seven bits", type0(name("H"), dict{}), "\x46\x7C", "日",
		},
		{
			"KSCms-UHC-H", type0(name("KSCms-UHC-H"), dict{}), "\xC7\xD1", "한",
		},
		{
			"ETen-B5-H", type0(name("ETen-B5-H"), dict{}), "\xA4\xA4", "中",
		},
		{
			"Identity-H of Adobe-GB1",
			type0(name("Identity-H"), dict{"CIDSystemInfo": dict{"Registry": "Adobe", "Ordering": "GB1"}}),
			"\x00\x22\x03\x2E\x11\xCF", "A!中",
		},
		{
			"CNS-EUC-H: planes by four bytes",
			type0(name("CNS-EUC-H"), dict{}), "\xC4\xE3\x8E\xA2\xA1\xA1A", "中乂A",
		},
		{
			"control characters in ToUnicode are no text",
			dict{
				"Subtype": name("TrueType"), "Encoding": name("WinAnsiEncoding"),
				"ToUnicode": cmapOf("2 beginbfchar <95> <0095> <41> <0003> endbfchar"),
			},
			"\x95A", "•A",
		},
		{
			"private-use text alone is handed on",
			dict{"Subtype": name("Type3"), "ToUnicode": cmapOf("1 beginbfchar <01> <E123> endbfchar")},
			"\x01", "\uE123",
		},
		{
			"Identity-H of nothing known",
			type0(name("Identity-H"), dict{"CIDSystemInfo": dict{"Registry": "Adobe", "Ordering": "Identity"}}),
			"\x00\x22", "\uFFFD",
		},
		{
			"embedded CMap on a predefined one",
			type0(cmapOf("/GBK-EUC-H usecmap 1 begincidchar <41> 34 endcidchar"), dict{}), "AB\xBC\xA8", "AB绩",
		},
		{
			"embedded CMap to Adobe-GB1 CIDs",
			type0(cmapOf("/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (GB1) def end def\n"+
				"1 begincodespacerange <20> <7E> endcodespacerange 1 begincidrange <41> <43> 34 endcidrange"), dict{}),
			"ABC", "ABC",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, textOf(New(value(tt.font)), tt.shown)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
