package font

import (
	_ "embed"
	"strings"
	"sync"
)

// A cff is the charset and encoding of a CFF font (Adobe Technical Note
// 5176).
type cff struct {
	registry string            // of a CID-keyed font: Adobe-GB1
	ids      []uint16          // glyph → SID, or CID if CID-keyed
	codes    map[byte]int      // code → glyph; nil for StandardEncoding
	extras   map[byte]uint16   // code → SID, on top of codes
	strings  [][]byte          // SIDs from len(cffStrings()) on
	glyphs   map[uint16]uint32 // CID → glyph, of a CID-keyed font
	sfnt     *trueType         // the OpenType font around it; nil if bare
}

// cffStringTable is the standard strings of CFF, a line a SID (Technical Note
// 5176, appendix A).
//
//go:embed tables/cff.txt
var cffStringTable string

var cffStrings = sync.OnceValue(func() []string { return strings.Fields(cffStringTable) })

// Operators of a top DICT; those of two bytes are 12<<8 + the second.
const (
	opCharset     = 15
	opEncoding    = 16
	opCharStrings = 17
	opROS         = 12<<8 + 30
)

func parseCFF(b []byte) *cff {
	_, at := cffIndex(b, u8(b, 2)) // the font's name
	dicts, at := cffIndex(b, at)
	if len(dicts) == 0 {
		return nil
	}
	top := cffDict(dicts[0])
	c := new(cff)
	c.strings, _ = cffIndex(b, at)
	glyphs := u16(b, one(top[opCharStrings]))
	cidKeyed := len(top[opROS]) >= 2
	if cidKeyed {
		ros := top[opROS]
		c.registry = c.name(uint16(ros[0])) + "-" + c.name(uint16(ros[1]))
	}
	c.readCharset(b, one(top[opCharset]), glyphs)
	if cidKeyed {
		c.glyphs = make(map[uint16]uint32, glyphs)
		for glyph, cid := range c.ids {
			c.glyphs[cid] = uint32(glyph)
		}
		return c
	}
	c.readEncoding(b, one(top[opEncoding]))
	return c
}

// one is the operand of an operator that takes one; 0, their default, if it
// has none.
func one(operands []int) int {
	if len(operands) == 0 {
		return 0
	}
	return operands[len(operands)-1]
}

// cffIndex reads an INDEX and returns where it ends.
func cffIndex(b []byte, at int) (list [][]byte, end int) {
	count, size := u16(b, at), u8(b, at+2)
	if count == 0 || size < 1 || size > 4 || at+3+count*size > len(b) {
		return nil, at + 2
	}
	offset := func(i int) int { return int(bigEndian(part(b, at+3+i*size, size))) }
	start := at + 3 + (count+1)*size - 1 // offsets count from 1
	list = make([][]byte, count)
	for i := range list {
		list[i] = part(b, start+offset(i), offset(i+1)-offset(i))
	}
	return list, start + offset(count)
}

// cffDict reads a DICT into operator → operands. Real numbers are left out:
// none of the operators that matter takes one.
func cffDict(b []byte) map[int][]int {
	dict := map[int][]int{}
	var operands []int
	for i := 0; i < len(b); i++ {
		switch v := int(b[i]); {
		case v == 12:
			i++
			dict[12<<8+u8(b, i)] = operands
			operands = nil
		case v <= 21:
			dict[v] = operands
			operands = nil
		case v == 28:
			operands = append(operands, i16(b, i+1))
			i += 2
		case v == 29:
			operands = append(operands, int(int32(u32(b, i+1))))
			i += 4
		case v == 30:
			for i++; i < len(b) && b[i]&0x0F != 0x0F; i++ {
			}
		case 32 <= v && v <= 246:
			operands = append(operands, v-139)
		case 247 <= v && v <= 250:
			operands = append(operands, (v-247)*256+u8(b, i+1)+108)
			i++
		case 251 <= v && v <= 254:
			operands = append(operands, -(v-251)*256-u8(b, i+1)-108)
			i++
		}
	}
	return dict
}

// readCharset fills in ids. Of the predefined charsets ISOAdobe (0) is the
// SIDs in order; the expert ones hold no text to speak of.
func (c *cff) readCharset(b []byte, at, glyphs int) {
	if at < 0 || at >= len(b) {
		return
	}
	c.ids = make([]uint16, 1, glyphs+1) // glyph 0 is .notdef
	if at <= 2 {
		for sid := 1; at == 0 && sid < min(glyphs, 229); sid++ {
			c.ids = append(c.ids, uint16(sid))
		}
		return
	}
	format := u8(b, at)
	for at++; len(c.ids) < glyphs && at+1 < len(b); {
		first, more := u16(b, at), 0
		at += 2
		switch format {
		case 1:
			more = u8(b, at)
			at++
		case 2:
			more = u16(b, at)
			at += 2
		}
		for i := range min(more+1, glyphs-len(c.ids)) {
			c.ids = append(c.ids, uint16(first+i))
		}
	}
}

// readEncoding fills in codes and extras; the predefined encodings (0 and 1)
// leave codes nil.
func (c *cff) readEncoding(b []byte, at int) {
	if at <= 1 || at >= len(b) {
		return
	}
	c.codes, c.extras = map[byte]int{}, map[byte]uint16{}
	format, count := u8(b, at), u8(b, at+1)
	at += 2
	glyph := 1
	for range count {
		first, more := u8(b, at), 0
		at++
		if format&0x7F == 1 {
			more = u8(b, at)
			at++
		}
		for i := range more + 1 {
			c.codes[byte(first+i)] = glyph
			glyph++
		}
	}
	if format&0x80 == 0 {
		return
	}
	for i := range u8(b, at) {
		c.extras[byte(u8(b, at+1+3*i))] = uint16(u16(b, at+2+3*i))
	}
}

// name is the string of a SID.
func (c *cff) name(sid uint16) string {
	standard := cffStrings()
	if i := int(sid); i < len(standard) {
		return standard[i]
	}
	if i := int(sid) - len(standard); i < len(c.strings) {
		return string(c.strings[i])
	}
	return ""
}

func (c *cff) charText(code byte) string {
	if c.codes == nil {
		return openCore14().standard[code]
	}
	if sid, ok := c.extras[code]; ok {
		return glyphText(c.name(sid))
	}
	if glyph, ok := c.codes[code]; ok {
		return c.textOfGlyph(glyph)
	}
	return ""
}

func (c *cff) nameText(string) string { return "" }

// glyphText takes a CID if the font is CID-keyed, else a glyph index. The
// meaning of the CIDs is for the collection to say; here only the cmap of an
// OpenType font around can help.
func (c *cff) glyphText(id uint32) string {
	if c.glyphs == nil {
		return c.textOfGlyph(int(id))
	}
	if glyph, ok := c.glyphs[uint16(id)]; ok && c.sfnt != nil && id <= 0xFFFF {
		return c.sfnt.glyphText(glyph)
	}
	return ""
}

func (c *cff) textOfGlyph(glyph int) string {
	if c.sfnt != nil {
		if text := c.sfnt.glyphText(uint32(glyph)); text != "" {
			return text
		}
	}
	if 0 < glyph && glyph < len(c.ids) {
		return glyphText(c.name(c.ids[glyph]))
	}
	return ""
}
