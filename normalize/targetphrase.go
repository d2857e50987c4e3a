package normalize

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// A phrase is the text of a target taken apart.
type phrase struct {
	print   string
	text    []rune   // folded, without white space
	at      []int    // offset in print of each rune of text, and the end
	figures []figure // quantities, in order; dates and names (5G) are none
	dates   []extent
	signs   []sign
	dated   bool // a date or period stands in the text
	void    bool // a form of number that is no quantity: 1/3, 8:30, 1.2.3
}

// A figure is a number in a phrase; from and to are offsets in its text.
type figure struct {
	from, to int
	value    float64
}

// An extent is a part of a phrase's text.
type extent struct{ from, to int }

// A sign is a comparison printed as a sign; op is empty where signs
// contradict each other.
type sign struct {
	from, to int
	op       Op
}

func parsePhrase(print string) *phrase {
	p := &phrase{print: print}
	p.fold()
	p.scan()
	return p
}

// fold fills text: half width, without white space, except one blank between
// two digits, which keeps two figures apart.
func (p *phrase) fold() {
	p.text = make([]rune, 0, len(p.print))
	p.at = make([]int, 0, len(p.print)+1)
	gap := false
	for i, r := range p.print {
		r = foldMark(zh.FoldRune(r))
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			gap = true
			continue
		}
		if gap && isDigit(r) && len(p.text) > 0 && isDigit(p.text[len(p.text)-1]) {
			p.add(' ', i)
		}
		gap = false
		p.add(r, i)
	}
	p.at = append(p.at, len(p.print))
}

func (p *phrase) add(r rune, at int) {
	p.text = append(p.text, r)
	p.at = append(p.at, at)
}

// foldMark turns the look-alikes of comparison signs into one each.
func foldMark(r rune) rune {
	switch r {
	case '≧', '⩾', '≽', '≮':
		return '≥'
	case '≦', '⩽', '≼', '≯':
		return '≤'
	case '﹥':
		return '>'
	case '﹤':
		return '<'
	case '═', '﹦', '〓':
		return '='
	case '≒', '≃', '≅', '∽':
		return '≈'
	case '﹪':
		return '%'
	}
	return r
}

// scan finds signs, dates and figures.
func (p *phrase) scan() {
	for i := 0; i < len(p.text); {
		r := p.text[i]
		switch {
		case signRune(r):
			i = p.scanSign(i)
		case isLatin(r):
			i = p.latinEnd(i)
		case isDigit(r), r == '-' && p.negative(i):
			i = p.scanNumber(i)
		case r == '±':
			p.void = true
			i++
		default:
			i++
		}
	}
	p.dropNames()
	p.dated = len(p.dates) > 0
}

func signRune(r rune) bool {
	switch r {
	case '≥', '≤', '<', '>', '=', '≈', '≠':
		return true
	}
	return false
}

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// A comparison is what the signs of a run say together.
type comparison uint8

const (
	saysMore comparison = 1 << iota
	saysLess
	saysEqual
	saysAbout
	saysNot
)

var saying = map[rune]comparison{
	'≥': saysMore | saysEqual, '≤': saysLess | saysEqual,
	'>': saysMore, '<': saysLess, '=': saysEqual, '≈': saysAbout, '≠': saysNot,
}

// op returns the operator; empty where the signs contradict each other.
func (c comparison) op() Op {
	switch c {
	case saysMore | saysEqual:
		return AtLeast
	case saysLess | saysEqual:
		return AtMost
	case saysMore:
		return More
	case saysLess:
		return Less
	case saysEqual:
		return Equal
	case saysAbout, saysAbout | saysEqual:
		return About
	}
	return ""
}

// scanSign takes a run of signs (>=, =>) for one.
func (p *phrase) scanSign(i int) int {
	from, said := i, comparison(0)
	for ; i < len(p.text) && signRune(p.text[i]); i++ {
		said |= saying[p.text[i]]
	}
	p.signs = append(p.signs, sign{from, i, said.op()})
	return i
}

// latinEnd returns the end of the Latin word at i; its digits are part of it
// (PM2.5, m2). A word in capitals takes its hyphens along (COVID-19).
func (p *phrase) latinEnd(i int) int {
	capital := p.text[i] <= 'Z'
	for ; i < len(p.text); i++ {
		r := p.text[i]
		if !isLatin(r) && !isDigit(r) && r != '.' && r != '+' && r != '_' && !(capital && r == '-') {
			break
		}
	}
	return i
}

// negative reports whether the minus at i belongs to the number behind it.
func (p *phrase) negative(i int) bool {
	if i+1 >= len(p.text) || !isDigit(p.text[i+1]) {
		return false
	}
	return i == 0 || signRune(p.text[i-1]) || p.text[i-1] == '('
}

// scanNumber takes the number at i for a date, a quantity, or a part of the
// words around it.
func (p *phrase) scanNumber(i int) int {
	if end := p.dateEnd(i); end > i {
		p.dates = append(p.dates, extent{i, end})
		return end
	}
	f, ok := p.number(i)
	next, before := p.rune(f.to), p.rune(i-1)
	switch {
	case !ok, next == ':' && isDigit(p.rune(f.to+1)), next == '/' && isDigit(p.rune(f.to+1)):
		p.void = true
	case before == '/', before == '每', before == '第':
		return f.to // per 100, each 2, the 3rd: no quantity of its own
	}
	if (next == 'x' || next == 'X') && isDigit(p.rune(f.to+1)) {
		f.to++ // 7x24
		p.void = true
	}
	p.figures = append(p.figures, f)
	return f.to
}

// rune returns the rune at i, 0 outside the text.
func (p *phrase) rune(i int) rune {
	if i < 0 || i >= len(p.text) {
		return 0
	}
	return p.text[i]
}

// mostDigits is what a float64 holds exactly; a longer row of digits is a
// code or a telephone number.
const mostDigits = 15

// number reads the number at i, with its thousands separators; ok is false
// where the digits are no number.
func (p *phrase) number(i int) (f figure, ok bool) {
	var buffer [mostDigits + 3]byte
	digits := buffer[:0]
	f.from = i
	if p.text[i] == '-' {
		digits = append(digits, '-')
		i++
	}
	points, count := 0, 0
	for ; i < len(p.text); i++ {
		switch r := p.text[i]; {
		case isDigit(r):
			if count++; count <= mostDigits {
				digits = append(digits, byte(r))
			}
			continue
		case r == '.' && isDigit(p.rune(i+1)):
			if points++; points == 1 {
				digits = append(digits, '.')
			}
			continue
		case r == ',' && points == 0 && p.thousands(i):
			continue
		}
		break
	}
	f.to = i
	if count > mostDigits || points > 1 {
		return f, false
	}
	value, err := strconv.ParseFloat(string(digits), 64)
	f.value = value
	return f, err == nil
}

// thousands reports whether the comma at i parts groups of three digits.
func (p *phrase) thousands(i int) bool {
	return isDigit(p.rune(i-1)) && isDigit(p.rune(i+1)) && isDigit(p.rune(i+2)) &&
		isDigit(p.rune(i+3)) && !isDigit(p.rune(i+4))
}

// dropNames drops figures glued to a Latin letter (5G, 4A) when a figure
// follows that can be the value.
func (p *phrase) dropNames() {
	kept := p.figures[:0]
	for i, f := range p.figures {
		if i+1 < len(p.figures) && isUpper(p.rune(f.to)) {
			continue
		}
		kept = append(kept, f)
	}
	p.figures = kept
}

func isUpper(r rune) bool { return r >= 'A' && r <= 'Z' }

// figureAt returns the figure that begins at an offset, -1 without one.
func (p *phrase) figureAt(from int) int {
	for i, f := range p.figures {
		if f.from == from {
			return i
		}
	}
	return -1
}

// clauseBetween reports whether punctuation parts text[from:to] into
// clauses, of which each may state a condition.
func (p *phrase) clauseBetween(from, to int) bool {
	for _, r := range p.text[from:to] {
		if endsClause(r) {
			return true
		}
	}
	return false
}

func endsClause(r rune) bool {
	switch r {
	case ',', ';', '。', '、', '!', '｡', '且', '?':
		return true
	}
	return false
}

// printed returns text[from:to] as printed, without white space.
func (p *phrase) printed(from, to int) string {
	if from >= to {
		return ""
	}
	_, last := utf8.DecodeRuneInString(p.print[p.at[to-1]:])
	return zh.Squeeze(p.print[p.at[from] : p.at[to-1]+last])
}
