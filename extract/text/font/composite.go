package font

import (
	"strings"
	"sync"

	"mubiao/extract/text/object"
)

// A composite decodes a Type 0 font (ISO 32000-1, 9.7): code → CID by the
// CMap in Encoding, CID → width by the descendant font's W.
type composite struct {
	encoding  codeMap
	toUnicode *cmap
	// codeIsUnicode: ToUnicode is a name such as Identity-H where a stream
	// should be; producers that write it use UTF-16 for codes.
	codeIsUnicode bool
	pictures      *pictures // when the font is one of signs, by its name
	widths        cidWidths
	metrics       cidVertical
	// glyphs is read when ToUnicode and encoding do not know a code: most
	// files never need it, and the font program in it can be megabytes.
	glyphs func() *cidGlyphs
}

// cidGlyphs is what CIDs mean.
type cidGlyphs struct {
	collection *collection // nil for Identity
	program    program     // nil if not embedded or not understood
	gids       cidToGID
	// programFirst: believe program before collection. A TrueType font whose
	// glyphs are numbered by CID shows what its cmap says, whatever
	// collection CIDSystemInfo claims.
	programFirst bool
}

// A codeMap is a CMap as a font uses it.
type codeMap interface {
	codespace() codespace
	vertical() bool
	// cid is 0 where the CMap has none.
	cid(code uint32, n int) uint32
	// text is what the code itself says in Unicode, "" if nothing.
	text(code uint32, n int) string
	// registry names the character collection of the CIDs ("Adobe-GB1"), ""
	// if the CMap does not tell.
	registry() string
}

func newComposite(f *Font, dict object.Value) {
	descendant := dict.Key("DescendantFonts").Index(0)
	if descendant.Kind() != object.Dict {
		f.problem("no descendant font")
	}
	c := &composite{
		encoding: readCodeMap(f, dict.Key("Encoding"), 0),
		pictures: picturesOf(dict.Key("BaseFont").Name()),
		widths:   readCIDWidths(f, descendant),
		metrics:  readCIDVertical(descendant),
	}
	c.toUnicode, c.codeIsUnicode = readToUnicode(f, dict.Key("ToUnicode"))
	c.glyphs = sync.OnceValue(func() *cidGlyphs { return readCIDGlyphs(f, c.encoding, descendant) })
	f.Vertical = c.encoding.vertical()
	f.space = c.encoding.codespace()
	f.decoder = c
}

func readCIDGlyphs(f *Font, encoding codeMap, descendant object.Value) *cidGlyphs {
	g := &cidGlyphs{
		program: openProgram(f, descendant.Key("FontDescriptor")),
		gids:    readCIDToGID(descendant.Key("CIDToGIDMap")),
	}
	g.collection = collectionOf(encoding, descendant, g.program)
	_, isTrueType := g.program.(*trueType)
	g.programFirst = isTrueType && g.gids == nil && openCollection(encoding.registry()) == nil
	return g
}

// collectionOf finds the character collection of a font's CIDs. What the
// CMap says is sure; CIDSystemInfo and an embedded CFF font may say it too.
func collectionOf(e codeMap, descendant object.Value, p program) *collection {
	info := descendant.Key("CIDSystemInfo")
	names := []string{
		e.registry(),
		string(info.Key("Registry").Bytes()) + "-" + string(info.Key("Ordering").Bytes()),
	}
	if p, ok := p.(*cff); ok {
		names = append(names, p.registry)
	}
	for _, name := range names {
		if c := openCollection(name); c != nil {
			return c
		}
	}
	return nil
}

func (c *composite) decode(code uint32, n int) Char {
	cid := c.encoding.cid(code, n)
	char := Char{
		Width: c.widths.of(cid),
		Space: n == 1 && code == ' ',
	}
	char.VX, char.VY, char.W1 = c.metrics.of(cid, char.Width)
	if n > 0 {
		s := c.search(code, n, cid)
		s.result(&char)
	}
	return char
}

func (c *composite) search(code uint32, n int, cid uint32) search {
	var s search
	if c.codeIsUnicode {
		s.offer(utf16Text(codeBytes(code, n), 0))
	}
	if c.toUnicode != nil {
		s.offer(c.pictures.read(c.toUnicode.text(code)))
	}
	if !s.found() {
		s.offer(c.encoding.text(code, n))
	}
	if !s.found() {
		c.glyphs().search(&s, cid, c.pictures)
	}
	return s
}

// search asks what the CID itself means.
func (g *cidGlyphs) search(s *search, cid uint32, p *pictures) {
	if g.programFirst {
		s.offer(p.read(g.program.glyphText(g.gids.gid(cid))))
	}
	if g.collection != nil {
		s.offer(g.collection.text(cid))
	}
	if g.program != nil && !g.programFirst {
		s.offer(p.read(g.program.glyphText(g.gids.gid(cid))))
	}
}

// readToUnicode reads a font's ToUnicode entry: a CMap, nil if there is none,
// or the word of the file that its codes are Unicode already.
func readToUnicode(f *Font, v object.Value) (m *cmap, codeIsUnicode bool) {
	switch v.Kind() {
	case object.Name:
		return nil, strings.HasPrefix(v.Name(), "Identity")
	case object.Stream:
		src, err := v.Data()
		if err != nil {
			f.problem("ToUnicode: " + err.Error())
		}
		return parseCMap(src), false
	}
	return nil, false
}

// A cidToGID is the stream of a CIDToGIDMap, two bytes a CID; nil is
// Identity.
type cidToGID []byte

func readCIDToGID(v object.Value) cidToGID {
	if v.Kind() != object.Stream {
		return nil
	}
	b, _ := v.Data() // a map cut short still serves for its first CIDs
	return b
}

func (m cidToGID) gid(cid uint32) uint32 {
	if m == nil {
		return cid
	}
	if i := 2 * int(cid); i+1 < len(m) {
		return uint32(m[i])<<8 | uint32(m[i+1])
	}
	return 0
}
