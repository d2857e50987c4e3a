package normalize

import (
	"strings"

	"mubiao/normalize/zh"
)

// levelChunks joins the words of a line that single blanks part, but not a
// level with what stands in the next column.
func levelChunks(words []word) []word {
	var out []word
	for _, w := range words {
		n := len(out) - 1
		if n < 0 || w.firm || isLevelPiece(out[n].text) && !isLevelPiece(out[n].text+w.text) || beginsNumbered(w.text) {
			out = append(out, w)
			continue
		}
		out[n].strays = out[n].strays || w.strays || isFigure(out[n].text) || isFigure(w.text)
		out[n].text += " " + w.text
		out[n].end = w.end
	}
	return out
}

// isFigure reports whether a word is a number and no more: beside other text,
// one blank away, it may be the cell of the next column.
func isFigure(s string) bool {
	_, digits := leadingInt(zh.Fold(s))
	return digits > 0 && strings.Trim(zh.Fold(s), "0123456789.,%") == ""
}

// beginsNumbered reports whether a word is 指标1： or the beginning of it.
func beginsNumbered(s string) bool { return s == "指标" || startsIndicator(s) }

// isLevelPiece reports whether a text is a level's name or what a line holds
// of one.
func isLevelPiece(s string) bool {
	label := zh.StripBrackets(zh.Label(s))
	if label == "" || label == "指标" {
		return false
	}
	for _, names := range []map[string]string{level1Names, level2Names} {
		for name := range names {
			if strings.Contains(name+"指标", label) {
				return true
			}
		}
	}
	return false
}
