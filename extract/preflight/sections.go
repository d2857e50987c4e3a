package preflight

import (
	"bytes"
	"errors"
	"fmt"
)

// checkSections follows the cross-reference sections of a file from the last
// one back, as the fast library does: the kind of the last one, table or
// stream, decides how all are read. It returns the trailer of the last one.
func checkSections(v *view, start int64) (dict, error) {
	if hasWord(skipSpace(v.at(start, sectionProbe)), "xref") {
		return checkTables(v, start)
	}
	return checkStreams(v, start)
}

// follow calls read on each section of the /Prev chain that begins at off, and
// returns the dictionary that the first gave; each may name the next.
func follow(off int64, read func(off int64) (dict, error)) (last dict, err error) {
	seen := map[int64]bool{}
	for {
		if seen[off] {
			return last, hazardf("cross-reference sections loop at offset %d", off)
		}
		if len(seen) == maxSections {
			return last, hazardf("more than %d cross-reference sections", maxSections)
		}
		d, err := read(off)
		if err != nil {
			return last, err
		}
		if len(seen) == 0 {
			last = d
		}
		seen[off] = true
		switch prev := d["Prev"].(type) {
		case nil:
			return last, nil
		case int64:
			off = prev
		default:
			return last, hazardf("/Prev is no offset")
		}
	}
}

// checkTables bounds what the tables at off and before make a reader allocate.
func checkTables(v *view, off int64) (dict, error) {
	limit := objectLimit(v)
	rows := int64(0)
	return follow(off, func(off int64) (dict, error) {
		n, end, err := checkTable(v, off, limit)
		if err != nil {
			return nil, err
		}
		if rows += n; rows > limit {
			return nil, hazardf("more than %d cross-reference entries", limit)
		}
		d, err := readDict(v, end)
		if err != nil {
			return nil, fmt.Errorf("trailer at offset %d: %w", end, err)
		}
		return d, checkSize(d, limit)
	})
}

// objectLimit is the largest object number that a file can need: no object
// takes less than a byte.
func objectLimit(v *view) int64 { return min(v.size, maxObjects) }

func checkSize(d dict, limit int64) error {
	size, ok := d["Size"].(int64)
	if !ok {
		return fmt.Errorf("trailer without /Size")
	}
	if size < 0 || size > limit {
		return hazardf("/Size %d in a file that can hold %d objects", size, limit)
	}
	return nil
}

// checkTable reads the subsections of the table at off. It returns the number
// of rows and the offset behind the word "trailer".
func checkTable(v *view, off, limit int64) (rows, end int64, err error) {
	s := scanner{v: v, off: off}
	if s.word() != "xref" {
		return 0, 0, fmt.Errorf("offset %d: %w", off, errNoSection)
	}
	for {
		word := s.word()
		if word == "trailer" {
			return rows, s.offset(), nil
		}
		first, ok1 := number(word)
		count, ok2 := number(s.word())
		if !ok1 || !ok2 {
			return 0, 0, fmt.Errorf("damaged cross-reference table at offset %d", off)
		}
		if first > limit || count > limit-first {
			return 0, 0, hazardf("cross-reference subsection %d %d in a file that can hold %d objects", first, count, limit)
		}
		rows += count
		if !s.rows(count) {
			return 0, 0, fmt.Errorf("damaged cross-reference table at offset %d", off)
		}
	}
}

func number(word string) (int64, bool) {
	v, rest, ok := parseInt([]byte(word))
	return v, ok && len(rest) == 0
}

// readDict parses the dictionary at off, and reads as much of the file as that
// takes.
func readDict(v *view, off int64) (dict, error) {
	d, _, err := readDictAt(v, off)
	return d, err
}

// maxDict bounds the bytes of one dictionary; the /Index of a file saved
// incrementally takes a few hundred.
const maxDict = 1 << 20

// readDictAt is readDict that also tells where the dictionary ends.
func readDictAt(v *view, off int64) (dict, int64, error) {
	for n := 1 << 10; ; n *= 8 {
		b := v.at(off, n)
		obj, rest, err := parse(b)
		if errors.Is(err, errShort) && len(b) == n && n < maxDict {
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		d, ok := obj.(dict)
		if !ok {
			return nil, 0, errors.New("not a dictionary")
		}
		return d, off + int64(len(b)-len(rest)), nil
	}
}

// A scanner reads words and table rows of a view, a piece at a time.
type scanner struct {
	v   *view
	off int64 // behind buf
	buf []byte
}

// scanPiece holds some 200 rows: all of most files.
const scanPiece = 4 << 10

// offset is that of the next byte.
func (s *scanner) offset() int64 { return s.off - int64(len(s.buf)) }

// fill makes at least n bytes ready, if the file has them.
func (s *scanner) fill(n int) {
	if len(s.buf) >= n {
		return
	}
	more := s.v.at(s.off, max(scanPiece, n))
	s.off += int64(len(more))
	s.buf = append(bytes.Clone(s.buf), more...)
}

// maxWord is longer than any word of a table.
const maxWord = 64

// word reads a word after white space and comments; it is empty at the end of
// the file and before a delimiter.
func (s *scanner) word() string {
	for {
		s.fill(maxWord)
		rest := skipSpace(s.buf)
		if len(rest) >= maxWord || s.off >= s.v.size {
			s.buf = rest
			break
		}
		if comment := bytes.IndexByte(s.buf, '%'); len(rest) == 0 && comment >= 0 {
			// It may go on in the next piece: keep its mark.
			s.buf = append([]byte{'%'}, s.v.at(s.off, scanPiece)...)
			s.off += int64(len(s.buf) - 1)
			continue
		}
		s.buf = rest
		s.fill(maxWord)
		if len(rest) > 0 {
			break
		}
	}
	n := min(wordLength(s.buf), maxWord)
	word := string(s.buf[:n])
	s.buf = s.buf[n:]
	return word
}

// rowLength is that of a table row (ISO 32000-1, 7.5.4).
const rowLength = 20

// rows reads count table rows, whatever white space they are set with.
func (s *scanner) rows(count int64) bool {
	for i := int64(0); i < count; i++ {
		s.fill(rowLength + 2)
		if n := strictRow(s.buf); n > 0 {
			s.buf = s.buf[n:]
			continue
		}
		_, ok1 := number(s.word())
		_, ok2 := number(s.word())
		use := s.word()
		if !ok1 || !ok2 || use != "n" && use != "f" {
			return false
		}
	}
	return true
}

// strictRow is the length of the row that b begins with, line end before it
// included, if it is set as the standard has it; else 0.
func strictRow(b []byte) int {
	n := 0
	for n < 2 && n < len(b) && isEOL(b[n]) {
		n++
	}
	if len(b) < n+rowLength {
		return 0
	}
	row := b[n : n+rowLength]
	if row[10] != ' ' || row[16] != ' ' || row[17] != 'n' && row[17] != 'f' || !isSpace(row[18]) || !isSpace(row[19]) {
		return 0
	}
	for i, c := range row[:16] {
		if i != 10 && (c < '0' || c > '9') {
			return 0
		}
	}
	return n + rowLength
}
