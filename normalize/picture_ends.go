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
		var texts, pointers []string
		for i, g := range r.Goals {
			texts, pointers = append(texts, g.Text), append(pointers, "/goals/"+strconv.Itoa(i)+"/text")
		}
		for i, t := range r.Tasks {
			texts, pointers = append(texts, t.Content), append(pointers, "/tasks/"+strconv.Itoa(i)+"/content")
		}
		ended := false
		for _, t := range texts {
			ended = ended || strings.HasSuffix(t, "。")
		}
		for i, t := range texts {
			last, _ := utf8.DecodeLastRuneInString(t)
			if _, ok := r.fromPicture(pointers[i]); ok && ended && strings.ContainsAny(t, "，；") && unicode.Is(unicode.Han, last) {
				report(pointers[i], "the sentence ends without 。, others have it")
			}
		}
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
