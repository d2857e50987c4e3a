package formgen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize"
)

// A target is a printed 指标值 and its typed reading.
type target struct {
	print string
	op    normalize.Op
	value normalize.Value
	unit  string

	// nature, number and measured are the print in parts: 指标性质, 指标值 and
	// 度量单位.
	nature, number, measured string
}

func none(print string) target { return target{print: print} }

func one(print string, op normalize.Op, number, unit string) target {
	v, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", ""), 64)
	if err != nil {
		panic(err) // the tables of this package hold a number that is none
	}
	return target{print: print, op: op, value: normalize.Value{v}, unit: unit}
}

// A sign is a printed operator.
type sign struct {
	print string
	op    normalize.Op
}

// least, most and other are the signs as forms print them: each of the
// look-alikes occurs.
var (
	least = []sign{{"≥", normalize.AtLeast}, {"≧", normalize.AtLeast}, {">=", normalize.AtLeast}}
	most  = []sign{{"≤", normalize.AtMost}, {"≦", normalize.AtMost}, {"<=", normalize.AtMost}}
	equal = []sign{{"", normalize.Equal}, {"", normalize.Equal}, {"=", normalize.Equal}, {"＝", normalize.Equal}}
	more  = []sign{{">", normalize.More}, {"＞", normalize.More}}
	less  = []sign{{"<", normalize.Less}, {"＜", normalize.Less}}
)

// number draws a printed number: whole, with decimals, or with separators.
func number(r *rand.Rand) string {
	switch r.IntN(6) {
	case 0:
		return fmt.Sprintf("%d.%d", count(r, 0, 99), count(r, 1, 9))
	case 1:
		return grouped(int64(count(r, 1000, 99_999)))
	case 2:
		return strconv.Itoa(count(r, 100, 9999))
	}
	return strconv.Itoa(count(r, 1, 99))
}

// grouped writes thousands separators.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func percent(r *rand.Rand) string {
	return pick(r, "100", "100", "98", "95", "90", "85", "99.5", "92.35")
}

// amountOf is a quantity: 120次, ≥38.6公里. Years are few: 1953年 would be a
// date.
func amountOf(r *rand.Rand, unit string) target {
	s, n := pick(r, slices.Concat(equal, least, more)...), number(r)
	if unit == "年" {
		n = strconv.Itoa(count(r, 2, 50))
	}
	return one(s.print+n+unit, s.op, n, unit)
}

// limit is a quantity that must not be passed: ≤3天.
func limit(r *rand.Rand, unit string) target {
	s, n := pick(r, slices.Concat(equal, most, less)...), number(r)
	return one(s.print+n+unit, s.op, n, unit)
}

// share is a percentage: 100%, ≧90%, 95%以上.
func share(r *rand.Rand) target {
	n := percent(r)
	if chance(r, 0.15) {
		return one(n+"%以上", normalize.AtLeast, n, "%")
	}
	s := pick(r, slices.Concat(equal, least)...)
	return one(s.print+n+"%", s.op, n, "%")
}

// when is a date or a period.
func when(r *rand.Rand, year int) target {
	return none(fmt.Sprintf(pick(r, "%d年全年", "%d年底", "%d年12月底前", "%d年12月31日前", "%d年6月30日"), year))
}

// quality is a word.
func quality(r *rand.Rand) target {
	return none(pick(r, "明显提升", "不断提升", "持续提升", "长期有效", "良好", "提高", "有效改善", "效果明显", "基本建立", "长期", "逐步完善", "稳定"))
}

// odd is one of the rarer kinds.
func odd(r *rand.Rand, year int) target {
	n, p := number(r), percent(r)
	years := strconv.Itoa(count(r, 2, 50))
	low, high := count(r, 1, 40), count(r, 41, 90)
	span := func(format, unit string) target {
		return target{print: fmt.Sprintf(format, low, high), op: normalize.Between, value: normalize.Value{float64(low), float64(high)}, unit: unit}
	}
	below := pick(r, less...)
	choices := []target{
		one("不低于"+p+"%", normalize.AtLeast, p, "%"),
		one("不少于"+n+"人次", normalize.AtLeast, n, "人次"),
		one("不超过"+n+"万元", normalize.AtMost, n, "万元"),
		one("最多"+n+"次", normalize.AtMost, n, "次"),
		one(n+"天以内", normalize.AtMost, n, "天"),
		one(years+"年以上", normalize.AtLeast, years, "年"),
		one(p+"%左右", normalize.About, p, "%"),
		one("≥"+p+"(%)", normalize.AtLeast, p, "%"),
		one("≥"+p+"百分比", normalize.AtLeast, p, "百分比"),
		one("服务年限"+years+"年以上", normalize.AtLeast, years, "年"),
		one("每周≥"+n+"小时", normalize.AtLeast, n, "小时"),
		one("≥"+n+"万人", normalize.AtLeast, n, "万人"),
		one("≤"+n+"元/亩", normalize.AtMost, n, "元/亩"),
		one("故障率"+below.print+"0.3%", below.op, "0.3", "%"),
		one(n, normalize.Equal, n, ""),
		one("0人", normalize.Equal, "0", "人"),
		span("%d%%-%d%%", "%"),
		span("%d-%d人", "人"),
		none("同比下降10%"),
		none("提升就业率2%"),
		none(fmt.Sprintf("%d年3月-%d年11月", year, year)),
		none(fmt.Sprintf("%d01-%d12", year, year)),
		none(fmt.Sprintf("%d-01-01", year)),
		none("每年12月底前"),
		none("达成预期指标"),
	}
	return pick(r, choices...)
}
