package normalize

import (
	"strconv"
	"strings"
)

// CharacterUnknown reports values that hold a character without a known
// meaning: the file gives no mapping for it, or one into the private area.
var CharacterUnknown = Rule{
	Code:     "character-unknown",
	Severity: Error,
	Check: func(r *Record, report Reporter) {
		look := func(s, pointer string) {
			if strings.ContainsFunc(s, isUnknown) {
				report(pointer, "%q holds a character of unknown meaning", s)
			}
		}
		look(r.Title, "/title")
		look(r.Project, "/project")
		look(r.Department, "/department")
		look(r.Unit, "/unit")
		look(r.Attribute, "/attribute")
		look(r.Period, "/period")
		look(r.Achieved, "/achieved")
		for i, g := range r.Goals {
			look(g.Text, "/goals/"+strconv.Itoa(i)+"/text")
		}
		for i, in := range r.Indicators {
			look(in.Level3, indicatorPath(i, "level3"))
			look(in.Target, indicatorPath(i, "target"))
			look(in.Actual, indicatorPath(i, "actual"))
			look(in.Deviation, indicatorPath(i, "deviation"))
		}
	},
}

func isUnknown(r rune) bool {
	return r == '\uFFFD' || r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000
}
