package formgen

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"mubiao/normalize"
)

// A Difference is one value that was read otherwise than it is.
type Difference struct {
	Path      string // JSON pointer into the record
	Want, Got any    // as JSON decodes them; nil where there is none
	Said      bool   // a warning or error of the record points at it
}

func (d Difference) String() string {
	said := ""
	if !d.Said {
		said = "  SILENT"
	}
	return fmt.Sprintf("%s: want %v, got %v%s", d.Path, d.Want, d.Got, said)
}

// A Comparison counts the values of one form.
type Comparison struct {
	Values      int
	Differences []Difference
	False       []string // paths of right values that a warning or error points at
}

// Compare holds what was read of a sample against its truth, a comparison a
// form in order; a form too few or too many is held against none.
func (s *Sample) Compare(got []normalize.Record) []Comparison {
	var out []Comparison
	want, kept := s.truths()
	for i := range max(len(want), len(got)) {
		var w, g normalize.Record
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
			g.Header = withoutKept(g.Header, kept[i])
		}
		out = append(out, Compare(w, g))
	}
	return out
}

// withoutKept leaves out of a header what is kept there as it may be.
func withoutKept(header, kept map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range header {
		if text, ok := kept[k]; !ok || spaced(text) != spaced(v) {
			out[k] = v
		}
	}
	return out
}

// Compare holds a record against the truth, value by value. Where the form
// stands, what the issues say, how labels are punctuated, in which order the
// scopes follow one another and blanks other than those between Latin words
// are not compared.
func Compare(want, got normalize.Record) Comparison {
	c := comparer{}
	for _, i := range got.Issues {
		if i.Severity != normalize.Info {
			c.flagged = append(c.flagged, i.Path)
		}
	}
	c.walk("", tree(want), tree(got))
	return c.out
}

// tree is the part of a record that is compared, as JSON.
func tree(r normalize.Record) any {
	r.Source, r.Evidence, r.Issues = normalize.Source{}, nil, nil
	r.Funds = slices.Clone(r.Funds)
	for i, f := range r.Funds {
		r.Funds[i].Label = strings.Trim(strings.NewReplacer(" ", "", ":", "：").Replace(f.Label), "：")
	}
	r.Header = plainHeader(r.Header)
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // no record holds what JSON cannot say
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		panic(err) // written a line above
	}
	return v
}

// plainHeader calls a code of 主管部门及代码 by the name of the field that it
// stands in front of: under which key it is kept, no form says. Numbering,
// brackets and colons are no part of a key.
func plainHeader(h map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range h {
		out[plainKey(k)] = v
	}
	return out
}

// spaced is a text without the blanks next to a Han character, a sign or a
// bracket: forms space words out to fill their cells.
func spaced(s string) string {
	r := []rune(s)
	latin := func(i int) bool { return i >= 0 && i < len(r) && r[i] < 0x80 && !strings.ContainsRune("()[] ", r[i]) }
	var b strings.Builder
	for i, c := range r {
		if c != ' ' || latin(i-1) && latin(i+1) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

func spacedValue(v any) any {
	if s, ok := v.(string); ok {
		return spaced(s)
	}
	return v
}

func plainKey(k string) string {
	k = strings.TrimLeft(k, "0123456789.、")
	if i := strings.IndexAny(k, "(（"); i > 0 {
		k = k[:i]
	}
	for k != strings.TrimRight(k, "及代编码:：") {
		k = strings.TrimRight(k, "及代编码:：")
	}
	return k
}

type comparer struct {
	flagged []string
	out     Comparison
}

// said reports whether an issue points at the value or at what holds it; a
// list's element that is not there is covered by "…/-".
func (c *comparer) said(path string) bool {
	return slices.ContainsFunc(c.flagged, func(f string) bool {
		return path == f || strings.HasPrefix(path, strings.TrimSuffix(f, "/")+"/")
	})
}

// missed reports whether an issue says that a field like this one was not
// kept.
func (c *comparer) missed(path string) bool {
	return strings.HasPrefix(path, "/header/") && slices.Contains(c.flagged, "/header/-")
}

func (c *comparer) walk(path string, want, got any) {
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		for _, k := range keys(w, g) {
			c.walk(path+"/"+normalize.EscapeKey(k), w[k], g[k])
		}
	case []any:
		g, _ := got.([]any)
		if path != "" && !strings.HasSuffix(path, "/value") {
			c.list(path, w, g)
			return
		}
		c.leaf(path, want, got)
	case string:
		c.leaf(path, spaced(w), spacedValue(got))
	default:
		if list, ok := got.([]any); ok && !strings.HasSuffix(path, "/value") {
			c.list(path, nil, list)
			return
		}
		c.leaf(path, want, got)
	}
}

// list compares what the lists hold, element by element among those of one
// scope; blank funds that the truth has no word for are passed over.
func (c *comparer) list(path string, want, got []any) {
	rest := slices.Clone(got)
	for _, w := range want {
		i := slices.IndexFunc(rest, func(g any) bool { return g != nil && keyOf(g) == keyOf(w) })
		if i < 0 {
			c.walk(path+"/-", w, nil)
			continue
		}
		c.walk(fmt.Sprintf("%s/%d", path, i), w, rest[i])
		rest[i] = nil
	}
	for i, g := range rest {
		if f, ok := g.(map[string]any); ok && path == "/funds" && f["amount"] == nil {
			continue
		}
		if g != nil {
			c.walk(fmt.Sprintf("%s/%d", path, i), nil, g)
		}
	}
}

// keyOf is what two elements of lists must share to be compared: the scope,
// and of a fund its item.
func keyOf(v any) [2]any {
	m, _ := v.(map[string]any)
	return [2]any{m["scope"], m["item"]}
}

// leaf compares one value; a value that neither side states is none, and to
// doubt a blank one is no fault.
func (c *comparer) leaf(path string, want, got any) {
	if want == nil && got == nil {
		return
	}
	c.out.Values++
	switch {
	case !reflect.DeepEqual(want, got):
		c.out.Differences = append(c.out.Differences, Difference{path, want, got, c.said(path) || got == nil && c.missed(path)})
	case want != "" && c.said(path) && !oddLevel(path, want):
		c.out.False = append(c.out.False, path)
	}
}

// oddLevel reports whether a value is a level that the contract has no name for,
// which a record keeps as printed and is to doubt.
func oddLevel(path string, want any) bool {
	if !strings.HasSuffix(path, "/level1") && !strings.HasSuffix(path, "/level2") {
		return false
	}
	for _, l := range []level{costs, old, outputs, benefits, pleased} {
		if want == l.name || slices.ContainsFunc(l.groups, func(g group) bool { return want == g.name }) {
			return false
		}
	}
	return true
}

func keys(a, b map[string]any) []string {
	var out []string
	for k := range a {
		out = append(out, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}
