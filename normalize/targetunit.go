package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// tail reads what follows the number that ends at an offset: the unit, as
// printed, and the comparison that a word behind it states.
func (p *phrase) tail(from int) (unit string, word Op) {
	if more := p.rune(from); more == '余' || more == '多' {
		unit, word = p.tail(from + 1)
		if word == "" {
			word = More
		}
		return unit, word
	}
	if p.rune(from) == '(' {
		if end := p.bracketEnd(from); end > 0 {
			word, _ = p.wordAfter(end)
			return p.printed(from+1, end-1), word
		}
	}
	end := p.unitEnd(from)
	word, cut := p.wordIn(from, end)
	return p.printed(from, p.dropRemark(from, cut)), word
}

// unitEnd returns where the unit that begins at an offset, with the words
// behind it, ends: at the end of the clause.
func (p *phrase) unitEnd(from int) int {
	end := from
	for end < len(p.text) && !endsClause(p.text[end]) && !signRune(p.text[end]) && !isDash(p.text[end]) {
		end++
	}
	return end
}

// wordIn finds the first comparing word in text[from:end] and returns where
// the unit ends before it. Of a percentage the unit is the sign alone, unless
// it is a rate (%/年).
func (p *phrase) wordIn(from, end int) (op Op, cut int) {
	if from < end && isPercent(p.text[from]) && p.rune(from+1) != '/' {
		op, _ = p.wordAfter(from + 1)
		return op, from + 1
	}
	for i := from; i < end; i++ {
		if op, ok := p.wordAfter(i); ok {
			return op, i
		}
	}
	return "", end
}

func isPercent(r rune) bool { return r == '%' || r == '‰' || r == '‱' }

// wordAfter returns the comparison of the word at an offset.
func (p *phrase) wordAfter(i int) (op Op, ok bool) {
	rest := p.text[i:]
	if op, ok = trailingWords.prefixOf(rest); ok {
		return op, true
	}
	if len(rest) > 1 && !endsClause(rest[1]) && rest[1] != '(' && rest[1] != ')' {
		return "", false
	}
	return finalWords.prefixOf(rest)
}

// dropRemark returns where the unit text[from:end] ends when a remark in
// brackets follows it: «个（含新建）» has one, «台（套）» has none. A closing
// bracket without its partner is no part of a unit.
func (p *phrase) dropRemark(from, end int) int {
	for i := from; i < end; i++ {
		switch p.text[i] {
		case ')', '）':
			return i
		case '(':
			to := p.bracketEnd(i)
			if to < 0 || to > end || !isUnit(string(p.text[i+1:to-1])) {
				return i
			}
			i = to - 1
		}
	}
	return end
}

// bracketEnd returns the offset behind the bracket that closes the one at
// from, -1 without one.
func (p *phrase) bracketEnd(from int) int {
	depth := 0
	for i := from; i < len(p.text); i++ {
		switch p.text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// units are what quantities of such forms are counted and measured in. They
// are wanted only to tell a unit from a remark, both of which stand in
// brackets: 面积（亩）, 面积（含补植）.
var units = func() map[string]bool {
	set := map[string]bool{}
	for _, u := range strings.Fields(unitList) {
		set[u] = true
	}
	return set
}()

const unitList = `
% ‰ 百分比 百分点 个百分点 分 元 角 美元 人民币 万 亿
年 个月 月 周 天 日 工作日 个工作日 小时 时 分钟 秒 季度 学期 学年 课时 学时 期
人 人次 人天 名 位 户 户次 家 家次 生 学生 村民 户数 人数 职工 床 床日
个 项 件 件次 次 场 场次 场(次) 期次 批 批次 届 轮 遍 回 起 例 宗 单 笔 条 条次 处 座 栋 幢 间 套 台 台套 台(套) 台/套 台次 辆 辆次
艘 架 部 份 本 册 张 幅 篇 部(集) 集 种 类 类别 款 批件 块 片 段 根 支 只 头 匹 羽 株 棵 亩 亩次 盏 把 副 双 对 顶 面 枚 瓶 箱 盒 袋 桶 车 车次
架次 趟 趟次 航次 穴 盘 盆 路 芯 帧 字 千字 节 轮次 案 包 捆 例次 门次 词条 标箱 画幅
标段 项次 点次 处次 剂 剂次 支次 头次 羽次 尾 卷 杆 基 人日 人月 人年 人公里 车公里 吨公里
班 班次 所 校 村 乡 镇 乡镇 县 区 市 省 社区 点 点位 站 站点 井 眼 口 孔 道 门 扇 组 团 队 支队 队伍 平台 系统 套(件) 台件 件(套) 样 批样 份样
米 公里 千米 延米 里 厘米 毫米 海里 延长米 平方米 平方公里 平方千米 平米 公顷 立方米 方 立方 万方 ㎡ m² m2 ㎥ m³ m3 km m cm mm km² km2 ㎞
吨 公斤 千克 克 毫克 斤 担 t kg g mg 升 毫升 L ml 微克
度 千瓦 千瓦时 兆瓦 kW kWh MW GW GWh V 伏 安 KVA kVA MVA 瓦 吨标准煤 标准煤 标煤
B KB MB GB TB PB 兆 Mbps Gbps M G T 比特 字节 点击 点击量 人/次 分贝 dB 度(℃) ℃ °C 倍 级 星 星级 成 折 篇次 万元 亿元 千元 百元 美金`

// scales may stand before a unit.
const scales = "十百千万亿"

// isUnit reports whether s is a unit: one of the list, with or without a
// scale (万人), or several with / or · between them (元/人·月).
func isUnit(s string) bool {
	s = zh.Squeeze(zh.Fold(s))
	if s == "" {
		return false
	}
	if units[s] {
		return true
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/·•.・*每", r) }) {
		if !units[part] && !units[strings.TrimLeft(part, scales)] {
			return false
		}
	}
	return strings.TrimLeft(s, "/·•.・*每"+scales) != ""
}

// unitInName returns the unit that the brackets of an indicator's name hold:
// 实施面积（亩）, 苗木成活率(≥**%), 造林面积（单位：亩）; "" without one. The
// last brackets that hold a unit count.
func unitInName(name string) string {
	for end := len(name); end > 0; {
		from, to := lastBrackets(name[:end])
		if from < 0 {
			return ""
		}
		unit := zh.Squeeze(name[from:to])
		unit = strings.TrimLeft(unit, "≥≤≧≦<>=＜＞＝*＊×_＿…0123456789")
		unit = strings.TrimLeft(strings.TrimPrefix(unit, "单位"), "：:")
		if isUnit(unit) {
			return unit
		}
		end = from
	}
	return ""
}

// mayBeUnit returns the word in the brackets that end an indicator's name if it
// is as short as a unit and none that is known: 采购设备（标准台）. It may be a
// remark as well (道路工程（二期）); what begins like one is none.
func mayBeUnit(name string) string {
	name = zh.Squeeze(name)
	from, to := lastBrackets(name)
	if from < 0 || strings.Trim(name[to:], ")）]］") != "" {
		return ""
	}
	word := name[from:to]
	letters := !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '/' })
	if !letters || utf8.RuneCountInString(word) > longestUnit || slices.ContainsFunc(remarkStarts, func(s string) bool { return strings.HasPrefix(word, s) }) {
		return ""
	}
	return word
}

// longestUnit is how many characters a unit of the list has at most that has no
// part in brackets: 个百分点, 平方公里.
const longestUnit = 4

// remarkStarts begin remarks in brackets, not units: 含补植, 不含税, 其中贫困户.
var remarkStarts = []string{"含", "不", "其中", "包括", "按", "或", "及", "如", "以", "本", "全"}

// lastBrackets returns the extent of the text inside the last brackets of s,
// -1 without any.
func lastBrackets(s string) (from, to int) {
	to = strings.LastIndexAny(s, ")）]］")
	if to < 0 {
		return -1, -1
	}
	open := strings.LastIndexAny(s[:to], "(（[［")
	if open < 0 {
		return -1, -1
	}
	from = open + 1
	if s[open] >= 0x80 {
		from = open + len("（")
	}
	return from, to
}
