package normalize

import (
	"strings"
	"unicode"

	"mubiao/normalize/zh"
)

// maxProseLabel is the length in characters up to which the text before a
// colon may be a label: 社会公众或服务对象满意度指标 has 14, numbering comes on top.
const maxProseLabel = 20

// cutProseLabel parts a text that begins with a label of the vocabulary: up to
// a colon, a full stop or a blank, or the whole of it.
func cutProseLabel(text string) (label, rest string, ok bool) {
	blank := -1
	for i, r := range text {
		switch {
		case r == ':' || r == '：' || r == '。':
			label, rest = text[:i], text[i+len(string(r)):]
			if isProseLabel(label) {
				return label, rest, true
			}
			if blank > 0 && isLevelLabel(text[:blank]) {
				return text[:blank], text[blank:], true
			}
			return "", "", false
		case unicode.IsSpace(r) && blank < 0:
			blank = i
		case len([]rune(text[:i])) > 2*maxProseLabel:
			return "", "", false
		}
	}
	if blank > 0 && isLevelLabel(text[:blank]) && !isProseLabel(text) {
		return text[:blank], text[blank:], true
	}
	return text, "", isProseLabel(text)
}

// isProseLabel reports whether a text is a label of a form.
func isProseLabel(s string) bool {
	label := zh.Label(s)
	if label == "" || len([]rune(label)) > maxProseLabel {
		return false
	}
	return isLevelLabel(s) || kindOfLabel(label) != unlabelled
}

// isLevelLabel reports whether a text is the name of a level, with 指标.
func isLevelLabel(s string) bool {
	if !strings.Contains(s, "指标") || len(s) > maxLabel {
		return false
	}
	_, one := Level1(s)
	_, two := Level2(s)
	return one || two
}

// openNumber reports whether a text begins with what may be the number of a
// list or the name's own: 1.5G基站.
func openNumber(text string) bool {
	_, digits := leadingInt(text)
	return digits > 0 && strings.ContainsAny(text[digits:min(digits+1, len(text))], ".") && zh.StripNumbering(text) == text
}
