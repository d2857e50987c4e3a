package normalize

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// partRow finds the token that the target of a row begins with, and tells
// whether that is sure. Name and target are parted by a blank, or by the end of
// a line; either of them may be broken over lines itself.
func (r *plainReader) partRow(tokens []token) (cut int, sure bool) {
	last := len(tokens) - 1
	if last == 0 {
		return 1, true
	}
	var whole, figures, blanks []int
	for k := 1; k <= last; k++ {
		if isWholeTarget(joinTokens(tokens[k:])) {
			whole = append(whole, k)
		}
		if startsWithFigure(tokens[k].text) {
			figures = append(figures, k)
		}
		if tokens[k].line == tokens[k-1].line {
			blanks = append(blanks, k)
		}
	}
	switch {
	case len(whole) > 0:
		cut = whole[0]
		return cut, (len(whole) == 1 || goesOn(tokens[cut].text)) && !slices.ContainsFunc(tokens[1:cut], isTargetToken)
	case len(blanks) > 0:
		cut = blanks[len(blanks)-1]
		return cut, len(blanks) == 1 && cut == last && !endsInFigure(joinTokens(tokens[:cut]))
	case last == 1:
		return 1, startsWithFigure(tokens[1].text) || !r.full(tokens[0])
	case len(figures) > 0:
		return figures[0], slices.Equal(figures, []int{last})
	}
	return last, false
}

// isTargetToken reports whether a token by itself is a target.
func isTargetToken(t token) bool { return isWholeTarget(t.text) }

// full reports whether a line is as long as those of the names that go on in
// the next one.
func (r *plainReader) full(t token) bool {
	widest := 0
	for _, other := range r.tokens {
		if startsIndicator(other.text) {
			widest = max(widest, displayWidth(other.text))
		}
	}
	return displayWidth(t.text) > widest-displayWidth("宽")-1
}

// goesOn reports whether the first line of a target that has several can be no
// line of the name: it begins with a sign, is a part of a date, or of a word.
func goesOn(line string) bool {
	s := zh.Fold(line)
	first, _ := utf8.DecodeRuneInString(s)
	return !isDigit(first) || strings.ContainsAny(s, "年月日") || strings.Trim(s, "0123456789.,") != ""
}

// endsInFigure reports whether a name ends with what may be the first part of
// a figure.
func endsInFigure(name string) bool {
	return strings.ContainsAny(lastRune(zh.Fold(name)), "0123456789.,≥≤≧≦><=")
}

var (
	// wholeFigure is a comparison and a number, or two, with a unit behind.
	wholeFigure = regexp.MustCompile(`^(?:[≥≤≧≦><=]+|不低于|不少于|不小于|不超过|不高于|不大于|不多于|控制在|至少|超过|大于等于|小于等于|大于|小于|高于|低于|达到|达|约)?` +
		`\d+(?:,\d{3})*(?:\.\d+)?(?:[-~—–至]\d+(?:\.\d+)?)?(.*?)(?:\(含\)|及|或)?(?:以上|以下|以内|之内|左右|上下|内|前)?$`)
	// wholeDate is a day, a month, a year, a part of one, or a period.
	wholeDate = regexp.MustCompile(`^` + datePattern + `(?:[-~—–至到]` + datePattern + `)?(?:之前|以前|前|止|内|完成)?$`)
	// wholeChange is how something is to become.
	wholeChange = regexp.MustCompile(`^(?:` + becomingHow + `|有所|全面|基本)*(?:` + becoming + `|建立|健全|稳定|实现|完成)$`)
	// wholeGrade is a grade, or how long something is to last.
	wholeGrade = regexp.MustCompile(`^(?:长期有效|长期|良好|较好|好|较高|高|及时|合格|达标|优|良|优秀|效果明显|效果显著|成效显著|成效明显|明显|显著|有效|无|是|满意|全年)$`)
)

// How something is to become, in prose as in cells.
const (
	becomingHow = `明显|有效|不断|持续|显著|逐步|稳步|进一步|大幅|得到`
	becoming    = `提升|提高|改善|增强|增加|增长|减少|降低|下降|优化|好转|缩小|扩大|减轻|保障|促进|加强|完善|发展`
)

const datePattern = `(?:\d{4}年?度?)?(?:全年|上半年|下半年|年)?(?:\d{1,2}月份?)?(?:\d{1,2}[日号])?(?:底|末|初|上旬|中旬|下旬)?`

// isWholeTarget reports whether a text is a target from its first character
// to its last.
func isWholeTarget(text string) bool {
	s := zh.Squeeze(zh.Fold(text))
	if wholeChange.MatchString(s) || wholeGrade.MatchString(s) {
		return true
	}
	if strings.ContainsRune(s, '年') || strings.ContainsRune(s, '月') {
		if wholeDate.MatchString(s) {
			return true
		}
	}
	m := wholeFigure.FindStringSubmatch(s)
	return m != nil && (m[1] == "" || isUnit(m[1]))
}
