package font

// A codespace tells how many bytes the next code has (ISO 32000-1, 9.7.6.2).
type codespace struct {
	ranges []codeRange
	// lengths tells by the first byte what to do with a code: 1, it has that
	// one byte; 2, the first two bytes decide whether these are all of it; 0,
	// next must look.
	lengths [256]uint8
}

// A codeRange is a box of codes of n bytes: each byte of a code lies between
// the bytes of lo and hi at its place, ends included.
type codeRange struct {
	n      int // 1 to 4
	lo, hi [4]byte
}

// bytesRange makes a codeRange of two strings of the same 1 to 4 bytes.
func bytesRange(lo, hi string) codeRange {
	r := codeRange{n: len(lo)}
	copy(r.lo[:], lo)
	copy(r.hi[:], hi)
	return r
}

func newCodespace(ranges ...codeRange) codespace {
	c := codespace{ranges: ranges}
	for b := range c.lengths {
		c.lengths[b] = c.length(byte(b))
	}
	return c
}

// length is the entry of lengths for a first byte.
func (c *codespace) length(first byte) uint8 {
	var length uint8
	for i, r := range c.ranges {
		if first < r.lo[0] || first > r.hi[0] {
			continue
		}
		for _, other := range c.ranges[:i] {
			if first >= other.lo[0] && first <= other.hi[0] && r.confusable(other) {
				return 0
			}
		}
		if r.n <= 2 {
			length = uint8(r.n)
		}
	}
	return length
}

// confusable says that two ranges that share a first byte can share two
// bytes and still differ in length.
func (r codeRange) confusable(other codeRange) bool {
	if r.n == other.n {
		return false
	}
	return r.n == 1 || other.n == 1 || r.lo[1] <= other.hi[1] && other.lo[1] <= r.hi[1]
}

// next takes the first code off s, which must not be empty. What is cut off
// or outside the codespace is not whole, and n is then what to step over: the
// length of the range that matches longest, else of the shortest range
// (ISO 32000-1, 9.7.6.3).
func (c *codespace) next(s []byte) (code uint32, n int, whole bool) {
	longest, step := -1, 1
	for i := range c.ranges {
		r := &c.ranges[i]
		m := r.match(s)
		if m == r.n {
			return bigEndian(s[:m]), m, true
		}
		if m > longest || m == longest && r.n < step {
			longest, step = m, r.n
		}
	}
	return 0, min(step, len(s)), false
}

// match counts the bytes at the start of s that fit r, at most r.n.
func (r *codeRange) match(s []byte) int {
	for i := range r.n {
		if i == len(s) || s[i] < r.lo[i] || s[i] > r.hi[i] {
			return i
		}
	}
	return r.n
}

// bigEndian reads the last four bytes of s as a number.
func bigEndian(s []byte) uint32 {
	var v uint32
	for _, b := range s {
		v = v<<8 | uint32(b)
	}
	return v
}

// codeBytes is the reverse of bigEndian for a code of n bytes.
func codeBytes(code uint32, n int) []byte {
	b := []byte{byte(code >> 24), byte(code >> 16), byte(code >> 8), byte(code)}
	return b[4-n:]
}
