package font

import (
	"bufio"
	"bytes"
	"compress/flate"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The tables are made from Adobe's own resources by
//
//	go test ./extract/text/font -run Tables -update -cmaps DIR -agl DIR -afm DIR
//
// and checked against them where they are at hand.
var (
	update = flag.Bool("update", false, "write the tables")
	cmaps  = flag.String("cmaps", "/usr/share/poppler/cMap", "folder of CMaps: cmap-resources and mapping-resources-pdf, a folder a collection")
	agl    = flag.String("agl", "", "folder of agl-aglfn: glyphlist.txt, zapfdingbats.txt")
	afm    = flag.String("afm", "", "folder of the Core 14 AFM files")
)

func TestTablesOfCollectionsAreMadeFromAdobesCMaps(t *testing.T) {
	for registry, unicode := range map[string]string{
		gb1: "UniGB-UTF32-H", cns1: "UniCNS-UTF32-H", japan1: "UniJIS-UTF32-H", korea1: "UniKS-UTF32-H",
	} {
		folder := filepath.Join(*cmaps, registry)
		texts, err := os.ReadFile(filepath.Join(folder, registry+"-UCS2"))
		if err != nil {
			t.Skip("no CMaps: ", err)
		}
		want := exceptionSections(t, folder, registry, collectionTable(parseCMap(texts), adobeCMap(t, folder, unicode)))
		_, ordering, _ := strings.Cut(registry, "-")
		compareTable(t, filepath.Join("tables", strings.ToLower(ordering)+".deflate"), want, true)
	}
}

func TestTablesOfGlyphNamesAreMadeFromTheAdobeGlyphList(t *testing.T) {
	if *agl == "" {
		t.Skip("no -agl")
	}
	var lines []string
	for _, name := range []string{"glyphlist.txt", "zapfdingbats.txt"} {
		b, err := os.ReadFile(filepath.Join(*agl, name))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			if !strings.HasPrefix(line, "#") && strings.Contains(line, ";") {
				lines = append(lines, strings.TrimSpace(line)+"\n")
			}
		}
	}
	slices.Sort(lines)
	compareTable(t, "tables/glyphs.txt", strings.Join(lines, ""), false)
}

func TestTablesOfMetricsAreMadeFromTheCore14AFMs(t *testing.T) {
	if *afm == "" {
		t.Skip("no -afm")
	}
	var out strings.Builder
	fmt.Fprintf(&out, "latin %s\n", strings.Join(latinFaces[:], " "))
	faces := make([]map[string]afmGlyph, len(latinFaces))
	for i, face := range latinFaces {
		faces[i] = readAFM(t, face)
	}
	for _, g := range inOrder(faces[0]) {
		fmt.Fprintf(&out, "%s %d", g.name, g.code)
		for _, face := range faces {
			fmt.Fprintf(&out, " %d", face[g.name].width)
		}
		fmt.Fprintln(&out)
	}
	for _, face := range []string{symbolFace, zapfFace} {
		fmt.Fprintf(&out, "sign %s\n", face)
		for _, g := range inOrder(readAFM(t, face)) {
			fmt.Fprintf(&out, "%s %d %d\n", g.name, g.code, g.width)
		}
	}
	compareTable(t, "tables/core14.txt", out.String(), false)
}

// compareTable checks a table against want, or writes it.
func compareTable(t *testing.T, name, want string, packed bool) {
	t.Helper()
	if *update {
		b := []byte(want)
		if packed {
			b = deflate(t, want)
		}
		if err := os.WriteFile(name, b, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if packed {
		got = inflate(got)
	}
	if string(got) != want {
		t.Errorf("%s is not what its sources make: run with -update", name)
	}
}

func deflate(t *testing.T, s string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// adobeCMap reads a CMap and, below it, those that it uses.
func adobeCMap(t *testing.T, folder, name string) *cmap {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	m := parseCMap(b)
	if m.use != "" {
		base := adobeCMap(t, folder, m.use)
		m.ranges = append(m.ranges, base.ranges...)
		m.cids.list = append(slices.Clone(base.cids.list), m.cids.list...)
		m.cids.settle()
	}
	return m
}

// collectionTable writes the lines and the CIDs of a table. Variation
// selectors are left out: the plain character is what a reader looks for.
func collectionTable(texts, cids *cmap) string {
	lines := make([]string, 1<<16)
	last := 0
	for cid := range lines {
		s := withoutSelectors(texts.text(uint32(cid)))
		if worthOf(s) == worthless {
			continue
		}
		lines[cid], last = s, cid
	}
	out := strings.Join(lines[:last+1], "\n")
	c := readLines(out)
	out += sectionMark + cidSection + "\n"
	want := cidsOf(cids)
	var extras strings.Builder
	for r := rune(0); r <= 0x10FFFF; r++ {
		if cid, ok := want[uint32(r)]; ok && c.cid(r) != cid {
			fmt.Fprintf(&extras, "%c%d\n", r, cid)
		}
	}
	return out + extras.String()
}

// exceptionSections writes the sections of the predefined CMaps to a table
// that has none yet.
func exceptionSections(t *testing.T, folder, registry, table string) string {
	t.Helper()
	c := readLines(table)
	var out strings.Builder
	for _, stem := range slices.Sorted(maps.Keys(predefinedCMaps)) {
		p := predefinedCMaps[stem]
		if p.registry != registry {
			continue
		}
		horizontal := adobeCMap(t, folder, directed(stem, "H"))
		writeExceptions(&out, directed(stem, "H"), horizontal, func(code uint32, n int) uint32 {
			return p.cidByText(c, code, n)
		})
		if _, err := os.Stat(filepath.Join(folder, directed(stem, "V"))); err != nil {
			continue // 83pv-RKSJ, UniAKR
		}
		upright := cidsOf(horizontal)
		vertical := adobeCMap(t, folder, directed(stem, "V"))
		writeExceptions(&out, directed(stem, "V"), vertical, func(code uint32, _ int) uint32 { return upright[code] })
	}
	return table + out.String()
}

// directed is the name of a predefined CMap in one writing direction.
func directed(stem, direction string) string {
	return strings.TrimPrefix(stem+"-"+direction, "-")
}

// writeExceptions writes where a CMap differs from what is expected of it.
func writeExceptions(out *strings.Builder, name string, m *cmap, expected func(code uint32, n int) uint32) {
	fmt.Fprintf(out, "%s%s\n", strings.TrimPrefix(sectionMark, "\n"), name)
	var run span[uint32]
	flush := func() {
		if run.to != 0 {
			fmt.Fprintf(out, "%x %x %d\n", run.lo, run.hi, run.to)
		}
	}
	cids := cidsOf(m)
	for _, code := range slices.Sorted(maps.Keys(cids)) {
		cid := cids[code]
		switch {
		case cid == expected(code, lengthOf(m, code)):
			continue
		case run.to != 0 && code == run.hi+1 && cid == run.to+code-run.lo:
			run.hi = code
			continue
		}
		flush()
		run = span[uint32]{code, code, cid}
	}
	flush()
}

// cidsOf lists the codes that a CMap has CIDs for, notdef ranges apart.
func cidsOf(m *cmap) map[uint32]uint32 {
	cids := map[uint32]uint32{}
	for _, s := range m.cids.list {
		for code := s.lo; code <= s.hi; code++ {
			cids[code] = s.to + code - s.lo
		}
	}
	return cids
}

// lengthOf is the number of bytes of a code.
func lengthOf(m *cmap, code uint32) int {
	for n := 1; n <= 4; n++ {
		for _, r := range m.ranges {
			if r.n == n && code>>(8*n) == 0 && r.match(codeBytes(code, n)) == n {
				return n
			}
		}
	}
	return 0
}

func withoutSelectors(s string) string {
	return strings.Map(func(r rune) rune {
		if 0xFE00 <= r && r <= 0xFE0F || 0xE0100 <= r && r <= 0xE01EF {
			return -1
		}
		return r
	}, s)
}

type afmGlyph struct {
	name        string
	code, width int
}

// readAFM reads lines such as "C 32 ; WX 278 ; N space ; …".
func readAFM(t *testing.T, face string) map[string]afmGlyph {
	t.Helper()
	f, err := os.Open(filepath.Join(*afm, face+".afm"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	glyphs := map[string]afmGlyph{}
	for in := bufio.NewScanner(f); in.Scan(); {
		var g afmGlyph
		if n, _ := fmt.Sscanf(in.Text(), "C %d ; WX %d ; N %s ;", &g.code, &g.width, &g.name); n == 3 {
			glyphs[g.name] = g
		}
	}
	return glyphs
}

// inOrder sorts by name.
func inOrder(glyphs map[string]afmGlyph) []afmGlyph {
	return slices.SortedFunc(maps.Values(glyphs), func(a, b afmGlyph) int { return strings.Compare(a.name, b.name) })
}
