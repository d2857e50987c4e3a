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
// (ISO 32000-1, 9.7.5.2, table 118), without its writing direction.
type predefined struct {
	registry string // "" for Identity
	ranges   []codeRange
	charset  charset // nil for Identity
}

// A charset turns a code of n bytes into Unicode, "" or U+FFFD if it has none.
type charset func(code uint32, n int) string

// openPredefined finds a CMap by its full name, such as GBK-EUC-H.
func openPredefined(name string) (predefinedMap, bool) {
	stem := strings.TrimSuffix(strings.TrimRight(name, "HV"), "-")
	p, ok := predefinedCMaps[stem]
	return predefinedMap{p, name, newCodespace(p.ranges...)}, ok && name != stem
}

// A predefinedMap is a predefined CMap in one writing direction.
type predefinedMap struct {
	predefined
	name  string
	space codespace
}

func (m predefinedMap) codespace() codespace { return m.space }
func (m predefinedMap) vertical() bool       { return strings.HasSuffix(m.name, "V") }
func (m predefinedMap) registry() string     { return m.predefined.registry }

func (m predefinedMap) text(code uint32, n int) string {
	if m.charset == nil {
		return ""
	}
	return m.charset(code, n)
}

// cid goes by way of the Unicode value, where the collection's table does
// not say that this CMap is different.
func (m predefinedMap) cid(code uint32, n int) uint32 {
	if m.charset == nil {
		return code
	}
	c := openCollection(m.predefined.registry)
	name := m.name
	if m.vertical() {
		if s, ok := c.exceptions[name].find(code); ok {
			return s.to + code - s.lo
		}
		name = strings.TrimSuffix(name, "V") + "H"
	}
	if s, ok := c.exceptions[name].find(code); ok {
		return s.to + code - s.lo
	}
	return m.cidByText(c, code, n)
}

func (p predefined) cidByText(c *collection, code uint32, n int) uint32 {
	for _, r := range p.charset(code, n) {
		return c.cid(r)
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
	cnsBytes  = []codeRange{
		bytesRange("\x00", "\x80"),
		bytesRange("\x8E\xA1\xA1\xA1", "\x8E\xA1\xFE\xFE"),
		bytesRange("\x8E\xA2\xA1\xA1", "\x8E\xA2\xFE\xFE"),
		bytesRange("\x8E\xA3\xA1\xA1", "\x8E\xA3\xFE\xFE"),
		bytesRange("\xA1\xA1", "\xFE\xFE"),
	}
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
		bytesRange("\x00", "\x84"), bytesRange("\xA1\x41", "\xFD\xFE"), bytesRange("\xFE", "\xFF"),
	}
)

// The character collections (Adobe Technical Notes 5078, 5079, 5080, 5093).
const (
	gb1    = "Adobe-GB1"
	cns1   = "Adobe-CNS1"
	japan1 = "Adobe-Japan1"
	korea1 = "Adobe-Korea1"
)

// predefinedCMaps is keyed by the names without -H and -V.
var predefinedCMaps = map[string]predefined{
	"Identity": {ranges: twoBytes},

	"GB-EUC":      {gb1, eucBytes, inCharset(simplifiedchinese.GB18030)},
	"GBpc-EUC":    {gb1, macGBBytes, inCharset(simplifiedchinese.GB18030)},
	"GBK-EUC":     {gb1, gbkBytes, inCharset(simplifiedchinese.GB18030)},
	"GBKp-EUC":    {gb1, gbkBytes, inCharset(simplifiedchinese.GB18030)},
	"GBK2K":       {gb1, gb18030, inCharset(simplifiedchinese.GB18030)},
	"UniGB-UCS2":  {gb1, twoBytes, inUTF16},
	"UniGB-UTF16": {gb1, utf16Pair, inUTF16},
	"UniGB-UTF8":  {gb1, utf8Bytes, inUTF8},
	"UniGB-UTF32": {gb1, utf32Bytes, inUTF32},

	"B5pc":         {cns1, macBig5Bytes, inCharset(traditionalchinese.Big5)},
	"ETen-B5":      {cns1, big5Bytes, inCharset(traditionalchinese.Big5)},
	"ETenms-B5":    {cns1, big5Bytes, inCharset(traditionalchinese.Big5)},
	"HKscs-B5":     {cns1, big5Bytes, inCharset(traditionalchinese.Big5)},
	"CNS-EUC":      {cns1, cnsBytes, noCharset},
	"UniCNS-UCS2":  {cns1, twoBytes, inUTF16},
	"UniCNS-UTF16": {cns1, utf16Pair, inUTF16},
	"UniCNS-UTF8":  {cns1, utf8Bytes, inUTF8},
	"UniCNS-UTF32": {cns1, utf32Bytes, inUTF32},

	"83pv-RKSJ":        {japan1, sjisBytes, inCharset(japanese.ShiftJIS)},
	"90ms-RKSJ":        {japan1, sjisBytes, inCharset(japanese.ShiftJIS)},
	"90msp-RKSJ":       {japan1, sjisBytes, inCharset(japanese.ShiftJIS)},
	"90pv-RKSJ":        {japan1, sjisBytes, inCharset(japanese.ShiftJIS)},
	"Add-RKSJ":         {japan1, sjisBytes, inCharset(japanese.ShiftJIS)},
	"Ext-RKSJ":         {japan1, sjisBytes, inCharset(japanese.ShiftJIS)},
	"RKSJ":             {japan1, sjisBytes, inCharset(japanese.ShiftJIS)},
	"EUC":              {japan1, eucJPBytes, inCharset(japanese.EUCJP)},
	"":                 {japan1, jisBytes, inJIS}, // named H and V
	"UniJIS-UCS2":      {japan1, twoBytes, inUTF16},
	"UniJIS-UCS2-HW":   {japan1, twoBytes, inUTF16},
	"UniJIS-UTF16":     {japan1, utf16Pair, inUTF16},
	"UniJIS-UTF8":      {japan1, utf8Bytes, inUTF8},
	"UniJIS-UTF32":     {japan1, utf32Bytes, inUTF32},
	"UniJIS2004-UTF16": {japan1, utf16Pair, inUTF16},
	"UniJIS2004-UTF8":  {japan1, utf8Bytes, inUTF8},
	"UniJIS2004-UTF32": {japan1, utf32Bytes, inUTF32},

	"KSC-EUC":      {korea1, eucBytes, inCharset(korean.EUCKR)},
	"KSCms-UHC":    {korea1, uhcBytes, inCharset(korean.EUCKR)},
	"KSCms-UHC-HW": {korea1, uhcBytes, inCharset(korean.EUCKR)},
	"KSCpc-EUC":    {korea1, macKSCBytes, inCharset(korean.EUCKR)},
	"UniKS-UCS2":   {korea1, twoBytes, inUTF16},
	"UniKS-UTF16":  {korea1, utf16Pair, inUTF16},
	"UniKS-UTF8":   {korea1, utf8Bytes, inUTF8},
	"UniKS-UTF32":  {korea1, utf32Bytes, inUTF32},
}

// noCharset is for a CMap whose codes the collection's table lists in full.
func noCharset(uint32, int) string { return "" }

func inUTF16(code uint32, n int) string { return utf16Text(codeBytes(code, n), 0) }
func inUTF8(code uint32, n int) string  { return string(codeBytes(code, n)) }
func inUTF32(code uint32, _ int) string { return string(rune(code)) }

// inCharset reads codes in one of the charsets of golang.org/x/text. Single
// bytes above ASCII are left to the CID: there each vendor has its own.
func inCharset(e encoding.Encoding) charset {
	return func(code uint32, n int) string {
		if n == 1 && code >= 0x80 {
			return ""
		}
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
