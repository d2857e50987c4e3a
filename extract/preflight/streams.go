package preflight

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// An entry tells where an object is (ISO 32000-1, 7.5.8.3).
type entry struct {
	kind  uint8 // 0 not set, else one of the below
	where int64 // offset in the file, or number of the object stream
}

const (
	entryFree uint8 = 1 + iota
	entryDirect
	entryPacked // in an object stream
)

var errNoSection = errors.New("no cross-reference section")

// checkStreams reads the cross-reference streams at off and before, and looks
// at the object streams that they name.
func checkStreams(v *view, off int64) (dict, error) {
	limit := objectLimit(v)
	var table []entry
	last, err := follow(off, func(off int64) (dict, error) {
		d, data, err := openStream(v, off)
		if err != nil {
			return nil, fmt.Errorf("offset %d: %w", off, err)
		}
		if err := checkSize(d, limit); err != nil {
			return d, err
		}
		table, err = readEntries(d, data, limit, table)
		return d, err
	})
	if err != nil {
		return last, err
	}
	return last, checkObjectStreams(v, table)
}

// openStream reads the head of the cross-reference stream at off and makes its
// data ready to be read.
func openStream(v *view, off int64) (dict, io.Reader, error) {
	b := v.at(off, sectionProbe)
	_, _, rest, ok := parseObjectMark(b)
	if !ok {
		return nil, nil, errNoSection
	}
	d, end, err := readDictAt(v, off+int64(len(b)-len(rest)))
	if err != nil {
		return nil, nil, err
	}
	begin, ok := streamBegin(v, end)
	if !ok || d["Type"] != name("XRef") {
		return nil, nil, errNoSection
	}
	length, ok := d["Length"].(int64)
	if !ok {
		return nil, nil, hazardf("length of a cross-reference stream stands elsewhere")
	}
	data, err := inflate(io.NewSectionReader(v, begin, max(0, length)), d)
	return d, data, err
}

// streamBegin returns the offset of the data of a stream whose dictionary
// ends at off.
func streamBegin(v *view, off int64) (int64, bool) {
	b := v.at(off, sectionProbe)
	rest := skipSpace(b)
	if !hasWord(rest, "stream") {
		return 0, false
	}
	rest = rest[len("stream"):]
	switch {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		rest = rest[2:]
	case len(rest) > 0 && isEOL(rest[0]):
		rest = rest[1:]
	default:
		return 0, false
	}
	return off + int64(len(b)-len(rest)), true
}

// inflate undoes the one filter that cross-reference streams are written with.
// What else there may be is not read, and so not for the fast library.
func inflate(r io.Reader, d dict) (io.Reader, error) {
	filter, parms := sole(d["Filter"]), sole(d["DecodeParms"])
	switch filter {
	case nil:
		return r, nil
	case name("FlateDecode"):
	default:
		return nil, hazardf("cross-reference stream with filter %v", filter)
	}
	z, err := zlib.NewReader(r)
	if err != nil {
		return nil, err
	}
	p, _ := parms.(dict)
	switch p["Predictor"] {
	case nil:
		return z, nil
	case int64(12):
	default:
		return nil, hazardf("cross-reference stream with predictor %v", p["Predictor"])
	}
	columns, _ := p["Columns"].(int64)
	if columns < 1 || columns > maxColumns {
		return nil, hazardf("cross-reference stream with rows of %d bytes", columns)
	}
	return &upReader{r: z, above: make([]byte, columns), row: make([]byte, 1+columns)}, nil
}

// sole is what stands for both x and [x].
func sole(v any) any {
	if list, ok := v.(array); ok && len(list) == 1 {
		return list[0]
	}
	return v
}

const (
	// maxField is the bytes of a number in a cross-reference stream.
	maxField = 8
	// maxColumns bounds the row of a cross-reference stream: three fields, and
	// room for those that a later standard may add.
	maxColumns = 8 * maxField
)

// An upReader undoes the PNG "up" predictor (ISO 32000-1, 7.4.4.4).
type upReader struct {
	r          io.Reader
	above, row []byte // row has its tag before it
	ready      []byte
}

func (u *upReader) Read(p []byte) (int, error) {
	if len(u.ready) == 0 {
		if _, err := io.ReadFull(u.r, u.row); err != nil {
			return 0, err
		}
		if u.row[0] != 2 {
			return 0, errors.New("not the predictor that is announced")
		}
		for i, b := range u.row[1:] {
			u.above[i] += b
		}
		u.ready = u.above
	}
	n := copy(p, u.ready)
	u.ready = u.ready[n:]
	return n, nil
}

// readEntries adds the entries of one cross-reference stream to table; those
// that are set already come from a later section and stand.
func readEntries(d dict, data io.Reader, limit int64, table []entry) ([]entry, error) {
	widths, total, err := fieldWidths(d)
	if err != nil {
		return nil, err
	}
	index, ok := d["Index"].(array)
	if !ok {
		index = array{int64(0), d["Size"]}
	}
	row := make([]byte, total)
	for ; len(index) >= 2; index = index[2:] {
		first, ok1 := index[0].(int64)
		count, ok2 := index[1].(int64)
		if !ok1 || !ok2 || first < 0 || count < 0 || first > limit || count > limit-first {
			return nil, hazardf("cross-reference stream with /Index %v %v in a file that can hold %d objects", index[0], index[1], limit)
		}
		for i := first; i < first+count; i++ {
			if _, err := io.ReadFull(data, row); err != nil {
				return nil, fmt.Errorf("cross-reference stream: %w", err)
			}
			table = setEntry(table, i, row, widths)
		}
	}
	return table, nil
}

// fieldWidths reads /W. Rows of no bytes are refused: any number of them fits
// into a file.
func fieldWidths(d dict) (widths [3]int64, total int64, err error) {
	list, _ := d["W"].(array)
	if len(list) < len(widths) || len(list) > len(widths)+1 {
		return widths, 0, fmt.Errorf("cross-reference stream with /W %v", d["W"])
	}
	for i, w := range list {
		n, ok := w.(int64)
		if !ok || n < 0 || n > maxField {
			return widths, 0, hazardf("cross-reference stream with /W %v", list)
		}
		if i < len(widths) {
			widths[i] = n
		}
		total += n
	}
	if total == 0 {
		return widths, 0, hazardf("cross-reference stream with rows of no bytes")
	}
	return widths, total, nil
}

func setEntry(table []entry, num int64, row []byte, widths [3]int64) []entry {
	kind := int64(1)
	if widths[0] > 0 {
		kind = bigEndian(row[:widths[0]])
	}
	where := bigEndian(row[widths[0] : widths[0]+widths[1]])
	if kind < 0 || kind > 2 {
		return table
	}
	if num >= int64(len(table)) {
		table = append(table, make([]entry, num+1-int64(len(table)))...)
	}
	if table[num].kind == 0 {
		table[num] = entry{uint8(kind) + entryFree, where}
	}
	return table
}

func bigEndian(b []byte) int64 {
	var v int64
	for _, c := range b {
		v = v<<8 | int64(c)
	}
	return v
}
