package zh

import "unicode/utf8"

// digitOf gives the Chinese digits their value, also those of cheques.
var digitOf = map[rune]int{
	'〇': 0, '○': 0, '零': 0, '０': 0, '0': 0, // 二0二三 is often typed so
	'一': 1, '壹': 1, '二': 2, '贰': 2, '两': 2, '三': 3, '叁': 3,
	'四': 4, '肆': 4, '五': 5, '伍': 5, '六': 6, '陆': 6,
	'七': 7, '柒': 7, '八': 8, '捌': 8, '九': 9, '玖': 9,
}

var unitOf = map[rune]int{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}

// Numeral reads a whole number below 10,000 that is written in Chinese:
// either by its units (二十三, 一百零五) or digit by digit (二〇二三). It
// reports false for anything else, also for the empty string.
func Numeral(s string) (int, bool) {
	value, rest := numeralPrefix(s)
	return value, s != "" && rest == ""
}

// numeralPrefix reads the longest numeral in front of s and returns what
// follows. Without a numeral that is s.
func numeralPrefix(s string) (value int, rest string) {
	if byDigits, rest := digitRow(s); byDigits >= 0 {
		return byDigits, rest
	}
	total, pending, limit := 0, -1, 10_000
	rest = s
	for rest != "" {
		r, n := utf8.DecodeRuneInString(rest)
		if d, ok := digitOf[r]; ok && !isDigit(r) {
			if pending > 0 {
				break
			}
			pending = d
		} else if u, ok := unitOf[r]; ok && u < limit && !(pending < 0 && u != 10) {
			total += max(pending, 1) * u
			pending, limit = -1, u
		} else {
			break
		}
		rest = rest[n:]
	}
	return total + max(pending, 0), rest
}

// digitRow reads two to four Chinese digits in a row, as years are written;
// -1 when s does not begin with such a row.
func digitRow(s string) (value int, rest string) {
	n := 0
	rest = s
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		d, ok := digitOf[r]
		if !ok || n == 0 && isDigit(r) {
			break
		}
		value = value*10 + d
		rest = rest[size:]
		n++
	}
	if r, _ := utf8.DecodeRuneInString(rest); n < 2 || n > 4 || unitOf[r] > 0 {
		return -1, s
	}
	return value, rest
}
