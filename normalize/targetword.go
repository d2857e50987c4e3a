package normalize

import (
	"slices"
	"strings"
)

// A comparing is a word that states a comparison.
type comparing struct {
	word []rune
	op   Op
}

// A wordTable holds comparing words by the rune that they are found by, the
// longest first: 不超过 goes before 超过.
type wordTable map[rune][]comparing

func (t wordTable) add(op Op, key func(word []rune) rune, words string) wordTable {
	for _, w := range strings.Fields(words) {
		word := []rune(w)
		k := key(word)
		t[k] = append(t[k], comparing{word, op})
		slices.SortStableFunc(t[k], func(a, b comparing) int { return len(b.word) - len(a.word) })
	}
	return t
}

func byFirst(word []rune) rune { return word[0] }
func byLast(word []rune) rune  { return word[len(word)-1] }

// leadingWords stand directly before the number; 前 is for ranks (前3名).
var leadingWords = wordTable{}.
	add(AtLeast, byLast, "大于或等于 高于或等于 大于等于 高于等于 不低于 不得低于 不少于 不得少于 不小于 不得小于 不短于 不早于 至少 最少 最低").
	add(AtMost, byLast, "小于或等于 低于或等于 小于等于 低于等于 不超过 不得超过 未超过 不超出 不超 不高于 不得高于 不大于 不得大于 不多于 不得多于").
	add(AtMost, byLast, "不长于 不迟于 不晚于 最多 至多 最高 最大 最长 前").
	add(More, byLast, "超过 大于 高于 多于 超").
	add(Less, byLast, "小于 低于 少于 不足 不到").
	add(About, byLast, "大约 大概 约为 约 近")

// farWords may have other words between them and the number: 不低于总数的90%.
// The rest of leadingWords may not (高于平均水平5%).
var farWords = wordTable{}.
	add(AtLeast, byFirst, "不低于 不得低于 不少于 不得少于 至少").
	add(AtMost, byFirst, "不超过 不得超过 不高于 不得高于 最多 至多")

// trailingWords stand behind the number and its unit.
var trailingWords = wordTable{}.
	add(AtLeast, byFirst, "及以上 或以上 (含)以上 以上").
	add(AtMost, byFirst, "及以下 或以下 (含)以下 以下 (含)以内 及以内 以内 之内").
	add(About, byFirst, "左右 上下").
	add("", byFirst, "之间 不等") // end a unit and compare nothing

// finalWords count only at the very end, as they begin or end other words
// too (室内, 前期).
var finalWords = wordTable{}.
	add(AtMost, byFirst, "内 前")

// prefixOf returns the word of the table that text begins with.
func (t wordTable) prefixOf(text []rune) (op Op, ok bool) {
	if len(text) == 0 {
		return "", false
	}
	for _, w := range t[text[0]] {
		if len(w.word) <= len(text) && slices.Equal(w.word, text[:len(w.word)]) {
			return w.op, true
		}
	}
	return "", false
}

// suffixOf returns the word of the table that text ends with.
func (t wordTable) suffixOf(text []rune) (op Op, ok bool) {
	if len(text) == 0 {
		return "", false
	}
	for _, w := range t[text[len(text)-1]] {
		if len(w.word) <= len(text) && slices.Equal(w.word, text[len(text)-len(w.word):]) {
			return w.op, true
		}
	}
	return "", false
}

// wordBefore returns the comparison of the word that ends front, or that
// stands in its last clause.
func wordBefore(front []rune) Op {
	if op, ok := leadingWords.suffixOf(front); ok {
		return op
	}
	for i := len(front) - 1; i >= 0 && !endsClause(front[i]); i-- {
		if op, ok := farWords.prefixOf(front[i:]); ok {
			return op
		}
	}
	return ""
}

// changeVerbs say that a number is the size of a change. The contract of
// the record names 下降 and 提升; these are the verbs of the kind.
var changeVerbs = func() map[[2]rune]bool {
	set := map[[2]rune]bool{}
	for _, verb := range strings.Fields("提升 提高 增长 增加 上升 递增 增收 增产 增效 扩大 " +
		"上浮 下浮 下降 降低 减少 减轻 压减 压缩 缩短 缩减 缩小 削减 递减 节约 节省 同比 环比 较上 比上") {
		set[[2]rune([]rune(verb))] = true
	}
	return set
}()

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
	for i := at - 1; i >= 0 && !endsClause(front[i]); i-- {
		if i+2 <= at && changeVerbs[[2]rune(front[i:i+2])] && !namesQuantity(front[i+2:]) {
			return true
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
