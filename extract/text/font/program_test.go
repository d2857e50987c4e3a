package font

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// be writes numbers in big-endian order: int and rune as two bytes, uint32 as four,
// byte as one, string and []byte as they are.
func be(parts ...any) []byte {
	var b []byte
	for _, p := range parts {
		switch p := p.(type) {
		case byte:
			b = append(b, p)
		case int:
			b = binary.BigEndian.AppendUint16(b, uint16(p))
		case rune:
			b = binary.BigEndian.AppendUint16(b, uint16(p))
		case uint32:
			b = binary.BigEndian.AppendUint32(b, p)
		case string:
			b = append(b, p...)
		case []byte:
			b = append(b, p...)
		default:
			panic("be: unknown type")
		}
	}
	return b
}

// sfnt puts tables, given as tag and content in turn, into a font.
func sfnt(version string, tables ...any) []byte {
	count := len(tables) / 2
	head := be(version, count, 0, 0, 0)
	var body []byte
	for i := 0; i < len(tables); i += 2 {
		content := be(tables[i+1])
		head = append(head, be(tables[i], uint32(0), uint32(12+16*count+len(body)), uint32(len(content)))...)
		body = append(body, content...)
	}
	return append(head, body...)
}

// cmapTable is a table cmap with one subtable.
func cmapTable(platform, encoding int, subtable []byte) []byte {
	return be(0, 1, platform, encoding, uint32(12), subtable)
}

// The codes A and B lead to glyphs 1 and 2, 效 to 3.
var (
	format0 = be(0, 262, 0, slices.Concat(make([]byte, 'A'), []byte{1, 2}, make([]byte, 189)))
	format4 = be(4, 0, 0, 6, 0, 0, 0,
		'B', 0x6548, 0xFFFF, // ends
		0, 'A', 0x6548, 0xFFFF, // starts
		1-'A', 0, 1, // deltas
		0, 4, 0, // offsets, from their own place
		3)
	format6  = be(6, 0, 0, 'A', 2, 1, 2)
	format12 = be(12, 0, uint32(0), uint32(0), uint32(2),
		uint32('A'), uint32('B'), uint32(1), uint32(0x6548), uint32(0x6548), uint32(3))
)

func TestEntriesOfACmapSubtable(t *testing.T) {
	for name, tt := range map[string]struct {
		table []byte
		want  map[uint32]uint32
	}{
		"0":             {format0, map[uint32]uint32{'A': 1, 'B': 2}},
		"4":             {format4, map[uint32]uint32{'A': 1, 'B': 2, 0x6548: 3}},
		"6":             {format6, map[uint32]uint32{'A': 1, 'B': 2}},
		"12":            {format12, map[uint32]uint32{'A': 1, 'B': 2, 0x6548: 3}},
		"99":            {be(99, 0, 0, 0), map[uint32]uint32{}},
		"12, cut short": {format12[:30], map[uint32]uint32{'A': 1, 'B': 2}},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[uint32]uint32{}
			for code, glyph := range cmapEntries(tt.table) {
				if glyph != 0 {
					got[code] = glyph
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// embedded is a font descriptor with a font program.
func embedded(key string, program []byte, more dict) dict {
	d := dict{key: stream{data: string(program)}}
	for k, v := range more {
		d[k] = v
	}
	return d
}

func TestTextOutOfTheFontProgram(t *testing.T) {
	symbolic := dict{"Flags": flagSymbolic}
	post := be(uint32(0x00020000), make([]byte, 28), 4, 0, 3+'H'-' ', 258, 259, "\x07uni7EE9\x04sign")
	unicodeTwice := be(12, 0, uint32(0), uint32(0), uint32(3),
		uint32(0x2F00), uint32(0x2F00), uint32(1), uint32(0x4E00), uint32(0x4E00), uint32(1), uint32(0xE000), uint32(0xE000), uint32(1))
	tests := []struct {
		name  string
		font  dict
		shown string
		want  string
	}{
		{
			"TrueType glyphs by the Unicode cmap",
			type0(name("Identity-H"), dict{"FontDescriptor": embedded("FontFile2", sfnt("\x00\x01\x00\x00", "cmap", cmapTable(3, 1, format4)), nil)}),
			"\x00\x01\x00\x03\x00\x04", "A效\uFFFD",
		},
		{
			"TrueType glyphs by way of CIDToGIDMap",
			type0(name("Identity-H"), dict{
				"CIDToGIDMap":    stream{data: "\x00\x00\x00\x03\x00\x01"},
				"FontDescriptor": embedded("FontFile2", sfnt("true", "cmap", cmapTable(0, 3, format12)), nil),
			}),
			"\x00\x01\x00\x02\x00\x03", "效A\uFFFD",
		},
		{
			"the plain character of several for one glyph",
			type0(name("Identity-H"), dict{"FontDescriptor": embedded("FontFile2", sfnt("true", "cmap", cmapTable(3, 10, unicodeTwice)), nil)}),
			"\x00\x01", "一",
		},
		{
			"a TrueType font believed before the collection it claims",
			type0(name("Identity-H"), dict{
				"CIDSystemInfo":  dict{"Registry": "Adobe", "Ordering": "GB1"},
				"FontDescriptor": embedded("FontFile2", sfnt("true", "cmap", cmapTable(3, 1, format4)), nil),
			}),
			"\x00\x03\x00\x22", "效A",
		},
		{
			"glyph names of post: standard, listed, unknown",
			type0(name("Identity-H"), dict{"FontDescriptor": embedded("FontFile2", sfnt("true", "post", post), nil)}),
			"\x00\x01\x00\x02\x00\x03", "H绩\uFFFD",
		},
		{
			"a symbolic TrueType font by its Mac cmap and post",
			dict{"Subtype": name("TrueType"), "FontDescriptor": embedded("FontFile2",
				sfnt("true", "cmap", cmapTable(1, 0, format6), "post", post), symbolic)},
			"AB", "H绩",
		},
		{
			"a symbolic TrueType font that does not tell",
			dict{"Subtype": name("TrueType"), "FontDescriptor": embedded("FontFile2",
				sfnt("true", "cmap", cmapTable(1, 0, format0)), symbolic)},
			"AB", "\uFFFD\uFFFD",
		},
		{
			"Type 1 built-in encoding",
			dict{"Subtype": name("Type1"), "FontDescriptor": embedded("FontFile", []byte(
				"%!PS-AdobeFont-1.0: X\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"+
					"dup 1 /greaterequal put\ndup 8#102 /uni6548 put\nreadonly def\ncurrentfile eexec"), symbolic)},
			"\x01B", "≥效",
		},
		{
			"Type 1 glyphs whose names say nothing, whatever letters their codes would be",
			dict{"Subtype": name("Type1"), "FontDescriptor": embedded("FontFile", []byte(
				"%!PS-AdobeFont-1.0: X\n/Encoding 256 array\ndup 65 /G1 put\nreadonly def"), nil)},
			"AB", "\uFFFD\uFFFD",
		},
		{
			"Type 1 with the standard encoding",
			dict{"Subtype": name("Type1"), "FontDescriptor": embedded("FontFile", []byte(
				"%!FontType1\n/Encoding StandardEncoding def"), symbolic)},
			"A\xE1", "AÆ",
		},
		{
			"CFF encoding, charset and strings of its own",
			dict{"Subtype": name("Type1"), "FontDescriptor": embedded("FontFile3", smallCFF(nil), symbolic)},
			"\x05\x06\x07", "A效B",
		},
		{
			"CFF glyphs by number",
			type0(name("Identity-H"), dict{"FontDescriptor": embedded("FontFile3", smallCFF(nil), nil)}),
			"\x00\x01\x00\x02", "A效",
		},
		{
			"CID-keyed CFF that names its collection",
			type0(name("Identity-H"), dict{"FontDescriptor": embedded("FontFile3", smallCFF([]string{"Adobe", "GB1"}), nil)}),
			"\x11\xCF", "中",
		},
		{
			"OpenType around CFF",
			type0(name("Identity-H"), dict{"FontDescriptor": embedded("FontFile3",
				sfnt("OTTO", "CFF ", smallCFF(nil), "cmap", cmapTable(3, 1, format4)), nil)}),
			"\x00\x03", "效",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := New(value(tt.font))
			if diff := cmp.Diff(tt.want, textOf(f, tt.shown)); diff != "" {
				t.Errorf("%s\n%v", diff, f.Problems)
			}
		})
	}
}

// smallCFF is a CFF font of three glyphs: A, uni6548, and B by a supplement
// of the encoding at the codes 5, 6 and 7; or a CID-keyed one.
func smallCFF(ros []string) []byte {
	own := []string{"uni6548"}
	if ros != nil {
		own = ros
	}
	number := func(n int) []byte { return be(byte(29), uint32(n)) } // always five bytes
	dictOf := func(charset, encoding, charStrings int) []byte {
		var d []byte
		if ros != nil {
			d = be(number(391), number(392), number(0), byte(12), byte(30))
		}
		return slices.Concat(d, number(charset), []byte{15}, number(encoding), []byte{16}, number(charStrings), []byte{17})
	}
	head := slices.Concat([]byte{1, 0, 4, 1}, index("Font"))
	tail := slices.Concat(index(own...), be(0))
	at := len(head) + len(index(string(dictOf(0, 0, 0)))) + len(tail)
	charset := be(byte(0), 34, 391) // format 0: A, then the first string
	encoding := be(byte(0x80), byte(2), byte(5), byte(6), byte(1), byte(7), 35)
	top := dictOf(at, at+len(charset), at+len(charset)+len(encoding))
	return slices.Concat(head, index(string(top)), tail, charset, encoding, index("\x0e", "\x0e", "\x0e"))
}

// index is a CFF INDEX with offsets of two bytes.
func index(items ...string) []byte {
	b := be(len(items), byte(2), 1)
	for i := range items {
		b = append(b, be(len(strings.Join(items[:i+1], ""))+1)...)
	}
	return append(b, strings.Join(items, "")...)
}

func TestStandardStringsOfCFFStartLikeTheStandardEncoding(t *testing.T) {
	var want []string
	for _, text := range openCore14().standard {
		if text != "" {
			want = append(want, text)
		}
	}
	var got []string
	for _, name := range cffStrings()[1 : len(want)+1] {
		got = append(got, glyphText(name))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(cffStrings()); n != 391 {
		t.Errorf("%d standard strings, not 391", n)
	}
}
