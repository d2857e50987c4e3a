package normalize

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

// mendTargets makes good in the targets of a form that was read from pictures
// what only the indicator that they belong to tells.
func (d *draft) mendTargets() {
	if d.lines == nil {
		return
	}
	for i := range d.Indicators {
		pointer := indicatorPath(i, "target")
		if _, ok := d.lines[pointer]; !ok {
			continue
		}
		in := &d.Indicators[i]
		read := in.Target
		unclear := d.pointUnclear(pointer) && d.printsThousands()
		if in.mendDust() || in.mendPercent() || in.mendThousands(unclear) || in.mendSlash() {
			d.doubt("ocr-repaired", Info, pointer, "it was read as %q", shorten(read, 40))
		}
	}
}

// dustBehindSign is a sign, dust and a number: no form prints .36 for 0.36.
var dustBehindSign = regexp.MustCompile(`^([≥≤≧≦⩾⩽><＞＜=＝═]=?) *[.·'’] *([0-9])`)

// mendDust drops the dust between the sign of a target and its number.
func (in *Indicator) mendDust() bool { return in.rewrite(dustBehindSign, "$1$2") }

// rewrite replaces what a target is read as, where it is that, and reads what
// that makes of it.
func (in *Indicator) rewrite(read *regexp.Regexp, with string) bool {
	if !read.MatchString(in.Target) {
		return false
	}
	in.Target = read.ReplaceAllString(in.Target, with)
	in.readTarget(in.Level3, "")
	return true
}

// percentLike is the target of a share with what % is read as in place of it: a
// ring or a pair of strokes is all that thin print or a fax leaves of it.
var percentLike = regexp.MustCompile(`^([^0-9]*[0-9]+(?:\.[0-9]+)?)["”“″°º'’?？o](以上|以下|以内|左右|及以上|及以下)?$`)

// mendPercent reads as % what stands for a unit behind the number of a share: a
// share is neither in degrees nor in inches.
func (in *Indicator) mendPercent() bool {
	return isShare(in.Level3) && in.rewrite(percentLike, "$1%$2")
}

// pointOfThousands is a number with just three decimals.
var pointOfThousands = regexp.MustCompile(`(^|[^0-9.,，])([1-9][0-9]{0,2})\.([0-9]{3})($|[^0-9.])`)

// mendThousands reads the point before three decimals as a comma where what is
// counted comes in whole numbers, or the amount is in 元, of which the hundredth
// is the smallest coin: 86.660次 was 86,660次. Of other units it does so if the
// picture does not show the point and the form prints such commas.
func (in *Indicator) mendThousands(unclear bool) bool {
	if in.Unit == nil || len(in.Value) != 1 || !isCounted(*in.Unit) && !unclear || !pointOfThousands.MatchString(in.Target) {
		return false
	}
	in.Target = pointOfThousands.ReplaceAllString(in.Target, "$1$2,$3$4")
	in.Value[0] = math.Round(1000 * in.Value[0])
	return true
}

// pointUnclear reports whether the reader of pictures was not sure of a point in
// the value at a pointer.
func (d *draft) pointUnclear(pointer string) bool {
	text, sure := joined(d.lines[pointer])
	for i, r := range text {
		if r == '.' && float64(sure[i]) < unsureLine {
			return true
		}
	}
	return false
}

// perUnit is a price without the stroke between the money and what it is for.
var perUnit = regexp.MustCompile(`(元)(人次|人|户|亩|天|平方米|平方公里|公里|次|吨|件|份|个|场|套|台|册|棵|株|班|床|年|月)$`)

// mendSlash puts back the stroke in 元/人, which is thin and stands by itself:
// there is no 元人.
func (in *Indicator) mendSlash() bool {
	if in.Unit == nil || !perUnit.MatchString(*in.Unit) || !strings.HasSuffix(in.Target, *in.Unit) {
		return false
	}
	unit := perUnit.ReplaceAllString(*in.Unit, "$1/$2")
	in.Target, in.Unit = strings.TrimSuffix(in.Target, *in.Unit)+unit, &unit
	return true
}

// countingUnits are the first characters of units of which there are no
// thousandths: things, people, times and days.
const countingUnits = "次人个户天件台套项家名份场期册本株棵辆处座所村批起篇条宗例班头只张块盏元"

func isCounted(unit string) bool {
	first, _ := utf8.DecodeRuneInString(unit)
	return unit != "" && strings.ContainsRune(countingUnits, first)
}
