package normalize

import (
	"strings"
	"unicode"
)

// What it costs to take one character for another, in characters.
const (
	// lookalikeCost is that of a character for one of its group in lookalikes.
	lookalikeCost = 0.3
	// unsureCost is that of a character that the reader is not sure of for any
	// other.
	unsureCost = 0.6
	// sureCost is that of a character that the reader is sure of.
	sureCost = 1.5
	// strayCost is that of dropping a character that is not sure, and
	// missingCost that of adding one.
	strayCost   = 0.5
	missingCost = 0.8
)

// unsureLine is the confidence below which a character may be any other.
const unsureLine = 0.8

// lookalikes are characters of forms that are told apart by a stroke or two,
// which blur, specks and thin print take away.
var lookalikes = strings.Fields(`
	日目曰自且白 己已巳 末未木本 土士上 千干于 人入八 大太犬天夭夫 全金会合 拔拨 项顶顷 效郊教放
	益盖盏 支文攵 元无兀 一—-－丨 见贝 责贵贲 值直植真 标际杯柿 绩缋积 级极及 成戍戌 时对 量星里
	质盾货贡 数教敖 社杜 态志 可司 响晌 满滿 度庆座 象像豫 资贷货 管菅 单草 位拉 年午 期斯 其共具
	他地 万方 元先 名各 称弥 目月 申中甲 请清 算茸 部郡 门们 主王玉 施旋 出山 产厂 济挤 会云
	环坏 境竟 服眼 务夯 对村 持特 续缕 影彭 长氏 指措 拟似 理埋 体休 总怠 额颜 执抟 行打
	分兮 完宪 情惰 况沉 实买 际标 得徉 原厚 因困 改孜 进迸 措指 公么 年牛 二三 子于`)

var lookalikeGroups = groupsOf(lookalikes)

// groupsOf maps each character to the groups that it is in.
func groupsOf(groups []string) map[rune][]string {
	out := map[rune][]string{}
	for _, g := range groups {
		for _, r := range g {
			out[r] = append(out[r], g)
		}
	}
	return out
}

// looksLike reports whether two characters are told apart by little.
func looksLike(a, b rune) bool {
	for _, group := range lookalikeGroups[a] {
		if strings.ContainsRune(group, b) {
			return true
		}
	}
	return false
}

// cost is what it costs to take a character for r.
func (c character) cost(r rune) float64 {
	switch {
	case c.r == r:
		return 0
	case looksLike(c.r, r):
		return lookalikeCost
	case c.sure < unsureLine && !unicode.IsDigit(c.r):
		return unsureCost
	}
	return sureCost // figures number things: 指标1 is not 指标值
}

// stray is what it costs to drop a character.
func (c character) stray() float64 {
	if c.sure < unsureLine {
		return strayCost
	}
	return sureCost
}
