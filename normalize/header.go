package normalize

import (
	"strings"
	"unicode/utf8"

	"mubiao/normalize/zh"
)

// setHeader sets a header field from what a label heads.
func (d *draft) setHeader(f field, label, value string, in where) {
	if f == fieldDepartment || f == fieldUnit {
		name, code := cutCode(value)
		if value = name; code != "" {
			d.setOther(label+"代码", code, in)
		}
	}
	set := func(to *string, pointer string) {
		if *to == "" && !isEmptyMark(value) {
			*to = value
			in(pointer)
		}
	}
	if weakLabels[label] {
		d.setWeak(f, label, value, in)
		return
	}
	switch f {
	case fieldProject:
		set(&d.Project, "/project")
	case fieldDepartment:
		set(&d.Department, "/department")
	case fieldUnit:
		set(&d.Unit, "/unit")
	case fieldAttribute:
		set(&d.Attribute, "/attribute")
	case fieldPeriod:
		set(&d.Period, "/period")
	case fieldTotalScore:
		d.TotalScore = d.number(value, "/total_score", in)
	case fieldExecutionRate:
		d.ExecutionRate = d.number(value, "/execution_rate", in)
	default:
		d.setOther(label, value, in)
	}
}

// weakLabels head a field only where the form has no better label for it: on
// a transfer form 省级主管部门 is the unit unless 实施单位 is printed too.
var weakLabels = map[string]bool{"省级主管部门": true, "地方主管部门": true, "单位名称": true}

// A weakValue is what a weak label heads, until all labels have been seen.
type weakValue struct {
	field        field
	label, value string
	in           where
}

func (d *draft) setWeak(f field, label, value string, in where) {
	d.weak = append(d.weak, weakValue{f, label, value, in})
}

// settleWeak gives the values of weak labels to the fields that are left.
func (d *draft) settleWeak() {
	for _, w := range d.weak {
		if d.Unit == "" && !isEmptyMark(w.value) {
			d.Unit = w.value
			w.in("/unit")
		} else {
			d.setOther(w.label, w.value, w.in)
		}
	}
}

// setOther keeps a header field that has no place of its own.
func (d *draft) setOther(label, value string, in where) {
	if isEmptyMark(value) || label == "" {
		return
	}
	if d.Header == nil {
		d.Header = map[string]string{}
	}
	if _, ok := d.Header[label]; ok {
		return
	}
	d.Header[label] = value
	in("/header/" + EscapeKey(label))
}

// cutCode takes a code in front off a name: [015001]武汉市…, 820001-井研县….
func cutCode(value string) (name, code string) {
	if rest, ok := strings.CutPrefix(value, "["); ok {
		if code, name, ok = strings.Cut(rest, "]"); ok && isCode(code) && name != "" {
			return strings.TrimSpace(name), code
		}
	}
	if code, name, ok := strings.Cut(value, "-"); ok && len(code) >= 3 && isCode(strings.TrimSpace(code)) && name != "" && !startsWithNumber(name) {
		return strings.TrimSpace(name), strings.TrimSpace(code)
	}
	return value, ""
}

func isCode(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' && r < 'A' || r > 'Z' {
			return false
		}
	}
	return s != ""
}

// cutLabel parts a text such as 项目名称：某项目 that holds both label and value.
func cutLabel(text string) (label, value string, ok bool) {
	i := strings.IndexAny(text, ":：")
	if i < 0 {
		return "", "", false
	}
	label = zh.Label(text[:i])
	_, size := utf8.DecodeRuneInString(text[i:])
	return label, strings.TrimSpace(text[i+size:]), headerField(label) != noField
}
