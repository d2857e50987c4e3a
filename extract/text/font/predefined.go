package font

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A predefined is one of the CMaps that a file may name without embedding
// (ISO 32000-1, 9.7.5.2, table 118), without its writing direction. The CID
// of a code is found by way of its Unicode value: the collections' tables
// are keyed by that.
type predefined struct {
	reg     string // registry; "" for Identity
	ranges  []codeRange
	charset charset // nil for Identity
	// ascii is the CID of the one-byte (or UCS-2) code 0x20, from which the
	// ASCII ones count on: 1 for proportional forms, another for half-width.
	// space is the CID of 0x20 where it stands apart.
	ascii, space uint32
}

// A charset turns a code of n bytes into Unicode, "" or U+FFFD if it has none.
type charset func(code uint32, n int) string

// openPredefined finds a CMap by its full name, such as GBK-EUC-H.
func openPredefined(name string) (predefinedMap, bool) {
	vertical := strings.HasSuffix(name, "V")
	stem := strings.TrimSuffix(strings.TrimRight(name, "HV"), "-")
	p, ok := predefinedCMaps[stem]
	return predefinedMap{&p, newCodespace(p.ranges...), vertical}, ok && name != stem
}

// A predefinedMap is a predefined CMap in one writing direction.
type predefinedMap struct {
	*predefined
	space codespace
	wmode bool
}

func (e predefinedMap) codespace() codespace { return e.space }
func (e predefinedMap) vertical() bool       { return e.wmode }
func (e predefinedMap) registry() string     { return e.reg }

func (e predefinedMap) text(code uint32, n int) string {
	if e.charset == nil {
		return ""
	}
	return e.charset(code, n)
}

func (e predefinedMap) cid(code uint32, n int) uint32 {
	switch {
	case e.charset == nil:
		return code
	case code == ' ' && e.predefined.space != 0:
		return e.predefined.space
	case ' ' <= code && code <= '~' && e.ascii > 1:
		return e.ascii + code - ' '
	}
	for _, r := range e.charset(code, n) {
		return openCollection(e.reg).cid(r)
	}
	return 0
}

// The code spaces that the predefined CMaps share.
var (
	twoBytes  = []codeRange{bytesRange("\x00\x00", "\xFF\xFF")}
	utf16Pair = []codeRange{
		bytesRange("\x00\x00", "\xD7\xFF"),
		bytesRange("\xD8\x00\xDC\x00", "\xDB\xFF\xDF\xFF"),
		bytesRange("\xE0\x00", "\xFF\xFF"),
	}
	utf8Bytes = []codeRange{
		bytesRange("\x00", "\x7F"),
		bytesRange("\xC0\x80", "\xDF\xBF"),
		bytesRange("\xE0\x80\x80", "\xEF\xBF\xBF"),
		bytesRange("\xF0\x80\x80\x80", "\xF7\xBF\xBF\xBF"),
	}
	utf32Bytes = []codeRange{bytesRange("\x00\x00\x00\x00", "\x00\x10\xFF\xFF")}
	eucBytes   = []codeRange{bytesRange("\x00", "\x80"), bytesRange("\xA1\xA1", "\xFE\xFE")}
	gbkBytes   = []codeRange{bytesRange("\x00", "\x80"), bytesRange("\x81\x40", "\xFE\xFE")}
	gb18030    = []codeRange{
		bytesRange("\x00", "\x7F"),
		bytesRange("\x81\x30\x81\x30", "\xFE\x39\xFE\x39"),
		bytesRange("\x81\x40", "\xFE\xFE"),
	}
	big5Bytes = []codeRange{bytesRange("\x00", "\x80"), bytesRange("\x87\x40", "\xFE\xFE")}
	sjisBytes = []codeRange{
		bytesRange("\x00", "\x80"),
		bytesRange("\x81\x40", "\x9F\xFC"),
		bytesRange("\xA0", "\xDF"),
		bytesRange("\xE0\x40", "\xFC\xFC"),
		bytesRange("\xFD", "\xFF"),
	}
	eucJPBytes = []codeRange{
		bytesRange("\x00", "\x80"),
		bytesRange("\x8E\xA0", "\x8E\xDF"),
		bytesRange("\xA1\xA1", "\xFE\xFE"),
	}
	jisBytes = []codeRange{bytesRange("\x21\x21", "\x7E\x7E")}
	uhcBytes = []codeRange{bytesRange("\x00", "\x80"), bytesRange("\x81\x41", "\xFE\xFE")}
	// Mac OS adds single bytes at either end of the EUC code spaces.
	macGBBytes = []codeRange{
		bytesRange("\x00", "\x80"), bytesRange("\xA1\xA1", "\xFC\xFE"), bytesRange("\xFD", "\xFF"),
	}
	macBig5Bytes = []codeRange{
		bytesRange("\x00", "\x80"), bytesRange("\xA1\x40", "\xFC\xFE"), bytesRange("\xFD", "\xFF"),
	}
	macKSCBytes = []codeRange{
		bytesRange("\x00", "\x84"), bytesRange("\xA1\xA1", "\xFD\xFE"), bytesRange("\xFE", "\xFF"),
	}
)

// The character collections (Adobe Technical Notes 5078, 5079, 5080, 5093).
const (
	gb1    = "Adobe-GB1"
	cns1   = "Adobe-CNS1"
	japan1 = "Adobe-Japan1"
	korea1 = "Adobe-Korea1"
)

// predefinedCMaps is keyed by the names without -H and -V. GB-EUC and
// GBK-EUC show ASCII in half-width forms, GBKp-EUC and the Unicode ones in
// proportional forms; so do their like in the other collections.
var predefinedCMaps = map[string]predefined{
	"Identity": {ranges: twoBytes},

	"GB-EUC":      {gb1, eucBytes, inCharset(simplifiedchinese.GB18030), 813, 7716},
	"GBpc-EUC":    {gb1, macGBBytes, withSingles(inCharset(simplifiedchinese.GB18030), macChinese), 1, 0},
	"GBK-EUC":     {gb1, gbkBytes, inCharset(simplifiedchinese.GB18030), 813, 7716},
	"GBKp-EUC":    {gb1, gbkBytes, inCharset(simplifiedchinese.GB18030), 1, 0},
	"GBK2K":       {gb1, gb18030, inCharset(simplifiedchinese.GB18030), 1, 0},
	"UniGB-UCS2":  {gb1, twoBytes, inUTF16, 1, 0},
	"UniGB-UTF16": {gb1, utf16Pair, inUTF16, 1, 0},
	"UniGB-UTF8":  {gb1, utf8Bytes, inUTF8, 1, 0},
	"UniGB-UTF32": {gb1, utf32Bytes, inUTF32, 1, 0},

	"B5pc":         {cns1, macBig5Bytes, withSingles(inCharset(traditionalchinese.Big5), macChinese), 1, 0},
	"ETen-B5":      {cns1, big5Bytes, inCharset(traditionalchinese.Big5), 13648, 0},
	"ETenms-B5":    {cns1, big5Bytes, inCharset(traditionalchinese.Big5), 1, 0},
	"HKscs-B5":     {cns1, big5Bytes, inCharset(traditionalchinese.Big5), 1, 0},
	"UniCNS-UCS2":  {cns1, twoBytes, inUTF16, 1, 0},
	"UniCNS-UTF16": {cns1, utf16Pair, inUTF16, 1, 0},
	"UniCNS-UTF8":  {cns1, utf8Bytes, inUTF8, 1, 0},
	"UniCNS-UTF32": {cns1, utf32Bytes, inUTF32, 1, 0},

	"83pv-RKSJ":        {japan1, sjisBytes, inCharset(japanese.ShiftJIS), 1, 0},
	"90ms-RKSJ":        {japan1, sjisBytes, inCharset(japanese.ShiftJIS), 231, 0},
	"90msp-RKSJ":       {japan1, sjisBytes, inCharset(japanese.ShiftJIS), 1, 0},
	"90pv-RKSJ":        {japan1, sjisBytes, inCharset(japanese.ShiftJIS), 1, 0},
	"Add-RKSJ":         {japan1, sjisBytes, inCharset(japanese.ShiftJIS), 231, 0},
	"Ext-RKSJ":         {japan1, sjisBytes, inCharset(japanese.ShiftJIS), 231, 0},
	"RKSJ":             {japan1, sjisBytes, inCharset(japanese.ShiftJIS), 231, 0},
	"EUC":              {japan1, eucJPBytes, inCharset(japanese.EUCJP), 231, 0},
	"":                 {japan1, jisBytes, inJIS, 1, 0}, // named H and V
	"UniJIS-UCS2":      {japan1, twoBytes, inUTF16, 1, 0},
	"UniJIS-UCS2-HW":   {japan1, twoBytes, inUTF16, 231, 0},
	"UniJIS-UTF16":     {japan1, utf16Pair, inUTF16, 1, 0},
	"UniJIS-UTF8":      {japan1, utf8Bytes, inUTF8, 1, 0},
	"UniJIS-UTF32":     {japan1, utf32Bytes, inUTF32, 1, 0},
	"UniJIS2004-UTF16": {japan1, utf16Pair, inUTF16, 1, 0},
	"UniJIS2004-UTF8":  {japan1, utf8Bytes, inUTF8, 1, 0},
	"UniJIS2004-UTF32": {japan1, utf32Bytes, inUTF32, 1, 0},

	"KSC-EUC":      {korea1, eucBytes, inCharset(korean.EUCKR), 8094, 0},
	"KSCms-UHC":    {korea1, uhcBytes, inCharset(korean.EUCKR), 1, 0},
	"KSCms-UHC-HW": {korea1, uhcBytes, inCharset(korean.EUCKR), 8094, 0},
	"KSCpc-EUC":    {korea1, macKSCBytes, withSingles(inCharset(korean.EUCKR), macKorean), 1, 0},
	"UniKS-UCS2":   {korea1, twoBytes, inUTF16, 1, 0},
	"UniKS-UTF16":  {korea1, utf16Pair, inUTF16, 1, 0},
	"UniKS-UTF8":   {korea1, utf8Bytes, inUTF8, 1, 0},
	"UniKS-UTF32":  {korea1, utf32Bytes, inUTF32, 1, 0},
}

func inUTF16(code uint32, n int) string { return utf16Text(codeBytes(code, n), 0) }
func inUTF8(code uint32, n int) string  { return string(codeBytes(code, n)) }
func inUTF32(code uint32, _ int) string { return string(rune(code)) }

// inCharset reads codes in one of the charsets of golang.org/x/text.
func inCharset(e encoding.Encoding) charset {
	return func(code uint32, n int) string {
		b, err := e.NewDecoder().Bytes(codeBytes(code, n))
		if err != nil {
			return ""
		}
		return string(b)
	}
}

// inJIS reads the seven-bit codes of JIS X 0208 (CMaps H and V): EUC-JP
// without its high bits.
func inJIS(code uint32, n int) string {
	return inCharset(japanese.EUCJP)(code|0x8080, n)
}

// withSingles adds one-byte codes above ASCII.
func withSingles(c charset, singles map[uint32]string) charset {
	return func(code uint32, n int) string {
		if s := singles[code]; n == 1 && s != "" {
			return s
		}
		return c(code, n)
	}
}

// The single bytes that Mac OS adds to the EUC charsets (Adobe Technical
// Note 5094; the CMaps GBpc-EUC-H, B5pc-H, KSCpc-EUC-H).
var (
	macChinese = map[uint32]string{0x80: "ü", 0xFD: "©", 0xFE: "™", 0xFF: "…"}
	macKorean  = map[uint32]string{0x81: "₩", 0x82: "–", 0x83: "©", 0xFE: "™", 0xFF: "…"}
)
