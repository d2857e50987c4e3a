package font

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A collection is one of Adobe's character collections: what its CIDs mean.
//
// Its table is text, deflated. First a line a CID from 0: its Unicode, empty
// if there is none. Then sections, each under a line of sectionMark and a
// name. Section CID has the characters whose CID is not the lowest with that
// very Unicode: the character and its CID. A section named after a predefined
// CMap has the codes that lead elsewhere than their Unicode does: the first
// and the last of a run in hexadecimal, and the CID of the first.
type collection struct {
	lines  string
	starts []uint32 // of each CID's line, with one more for the end
	bmp    []uint16 // rune → CID, 0 for none
	astral map[rune]uint16
	// exceptions is by name of CMap; those in vertical writing come on top
	// of those of the horizontal one.
	exceptions map[string]*spans[uint32]
}

const (
	sectionMark = "\n\f"
	cidSection  = "CID"
)

// text is the Unicode of a CID, "" if it has none.
func (c *collection) text(cid uint32) string {
	if int(cid)+1 >= len(c.starts) {
		return ""
	}
	return c.lines[c.starts[cid] : c.starts[cid+1]-1]
}

// cid is the CID of a character, 0 if it is not in the collection.
func (c *collection) cid(r rune) uint32 {
	if c == nil || r < 0 {
		return 0
	}
	if int(r) < len(c.bmp) {
		return uint32(c.bmp[r])
	}
	return uint32(c.astral[r])
}

// What the tables are made of is in tables/NOTICE; tables_test.go makes them.
var (
	//go:embed tables/gb1.deflate
	gb1Table []byte
	//go:embed tables/cns1.deflate
	cns1Table []byte
	//go:embed tables/japan1.deflate
	japan1Table []byte
	//go:embed tables/korea1.deflate
	korea1Table []byte
)

// collections holds one reading of each table for the life of the process.
var collections = map[string]func() *collection{
	gb1:    sync.OnceValue(func() *collection { return readCollection(gb1Table) }),
	cns1:   sync.OnceValue(func() *collection { return readCollection(cns1Table) }),
	japan1: sync.OnceValue(func() *collection { return readCollection(japan1Table) }),
	korea1: sync.OnceValue(func() *collection { return readCollection(korea1Table) }),
}

// openCollection finds a collection by registry and ordering, such as
// Adobe-GB1; nil if it is none of ours.
func openCollection(name string) *collection {
	if open := collections[name]; open != nil {
		return open()
	}
	return nil
}

// readCollection unpacks a table; one that is damaged is short.
func readCollection(table []byte) *collection { return readLines(string(inflate(table))) }

func inflate(table []byte) []byte {
	b, _ := io.ReadAll(flate.NewReader(bytes.NewReader(table)))
	return b
}

func readLines(table string) *collection {
	sections := strings.Split(table, sectionMark)
	c := &collection{
		lines: sections[0] + "\n", bmp: make([]uint16, 1<<16), astral: map[rune]uint16{},
		exceptions: map[string]*spans[uint32]{},
	}
	c.index()
	for _, section := range sections[1:] {
		name, lines, _ := strings.Cut(section, "\n")
		if name == cidSection {
			c.readCIDs(lines)
			continue
		}
		c.exceptions[name] = readExceptions(lines)
	}
	return c
}

func (c *collection) readCIDs(lines string) {
	for line := range strings.Lines(lines) {
		r, size := utf8.DecodeRuneInString(line)
		if cid, err := strconv.ParseUint(strings.TrimSpace(line[size:]), 10, 16); err == nil {
			c.set(r, uint16(cid))
		}
	}
}

func readExceptions(lines string) *spans[uint32] {
	s := new(spans[uint32])
	for line := range strings.Lines(lines) {
		fields := strings.Fields(line)
		if len(fields) != 3 {
			continue
		}
		lo, _ := strconv.ParseUint(fields[0], 16, 32)
		hi, _ := strconv.ParseUint(fields[1], 16, 32)
		cid, _ := strconv.ParseUint(fields[2], 10, 16)
		s.add(uint32(lo), uint32(hi), uint32(cid))
	}
	s.settle()
	return s
}

// index finds the lines and fills in the CIDs of the single characters.
func (c *collection) index() {
	for at := 0; at < len(c.lines); {
		size := strings.IndexByte(c.lines[at:], '\n')
		if size < 0 {
			break
		}
		r, n := utf8.DecodeRuneInString(c.lines[at:])
		if n == size && size > 0 && c.cid(r) == 0 {
			c.set(r, uint16(len(c.starts)))
		}
		c.starts = append(c.starts, uint32(at))
		at += size + 1
	}
	c.starts = append(c.starts, uint32(len(c.lines)))
}

func (c *collection) set(r rune, cid uint16) {
	if int(r) < len(c.bmp) {
		c.bmp[r] = cid
		return
	}
	c.astral[r] = cid
}
