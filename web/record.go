package web

import (
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/personal"
)

// A section is a part of a record, set as a table.
type section struct {
	Name  string     // in words
	Heads []listHead // none for fields beside their labels
	Rows  []row
}

// A row is a row of a section, and what is doubted in it.
type row struct {
	Label  string // of a field; in words, unless Plain
	Plain  bool   // Label is printed on the form
	Cells  []cell
	Issues []issueLine
}

// A cell is a value of a record.
type cell struct {
	Pointer string
	Head    string // what it is called, in words; empty for a field beside its label
	Text    string
	// Frame is the pointer whose place the value stands at: its own, or that of
	// the target that it is read from.
	Frame      string
	Grade      store.Confidence // empty where no place is known
	Confidence string           // in percent; empty for text that the file itself holds
	Severity   string           // of the worst issue; empty for none
	Corrected  bool
	Masked     bool // about people, and not to be seen
	Open       bool // in the editor
	Choice     bool // one of a few words
	Number     bool // set flush right
}

// An issueLine is an open issue beside what it is about.
type issueLine struct {
	Form                    int // place of the form; -1 for an issue of the file
	Code, Severity, Pointer string
	Message                 string
	Shown                   string // the value, as JSON; empty where it is not known
	Text                    string // the value as it is shown
	Editable                bool   // one value stands there
	Masked                  bool   // about people: it is accepted where it can be seen
	Advise                  bool   // what to do is said, as by the first issue of a code on a page
	// Also are the values that the same is said of, and that are accepted with
	// this one: what is read from a target.
	Also []string
}

// fill finds the value that an issue is about.
func (l *issueLine) fill(v store.Tree) {
	if _, l.Editable = store.Correctable(l.Pointer); l.Editable {
		shown := v.Get(l.Pointer)
		l.Shown, l.Text = string(store.EncodeValue(shown)), valueText(shown)
	}
}

// mask shows another text in place of a value that has people in it.
func (l *issueLine) mask(shown string) {
	if l.Editable && shown != l.Text {
		l.Text, l.Shown, l.Masked = shown, "", true
	}
}

// valueText is a value as a person types it.
func valueText(value any) string { return store.ValueText(store.EncodeValue(value)) }

// A column of a table of a record. One without a value in any row is left out
// unless it is always there.
type column struct {
	key            string
	always, number bool
}

// tables are the lists of a record and their columns, in the order of forms.
var tables = []struct {
	list    string
	columns []column
}{
	{"funds", []column{{key: "label"}, {key: "item", always: true}, {key: "scope", always: true}, {key: "amount", always: true, number: true}}},
	{"goals", []column{{key: "scope", always: true}, {key: "number", number: true}, {key: "text", always: true}}},
	{"tasks", []column{
		{key: "name", always: true},
		{key: "content"},
		{key: "total", number: true},
		{key: "fiscal", number: true},
		{key: "other", number: true},
	}},
	{"indicators", []column{
		{key: "scope"},
		{key: "level1", always: true},
		{key: "level2", always: true},
		{key: "level3", always: true},
		{key: "target", always: true},
		{key: "op", always: true},
		{key: "value", always: true, number: true},
		{key: "unit", always: true},
		{key: "weight", number: true},
		{key: "actual"},
		{key: "score", number: true},
		{key: "deviation"},
	}},
}

func isTable(list string) bool {
	for _, t := range tables {
		if t.list == list {
			return true
		}
	}
	return false
}

// fields are those of the record itself, in the order of forms; the first ones
// are shown where they are empty, too.
var fields = []string{
	"form", "title", "fiscal_year", "project", "department", "unit",
	"attribute", "period", "achieved", "execution_rate", "execution_score", "total_score",
}

const fieldsAlways = 6

// A recordSetter sets a record as sections.
type recordSetter struct {
	doc    *store.Document
	form   int
	record *normalize.Record
	header map[string]string // with what is about people
	values store.Tree        // as they are shown
	stored store.Tree        // as they are stored; values, unless people are masked
	open   string            // pointer of the value in the editor
	issues []issueLine
	placed map[int]bool // the issues that stand beside their values
	advice advised
}

// advised are the codes of which a page has said what to do.
type advised map[string]bool

// mark marks an issue if it is the first of its code.
func (a advised) mark(l *issueLine) {
	l.Advise = !a[l.Code]
	a[l.Code] = true
}

// newRecordSetter sets a form of a document. Unless people are to be seen, it
// masks them in the document.
func newRecordSetter(doc *store.Document, form int, open string, people bool) (*recordSetter, error) {
	s := &recordSetter{doc: doc, form: form, record: &doc.Records[form], open: open, placed: make(map[int]bool), advice: make(advised)}
	s.header = s.record.Header
	var err error
	if s.stored, err = store.TreeOf(s.record); err != nil {
		return nil, err
	}
	s.values = s.stored
	if !people {
		personal.Record(s.record)
		if s.values, err = store.TreeOf(s.record); err != nil {
			return nil, err
		}
	}
	for _, issue := range s.record.Issues {
		l := issueLine{Form: form, Code: issue.Code, Severity: string(issue.Severity), Pointer: issue.Path, Message: cleanMessage(doc, issue.Message)}
		l.fill(s.stored)
		l.mask(s.text(l.Pointer))
		s.issues = append(s.issues, l)
	}
	slices.SortStableFunc(s.issues, moreSevere)
	return s, nil
}

// moreSevere orders issues, the most severe first.
func moreSevere(a, b issueLine) int { return rankOf(a.Severity) - rankOf(b.Severity) }

// text is a value as it is shown.
func (s *recordSetter) text(pointer string) string {
	return valueText(s.values.Get(pointer))
}

// masked reports whether a value is shown without what is about people in it.
func (s *recordSetter) masked(pointer string) bool {
	return s.text(pointer) != valueText(s.stored.Get(pointer))
}

// cleanMessage is a message without the paths of its document.
func cleanMessage(doc *store.Document, message string) string {
	for _, path := range doc.Paths {
		message = withoutPath(message, path)
	}
	return message
}

// sections are those of a record, and the issues that belong to none.
func (s *recordSetter) sections() (sections []section, rest []issueLine) {
	sections = append(sections, s.fields())
	for _, t := range tables {
		if made := s.table(t.list, t.columns); len(made.Rows) > 0 {
			sections = append(sections, made)
		}
	}
	for i, issue := range s.issues {
		if !s.placed[i] {
			s.advice.mark(&issue)
			rest = append(rest, issue)
		}
	}
	return sections, rest
}

func (s *recordSetter) fields() section {
	made := section{Name: "fields"}
	for i, key := range fields {
		pointer := "/" + key
		issues := s.issuesOf(pointer)
		if i >= fieldsAlways && s.values.Get(pointer) == nil && len(issues) == 0 {
			continue
		}
		made.Rows = append(made.Rows, row{Label: "field-" + key, Cells: []cell{s.cell(pointer, false)}, Issues: issues})
	}
	header, _ := s.values["header"].(map[string]any)
	labels := make([]string, 0, len(header))
	for label := range header {
		labels = append(labels, label)
	}
	slices.Sort(labels)
	for _, label := range labels {
		pointer := "/header/" + normalize.EscapeKey(label)
		made.Rows = append(made.Rows, row{Label: label, Plain: true, Cells: []cell{s.cell(pointer, false)}, Issues: s.issuesOf(pointer)})
	}
	return made
}

func (s *recordSetter) table(list string, columns []column) section {
	made := section{Name: list}
	rows, _ := s.values[list].([]any)
	columns = slices.DeleteFunc(slices.Clone(columns), func(c column) bool { return !c.always && isEmpty(rows, c.key) })
	for _, c := range columns {
		made.Heads = append(made.Heads, listHead{"field-" + c.key, c.number})
	}
	for n := range rows {
		pointer := "/" + list + "/" + strconv.Itoa(n)
		r := row{Issues: s.issuesOf(pointer)}
		for _, c := range columns {
			one := s.cell(pointer+"/"+c.key, c.number)
			one.Head = "field-" + c.key
			r.Cells = append(r.Cells, one)
		}
		made.Rows = append(made.Rows, r)
	}
	return made
}

// isEmpty reports whether a column has the same scope in all rows, or no value
// in any.
func isEmpty(rows []any, key string) bool {
	seen := ""
	for i, r := range rows {
		value := valueText(normalize.At(r, "/"+key))
		switch {
		case key == "scope" && i > 0 && value != seen, key != "scope" && value != "":
			return false
		}
		seen = value
	}
	return true
}

// issuesOf are the issues about a value, or about a row and what is in it.
func (s *recordSetter) issuesOf(pointer string) (issues []issueLine) {
	for i, issue := range s.issues {
		if issue.Pointer == pointer || strings.HasPrefix(issue.Pointer, pointer+"/") {
			s.placed[i] = true
			issues = append(issues, issue)
		}
	}
	issues = withTargets(issues)
	slices.SortStableFunc(issues, moreSevere)
	for i := range issues {
		s.advice.mark(&issues[i])
	}
	return issues
}

// withTargets leaves out the issues of what is read from a target where the
// same is said of the target itself.
func withTargets(issues []issueLine) (kept []issueLine) {
	targets := make(map[string]int) // places in kept by what is said
	for _, l := range issues {
		if !isOfTarget(l.Pointer) {
			if strings.HasSuffix(l.Pointer, "/target") {
				targets[l.Code+l.Message] = len(kept)
			}
			kept = append(kept, l)
		}
	}
	for _, l := range issues {
		if at, ok := targets[l.Code+l.Message]; isOfTarget(l.Pointer) && ok {
			kept[at].Also = append(kept[at].Also, l.Pointer)
		} else if isOfTarget(l.Pointer) {
			kept = append(kept, l)
		}
	}
	return kept
}

// isOfTarget reports whether a value is read from the target of its indicator.
func isOfTarget(pointer string) bool {
	cut := strings.LastIndexByte(pointer, '/')
	return cut > 0 && strings.HasPrefix(pointer, "/indicators/") && slices.Contains([]string{"op", "value", "unit"}, pointer[cut+1:])
}

func (s *recordSetter) cell(pointer string, number bool) cell {
	c := cell{
		Pointer: pointer, Text: s.text(pointer), Frame: frameOf(s.record, pointer), Number: number,
		Corrected: s.doc.Corrected(s.form, pointer), Open: pointer == s.open, Masked: s.masked(pointer),
	}
	if place, ok := s.record.Evidence[c.Frame]; ok {
		c.Grade, c.Confidence = gradeOf(place.Confidence), confidenceText(place.Confidence)
	}
	c.Severity = severityAt(s.issues, pointer)
	choices, _ := store.Correctable(pointer)
	c.Choice = len(choices) > 0
	return c
}

// severityAt is that of the worst issue about a value.
func severityAt(issues []issueLine, pointer string) string {
	for _, issue := range issues { // the worst first
		if issue.Pointer == pointer {
			return issue.Severity
		}
	}
	return ""
}

// frameOf is the pointer at whose place a value stands; what is read from a
// target stands where that does.
func frameOf(r *normalize.Record, pointer string) string {
	if _, ok := r.Evidence[pointer]; ok {
		return pointer
	}
	target := pointer[:strings.LastIndexByte(pointer, '/')] + "/target"
	if _, ok := r.Evidence[target]; ok && isOfTarget(pointer) {
		return target
	}
	return ""
}

// gradeOf is the grade of a confidence, as reports count it.
func gradeOf(confidence *float64) store.Confidence {
	switch {
	case confidence == nil:
		return store.ConfidenceText
	case *confidence >= store.CertainConfidence:
		return store.ConfidenceCertain
	case *confidence >= store.HighConfidence:
		return store.ConfidenceHigh
	case *confidence >= store.LowConfidence:
		return store.ConfidenceFair
	}
	return store.ConfidenceLow
}

func confidenceText(confidence *float64) string {
	if confidence == nil {
		return ""
	}
	return percent(*confidence)
}
