package pdfwrite

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// An Encoding is how a font's character codes are made. All but
// MadeUpCIDs are the predefined CMaps of Adobe-GB1 (ISO 32000-1, 9.7.5.2).
type Encoding string

// The encodings.
const (
	UniGBUCS2  Encoding = "UniGB-UCS2-H"  // UTF-16, without surrogates
	UniGBUTF16 Encoding = "UniGB-UTF16-H" // UTF-16
	GBKEUC     Encoding = "GBK-EUC-H"     // GBK, one or two bytes
	MadeUpCIDs Encoding = "Identity-H"    // numbers that only the ToUnicode CMap explains
)

// A Font is a composite font that the file names and does not hold.
// Characters up to U+007F are half an em wide, all others one em.
type Font struct {
	name     string // of the resource
	encoding Encoding
	cids     map[rune]int // MadeUpCIDs: as given out
	order    []rune
}

// Font adds a font; it may be used on every page.
func (f *File) Font(encoding Encoding) *Font {
	font := &Font{name: fmt.Sprintf("F%d", len(f.fonts)+1), encoding: encoding, cids: map[rune]int{}}
	f.fonts = append(f.fonts, font)
	return font
}

// Width is the advance of s in points when set at size.
func Width(size float64, s string) float64 {
	w := 0.0
	for _, r := range s {
		w += size * advance(r)
	}
	return w
}

// advance is the width of a character in em.
func advance(r rune) float64 {
	if r < 0x80 {
		return 0.5
	}
	return 1
}

func (f *Font) encode(s string) ([]byte, error) {
	switch f.encoding {
	case GBKEUC:
		b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
		if err != nil {
			return nil, fmt.Errorf("encode %q as %s: %w", s, f.encoding, err)
		}
		return b, nil
	case MadeUpCIDs:
		return f.madeUp(s), nil
	}
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return b, nil
}

// firstCID and strideCID scatter the made-up numbers, as the glyph numbers
// of a font subset are: dense numbers in order of use would hide a reader
// that guesses.
const (
	firstCID  = 3
	strideCID = 7
)

func (f *Font) madeUp(s string) []byte {
	var b []byte
	for _, r := range s {
		cid, ok := f.cids[r]
		if !ok {
			cid = firstCID + strideCID*len(f.order)
			f.cids[r] = cid
			f.order = append(f.order, r)
		}
		b = append(b, byte(cid>>8), byte(cid))
	}
	return b
}

// objects gives out the font's objects and returns the number of the Type0
// dictionary.
func (f *Font) objects(next func(object) int, stream func(string, []byte) object) int {
	const flags = 4 // symbolic: the character set is not Latin (ISO 32000-1, table 123)
	descriptor := next(object{dict: fmt.Sprintf("/Type /FontDescriptor /FontName /STSong-Light /Flags %d "+
		"/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93", flags)})
	kind, collection, unicode := "CIDFontType0", "/Registry (Adobe) /Ordering (GB1) /Supplement 4", ""
	if f.encoding == MadeUpCIDs {
		kind, collection = "CIDFontType2", "/Registry (Adobe) /Ordering (Identity) /Supplement 0"
		unicode = fmt.Sprintf(" /ToUnicode %d 0 R", next(stream("", f.toUnicode())))
	}
	descendant := next(object{dict: fmt.Sprintf("/Type /Font /Subtype /%s /BaseFont /STSong-Light /CIDSystemInfo << %s >> "+
		"/FontDescriptor %d 0 R /DW 1000 /W [%s]", kind, collection, descriptor, f.widths())})
	return next(object{dict: fmt.Sprintf("/Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /%s /DescendantFonts [%d 0 R]%s",
		f.encoding, descendant, unicode)})
}

// widths is the W array: the CIDs that the CMap gives to ASCII are half an
// em wide. The Unicode CMaps give U+0020 to U+007E the CIDs 1 to 95; the
// GBK one gives 7716 to the space and 814 to 907 to the others.
func (f *Font) widths() string {
	switch f.encoding {
	case GBKEUC:
		return "814 907 500 7716 7716 500"
	case MadeUpCIDs:
		var parts []string
		for _, r := range f.order {
			if advance(r) != 1 {
				parts = append(parts, fmt.Sprintf("%d [500]", f.cids[r]))
			}
		}
		return strings.Join(parts, " ")
	}
	return "1 95 500"
}

// bfcharLimit is the most mappings that one bfchar block may hold (Adobe
// Technical Note 5014).
const bfcharLimit = 100

// toUnicode is the CMap that says what the made-up CIDs stand for.
func (f *Font) toUnicode() []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CMapName /made-up def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(f.order); from += bfcharLimit {
		block := f.order[from:min(from+bfcharLimit, len(f.order))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, r := range block {
			fmt.Fprintf(&b, "<%04X> <", f.cids[r])
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nend\nend\n")
	return []byte(b.String())
}
