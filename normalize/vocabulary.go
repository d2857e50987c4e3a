package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// level1Names maps the names of first levels, without 指标, to the canonical
// ones. Forms of the years before a first level 满意度指标 existed print its
// long names.
var level1Names = map[string]string{
	"产出": "产出指标", "效益": "效益指标", "满意度": "满意度指标", "成本": "成本指标",
	"服务对象满意度": "满意度指标", "社会公众或服务对象满意度": "满意度指标",
	// Of the goal style of 2012 to 2017 and of forms of whole departments;
	// they have no canonical name and stay as printed.
	"投入": "投入", "投入管理": "投入管理指标",
}

// level2Names maps the names of second levels, without 指标, to the canonical
// ones.
var level2Names = map[string]string{
	"数量": "数量指标", "质量": "质量指标", "时效": "时效指标", "成本": "成本指标",
	"经济成本": "经济成本指标", "社会成本": "社会成本指标", "生态环境成本": "生态环境成本指标",
	"经济效益": "经济效益指标", "社会效益": "社会效益指标", "可持续影响": "可持续影响指标",
	"生态效益": "生态效益指标", "环境效益": "生态效益指标", "生态环境效益": "生态效益指标",
	"可持续发展": "可持续影响指标", "可持续发展影响": "可持续影响指标", "可持续性影响": "可持续影响指标",
	"服务对象满意度": "服务对象满意度指标", "社会公众或服务对象满意度": "服务对象满意度指标", "满意度": "服务对象满意度指标",
	// As with the first levels: these stay as printed.
	"数量目标": "数量目标", "质量目标": "质量目标", "时效目标": "时效目标", "成本目标": "成本目标", "其他资源投入目标": "其他资源投入目标",
	"经济效益目标": "经济效益目标", "社会效益目标": "社会效益目标", "环境效益目标": "环境效益目标", "生态效益目标": "生态效益目标",
	"可持续影响目标": "可持续影响目标", "服务对象满意度目标": "服务对象满意度目标",
	"工作目标管理": "工作目标管理", "预算和财务管理": "预算和财务管理", "绩效管理": "绩效管理",
}

// level1Of maps the canonical second levels to the first level that they
// stand under. 成本指标 is missing: it stands under 产出指标 until 2021 and is
// a first level of its own after (财预〔2021〕101号).
var level1Of = map[string]string{
	"数量指标": "产出指标", "质量指标": "产出指标", "时效指标": "产出指标",
	"经济成本指标": "成本指标", "社会成本指标": "成本指标", "生态环境成本指标": "成本指标",
	"经济效益指标": "效益指标", "社会效益指标": "效益指标", "生态效益指标": "效益指标", "可持续影响指标": "效益指标",
	"服务对象满意度指标": "满意度指标",
}

// Level1 returns the canonical name of a first level (一级指标) as printed:
// with or without the word 指标, with scores and hints in brackets, with
// blanks. What is not known is returned as printed, without hints.
func Level1(s string) (canonical string, known bool) { return level(s, level1Names) }

// Level2 is Level1 for second levels (二级指标).
func Level2(s string) (canonical string, known bool) { return level(s, level2Names) }

// Level2Parent returns the canonical first level that a canonical second
// level stands under, "" where that depends on the form or is not known.
func Level2Parent(level2 string) string { return level1Of[level2] }

func level(s string, names map[string]string) (canonical string, known bool) {
	if canonical, known = names[strings.TrimSuffix(s, "指标")]; known {
		return canonical, true
	}
	printed := strings.Trim(zh.StripBrackets(zh.Join([]string{s})), "★☆*＊:：")
	key := strings.TrimSuffix(zh.Squeeze(printed), "指标")
	if canonical, known = names[key]; known {
		return canonical, true
	}
	key = strings.TrimSuffix(withoutBrackets(zh.StripNumbering(zh.Label(printed))), "分")
	key = strings.TrimSuffix(strings.TrimRight(key, "0123456789"), "指标") // 产出指标50分
	if canonical, known = names[strings.Trim(key, "★☆*")]; known {
		return canonical, true
	}
	return printed, false
}

// withoutBrackets drops all bracketed parts of a folded text, which on forms
// explain the word before them: 产出(工作量)指标.
func withoutBrackets(s string) string {
	if !strings.ContainsAny(s, "([") {
		return s
	}
	return dropWithin(s, "([", ")]")
}

// A fund is what a label of the funds block stands for; the scope is empty
// where the label does not say it and its place in the form must.
type fund struct {
	item  FundItem
	scope Scope
}

// fundNames are the labels of funds, folded, without 其中：, numbering and
// brackets.
var fundNames = map[string]fund{
	"年度资金总额": {FundTotal, Annual}, "年度资金申请总额": {FundTotal, Annual}, "当年资金总额": {FundTotal, Annual},
	"本年度资金总额": {FundTotal, Annual}, "本年资金总额": {FundTotal, Annual}, "当年年度预算": {FundTotal, Annual}, "当年预算": {FundTotal, Annual}, "部门预算总额": {FundTotal, Annual}, "预算总额": {FundTotal, Annual}, "当年预算数": {FundTotal, Annual}, "本年预算": {FundTotal, Annual},
	"项目预算总额": {FundTotal, ""}, "项目预算金额": {FundTotal, ""}, "预算资金总额": {FundTotal, ""}, "项目总金额": {FundTotal, ""}, "总金额": {FundTotal, ""},
	"年度预算": {FundTotal, Annual}, "年度预算数": {FundTotal, Annual}, "年度总额": {FundTotal, Annual},
	"预算数": {FundTotal, Annual}, "投入金额": {FundTotal, Annual}, "金额合计": {FundTotal, Annual}, "资金合计": {FundTotal, ""},
	"中期资金总额": {FundTotal, Midterm}, "长期资金总额": {FundTotal, Midterm}, "总体资金总额": {FundTotal, Midterm},
	"项目资金总额": {FundTotal, ""}, "资金总额": {FundTotal, ""}, "总额": {FundTotal, ""}, "项目总预算": {FundTotal, ""},
	"年度金额": {FundTotal, Annual}, "资金需求": {FundTotal, ""}, "项目资金合计": {FundTotal, ""},
	"年初预算数": {FundTotal, Initial}, "全年预算数": {FundTotal, Adjusted}, "全年执行数": {FundTotal, Executed},

	"财政拨款": {FundFiscal, ""}, "财政资金": {FundFiscal, ""}, "财政拨款资金": {FundFiscal, ""}, "财政性资金": {FundFiscal, ""},
	"当年财政拨款": {FundFiscal, Annual}, "当年财政资金": {FundFiscal, Annual}, "本年财政拨款": {FundFiscal, Annual}, "本年财政资金": {FundFiscal, Annual}, "年度财政拨款": {FundFiscal, Annual},
	"中期财政拨款": {FundFiscal, Midterm},

	"其他资金": {FundOther, ""}, "其它资金": {FundOther, ""}, "其他": {FundOther, ""}, "其它": {FundOther, ""},
	"年度其他资金": {FundOther, Annual}, "中期其他资金": {FundOther, Midterm},

	"上年结转资金": {FundCarryover, ""}, "上年结转": {FundCarryover, ""}, "上年度结转资金": {FundCarryover, ""}, "上年度结转": {FundCarryover, ""},
	"结转资金": {FundCarryover, ""}, "上年结转结余": {FundCarryover, ""}, "上年结转结余资金": {FundCarryover, ""}, "以前年度结转资金": {FundCarryover, ""},

	"上级资金": {FundSuperior, ""}, "上级补助": {FundSuperior, ""}, "上级补助资金": {FundSuperior, ""}, "上级财政资金": {FundSuperior, ""},
	"上级财政补助": {FundSuperior, ""}, "上级转移支付": {FundSuperior, ""}, "上级": {FundSuperior, ""}, "上级财政": {FundSuperior, ""}, "上级拨款": {FundSuperior, ""}, "上级财政拨款": {FundSuperior, ""},
	"中央补助": {FundSuperior, ""}, "中央补助资金": {FundSuperior, ""}, "中央资金": {FundSuperior, ""}, "中央财政资金": {FundSuperior, ""},
	"中央财政补助": {FundSuperior, ""}, "中央财政补助资金": {FundSuperior, ""}, "中央财政": {FundSuperior, ""}, "中央财政拨款": {FundSuperior, ""},

	"本级": {FundLocal, ""}, "本级资金": {FundLocal, ""}, "本级财政": {FundLocal, ""}, "本级财政资金": {FundLocal, ""}, "本级安排": {FundLocal, ""}, "本级财政拨款": {FundLocal, ""},
	"地方资金": {FundLocal, ""}, "地方财政资金": {FundLocal, ""}, "地方财政": {FundLocal, ""}, "地方配套资金": {FundLocal, ""}, "地方配套": {FundLocal, ""},

	"财政专户管理资金": {FundSpecialAccount, ""}, "财政专户资金": {FundSpecialAccount, ""}, "财政专户": {FundSpecialAccount, ""},
	"单位资金": {FundUnit, ""},
}

// FundLabel reads a label of the funds block. scope is empty where the label
// does not say what time the amount is for: it is then that of the total
// above it, and a total without one is the mid-term total if it stands beside
// an annual one, else the annual one. rest is what stands behind the label in
// the same cell, as printed: «16» of «其中 :上级资金16».
func FundLabel(label string) (item FundItem, scope Scope, rest string, known bool) {
	var buffer [3 * longestFundName]byte
	name, rest := fundName(withoutLead(label), buffer[:0])
	f, known := fundNames[string(name)]
	if !known {
		return "", "", "", false
	}
	if isMoneyUnit(rest) {
		rest = "" // 年度资金总额：（万元）
	}
	return f.item, f.scope, rest, true
}

// isMoneyUnit reports whether a text is the unit of an amount and no amount.
func isMoneyUnit(s string) bool {
	switch strings.Trim(s, "()（） ") {
	case "万元", "元", "单位:万元", "单位：万元", "单位:元", "单位：元":
		return true
	}
	return false
}

// longestFundName is the most characters that are read as the name of a fund;
// the longest of fundNames has 9.
const longestFundName = 16

// withoutLead returns a label without numbering and 其中： in front.
func withoutLead(label string) string {
	label = strings.TrimLeftFunc(zh.StripNumbering(label), unicode.IsSpace)
	if rest, ok := strings.CutPrefix(label, "其中"); ok {
		label = strings.TrimLeft(rest, " \u3000:：,，、")
	}
	return label
}

// fundName appends the name in front of a label to name, folded and without
// white space and brackets, and returns what follows it.
func fundName(label string, name []byte) (folded []byte, rest string) {
	depth := 0
	for i, r := range label {
		switch r = zh.FoldRune(r); {
		case unicode.IsSpace(r):
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case depth > 0:
		case !unicode.Is(unicode.Han, r) || len(name) >= 3*longestFundName:
			return name, strings.TrimSpace(strings.TrimLeft(label[i:], ":：∶"))
		default:
			name = utf8.AppendRune(name, r)
		}
	}
	return name, ""
}

// FiscalYear returns the year that a title or a year line states: 2023年,
// （2021 年）, 2020年度, 二〇二三年. A number that could be a year but has no
// 年 behind it is taken when there is nothing better.
func FiscalYear(text string) (year int, known bool) {
	if year, known = yearIn(text, true); known {
		return year, true
	}
	if year, known = chineseYear(text); known {
		return year, true
	}
	if year, known = yearIn(text, false); known {
		return year, true
	}
	if squeezed := zh.Squeeze(text); squeezed != text {
		return yearIn(squeezed, true) // 2 0 2 3 年
	}
	return 0, false
}

// The years that a form of this kind can be for; the first rules for such
// forms are of 2011.
const firstFiscalYear, lastFiscalYear = 2000, 2099

// yearIn finds four digits, neither more nor fewer in a row, that are a year,
// with 年 behind them if marked. Without, they must not be a part of a date
// or of the number of a document (〔2015〕88号).
func yearIn(text string, marked bool) (year int, known bool) {
	before := rune(0)
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		if !isDigit(zh.FoldRune(r)) {
			before, text = r, text[size:]
			continue
		}
		value, digits, rest := leadingDigits(text)
		next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, unicode.IsSpace))
		if isFiscalYear(value, digits) &&
			(next == '年' || !marked && before != '〔' && !strings.ContainsRune("-./－．／", next)) {
			return value, true
		}
		before, text = '0', rest
	}
	return 0, false
}

// leadingDigits reads the digits that s begins with; of many only the value
// of the first is right.
func leadingDigits(s string) (value, digits int, rest string) {
	for i, r := range s {
		if r = zh.FoldRune(r); !isDigit(r) {
			return value, digits, s[i:]
		}
		if digits++; digits <= 9 {
			value = value*10 + int(r-'0')
		}
	}
	return value, digits, ""
}

func isFiscalYear(value, digits int) bool {
	return digits == 4 && value >= firstFiscalYear && value <= lastFiscalYear
}

// chineseYear finds a year written in Chinese digits in front of 年.
func chineseYear(text string) (year int, known bool) {
	text = zh.Squeeze(text)
	for at := 0; ; {
		i := strings.Index(text[at:], "年")
		if i < 0 {
			return 0, false
		}
		at += i
		if from := fourBefore(text[:at]); from >= 0 {
			if year, ok := zh.Numeral(text[from:at]); ok && isFiscalYear(year, 4) {
				return year, true
			}
		}
		at += len("年")
	}
}

// fourBefore returns the offset of the last four characters of s, -1 if it
// is shorter.
func fourBefore(s string) int {
	n := 0
	for i := len(s) - 1; i >= 0; i-- {
		if s[i]&0xC0 == 0x80 {
			continue
		}
		if n++; n == 4 {
			return i
		}
	}
	return -1
}
