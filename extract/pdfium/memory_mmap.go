//go:build linux || darwin

package pdfium

import "syscall"

// A memory is the linear memory of a guest. Its whole range of addresses is
// reserved at once, so that growing neither copies it nor burdens the garbage
// collector; pages come into being when they are first written.
type memory struct {
	reserved []byte
	bytes    []byte // what the guest has, which never moves
}

// newMemory reserves so many bytes. A memory without any cannot grow.
func newMemory(most uint64) *memory {
	const private = syscall.MAP_PRIVATE | syscall.MAP_ANON
	reserved, err := syscall.Mmap(-1, 0, int(most), syscall.PROT_NONE, private)
	if err != nil {
		return &memory{}
	}
	return &memory{reserved: reserved}
}

// Reallocate grows the memory to so many bytes; nil if it cannot.
func (m *memory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.reserved)) {
		return nil
	}
	const access = syscall.PROT_READ | syscall.PROT_WRITE
	if grown := int(size); grown > len(m.bytes) {
		if err := syscall.Mprotect(m.reserved[len(m.bytes):grown], access); err != nil {
			return nil
		}
		m.bytes = m.reserved[:grown:grown]
	}
	return m.bytes
}

// Free gives the memory back.
func (m *memory) Free() {
	if m.reserved != nil {
		_ = syscall.Munmap(m.reserved) // nothing can be done about it
	}
	m.reserved, m.bytes = nil, nil
}
