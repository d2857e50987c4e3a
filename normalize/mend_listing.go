package normalize

import (
	"strings"
	"unicode"
)

// MendListing puts back the marks of a list that a cell holds, 1、 2、 3、, where a
// small mark is lost or was read as another one: the lines that begin with a
// figure count on from 1. A cell with the first number alone is a list too if it
// is a sentence, whose first word no number can count.
var MendListing = Mend{
	Name: "listing",
	Apply: func(t *scanned) {
		if !t.whole {
			return
		}
		var unmarked []int // where figures without a mark behind them stand
		marks, next := 0, 1
		for at := 0; at < len(t.chars); at++ {
			if !t.beginsLine(at) || t.chars[at].r != rune('0'+next) || next > 9 || at+2 >= len(t.chars) {
				continue
			}
			switch behind := t.chars[at+1].r; {
			case strings.ContainsRune("、.．)）", behind):
				marks++
			case unicode.Is(unicode.Han, behind) || isLostMark(behind) && unicode.Is(unicode.Han, t.chars[at+2].r):
				unmarked = append(unmarked, at)
			default:
				continue
			}
			next++
		}
		if len(unmarked) == 0 || marks+len(unmarked) < 2 && (unmarked[0] > 0 || !t.isOneGoal()) {
			return
		}
		for i := len(unmarked) - 1; i >= 0; i-- {
			at := unmarked[i]
			behind := at + 1
			if isLostMark(t.chars[behind].r) {
				behind++
			}
			t.replace(at+1, behind, "、", listedMark)
		}
	},
}

const (
	// listedMark is the confidence in a mark that the numbers of a list told.
	listedMark = 0.9
	// shortestGoal is the number of characters of a sentence that states a goal.
	shortestGoal = 12
)

// isLostMark reports whether a character is what the mark behind a number is
// read as.
func isLostMark(r rune) bool { return strings.ContainsRune(" ，,·。°'’`:：", r) }

// beginsLine reports whether a character is the first of a line, or of a
// sentence.
func (t *scanned) beginsLine(at int) bool {
	return at == 0 || t.chars[at].line > t.chars[at-1].line && strings.ContainsRune("。；;.", t.chars[at-1].r)
}

// isOneGoal reports whether a cell holds a sentence behind a figure that counts
// nothing in it.
func (t *scanned) isOneGoal() bool {
	text := t.text(0, len(t.chars))
	return len(t.chars) >= shortestGoal && strings.HasSuffix(text, "。") && strings.ContainsAny(text, "，；") &&
		!strings.ContainsRune(countingUnits+"年月日万亿亩吨季周度至到或以级类种层楼", t.chars[1].r)
}
