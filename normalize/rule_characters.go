package normalize

import "strings"

// CharacterUnknown reports values that hold a character without a known
// meaning: the file gives no mapping for it, or one into the private area.
var CharacterUnknown = Rule{
	Code:     "character-unknown",
	Severity: Error,
	Check: func(r *Record, report Reporter) {
		r.texts(func(text, pointer string) {
			if strings.ContainsFunc(text, isUnknown) {
				report(pointer, "%q holds a character of unknown meaning", text)
			}
		})
	},
}

func isUnknown(r rune) bool {
	return r == '\uFFFD' || r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000
}
