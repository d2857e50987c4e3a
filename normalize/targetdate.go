package normalize

import "strings"

// Years that a form can speak of.
const firstYear, lastYear = 1900, 2100

// dateEnd returns the end of the date, or the part of a period, that begins
// with the digits at i; i when they begin none.
func (p *phrase) dateEnd(i int) int {
	for _, read := range []func(*phrase, int) int{(*phrase).yearDate, (*phrase).numericDate, (*phrase).monthDate, (*phrase).dayDate} {
		if end := read(p, i); end > i {
			return end
		}
	}
	return i
}

// digits reads the whole number at i and returns it with its end.
func (p *phrase) digits(i int) (value, end int) {
	for end = i; end < len(p.text) && isDigit(p.text[end]) && end-i < 9; end++ {
		value = value*10 + int(p.text[end]-'0')
	}
	return value, end
}

// yearDate reads 2023年, 2023年12月31日, 2023年底, 2021-2023年 and what says
// when within it.
func (p *phrase) yearDate(i int) int {
	year, end := p.digits(i)
	switch {
	case p.isYear(year, end-i) && p.rune(end) == '年':
		return p.monthAndDay(end + 1)
	case p.isYear(year, end-i) && isDash(p.rune(end)):
		last, to := p.digits(end + 1)
		if p.isYear(last, to-end-1) && last >= year && (to == len(p.text) || p.rune(to) == '年') {
			return p.afterDate(to)
		}
	case end-i <= 2 && p.rune(end) == '年' && strings.ContainsRune("底末初", p.rune(end+1)):
		return p.afterDate(end)
	}
	return i
}

func (p *phrase) isYear(year, digits int) bool {
	return digits == 4 && year >= firstYear && year <= lastYear
}

// monthAndDay reads what may follow a year: 12月, 31日.
func (p *phrase) monthAndDay(i int) int {
	if month, end := p.digits(i); end > i && month <= 12 && p.rune(end) == '月' {
		i = end + 1
		if day, end := p.digits(i); end > i && day <= 31 && (p.rune(end) == '日' || p.rune(end) == '号') {
			i = end + 1
		}
	}
	return p.afterDate(i)
}

// numericDate reads 2024-01-01, 2024/1/1, 2024.01.01, 2024-01, 20240101 and
// 202001-202012.
func (p *phrase) numericDate(i int) int {
	year, end := p.digits(i)
	if p.isYear(year, end-i) {
		return p.separatedDate(i, end)
	}
	if end-i == 8 && p.isYear(year/10000, 4) && isMonth(year/100%100) && end == len(p.text) {
		return end
	}
	if end-i == 6 && p.isYear(year/100, 4) && isMonth(year%100) && isDash(p.rune(end)) {
		last, to := p.digits(end + 1)
		if to-end-1 == 6 && p.isYear(last/100, 4) && isMonth(last%100) {
			return to
		}
	}
	return i
}

func isMonth(m int) bool { return m >= 1 && m <= 12 }

// separatedDate reads the month and day behind a year. Of dates with points
// both are wanted, as 2024.5 is a number.
func (p *phrase) separatedDate(from, i int) int {
	mark := p.rune(i)
	if mark != '-' && mark != '/' && mark != '.' {
		return from
	}
	month, end := p.digits(i + 1)
	if n := end - i - 1; n < 1 || n > 2 || !isMonth(month) {
		return from
	}
	if day, to := p.digits(end + 1); p.rune(end) == mark && to > end+1 && to-end <= 3 && day >= 1 && day <= 31 {
		return p.afterDate(to)
	}
	if mark == '.' || !p.dateEndsAt(end) {
		return from
	}
	return p.afterDate(end)
}

// dateEndsAt reports whether a date without day may end at i: a number with
// a unit does not (2000-12亩).
func (p *phrase) dateEndsAt(i int) bool {
	return i >= len(p.text) || p.rune(i) == '前' || p.rune(i) == '底' || isDash(p.rune(i)) || endsClause(p.rune(i))
}

// monthDate reads 12月底, 12月31日, 3-11月, 8月: but «12个月» is a duration,
// and so are «6月内» and, with a sign, «≤12月».
func (p *phrase) monthDate(i int) int {
	month, end := p.digits(i)
	if isDash(p.rune(end)) { // 3-11月
		_, end = p.digits(end + 1)
	}
	if !isMonth(month) || p.rune(end) != '月' || signRune(p.rune(i-1)) {
		return i
	}
	rest := p.text[end+1:]
	if hasRunePrefix(rest, "内") || hasRunePrefix(rest, "以内") || hasRunePrefix(rest, "之内") {
		return i
	}
	return p.monthAndDay(i)
}

// dayDate reads 25日前 and 每月5日: a day of the month.
func (p *phrase) dayDate(i int) int {
	day, end := p.digits(i)
	if day < 1 || day > 31 || p.rune(end) != '日' && p.rune(end) != '号' || signRune(p.rune(i-1)) {
		return i
	}
	rest := p.text[end+1:]
	if hasRunePrefix(rest, "前") || hasRunePrefix(rest, "之前") || hasRunePrefix(rest, "以前") || p.rune(i-1) == '月' {
		return p.afterDate(end + 1)
	}
	return i
}

// dateWords say when within a date or period, longest first.
var dateWords = []string{
	"上半年", "下半年", "全年", "年底", "年末", "年初", "年内", "年度", "月底", "月末", "以前", "之前",
	"上旬", "中旬", "下旬", "份", "年", "底", "末", "初", "前", "内", "度", "起",
}

// afterDate skips the words that belong to the date that ends at i.
func (p *phrase) afterDate(i int) int {
	for skipped := true; skipped; {
		skipped = false
		for _, w := range dateWords {
			if hasRunePrefix(p.text[min(i, len(p.text)):], w) {
				i += len([]rune(w))
				skipped = true
				break
			}
		}
	}
	return i
}

// datesLead reports whether the only dates are years in front of the number,
// which say when and set no condition of their own: 2023年实施5公里. A
// deadline (2023年底前完成90%) is a condition.
func (p *phrase) datesLead() bool {
	for _, d := range p.dates {
		last := p.text[d.to-1]
		if d.from > p.figures[0].from || last != '年' && last != '度' {
			return false
		}
	}
	return true
}

// datedAfter reports whether a date stands behind an offset.
func (p *phrase) datedAfter(i int) bool {
	return len(p.dates) > 0 && p.dates[len(p.dates)-1].from >= i
}

// hasRunePrefix reports whether text begins with s.
func hasRunePrefix(text []rune, s string) bool {
	i := 0
	for _, r := range s {
		if i >= len(text) || text[i] != r {
			return false
		}
		i++
	}
	return true
}

// hasRuneSuffix reports whether text ends with s.
func hasRuneSuffix(text []rune, s string) bool {
	n := 0
	for range s {
		n++
	}
	return n <= len(text) && hasRunePrefix(text[len(text)-n:], s)
}
