package personal

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mubiao/normalize"
	"mubiao/store"
)

// Mask masks what is about people in the records and issues of a document.
// It changes the document in place: nothing else may hold parts of it. What
// was read is dropped, and of corrections stays where they are and whether
// they change something.
func Mask(doc *store.Document) {
	doc.Readings = nil
	maskCorrections(doc)
	for i := range doc.Records {
		Record(&doc.Records[i])
	}
	for i := range doc.Issues {
		doc.Issues[i].Message = masked(doc.Issues[i].Message)
	}
	doc.Reason.Message = masked(doc.Reason.Message)
}

// Text masks what is about people in a text that belongs to no form.
func Text(s string) string { return masked(s) }

// Value masks a value of the form with a header, of a pointer into it: all of
// a field about people, and elsewhere what the value has of them.
func Value(header map[string]string, pointer, value string) string {
	if IsPersonalField(pointer) {
		return maskField(value)
	}
	return known(header).text(value)
}

// Record masks what is about people in one record, in place.
func Record(r *normalize.Record) {
	m := known(r.Header)
	m.texts(r)
	m.header(r)
	m.evidence(r)
	for i := range r.Issues {
		m.issue(&r.Issues[i])
	}
}

// A masker masks the texts of one form: it knows what the fields about people
// hold.
type masker struct {
	// values are whole values, for messages and raw readings; people are
	// those names and numbers among them that are looked for in any text.
	values, people *strings.Replacer
}

// known makes a masker of a header.
func known(header map[string]string) masker {
	var values, people []string
	for label, value := range header {
		if !IsPersonal(label) || nobody.MatchString(value) {
			continue
		}
		mask := maskField(value)
		values = append(values, value, mask)
		if quoted := quotedInside(value); quoted != value {
			values = append(values, quoted, mask)
		}
		for _, part := range partsOf(value) {
			people = append(people, part, maskField(part))
		}
	}
	return masker{replacer(slices.Concat(values, people)), replacer(people)}
}

// areaCode begins a landline number, which is printed without it elsewhere.
var areaCode = regexp.MustCompile(`^\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]?`)

// partsOf are the names and numbers of a personal field that are looked for in
// other texts.
func partsOf(value string) []string {
	folded, _ := fold(value)
	parts := fieldNames.FindAllString(folded, -1)
	for _, number := range fieldNumbers.FindAllString(folded, -1) {
		number = strings.TrimRight(number, " (-")
		parts = append(parts, number, areaCode.ReplaceAllString(number, ""))
	}
	return slices.DeleteFunc(parts, func(part string) bool { return !tellsWho(part) })
}

// replacer replaces each first of a pair by the second, longer ones first, so
// that of 张三丰 nothing is left when 张三 is known as well.
func replacer(pairs []string) *strings.Replacer {
	at := make([][2]string, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		at = append(at, [2]string{pairs[i], pairs[i+1]})
	}
	slices.SortFunc(at, func(a, b [2]string) int {
		if d := len(b[0]) - len(a[0]); d != 0 {
			return d
		}
		return strings.Compare(a[0], b[0])
	})
	ordered := make([]string, 0, len(pairs))
	for _, p := range at {
		ordered = append(ordered, p[0], p[1])
	}
	return strings.NewReplacer(ordered...)
}

// notNames end what fields about people hold besides names: offices, units
// and what is meant for whoever signs.
var notNames = regexp.MustCompile(`([局厅部处科股所院校站队委办会室组社司厂镇乡村县市区省长任员记师]|中心|机关|政府|签字|签名|签章|盖章|公章|年|月|日)$`)

// tellsWho reports whether a part of a personal field is looked for in other
// texts: a name of two to four characters that is no office or unit, or a
// number that only a telephone has.
func tellsWho(part string) bool {
	if strings.ContainsFunc(part, isDigit) {
		const localDigits = 7 // of the shortest local numbers
		return len(part)-strings.Count(part, " ") >= localDigits
	}
	n := utf8.RuneCountInString(part)
	return n >= 2 && (n <= 4 || strings.ContainsAny(part, "·•")) && part[0] >= utf8.RuneSelf && !notNames.MatchString(part)
}

// text masks a text that is about something else.
func (m masker) text(s string) string {
	if s == "" {
		return s
	}
	return m.people.Replace(masked(s))
}

// saying masks a text that tells of a value.
func (m masker) saying(s string) string {
	if s == "" {
		return s
	}
	return m.values.Replace(masked(s))
}

// texts masks the texts of a record, but for its header.
func (m masker) texts(r *normalize.Record) {
	for _, s := range []*string{&r.Title, &r.Project, &r.Department, &r.Unit, &r.Attribute, &r.Period, &r.Achieved} {
		*s = m.text(*s)
	}
	for i := range r.Funds {
		r.Funds[i].Label = m.text(r.Funds[i].Label)
	}
	for i := range r.Goals {
		r.Goals[i].Text = m.text(r.Goals[i].Text)
	}
	for i := range r.Tasks {
		r.Tasks[i].Name, r.Tasks[i].Content = m.text(r.Tasks[i].Name), m.text(r.Tasks[i].Content)
	}
	for i := range r.Indicators {
		in := &r.Indicators[i]
		for _, s := range []*string{(*string)(&in.Level1), (*string)(&in.Level2), &in.Level3, &in.Target, &in.Actual, &in.Deviation} {
			*s = m.text(*s)
		}
		if in.Unit != nil {
			in.Unit = new(m.text(*in.Unit))
		}
	}
}

// header masks the header: of some fields all, of the others what is in them.
// A label may itself hold a number; pointers through it change with it.
func (m masker) header(r *normalize.Record) {
	if r.Header == nil {
		return
	}
	header := make(map[string]string, len(r.Header))
	for label, value := range r.Header {
		if IsPersonal(label) {
			header[m.text(label)] = maskField(value)
		} else {
			header[m.text(label)] = m.text(value)
		}
	}
	r.Header = header
}

func (m masker) evidence(r *normalize.Record) {
	evidence := make(normalize.Evidence, len(r.Evidence))
	for pointer, place := range r.Evidence {
		if IsPersonalField(pointer) {
			place.Raw = maskField(place.Raw)
		} else {
			place.Raw = m.saying(place.Raw)
		}
		evidence[m.text(pointer)] = place
	}
	if r.Evidence != nil {
		r.Evidence = evidence
	}
}

// quoted is a stretch of a message that was printed by %q.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// issue masks the message of an issue. What it quotes may be what was read at
// first, or cut: about a field that is about people all of it is masked.
func (m masker) issue(issue *normalize.Issue) {
	if IsPersonalField(issue.Path) {
		issue.Message = quoted.ReplaceAllStringFunc(issue.Message, func(s string) string { return `"` + maskField(s[1:len(s)-1]) + `"` })
	}
	issue.Message = m.saying(issue.Message)
	issue.Path = m.text(issue.Path)
}

// IsPersonalField reports whether a JSON pointer leads to a header field about
// people.
func IsPersonalField(pointer string) bool {
	label, ok := strings.CutPrefix(pointer, "/header/")
	return ok && IsPersonal(normalize.UnescapeKey(label))
}

// quotedInside is a text as %q prints it, without the quotation marks.
func quotedInside(s string) string {
	q := strconv.Quote(s)
	return q[1 : len(q)-1]
}

// maskCorrections takes from the corrections what they say and who made them,
// and from the issues about stale ones who made those.
func maskCorrections(doc *store.Document) {
	for i := range doc.Corrections {
		c := &doc.Corrections[i]
		if c.Status == store.Stale && c.Form < len(doc.Records) {
			maskAuthor(doc.Records[c.Form].Issues, c)
		}
		changes := c.Changes()
		c.Old, c.New, c.By, c.Why = json.RawMessage("null"), json.RawMessage("null"), maskField(c.By), ""
		if changes {
			c.New = json.RawMessage(`"****"`)
		}
	}
}

func maskAuthor(issues []normalize.Issue, c *store.Correction) {
	said, masked := store.StaleIssue(c), *c
	masked.By = maskField(c.By)
	for i := range issues {
		if issues[i] == said {
			issues[i] = store.StaleIssue(&masked)
		}
	}
}
