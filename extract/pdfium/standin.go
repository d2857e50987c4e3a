package pdfium

import (
	"encoding/binary"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// standIn is a TrueType font that stands in for the Chinese, Japanese and
// Korean fonts that are neither in a file nor in reach of the sandbox. PDFium
// drops text that leaves no ink; here each character leaves a bar, in the place
// that the file gives it. A bar is narrow, so that it ends before the advance
// does; see charReader.advance.
func standIn() []byte {
	glyph := barGlyph()
	return fontFile([]fontTable{
		{"OS/2", barMetrics()},
		{"cmap", barCharacters()},
		{"glyf", glyph},
		{"head", words(
			1, 0, // version
			1, 0, // revision
			0, 0, // checksum of the file, which nobody asks for
			0x5F0F, 0x3CF5, // magic
			0, barEm,
			0, 0, 0, 0, 0, 0, 0, 0, // dates
			0, barBottom, barWidth, barTop, // bounds
			0, 8, 2, // upright, 8 pixels at least, left to right
			0, 0, // short offsets
		)},
		{"hhea", words(1, 0, barTop, barBottom, 0, barEm, 0, barEm-barWidth, barWidth, 1, 0, 0, 0, 0, 0, 0, 0, 1)},
		{"hmtx", words(barEm, 0, 0)}, // the second glyph is as wide as the first
		{"loca", words(0, 0, len(glyph)/2)},
		{"maxp", words(1, 0, barGlyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)},
		{"name", barNames()},
		{"post", words(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)},
	})
}

// The measures of a bar, in units of the font.
const (
	barEm     = 1000
	barWidth  = 100
	barTop    = 880
	barBottom = -120
	barGlyphs = 2 // the one for nothing, and the bar
)

// words spells 16-bit integers.
func words(values ...int) []byte {
	b := make([]byte, 0, 2*len(values))
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

// barGlyph is the outline: four points on the curve, the second to the fourth
// given by how far they are from the one before.
func barGlyph() []byte {
	b := words(1, 0, barBottom, barWidth, barTop, 3, 0)
	b = append(b, 1, 1, 1, 1) // on the curve, in words
	b = append(b, words(0, 0, barWidth, 0)...)
	return append(b, words(barBottom, barTop-barBottom, 0, barBottom-barTop)...)
}

// barCharacters maps all characters to the bar (cmap, format 13).
func barCharacters() []byte {
	const (
		header = 16
		group  = 12
	)
	b := words(0, 1, 3, 10, 0, 12) // one table, for Windows and all of Unicode
	b = append(b, words(13, 0)...)
	for _, v := range []uint32{header + group, 0, 1, 0x20, 0x10FFFF, 1} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}

// barMetrics says which alphabets the font has (OS/2, version 1): that is how
// PDFium finds one.
func barMetrics() []byte {
	const (
		japanese    = 1 << (17 - 16)
		simplified  = 1 << (18 - 16)
		korean      = 1 << (19 - 16)
		traditional = 1 << (20 - 16)
	)
	b := words(
		1, barEm, 400, 5, 0,
		500, 500, 0, 0, 500, 500, 0, 0, 50, 250, // sub- and superscript, strikeout
		0,             // class
		0, 0, 0, 0, 0, // panose
		0, 0, 0, 0, 0, 0, 0, 0, // ranges of Unicode
		0, 0, // vendor
		0x40, 0x20, 0xFFFF,
		barTop, barBottom, 0, barTop, -barBottom,
	)
	return append(b, words(japanese|simplified|korean|traditional, 1, 0, 0)...)
}

// standInFamilies are Chinese fonts that come with Windows, macOS, WPS and Adobe's
// programs. PDFium takes a font of another alphabet than the stand-in's own,
// as one with Identity-H is to it, only by its name.
var standInFamilies = []string{
	"SimSun", "NSimSun", "SimHei", "FangSong", "FangSong_GB2312", "KaiTi", "KaiTi_GB2312",
	"MicrosoftYaHei", "DengXian", "STSong", "STSong-Light", "STSongStd-Light", "STHeiti", "STKaiti",
	"STFangsong", "STZhongsong", "STXihei", "FZXiaoBiaoSong-B05S", "AdobeSongStd-Light",
	"AdobeHeitiStd-Regular", "AdobeKaitiStd-Regular", "AdobeFangsongStd-Regular",
	"宋体", "新宋体", "黑体", "仿宋", "仿宋_GB2312", "楷体", "楷体_GB2312", "微软雅黑", "等线",
	"华文中宋", "华文宋体", "华文仿宋", "华文楷体", "方正小标宋简体", "方正小标宋_GBK",
}

// barNames names the font. PDFium looks for a family anywhere in the name, so
// that one name holds them all; those in Chinese stand there in UTF-8 and, as
// Windows writes them, in GBK.
func barNames() []byte {
	const macintosh, family, style = 1, 1, 2
	all := strings.Join(standInFamilies, " ")
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(all)
	if err == nil {
		all += " " + gbk
	}
	const regular = "Regular"
	head := words(
		0, 2, 6+2*12,
		macintosh, 0, 0, family, len(all), 0,
		macintosh, 0, 0, style, len(regular), len(all),
	)
	return append(append(head, all...), regular...)
}

// A fontTable is a table of a TrueType font.
type fontTable struct {
	tag   string
	bytes []byte
}

// fontFile puts a font together. The tables are in order of their tags.
func fontFile(tables []fontTable) []byte {
	const header, entry = 12, 16
	power, log := 1, 0
	for 2*power <= len(tables) {
		power, log = 2*power, log+1
	}
	b := words(1, 0, len(tables), entry*power, log, entry*(len(tables)-power))
	at := header + entry*len(tables)
	var content []byte
	for _, t := range tables {
		b = append(b, t.tag...)
		for len(t.bytes)%4 != 0 {
			t.bytes = append(t.bytes, 0)
		}
		b = binary.BigEndian.AppendUint32(b, sum(t.bytes))
		b = binary.BigEndian.AppendUint32(b, uint32(at+len(content)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t.bytes)))
		content = append(content, t.bytes...)
	}
	return append(b, content...)
}

// sum is the checksum of a table.
func sum(b []byte) uint32 {
	total := uint32(0)
	for ; len(b) >= 4; b = b[4:] {
		total += binary.BigEndian.Uint32(b)
	}
	return total
}
