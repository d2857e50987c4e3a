package calibrate

import (
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize"
)

// A Claim is a value that was read from a scan, how sure it says it is, and what
// became of it.
type Claim struct {
	Pointer    string // into the record that was read
	Confidence float64
	Signs      normalize.Signs
	Right      bool
	Got, Want  string // as they are compared
	// Doubted says that an issue points at it that is not about its confidence,
	// and Codes are those of such issues about it or its row.
	Doubted bool
	Codes   []string
}

// A Form is what became of one form.
type Form struct {
	Claims []Claim
	// Lost counts the values that are printed and not read, Silent those of them
	// at whose place no issue points.
	Lost, Silent int
}

// Share is the share of the values of a form that are right.
func (f *Form) Share() float64 {
	right := 0
	for _, c := range f.Claims {
		right += count(c.Right)
	}
	return float64(right) / float64(max(1, len(f.Claims)+f.Lost))
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compare holds what was read of a document against what is printed on it, form
// by form. A form that was not read loses all its values; of one that is not
// there, nothing is right.
func compare(read *normalize.Result, printed []normalize.Record) ([]Form, error) {
	var left []int // forms that were read and are not compared yet
	for i, r := range read.Records {
		if r.Form != "" {
			left = append(left, i)
		}
	}
	var out []Form
	for _, want := range printed {
		best, at := 0.0, -1
		for _, i := range left {
			if s := inCommon(&read.Records[i], &want); s > best {
				best, at = s, i
			}
		}
		f, err := compareForm(read, at, want)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
		left = slices.DeleteFunc(left, func(i int) bool { return i == at })
	}
	for _, i := range left {
		f, err := compareForm(read, i, normalize.Record{})
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// inCommon counts the indicators that two records have in common, and about how
// much of the names of their projects and departments.
func inCommon(a, b *normalize.Record) float64 {
	names := map[string]bool{}
	for _, in := range a.Indicators {
		names[folded(in.Level3)] = true
	}
	n := similarity([]rune(a.Project+a.Department), []rune(b.Project+b.Department))
	for _, in := range b.Indicators {
		n += float64(count(names[folded(in.Level3)]))
	}
	return n
}

// compareForm holds the i-th record that was read against a form; -1 is one that
// was not read, of which other records may say that something was not.
func compareForm(read *normalize.Result, i int, want normalize.Record) (Form, error) {
	c := comparer{}
	if i >= 0 {
		c.got = read.Records[i]
		if i < len(read.Signs) {
			c.signs = read.Signs[i]
		}
	} else if n := len(read.Records); n > 0 && read.Records[n-1].Form == "" {
		c.got.Issues = read.Records[n-1].Issues
	}
	seen, err := tree(&c.got)
	if err != nil {
		return Form{}, err
	}
	said, err := tree(&want)
	if err != nil {
		return Form{}, err
	}
	c.walk(seen, said)
	return c.out, nil
}

// A comparer compares one form.
type comparer struct {
	got   normalize.Record
	signs map[string]normalize.Signs
	out   Form
}

// A list is one of a record's, whose elements stand in the order of the form.
type list struct {
	name    string
	keys    []string // what an element is known by
	columns []string
}

// lists are those of a record, and fields what else counts of it. Of the header,
// what the form is known to print counts: a reader may keep more.
var (
	lists = []list{
		{"funds", []string{"scope", "item"}, []string{"amount"}},
		{"goals", []string{"text"}, []string{"number", "text"}},
		{"tasks", []string{"name", "content"}, []string{"name", "content", "total", "fiscal", "other"}},
		{
			"indicators",
			[]string{"level2", "level3", "target"},
			[]string{"level1", "level2", "level3", "number", "target", "op", "value", "unit", "weight", "actual", "score", "deviation"},
		},
	}
	fields = []string{"title", "fiscal_year", "project", "department", "unit", "attribute", "period", "achieved", "execution_rate", "execution_score", "total_score"}
)

func (c *comparer) walk(seen, said map[string]any) {
	for _, name := range fields {
		c.value("", name, seen[name], said[name])
	}
	kept, _ := seen["header"].(map[string]any)
	printed, _ := said["header"].(map[string]any)
	for name, want := range printed {
		c.value("/header", name, kept[name], want)
	}
	for _, l := range lists {
		a, _ := seen[l.name].([]any)
		b, _ := said[l.name].([]any)
		pairElements(a, b, l.keys, func(i, j int) { c.element(l, a, b, i, j) })
	}
}

// element compares two elements of a list; -1 stands for one that the other side
// lacks.
func (c *comparer) element(l list, a, b []any, i, j int) {
	at := "/" + l.name + "/-"
	var got, want map[string]any
	if i >= 0 {
		at = "/" + l.name + "/" + strconv.Itoa(i)
		got, _ = a[i].(map[string]any)
	}
	if j >= 0 {
		want, _ = b[j].(map[string]any)
	}
	for _, name := range l.columns {
		c.value(at, name, got[name], want[name])
	}
}

// value compares one value; one that neither side states is none.
func (c *comparer) value(at, name string, got, want any) {
	pointer := at + "/" + name
	a, b := compared(name, got), compared(name, want)
	place := c.got.Evidence[pointer]
	switch {
	case a == "" && b == "":
	case a != "" && place.Confidence != nil:
		c.out.Claims = append(c.out.Claims, Claim{
			Pointer: pointer, Confidence: *place.Confidence, Signs: c.signs[pointer], Right: a == b, Got: a, Want: b,
			Doubted: c.isFlagged(pointer, lowConfidence), Codes: c.codes(pointer),
		})
	case a != b:
		c.out.Lost++
		c.out.Silent += count(!c.isFlagged(pointer, ""))
	}
}

// lowConfidence is the code of issues about confidences.
const lowConfidence = "low-confidence"

// codes are those of the issues that point at a value or its row.
func (c *comparer) codes(pointer string) []string {
	var out []string
	row := pointer[:strings.LastIndexByte(pointer, '/')]
	for _, i := range c.got.Issues {
		if i.Severity != normalize.Info && i.Code != lowConfidence && i.Path != "" && (i.Path == pointer || i.Path == row) && !slices.Contains(out, i.Code) {
			out = append(out, i.Code)
		}
	}
	return out
}

// isFlagged reports whether an issue of another code points at a value, or at
// what it is in.
func (c *comparer) isFlagged(pointer, but string) bool {
	return slices.ContainsFunc(c.got.Issues, func(i normalize.Issue) bool {
		return i.Severity != normalize.Info && i.Code != but &&
			(pointer == i.Path || strings.HasPrefix(pointer, strings.TrimSuffix(i.Path, "/")+"/"))
	})
}
