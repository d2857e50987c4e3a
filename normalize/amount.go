package normalize

import (
	"errors"
	"fmt"
	"math/bits"
	"strings"

	"mubiao/normalize/zh"
)

// What can be wrong with the print of an amount.
var (
	errNoAmount       = errors.New("no number in it")
	errSeveralAmounts = errors.New("more than one number in it")
	errOtherText      = errors.New("other text beside the number")
	errMalformed      = errors.New("malformed number")
	errFraction       = errors.New("a fraction of a fen")
	errAmountTooLarge = errors.New("too large for an amount")
)

// fenPerYuan is the number of fen in one 元.
const fenPerYuan = 100

// ReadAmount reads a cell that holds an amount in 万元 (wan) or 元, exactly:
// no floating point is used. A unit printed with the number («10000万元»,
// «3,498,000.00元») goes before that of the form. blank reports that the cell
// is empty or holds a mark for nothing, the amount then being 0. An error
// says why the print cannot be taken for one amount («854万854万(…)»); the
// amount that comes with it is the first that was found, 0 if none.
func ReadAmount(s string, wan bool) (amount Amount, blank bool, err error) {
	text := strings.TrimSpace(zh.Fold(s))
	if isEmptyMark(zh.Squeeze(text)) {
		return 0, true, nil
	}
	before, digits, after := cutNumber(text)
	if digits == "" {
		return 0, false, errNoAmount
	}
	unit, rest := amountUnit(after, wan)
	amount, err = exactAmount(digits, unit)
	switch {
	case err != nil:
	case strings.ContainsFunc(rest, isDigit):
		err = errSeveralAmounts
	case strings.Trim(rest, " .)整;。") != "" || !strings.Contains("人民币:￥¥(", strings.TrimSpace(before)):
		err = errOtherText
	}
	return amount, false, err
}

// cutNumber parts a folded text at its first number, with sign, separators
// and point.
func cutNumber(s string) (before, digits, after string) {
	from := strings.IndexFunc(s, isDigit)
	if from < 0 {
		return s, "", ""
	}
	to := from
	for to < len(s) && (isDigit(rune(s[to])) || (s[to] == '.' || s[to] == ',')) {
		to++
	}
	for to > from && !isDigit(rune(s[to-1])) {
		to--
	}
	if from > 0 && s[from-1] == '.' {
		from--
	}
	for _, minus := range []string{"-", "−"} {
		if rest, ok := strings.CutSuffix(s[:from], minus); ok {
			return rest, "-" + s[from:to], s[to:]
		}
	}
	return s[:from], s[from:to], s[to:]
}

// amountUnit reads the unit behind a number, in fen, and returns the text
// behind that; without a unit it is that of the form.
func amountUnit(s string, wan bool) (fen int64, rest string) {
	t := strings.TrimLeft(s, " (")
	for _, u := range []struct {
		name string
		fen  int64
	}{
		{"万元", fenPerWan},
		{"亿元", 10_000 * fenPerWan},
		{"千元", 1000 * fenPerYuan},
		{"万", fenPerWan},
		{"亿", 10_000 * fenPerWan},
		{"元", fenPerYuan},
	} {
		if rest, ok := strings.CutPrefix(t, u.name); ok {
			return u.fen, rest
		}
	}
	if wan {
		return fenPerWan, s
	}
	return fenPerYuan, s
}

// exactAmount reads digits, which may hold a sign, thousands separators and
// a point, in a unit of so many fen.
func exactAmount(digits string, unit int64) (Amount, error) {
	negative := strings.HasPrefix(digits, "-")
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(digits, "-"), ".")
	if strings.ContainsAny(fraction, ".,") || !wellGrouped(whole) {
		return 0, errMalformed
	}
	sum, err := wholeFen(strings.ReplaceAll(whole, ",", ""), unit)
	if err != nil {
		return 0, err
	}
	part, err := fractionFen(fraction, unit)
	if sum += part; negative {
		sum = -sum
	}
	return Amount(sum), err
}

// wellGrouped reports whether the commas of a whole number part groups of
// three digits, if there are any.
func wellGrouped(whole string) bool {
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && (g == "" || len(g) > 3) {
			return false
		}
	}
	return true
}

// largestFen bounds amounts well below what int64 holds: 9 quadrillion yuan.
const largestFen = 900_000_000_000_000_000

func wholeFen(whole string, unit int64) (int64, error) {
	var n uint64
	for _, d := range whole {
		if n = n*10 + uint64(d-'0'); n > largestFen {
			return 0, errAmountTooLarge
		}
	}
	high, low := bits.Mul64(n, uint64(unit))
	if high != 0 || low > largestFen {
		return 0, errAmountTooLarge
	}
	return int64(low), nil
}

// fractionFen reads the digits behind the point. What is left below a fen is
// dropped with an error.
func fractionFen(fraction string, unit int64) (int64, error) {
	var fen int64
	for i, d := range fraction {
		if d == '0' {
			if unit >= 10 {
				unit /= 10
			}
			continue
		}
		if unit%10 != 0 {
			return fen, fmt.Errorf("%w: .%s", errFraction, fraction[:i+1])
		}
		unit /= 10
		fen += unit * int64(d-'0')
	}
	return fen, nil
}
