//go:build !linux && !darwin

package pdfium

// A memory is the linear memory of a guest.
type memory struct {
	most  uint64
	bytes []byte // what the guest has; growing may move it
}

func newMemory(most uint64) *memory { return &memory{most: most} }

// Reallocate grows the memory to so many bytes; nil if it cannot.
func (m *memory) Reallocate(size uint64) []byte {
	if size > m.most {
		return nil
	}
	if grown := int(size); grown > len(m.bytes) {
		m.bytes = append(m.bytes, make([]byte, grown-len(m.bytes))...)
	}
	return m.bytes
}

// Free gives the memory back.
func (m *memory) Free() { m.bytes = nil }
