package personal

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// A span is a part of a text that is masked, by offsets in bytes, the end
// excluded.
type span struct {
	from, to int
	mask     string
}

// A pattern finds personal data in folded text. The part that its first group
// holds is masked, all of it if it has none.
type pattern struct {
	find *regexp.Regexp
	// upTo says how many bytes of a match are masked, by the text in front
	// and behind: 0 for what looks right and is something else.
	upTo func(before, match, after string) int
	mask func(match string) string
	sign sign // without which a text cannot hold a match
}

// Signs are what a look at each character of a text tells: nearly all texts
// have none, and are not searched further.
type sign uint8

const (
	digits  sign = 1 << iota // as many as the shortest number has, and no letter between
	address                  // an @
	label                    // a character that roles end in, and a mark that ends a label
)

// shortest is the number of digits of the shortest number that is masked,
// behind a word such as 电话.
const shortest = 6

// roleEnds are the last characters of roles and signs.
const roleEnds = "人员导管长名字章表"

// signsOf are the signs in a text.
func signsOf(text string) sign {
	var found sign
	n, role, mark := 0, false, false
	for _, r := range text {
		if r >= 0x3000 {
			role = role || strings.ContainsRune(roleEnds, r)
			r = zh.FoldRune(r)
		}
		switch {
		case isDigit(r):
			if n++; n >= shortest {
				found |= digits
			}
		case unicode.IsLetter(r):
			n = 0 // a number has marks and blanks between its digits
		case r == '@':
			found |= address
		case r == ':' || unicode.IsSpace(r):
			mark = true
		}
	}
	if role && mark {
		found |= label
	}
	return found
}

// patterns in the order of their precedence: of two that overlap the first
// counts.
var patterns = []pattern{
	{ // 身份证: area, date of birth of a grown person, serial number, check digit
		regexp.MustCompile(`[1-9]\d{5}(?:19\d\d|20[01]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]`), ownDigits, hidden, digits,
	},
	{ // 手机
		regexp.MustCompile(`(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}`), noQuantity, maskNumber, digits,
	},
	{ // 座机: area code, a mark, local number, perhaps an extension
		regexp.MustCompile(`(?:\(0(?:10|2\d|[3-9]\d{2})\)|0(?:10|2\d|[3-9]\d{2}) ?-|0(?:10|2\d|[3-9]\d{2}) ) ?[1-9]\d{2,3}[- ]?\d{4}(?:[- ]\d{1,6})?`), ownDigits, hidden, digits,
	},
	{ // a number of any form that a word introduces
		regexp.MustCompile(`(?i)(?:电话|手机|座机|联系方式|联系方法|传真|tel|phone|mobile|QQ|微信|身份证|证件)(?:号码|号)?[:. ]*([+(]?\d[\d() /-]{4,}[\dXx])`), ownDigits, maskNumber, digits,
	},
	{
		regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`), whole, hidden, address,
	},
	{ // names behind a role, with the colon that ends a label
		regexp.MustCompile(`(?:` + strings.Join(roles, "|") + `|` + strings.Join(signs, "|") + `)(?:\([^()]{0,12}\))?` + behindRole + ` ?: ?(` + name + `(?: ?[/、] ?` + name + `)*)`), ofName, maskField, label,
	},
	{ // a name behind a role and a blank, as cells stand in a line
		regexp.MustCompile(`(?:` + strings.Join(roles, "|") + `)(?:\([^()]{0,12}\))?` + behindRole + ` +(\p{Han}{2,4})`), ofShortName, maskField, label,
	},
}

const (
	// behindRole is what a label has between its role and its colon.
	behindRole = `(?: ?(?:及|和|与|/|、)? ?(?:联系)?(?:电话|手机|方式|职务|签字|签名|签章|日期))*`
	// name is the name of a person, perhaps with office or unit in front.
	// Longer runs are sentences: 负责人:由各乡镇人民政府统筹安排落实到人.
	name = `\p{Han}{1,12}(?:[·•]\p{Han}{1,12})*`
)

// masked is a text with all in it that is about people masked, but for what
// only the form as a whole tells.
func masked(text string) string {
	spans := found(text)
	if len(spans) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.from])
		b.WriteString(s.mask)
		at = s.to
	}
	b.WriteString(text[at:])
	return b.String()
}

// found are the spans of a text that are about people, in order.
func found(text string) []span {
	signs := signsOf(text)
	if signs == 0 {
		return nil
	}
	folded, origin := fold(text)
	var spans []span
	for _, p := range patterns {
		if signs&p.sign == 0 {
			continue
		}
		for _, m := range p.find.FindAllStringSubmatchIndex(folded, -1) {
			from, to := m[0], m[1]
			if len(m) > 2 {
				from, to = m[2], m[3]
			}
			n := p.upTo(folded[:from], folded[from:to], folded[to:])
			if n == 0 {
				continue
			}
			to = from + n
			s := span{origin[from], origin[to], p.mask(folded[from:to])}
			if !slices.ContainsFunc(spans, func(o span) bool { return s.from < o.to && o.from < s.to }) {
				spans = append(spans, s)
			}
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	return spans
}

// fold folds a text rune by rune, all dashes to one, and says where each byte
// of the folded text, and its end, stands in the text.
func fold(text string) (folded string, origin []int) {
	var b strings.Builder
	for i, r := range text {
		r = zh.FoldRune(r)
		switch {
		case unicode.Is(unicode.Dash, r):
			r = '-'
		case unicode.IsSpace(r):
			r = ' '
		}
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			origin = append(origin, i)
		}
	}
	return b.String(), append(origin, len(text))
}

func whole(_, match, _ string) int { return len(match) }

// ownDigits takes a number that is not part of a longer one.
func ownDigits(before, match, after string) int {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	if isDigit(last) || last == '.' || isDigit(first) || first == '.' && len(after) > 1 && isDigit(rune(after[1])) {
		return 0
	}
	return len(match)
}

// noQuantity takes a number that stands for itself and counts nothing:
// 13800001111元 is a sum of money.
func noQuantity(before, match, after string) int {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " "))
	if strings.ContainsRune("元万亿%", first) {
		return 0
	}
	return ownDigits(before, match, after)
}

// nextLabel is where a line of labels goes on behind a name, without a mark
// between: 负责人:张三联系电话:…
var nextLabel = regexp.MustCompile(`(?i)(?:填报|填表|填写|编制|申报|制表|上报|审核|签字)?(?:日期|时间|单位|部门|科室|职务|地址)|(?:项目|财务|部门|单位|联系|办公|固定|移动)?(?:` + personalWord.String() + `)`)

// ofName takes what names somebody behind a role, up to the next label. A
// longer run of characters is a sentence.
func ofName(_, match, after string) int {
	if at := nextLabel.FindStringIndex(match); at != nil {
		return len(strings.TrimRight(match[:at[0]], " "))
	}
	r, _ := utf8.DecodeRuneInString(after)
	if match == "无" || unicode.Is(unicode.Han, r) {
		return 0
	}
	return len(match)
}

// ofShortName is ofName where a blank alone parts the name from the role: what
// a colon follows is a label.
func ofShortName(before, match, after string) int {
	if strings.HasPrefix(strings.TrimLeft(after, " "), ":") {
		return 0
	}
	return ofName(before, match, after)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// hidden is the mask of a number or an address.
func hidden(string) string { return "****" }

var mobile = regexp.MustCompile(`^(?:\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})$`)

// maskNumber masks a number: of a mobile number the network and the last four
// digits stay, as is usual.
func maskNumber(number string) string {
	if m := mobile.FindStringSubmatch(number); m != nil {
		return m[1] + "****" + m[2]
	}
	return hidden(number)
}

// nobody is what a field says that names no one.
var nobody = regexp.MustCompile(`^[\s—–\-/*无]*$`)

var (
	fieldNumbers = regexp.MustCompile(`[+(]?\d[\d() -]*`)
	fieldNames   = regexp.MustCompile(`\p{L}[\p{L}\p{M}·•'.]*`)
)

// maskField masks a value that is all about people.
func maskField(value string) string {
	if nobody.MatchString(value) {
		return value
	}
	folded, _ := fold(value)
	return fieldNames.ReplaceAllStringFunc(maskNumbers(folded), func(name string) string {
		_, size := utf8.DecodeRuneInString(name)
		if size == len(name) {
			return "*"
		}
		return name[:size] + "**"
	})
}

// maskNumbers masks all numbers of a value and keeps the blank behind one.
func maskNumbers(value string) string {
	return fieldNumbers.ReplaceAllStringFunc(value, func(number string) string {
		core := strings.TrimRight(number, " (-")
		return maskNumber(core) + number[len(core):]
	})
}
