package lex

// powers holds what a fraction of so many digits is divided by.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// digitsMost is how many digits of a number count: 18 fit in an int64.
// Further ones before the point saturate, after it they are below any
// precision that a page can show.
const digitsMost = 18

// number reads a number. Those that are written as they should be, which are
// most tokens of a page, take the short way here.
func (l *Lexer) number(t *Token) {
	src, i := l.src, l.Pos
	negative := src[i] == '-'
	if negative {
		i++
	}
	first, fraction := i, 0
	var mantissa int64
	for i < len(src) && src[i]-'0' <= 9 {
		mantissa = mantissa*10 + int64(src[i]-'0')
		i++
	}
	kind := Integer
	if i < len(src) && src[i] == '.' {
		kind = Real
		i++
		point := i
		for i < len(src) && src[i]-'0' <= 9 {
			mantissa = mantissa*10 + int64(src[i]-'0')
			i++
		}
		fraction = i - point
	}
	if i-first > digitsMost || i == first || i < len(src) && class[src[i]] == regular {
		l.oddNumber(t)
		return
	}
	l.Pos = i
	if negative {
		mantissa = -mantissa
	}
	*t = Token{Kind: kind, Num: float64(mantissa)}
	if fraction > 0 {
		t.Num /= powers[fraction]
	}
}

// oddNumber reads any number, broken ones as Acrobat does: signs that are
// repeated or stand inside are passed over. The digits after a second point
// are dropped instead of making a second operand, so that the operands of
// the operator keep their places. A word that only starts like a number ends
// where it stops being one ("0Tj" is 0 and Tj).
func (l *Lexer) oddNumber(t *Token) {
	src, i := l.src, l.Pos
	negative := false
	for i < len(src) && (src[i] == '-' || src[i] == '+') {
		negative = negative || src[i] == '-'
		i++
	}
	if i > l.Pos+1 {
		l.Fault = "repeated sign"
	}
	var digits, fraction, points int
	var mantissa int64
scan:
	for ; i < len(src); i++ {
		switch c := src[i]; {
		case c >= '0' && c <= '9':
			switch {
			case points > 1:
			case digits < digitsMost:
				mantissa = mantissa*10 + int64(c-'0')
				if mantissa > 0 {
					digits++
				}
				fraction += points
			}
		case c == '.':
			points++
		case c == '-':
			l.Fault = "sign inside a number"
		default:
			break scan
		}
	}
	if points > 1 {
		l.Fault = "second point in a number"
	}
	*t = Token{Kind: Integer, Num: float64(mantissa)}
	if points > 0 {
		t.Kind = Real
		t.Num /= powers[min(fraction, digitsMost)]
	}
	if i < len(src) && (src[i] == 'e' || src[i] == 'E') {
		i = exponent(src, i, t)
	}
	if negative {
		t.Num = -t.Num
	}
	l.Pos = i
}

// exponentMost bounds an exponent; no length on a page needs more.
const exponentMost = 18

// exponent reads "e-05", which PDF does not know but C's %g writes. It
// returns the offset after it, or i itself where none follows.
func exponent(src []byte, i int, t *Token) int {
	j, negative := i+1, false
	if j < len(src) && (src[j] == '-' || src[j] == '+') {
		negative = src[j] == '-'
		j++
	}
	start, power := j, 0
	for ; j < len(src) && src[j] >= '0' && src[j] <= '9'; j++ {
		power = min(power*10+int(src[j]-'0'), exponentMost)
	}
	if j == start {
		return i
	}
	t.Kind = Real
	if negative {
		t.Num /= powers[power]
	} else {
		t.Num *= powers[power]
	}
	return j
}
