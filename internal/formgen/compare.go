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

// Compare holds a record against the truth, value by value. Where the form
// stands, what the issues say and how a fund's label is punctuated are not
// compared.
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

// plainHeader calls the code of 主管部门及代码 (编码) 代码: under which key a
// code of a field that holds a name too is kept, no form says.
func plainHeader(h map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range h {
		if strings.Contains(k, "代码") || strings.Contains(k, "编码") {
			k = "代码"
		}
		out[k] = v
	}
	return out
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

func (c *comparer) walk(path string, want, got any) {
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		for _, k := range keys(w, g) {
			c.walk(path+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(k), w[k], g[k])
		}
	case []any:
		g, _ := got.([]any)
		if path != "" && !strings.HasSuffix(path, "/value") {
			c.list(path, w, g)
			return
		}
		c.leaf(path, want, got)
	default:
		if list, ok := got.([]any); ok && !strings.HasSuffix(path, "/value") {
			c.list(path, nil, list)
			return
		}
		c.leaf(path, want, got)
	}
}

func (c *comparer) list(path string, want, got []any) {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(got):
			c.walk(path+"/-", want[i], nil)
		case i >= len(want):
			c.walk(fmt.Sprintf("%s/%d", path, i), nil, got[i])
		default:
			c.walk(fmt.Sprintf("%s/%d", path, i), want[i], got[i])
		}
	}
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
		c.out.Differences = append(c.out.Differences, Difference{path, want, got, c.said(path)})
	case want != "" && c.said(path):
		c.out.False = append(c.out.False, path)
	}
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
