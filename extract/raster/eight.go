package raster

import "encoding/binary"

// Eight pixels at a time: a word holds one in each byte. What is done with them
// is done without carrying from one byte to the next.
const (
	eight = 8
	// tops and ones are the highest and the lowest bit of each.
	tops = 0x8080808080808080
	ones = 0x0101010101010101
)

// atLeast has the highest bit of each pixel of a that is no darker than that of
// b.
func atLeast(a, b uint64) uint64 {
	rest := (a | tops) - b&^tops // its highest bits tell about the other seven
	return (a&^b | ^(a^b)&rest) & tops
}

// whole makes bytes of their highest bits.
func whole(highest uint64) uint64 { return highest >> 7 * 0xFF }

// lighterOf are the lighter ones of two pixels each.
func lighterOf(a, b uint64) uint64 {
	m := whole(atLeast(a, b))
	return a&m | b&^m
}

// darkerOf are the darker ones of two pixels each.
func darkerOf(a, b uint64) uint64 {
	m := whole(atLeast(a, b))
	return b&m | a&^m
}

// lightenRow makes each pixel of a line the lighter one of it and that of
// another.
func lightenRow(line, other []uint8) {
	other = other[:len(line)]
	x := 0
	for ; x+eight <= len(line); x += eight {
		a, b := binary.LittleEndian.Uint64(line[x:]), binary.LittleEndian.Uint64(other[x:])
		binary.LittleEndian.PutUint64(line[x:], lighterOf(a, b))
	}
	for ; x < len(line); x++ {
		line[x] = max(line[x], other[x])
	}
}

// darken sets a line to the darkness of another.
func darken(to, line []uint8) {
	to = to[:len(line)]
	x := 0
	for ; x+eight <= len(line); x += eight {
		binary.LittleEndian.PutUint64(to[x:], ^binary.LittleEndian.Uint64(line[x:]))
	}
	for ; x < len(line); x++ {
		to[x] = white - line[x]
	}
}
