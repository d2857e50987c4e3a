package zh

import (
	"regexp"
	"strings"
	"unicode"
)

// yearInName is a year, or the years from and to, that a name is printed with:
// 2023年, 2023年度, 2023-2025年, 二〇二三年, a bare 2023 at either end. Only the
// years of this century and of the one before it are meant, so that a number
// of a name's own (1000年古树保护) stays.
var yearInName = regexp.MustCompile(
	`((19|20)\d\d(年度?)?[-~至到])?(19|20)\d\d年度?` +
		`|[一二][〇○零九][〇○零一二三四五六七八九]{2}年度?` +
		`|^(19|20)\d\d([-~](19|20)\d\d)?(\D|$)` +
		`|(^|\D)(19|20)\d\d([-~](19|20)\d\d)?$`)

// Key makes the names of one thing, as printed in several years and by several
// programs, the same text: width, case, blanks, brackets, quotation marks and
// other punctuation do not count, nor do the years that a name is printed
// with («2023年水库养护（二期）» and «水库养护(二期) 2024年度» have one key).
// What the brackets hold counts. A name of years and punctuation alone is its
// own key, folded. Key of a key is that key.
func Key(name string) string {
	folded := strings.ToLower(Squeeze(Fold(name)))
	key := folded
	for before := ""; key != before; {
		before = key
		key = spell(yearInName.ReplaceAllStringFunc(key, withoutYear))
	}
	if key == "" {
		return folded
	}
	return key
}

// withoutYear is what of a match of yearInName is no year: the character that
// bounds a bare one.
func withoutYear(match string) string {
	return strings.TrimFunc(match, func(r rune) bool {
		return isDigit(r) || strings.ContainsRune("年度-~至到一二三四五六七八九〇○零", r)
	})
}

// spell keeps what is said of a name, letters and figures, and signs that
// change a figure.
func spell(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("+%‰℃.~-<>=≥≤", r) {
			return r
		}
		return -1
	}, s)
}
