package pdfwrite

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// packed writes the objects that are no streams into one object stream and
// points at them from a cross-reference stream (ISO 32000-1, 7.5.7, 7.5.8).
func (f *File) packed(objects []object) []byte {
	b := header("1.5")
	holder := len(objects) + 1 // the object stream
	table := holder + 1        // the cross-reference stream
	entries := make([]entry, table+1)
	entries[0] = entry{0, 0, 65535}
	var index, bodies bytes.Buffer
	held := 0
	for i, o := range objects {
		if o.stream {
			entries[i+1] = entry{1, b.Len(), 0}
			writeObject(b, i+1, o)
			continue
		}
		entries[i+1] = entry{2, holder, held}
		fmt.Fprintf(&index, "%d %d ", i+1, bodies.Len())
		o.body(&bodies)
		held++
	}
	first := index.Len()
	entries[holder] = entry{1, b.Len(), 0}
	writeObject(b, holder, f.stream(fmt.Sprintf("/Type /ObjStm /N %d /First %d", held, first), append(index.Bytes(), bodies.Bytes()...)))
	start := b.Len()
	entries[table] = entry{1, start, 0}
	writeObject(b, table, f.stream(fmt.Sprintf("/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R", table+1), encode(entries)))
	fmt.Fprintf(b, "startxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}

// An entry of the cross-reference stream: kind 1 is an offset and a
// generation, kind 2 the number of an object stream and an index in it.
type entry struct{ kind, a, b int }

func encode(entries []entry) []byte {
	var out []byte
	for _, e := range entries {
		out = append(out, byte(e.kind))
		out = binary.BigEndian.AppendUint32(out, uint32(e.a))
		out = binary.BigEndian.AppendUint16(out, uint16(e.b))
	}
	return out
}

func writeObject(b *bytes.Buffer, number int, o object) {
	fmt.Fprintf(b, "%d 0 obj\n", number)
	o.body(b)
	b.WriteString("endobj\n")
}
