package normalize

import (
	"regexp"
	"strings"

	"mubiao/normalize/zh"
)

// How the name of an indicator and its target were told apart in a sentence.
type splitting int

const (
	splitNone  splitting = iota // there is no target
	splitSure                   // a sign, a comparing word or a colon stands between
	splitGuess                  // the words alone tell
)

var (
	// signedFigure is a sign of comparison before a figure.
	signedFigure = regexp.MustCompile(`(?:[>＞<＜]\s*[=＝]|[=＝]\s*[>＞<＜]|[≥≤≧≦⩾⩽><=＞＜＝═])\s*[0-9０-９]`)
	// wordedFigure is a comparing word before a figure.
	wordedFigure = regexp.MustCompile(`(?:大于或?等于|小于或?等于|不低于|不少于|不小于|不超过|不高于|不大于|不多于|控制在|至少|超过|大于|小于|高于|低于|达到|达)\s*[0-9０-９]`)
	// copula is 为 before a figure, which is no part of the target.
	copula = regexp.MustCompile(`为\s*([0-9０-９])`)
	// bareFigure is a figure behind a Han character.
	bareFigure = regexp.MustCompile(`\p{Han}\s*([0-9０-９])`)
	// changed is how something is to become, at the end of a sentence.
	changed = regexp.MustCompile(`(?:` + becomingHow + `)(?:得到)?(?:` + becoming + `)$`)
	// graded is a grade at the end of a sentence.
	graded = regexp.MustCompile(`(?:长期有效|长期|良好|较好|较高|及时|合格|基本建立|效果明显|成效显著)$`)
)

// splitClause parts a clause into name and target. Marks between them are
// part of neither.
func splitClause(text string) (name, target string, how splitting) {
	if i, size := valueColon(text); i > 0 {
		return cutAt(text, i, i+size, splitSure)
	}
	if i := figureOutside(signedFigure, text); i > 0 {
		return cutAt(text, i, i, splitSure)
	}
	if i := figureOutside(wordedFigure, text); i > 0 {
		return cutAt(text, i, i, splitSure)
	}
	if m := copula.FindStringSubmatchIndex(text); m != nil && m[0] > 0 {
		return cutAt(text, m[0], m[2], splitSure)
	}
	if m := bareFigure.FindStringSubmatchIndex(text); m != nil {
		return cutAt(text, m[2], m[2], splitGuess)
	}
	for _, words := range []*regexp.Regexp{changed, graded} {
		if m := words.FindStringIndex(text); m != nil && m[0] > 0 {
			return cutAt(text, m[0], m[0], splitGuess)
		}
	}
	return strings.TrimSpace(text), "", splitNone
}

func cutAt(text string, end, begin int, how splitting) (name, target string, _ splitting) {
	name = strings.TrimRight(text[:end], " \u3000，,:：、")
	return strings.TrimSpace(name), zh.Join([]string{strings.TrimSpace(text[begin:])}), how
}

// figureOutside is where a pattern first matches outside brackets, -1 if it
// does not: brackets in a name hold what a template left.
func figureOutside(pattern *regexp.Regexp, text string) int {
	for _, m := range pattern.FindAllStringIndex(text, -1) {
		before := text[:m[0]]
		if strings.Count(before, "(")+strings.Count(before, "（") == strings.Count(before, ")")+strings.Count(before, "）") {
			return m[0]
		}
	}
	return -1
}

// valueColon is the colon between a name and its target: not that of 指标1：
// or of 其中：, and none in brackets.
func valueColon(text string) (at, size int) {
	skip := 0
	if n, rest := indicatorName(strings.TrimSpace(zh.StripNumbering(text))); n != nil {
		skip = max(strings.LastIndex(text, rest), 0)
	}
	depth := 0
	for i, r := range text[skip:] {
		switch r {
		case '(', '（':
			depth++
		case ')', '）':
			depth = max(0, depth-1)
		case ':', '：':
			if depth == 0 && strings.TrimSpace(text[skip:skip+i]) != "其中" {
				return skip + i, len(string(r))
			}
		}
	}
	return -1, 0
}

// splitIndicators parts a clause that lists several indicators between commas,
// each with a figure to reach.
func splitIndicators(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '，' })
	for _, p := range parts {
		if _, _, how := splitClause(p); how != splitSure {
			return []string{text}
		}
	}
	return parts
}
