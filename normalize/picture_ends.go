package normalize

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// EndLost doubts a sentence among the goals or tasks that ends without 。 where
// another one has it: the mark is the smallest ink of its line and stands at its
// edge.
var EndLost = Rule{
	Code:     "end-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		isSentence := func(pointer string) bool {
			return strings.HasSuffix(pointer, "/text") || strings.HasSuffix(pointer, "/content")
		}
		ended := false
		r.texts(func(text, pointer string) {
			ended = ended || isSentence(pointer) && strings.HasSuffix(text, "。")
		})
		r.pictured(func(text, pointer string) {
			last, _ := utf8.DecodeLastRuneInString(text)
			if ended && isSentence(pointer) && strings.ContainsAny(text, "，；") && unicode.Is(unicode.Han, last) {
				report(pointer, "the sentence ends without 。, others have it")
			}
		})
	},
}

// NameShort doubts an indicator whose name is one character: a rule that runs
// through the names, or a cell that was cut, leaves so much of one.
var NameShort = Rule{
	Code:     "name-short",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			if in.Level3 != "" && utf8.RuneCountInString(in.Level3) == 1 {
				report("/indicators/"+strconv.Itoa(i), "%q is no name of an indicator", in.Level3)
			}
		}
	},
}
