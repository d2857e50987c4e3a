package normalize

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"mubiao/extract/grid"
)

// LevelLost reports indicators without a level in a scan: a rule that the
// picture does not show parts them from their label, or the label was not
// read. Forms print both levels beside nearly every indicator (财预〔2020〕10号).
var LevelLost = Rule{
	Code:     "level-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			for k, level := range []Name{in.Level1, in.Level2} {
				pointer := indicatorPath(i, []string{"level1", "level2"}[k])
				if level == "" && !r.pointedAt(pointer) {
					report(pointer, "no level is printed for this indicator, or the picture does not show it")
				}
			}
		}
	},
}

// HeaderLost reports the unit of a project's form that names none: forms print it
// beside the department (财预〔2020〕10号), and what names neither is reported for
// every form.
var HeaderLost = Rule{
	Code:     "header-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		if _, ok := r.fromPicture("/department"); ok && r.Form == ProjectTarget && r.Unit == "" {
			report("/unit", "no %s was found", "unit (实施单位)")
		}
		if _, ok := r.fromPicture("/attribute"); ok && r.Period == "" {
			report("/period", "no %s was found", "period (项目期)")
		}
	},
}

// pointedAt reports whether an issue points at a value already, or at what it is
// part of.
func (r *Record) pointedAt(pointer string) bool {
	return slices.ContainsFunc(r.Issues, func(i Issue) bool {
		return i.Severity != Info && (i.Path == pointer || i.Path != "" && strings.HasPrefix(pointer, i.Path+"/"))
	})
}

// NumberLost reports indicators without a number 指标N in a form that numbers
// others: it may hide in the name.
var NumberLost = Rule{
	Code:     "number-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		numbered := 0
		for _, in := range r.Indicators {
			numbered += btoi(in.Number != nil)
		}
		if numbered < leastNumbered {
			return
		}
		for i, in := range r.Indicators {
			if in.Number == nil {
				report(indicatorPath(i, "number"), "the indicator has no number, others do")
				report(indicatorPath(i, "level3"), "the indicator has no number, others do")
			}
		}
	},
}

// leastNumbered is how many numbers show that a form numbers its indicators.
const leastNumbered = 2

// NumberUncounted doubts a number 指标N that does not count on within its group,
// and the name that it stands before. A source may print so, see NumberOrder;
// in a scan it is more likely misread.
var NumberUncounted = Rule{
	Code:     "number-misread",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		counts := countsOf(r)
		var uncounted []int
		numbered := 0
		for i, in := range r.Indicators {
			numbered += btoi(in.Number != nil)
			if in.Number != nil && *in.Number != counts[i].expected && *in.Number != 1 {
				uncounted = append(uncounted, i)
			}
		}
		if mostUncounted*len(uncounted) > numbered {
			return // the form numbers otherwise
		}
		for _, i := range uncounted {
			if c, ok := r.fromPicture(indicatorPath(i, "number")); ok && c < certain {
				report(indicatorPath(i, "number"), "指标%d stands where 指标%d is expected", *r.Indicators[i].Number, counts[i].expected)
			}
		}
	},
}

// mostUncounted is how many numbers there are for one that does not count on,
// at least, where a form numbers its indicators group by group.
const mostUncounted = 5

// GoalLost reports that goals were lost: of 目标1 and 目标3 one stood between.
var GoalLost = Rule{
	Code:     "goal-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		last := map[Scope]int{}
		for _, g := range r.Goals {
			if g.Number == nil {
				continue
			}
			if *g.Number > last[g.Scope]+1 {
				report("/goals/-", "目标%d follows 目标%d", *g.Number, last[g.Scope])
			}
			last[g.Scope] = *g.Number
		}
		for i, g := range r.Goals {
			pointer := "/goals/" + strconv.Itoa(i) + "/text"
			if _, ok := r.fromPicture(pointer); ok && numbersAnother(g.Text) {
				report(pointer, "another goal seems to begin in it")
				report("/goals/-", "a goal seems to begin in another")
			}
		}
	},
}

// numbersAnother reports whether 目标N： stands within a text, or what is left of
// it (标2：).
func numbersAnother(text string) bool {
	runes := []rune(text)
	for i := 1; i+1 < len(runes); i++ {
		if runes[i-1] == '标' && unicode.IsDigit(runes[i]) && isColon(runes[i+1]) {
			return true
		}
	}
	return false
}

// NameIsLevel doubts the name and the levels of an indicator that is called like
// a level: they have slipped a column, beside a rule that the picture does not
// show. Its target stands where it should nearly always.
var NameIsLevel = Rule{
	Code:     "name-is-level",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		for i, in := range r.Indicators {
			_, first := Level1(in.Level3)
			_, second := Level2(in.Level3)
			if first || second {
				for _, column := range []string{"level1", "level2", "level3", "number"} {
					report(indicatorPath(i, column), "%q is the name of a level, not of an indicator", in.Level3)
				}
			}
		}
	},
}

// UnitLost reports a share without % in a form that prints % with others: it is
// small, stands at the end of its line and is the sign that readers of pictures
// drop most. Of other numbers without a unit the unit alone is doubted, where
// most have one.
var UnitLost = Rule{
	Code:     "unit-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		numbers, united, shares := 0, 0, 0
		for _, in := range r.Indicators {
			if len(in.Value) > 0 && in.Unit != nil {
				numbers++
				united += btoi(*in.Unit != "")
				shares += btoi(strings.HasPrefix(*in.Unit, "%"))
			}
		}
		for i, in := range r.Indicators {
			if _, ok := r.fromPicture(indicatorPath(i, "target")); !ok || len(in.Value) == 0 || in.Unit == nil || *in.Unit != "" {
				continue
			}
			if isShare(in.Level3) && shares > 0 {
				report(indicatorPath(i, "target"), "a share (率) is printed without %%, others have it")
			}
			if 2*united > numbers {
				report(indicatorPath(i, "unit"), "the target %q has no unit, most have", in.Target)
			}
		}
	},
}

// isShare reports whether an indicator is called like a share of something.
func isShare(name string) bool {
	return strings.HasSuffix(name, "率") || strings.HasSuffix(name, "满意度") || strings.HasSuffix(name, "比例")
}

// A count is what the number of an indicator should be if the indicators of its
// group count on.
type count struct{ expected, next int }

// countsOf are the counts of all indicators; next is the number of the one
// behind it in its group, 0 for the last.
func countsOf(r *Record) []count {
	type group struct {
		scope    Scope
		one, two Name
	}
	counts := make([]count, len(r.Indicators))
	last := map[group]int{} // index of the group's latest indicator, plus 1
	for i, in := range r.Indicators {
		g := group{in.Scope, in.Level1, in.Level2}
		counts[i].expected = 1
		if k := last[g]; k > 0 {
			counts[i].expected = counts[k-1].expected + 1
			if n := r.Indicators[k-1].Number; n != nil {
				counts[i].expected = *n + 1
			}
			if in.Number != nil {
				counts[k-1].next = *in.Number
			}
		}
		last[g] = i + 1
	}
	return counts
}

// recount makes good the numbers 指标N of a form that was read from pictures by
// how they count on within their groups. A figure that looks like the one
// expected, or that the reader was not sure of, is it; a number that begins
// with it has swallowed the first figure of the name (指标15G for 指标1：5G); and
// a name that still begins with 指标 has it in a sign that no figure is like
// (指标+：).
func (d *draft) recount() {
	if d.lines == nil {
		return
	}
	for i := range d.Indicators {
		in := &d.Indicators[i]
		lines, ok := d.lines[indicatorPath(i, "level3")]
		if !ok {
			continue
		}
		expected := countsOf(&d.Record)[i].expected
		switch rest, found := unreadNumber(in.Level3); {
		case in.Number == nil && found:
			in.Number, in.Level3 = &expected, rest
			d.Evidence[indicatorPath(i, "number")] = d.Evidence[indicatorPath(i, "level3")]
			d.read(indicatorPath(i, "number"), lines)
			d.recounted(i, "指标%d was read without its figure", expected)
		case in.Number == nil || *in.Number == expected:
		case swallowed(*in.Number, expected) != "":
			in.Level3 = swallowed(*in.Number, expected) + in.Level3
			d.recounted(i, "it was read as 指标%d, with the first figure of the name", *in.Number)
			in.Number = &expected
		case d.misread(i, lines, expected):
			d.recounted(i, "it was read as 指标%d", *in.Number)
			in.Number = &expected
		}
	}
}

// recounted tells that the number of an indicator was corrected.
func (d *draft) recounted(i int, format string, args ...any) {
	d.doubt("ocr-repaired", Info, indicatorPath(i, "number"), format, args...)
}

// unreadNumber is a name without 指标 and the one or two signs before a colon
// that stand for its figure.
func unreadNumber(name string) (rest string, found bool) {
	after, ok := strings.CutPrefix(name, "指标")
	if !ok {
		return "", false
	}
	for i, r := range []rune(after) {
		switch {
		case isColon(r) && i > 0:
			return strings.TrimLeft(string([]rune(after)[i+1:]), " "), true
		case i > 1 || unicode.Is(unicode.Han, r):
			return "", false
		}
	}
	return "", false
}

// swallowed is what a number holds behind the one that is expected.
func swallowed(number, expected int) string {
	rest, ok := strings.CutPrefix(strconv.Itoa(number), strconv.Itoa(expected))
	if !ok {
		return ""
	}
	return rest
}

// misread reports whether the number of an indicator is the one expected, read
// as one that looks like it or unsurely, and the one behind it counts on.
func (d *draft) misread(i int, lines []grid.Line, expected int) bool {
	n := *d.Indicators[i].Number
	if n > 9 || expected > 9 {
		return false
	}
	if next := countsOf(&d.Record)[i].next; next != 0 && next != expected+1 {
		return false
	}
	text, sure := joined(lines)
	from, to := firstNumber(text)
	return from >= 0 && to > from && (figuresAlike('0'+rune(n), '0'+rune(expected)) || sure[from] < unsureLine)
}
