package normalize

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MarksUnbalanced doubts texts in which a bracket or quotation mark opens and
// does not close, or the other way round: readers of pictures drop such marks at
// the edges of lines.
var MarksUnbalanced = Rule{
	Code:     "marks-unbalanced",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		r.pictured(func(text, pointer string) {
			if mark := unbalanced(text); mark != 0 {
				report(pointer, "%q has no counterpart", string(mark))
			}
		})
	},
}

// pictured calls look for the texts that were read from pictures.
func (r *Record) pictured(look func(text, pointer string)) {
	r.texts(func(text, pointer string) {
		if _, ok := r.fromPicture(pointer); ok {
			look(text, pointer)
		}
	})
}

// texts calls look for the texts of a record, in their order.
func (r *Record) texts(look func(text, pointer string)) {
	look(r.Title, "/title")
	look(r.Project, "/project")
	look(r.Department, "/department")
	look(r.Unit, "/unit")
	look(r.Attribute, "/attribute")
	look(r.Period, "/period")
	look(r.Achieved, "/achieved")
	for i, g := range r.Goals {
		look(g.Text, "/goals/"+strconv.Itoa(i)+"/text")
	}
	for i, t := range r.Tasks {
		look(t.Name, "/tasks/"+strconv.Itoa(i)+"/name")
		look(t.Content, "/tasks/"+strconv.Itoa(i)+"/content")
	}
	for i, in := range r.Indicators {
		look(in.Level3, indicatorPath(i, "level3"))
		look(in.Target, indicatorPath(i, "target"))
		look(in.Actual, indicatorPath(i, "actual"))
		look(in.Deviation, indicatorPath(i, "deviation"))
	}
}

// pairs are the marks that stand in pairs, closing ones behind opening ones.
// Wide and narrow brackets are one.
var pairs = map[rune]rune{'）': '（', '》': '《', '”': '“', '】': '【', '〕': '〔', '』': '『', '」': '「'}

// unbalanced is the first mark without a counterpart, 0 if there is none. A ）
// behind a number lists things and needs none.
func unbalanced(text string) rune {
	var open []rune
	runes := []rune(strings.NewReplacer("(", "（", ")", "）").Replace(text))
	for i, c := range runes {
		opening, closes := pairs[c]
		switch {
		case closes && len(open) > 0 && open[len(open)-1] == opening:
			open = open[:len(open)-1]
		case c == '）' && i > 0 && (unicode.IsDigit(runes[i-1]) || strings.ContainsRune("一二三四五六七八九十", runes[i-1])):
		case closes:
			return c
		case isOpening(c):
			open = append(open, c)
		}
	}
	if len(open) > 0 {
		return open[0]
	}
	if strings.Count(text, `"`)%2 == 1 {
		return '"'
	}
	return 0
}

func isOpening(c rune) bool {
	for _, opening := range pairs {
		if c == opening {
			return true
		}
	}
	return false
}

// LetterStray doubts texts that begin with a lone letter before a
// sign or a number of the form's: strokes of a seal or of a rule beside the text
// look like T, I or A. A letter that belongs there (pH≥7) is not alone, or stands
// before a word. Dust before a text or behind a name looks like a mark, which no
// text begins with and no name ends with.
var LetterStray = Rule{
	Code:     "letter-stray",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		r.pictured(func(text, pointer string) {
			if stray := strayBefore.FindString(text); stray != "" {
				first, _ := utf8.DecodeRuneInString(stray)
				report(pointer, "%q stands alone before it", string(first))
			}
			if stray := strayBehind.FindString(text); stray != "" {
				report(pointer, "%q stands alone behind it", stray)
			}
		})
	},
}

// strayBefore is a text that begins with a letter before a sign or before 指标N,
// or with a mark that nothing begins with.
var strayBefore = regexp.MustCompile(`^(?:[A-Za-z] ?(?:[≥≤≧≦⩾⩽><＞＜=＝]|指标[0-9一二三四五六七八九十])|[；：，、。·|！!])`)

// strayBehind is a mark that nothing ends with.
var strayBehind = regexp.MustCompile(`[·：|_—]$`)

// YearsApart doubts the year of a form if its title prints another, and a
// period that ends before it begins or does not hold the year. Forms are filled
// in for a year of the project's period.
var YearsApart = Rule{
	Code:     "years-apart",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		if titled := yearsIn(r.Title); len(titled) == 1 && r.FiscalYear != 0 && titled[0] != r.FiscalYear {
			report("/fiscal_year", "the title is of %d, the year was read as %d", titled[0], r.FiscalYear)
		}
		years := yearsIn(r.Period)
		if len(years) == 0 {
			return
		}
		first, last := years[0], years[len(years)-1]
		if first > last || r.FiscalYear != 0 && (r.FiscalYear < first || r.FiscalYear > last) {
			report("/period", "the period %q does not fit the year %d", r.Period, r.FiscalYear)
		}
	},
}

// yearsIn are the years that a text prints, in order.
func yearsIn(text string) []int {
	var years []int
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' }) {
		if y, err := strconv.Atoi(word); err == nil && len(word) == 4 && y >= 1990 && y < 2100 {
			years = append(years, y)
		}
	}
	return years
}

// FiguresAlike doubts the less sure of two numbers that should be the same or
// have little in common, if they differ in one figure that looks like the
// other: a mid-term target of 48.18 beside an annual one of 43.18, or an amount
// that other columns print otherwise.
var FiguresAlike = Rule{
	Code:     "figures-alike",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		type number struct{ text, pointer string }
		groups := map[string][]number{}
		for i, in := range r.Indicators {
			groups[in.Level3] = append(groups[in.Level3], number{in.Target, indicatorPath(i, "target")})
			if in.Actual != "" {
				groups[in.Level3] = append(groups[in.Level3], number{in.Actual, indicatorPath(i, "actual")})
			}
		}
		for i, f := range r.Funds {
			if f.Amount != nil {
				groups[string(f.Item)] = append(groups[string(f.Item)], number{f.Amount.String(), fundPath(i)})
			}
		}
		for _, group := range groups {
			for i, a := range group {
				for _, b := range group[:i] {
					if !differInOneFigure(a.text, b.text) {
						continue
					}
					less := a
					ca, _ := r.fromPicture(a.pointer)
					cb, ok := r.fromPicture(b.pointer)
					if cb < ca {
						less = b
					}
					if ok && math.Min(ca, cb) < certain {
						report(less.pointer, "%q and %q differ in one figure that looks like the other", b.text, a.text)
					}
				}
			}
		}
	},
}

// leastFigures is the number of figures from which on two numbers are hardly
// alike by chance.
const leastFigures = 3

// differInOneFigure reports whether two texts are the same but for a figure
// that looks like the other.
func differInOneFigure(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	differ, figures := 0, 0
	for i := range x {
		figures += btoi(unicode.IsDigit(x[i]))
		if x[i] == y[i] {
			continue
		}
		if differ++; differ > 1 || !figuresAlike(x[i], y[i]) {
			return false
		}
	}
	return differ == 1 && figures >= leastFigures
}

// alikeFigures are the pairs of figures that blur makes one of.
var alikeFigures = []string{"38", "48", "68", "08", "98", "56", "17", "14", "60", "35", "27", "90"}

// figuresAlike reports whether two figures are taken for one another.
func figuresAlike(a, b rune) bool {
	return slices.ContainsFunc(alikeFigures, func(pair string) bool {
		return pair == string(a)+string(b) || pair == string(b)+string(a)
	})
}
