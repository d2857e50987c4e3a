package pdfcpuobj

// unescape decodes the inside of a literal string (ISO 32000-1, 7.3.4.2).
func unescape(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\r': // any line end in a string is a line feed
			if i+1 < len(s) && s[i+1] == '\n' {
				i++
			}
			out = append(out, '\n')
		case c != '\\':
			out = append(out, c)
		case i+1 < len(s):
			var n int
			out, n = appendEscape(out, s[i+1:])
			i += n
		}
	}
	return out
}

// appendEscape decodes what follows a backslash and tells how many bytes that
// was.
func appendEscape(out []byte, s string) ([]byte, int) {
	switch c := s[0]; c {
	case 'n':
		return append(out, '\n'), 1
	case 'r':
		return append(out, '\r'), 1
	case 't':
		return append(out, '\t'), 1
	case 'b':
		return append(out, '\b'), 1
	case 'f':
		return append(out, '\f'), 1
	case '\n': // the string goes on in the next line
		return out, 1
	case '\r':
		if len(s) > 1 && s[1] == '\n' {
			return out, 2
		}
		return out, 1
	default:
		if code, n := octal(s); n > 0 {
			return append(out, code), n
		}
		return append(out, c), 1
	}
}

// octal reads up to three octal digits; of a larger number the high bits are
// dropped, as the standard has it.
func octal(s string) (code byte, n int) {
	v := 0
	for n < 3 && n < len(s) && s[n] >= '0' && s[n] <= '7' {
		v = v*8 + int(s[n]-'0')
		n++
	}
	return byte(v), n
}

// unhex decodes hexadecimal digits; white space between them is nothing, and
// a last digit that is missing is 0.
func unhex(s string) []byte {
	out := make([]byte, 0, len(s)/2+1)
	half, high := false, byte(0)
	for i := range len(s) {
		d, ok := hexDigit(s[i])
		if !ok {
			continue
		}
		if half {
			out = append(out, high|d)
		} else {
			high = d << 4
		}
		half = !half
	}
	if half {
		out = append(out, high)
	}
	return out
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
