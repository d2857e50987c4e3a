package font

// Fonts are read with functions that give 0 or nothing beyond the end of the
// bytes: a font cut short still serves with what it has.

func u8(b []byte, at int) int {
	if at < 0 || at >= len(b) {
		return 0
	}
	return int(b[at])
}

func u16(b []byte, at int) int { return u8(b, at)<<8 | u8(b, at+1) }

func i16(b []byte, at int) int { return int(int16(u16(b, at))) }

func u32(b []byte, at int) int { return u16(b, at)<<16 | u16(b, at+2) }

// part is b[at:at+n], as much of it as there is.
func part(b []byte, at, n int) []byte {
	if at < 0 || at > len(b) || n < 0 {
		return nil
	}
	return b[at:min(at+n, len(b))]
}

// from is b[at:].
func from(b []byte, at int) []byte { return part(b, at, len(b)) }
