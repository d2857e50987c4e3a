package font

import (
	"maps"
	"slices"

	"mubiao/extract/text/object"
)

// These types make font dictionaries of Go literals.
type (
	name  string
	array []any
	dict  map[string]any
	// A stream is a dictionary with data; err is what decoding it reports.
	stream struct {
		dict
		data string
		err  error
	}
)

// value makes an object.Value of a Go value: nil, bool, int, float64, string
// (a PDF string), name, array, dict or stream.
func value(v any) object.Value { return fake{v} }

type fake struct{ v any }

func (f fake) Kind() object.Kind {
	switch f.v.(type) {
	case bool:
		return object.Bool
	case int:
		return object.Integer
	case float64:
		return object.Real
	case string:
		return object.String
	case name:
		return object.Name
	case array:
		return object.Array
	case dict:
		return object.Dict
	case stream:
		return object.Stream
	}
	return object.Null
}

func (f fake) Bool() bool { b, _ := f.v.(bool); return b }

func (f fake) Int() int64 {
	switch n := f.v.(type) {
	case int:
		return int64(n)
	case float64:
		return int64(n)
	}
	return 0
}

func (f fake) Float() float64 {
	switch n := f.v.(type) {
	case int:
		return float64(n)
	case float64:
		return n
	}
	return 0
}

func (f fake) Name() string  { n, _ := f.v.(name); return string(n) }
func (f fake) Bytes() []byte { s, _ := f.v.(string); return []byte(s) }
func (f fake) Len() int      { a, _ := f.v.(array); return len(a) }

func (f fake) Index(i int) object.Value {
	if a, _ := f.v.(array); 0 <= i && i < len(a) {
		return fake{a[i]}
	}
	return fake{}
}

func (f fake) entries() dict {
	switch v := f.v.(type) {
	case dict:
		return v
	case stream:
		return v.dict
	}
	return nil
}

func (f fake) Keys() []string               { return slices.Sorted(maps.Keys(f.entries())) }
func (f fake) Key(name string) object.Value { return fake{f.entries()[name]} }
func (f fake) ID() uint64                   { return 0 }

func (f fake) Data() ([]byte, error) {
	s, _ := f.v.(stream)
	return []byte(s.data), s.err
}

// decodeAll reads a shown string to its end.
func decodeAll(f *Font, shown string) []Char {
	var all []Char
	for s := []byte(shown); len(s) > 0; {
		c, n := f.Next(s)
		all = append(all, c)
		s = s[n:]
	}
	return all
}

// textOf joins the texts of a shown string.
func textOf(f *Font, shown string) string {
	var text string
	for _, c := range decodeAll(f, shown) {
		text += c.Text
	}
	return text
}
