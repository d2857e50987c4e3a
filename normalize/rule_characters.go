package normalize

import "strings"

// CharacterUnknown reports values that hold a character without a known
// meaning: the file gives no mapping for it, or one into the private area.
var CharacterUnknown = Rule{
	Code:     "character-unknown",
	Severity: Error,
	Check: func(r *Record, report Reporter) {
		r.texts(func(text, pointer string) {
			if !strings.ContainsFunc(text, isUnknown) {
				return
			}
			for _, p := range readFrom(pointer) {
				report(p, "%q holds a character of unknown meaning", text)
			}
		})
	},
}

// readFrom is a pointer and, of a target, those of what was read from it: the
// character may be its sign, a digit or the unit. ≥ is one that fonts of
// Latin letters lack.
func readFrom(pointer string) []string {
	row, isTarget := strings.CutSuffix(pointer, "/target")
	if !isTarget {
		return []string{pointer}
	}
	return []string{pointer, row + "/op", row + "/value", row + "/unit"}
}

func isUnknown(r rune) bool {
	return r == '\uFFFD' || r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000
}
