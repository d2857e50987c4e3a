package normalize

import "strings"

// A comparing is a word that states a comparison.
type comparing struct {
	word string
	op   Op
}

// leadingWords stand directly before the number. A word that ends in another
// comes first.
var leadingWords = []comparing{
	{"大于或等于", AtLeast}, {"高于或等于", AtLeast}, {"大于等于", AtLeast}, {"高于等于", AtLeast},
	{"小于或等于", AtMost}, {"低于或等于", AtMost}, {"小于等于", AtMost}, {"低于等于", AtMost},
	{"不低于", AtLeast}, {"不得低于", AtLeast}, {"不少于", AtLeast}, {"不得少于", AtLeast},
	{"不小于", AtLeast}, {"不得小于", AtLeast}, {"不短于", AtLeast}, {"不早于", AtLeast},
	{"至少", AtLeast}, {"最少", AtLeast}, {"最低", AtLeast},
	{"不超过", AtMost}, {"不得超过", AtMost}, {"未超过", AtMost}, {"不超出", AtMost}, {"不超", AtMost},
	{"不高于", AtMost}, {"不得高于", AtMost}, {"不大于", AtMost}, {"不得大于", AtMost},
	{"不多于", AtMost}, {"不得多于", AtMost}, {"不长于", AtMost}, {"不迟于", AtMost}, {"不晚于", AtMost},
	{"最多", AtMost}, {"至多", AtMost}, {"最高", AtMost}, {"最大", AtMost}, {"最长", AtMost},
	{"超过", More}, {"大于", More}, {"高于", More}, {"多于", More}, {"超", More},
	{"小于", Less}, {"低于", Less}, {"少于", Less}, {"不足", Less}, {"不到", Less},
	{"大约", About}, {"大概", About}, {"约为", About}, {"约", About}, {"近", About},
	{"前", AtMost}, // a rank: 前3名
}

// farWords may have other words between them and the number: 不低于总数的90%.
// The rest of leadingWords may not (高于平均水平5%).
var farWords = []comparing{
	{"不低于", AtLeast}, {"不得低于", AtLeast}, {"不少于", AtLeast}, {"不得少于", AtLeast}, {"至少", AtLeast},
	{"不超过", AtMost}, {"不得超过", AtMost}, {"不高于", AtMost}, {"不得高于", AtMost}, {"最多", AtMost}, {"至多", AtMost},
}

// trailingWords stand behind the number and its unit.
var trailingWords = []comparing{
	{"及以上", AtLeast}, {"或以上", AtLeast}, {"(含)以上", AtLeast}, {"以上", AtLeast},
	{"及以下", AtMost}, {"或以下", AtMost}, {"(含)以下", AtMost}, {"以下", AtMost},
	{"(含)以内", AtMost}, {"及以内", AtMost}, {"以内", AtMost}, {"之内", AtMost},
	{"左右", About}, {"上下", About},
}

// finalWords count only at the very end, as they begin or end other words
// too (室内, 前期).
var finalWords = []comparing{{"内", AtMost}, {"前", AtMost}, {"起", AtLeast}}

// wordBefore returns the comparison of the word that ends front, or that
// stands in its last clause.
func wordBefore(front []rune) Op {
	for _, w := range leadingWords {
		if hasRuneSuffix(front, w.word) {
			return w.op
		}
	}
	from := 0
	for i, r := range front {
		if endsClause(r) {
			from = i + 1
		}
	}
	if clause := front[from:]; len(clause) > 2 {
		text := string(clause)
		for _, w := range farWords {
			if strings.Contains(text, w.word) {
				return w.op
			}
		}
	}
	return ""
}

// changeVerbs say that a number is the size of a change. The contract of
// the record names 下降 and 提升; these are the verbs of the kind.
var changeVerbs = []string{
	"提升", "提高", "增长", "增加", "上升", "递增", "增收", "增产", "增效", "扩大",
	"下降", "降低", "减少", "减轻", "压减", "压缩", "缩短", "缩减", "缩小", "削减", "递减", "节约", "节省",
	"同比", "环比", "较上年", "比上年",
}

// changeNouns turn such a verb into the name of a quantity: 增长率, 增加值,
// 提升改造.
var changeNouns = []string{"率", "值", "幅", "额", "量", "速", "数", "改造", "工程", "项目", "行动"}

// changes reports whether the number at an offset is the size of a change: a
// verb of change stands in front of it in its clause. Behind 到 or 至 (提高
// 到95%) stands the level that is reached.
func (p *phrase) changes(at int) bool {
	front := p.text[:at]
	if hasRuneSuffix(front, "到") || hasRuneSuffix(front, "至") || hasRuneSuffix(front, "达") || hasRuneSuffix(front, "为") {
		return false
	}
	if n := len(front); n > 0 && strings.ContainsRune("增升降减", front[n-1]) {
		return n < 2 || front[n-2] != '新'
	}
	for i := range front {
		for _, verb := range changeVerbs {
			if hasRunePrefix(front[i:], verb) && !namesQuantity(front[i+2:]) && !p.clauseBetween(i, at) {
				return true
			}
		}
	}
	return false
}

// namesQuantity reports whether what follows a verb of change makes a noun
// of it.
func namesQuantity(rest []rune) bool {
	for _, noun := range changeNouns {
		if hasRunePrefix(rest, noun) {
			return true
		}
	}
	return false
}

// hundredths reports whether 百分之 stands before the number at an offset.
func (p *phrase) hundredths(at int) bool { return hasRuneSuffix(p.text[:at], "百分之") }
