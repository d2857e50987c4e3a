package postgres

import (
	"strings"
	"unicode/utf8"
)

// PostgreSQL takes text that is UTF-8 and has no U+0000; a path on Linux may
// be any bytes, as those of files are that were named in GBK. A byte that it
// would not take is stored as a character of the private plane 16 that nobody
// uses, and comes back as the byte that it was.
const (
	strayBytes  = 0x10f700   // and the byte
	strayPrefix = "\xf4\x8f" // how all of them begin in UTF-8
)

// storable are values as PostgreSQL takes them. It changes no slice of others.
func storable(values []any) []any {
	var changed []any
	change := func(i int, v any) {
		if changed == nil {
			changed = append([]any(nil), values...)
		}
		changed[i] = v
	}
	for i, v := range values {
		switch v := v.(type) {
		case string:
			if s := storableText(v); s != v {
				change(i, s)
			}
		case *string:
			if v != nil {
				if s := storableText(*v); s != *v {
					change(i, s)
				}
			}
		}
	}
	if changed == nil {
		return values
	}
	return changed
}

// storableText is a text as PostgreSQL takes it.
func storableText(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			r = strayBytes + rune(s[i])
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

// restore puts back into what was scanned the bytes that storable replaced.
func restore(dest []any) {
	for _, d := range dest {
		if s, ok := d.(*string); ok {
			*s = restoredText(*s)
		}
	}
}

// restoredText is a text as it was before storableText.
func restoredText(s string) string {
	if !strings.Contains(s, strayPrefix) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r >= strayBytes && r <= strayBytes+0xff {
			b.WriteByte(byte(r - strayBytes))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
