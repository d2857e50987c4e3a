package ledong

import "mubiao/extract/text/object"

// null is the null object, and the answers of every other one to what it is
// not.
type null struct{}

func (null) Kind() object.Kind       { return object.Null }
func (null) Bool() bool              { return false }
func (null) Int() int64              { return 0 }
func (null) Float() float64          { return 0 }
func (null) Name() string            { return "" }
func (null) Bytes() []byte           { return nil }
func (null) Len() int                { return 0 }
func (null) Index(int) object.Value  { return null{} }
func (null) Keys() []string          { return nil }
func (null) Key(string) object.Value { return null{} }
func (null) Data() ([]byte, error)   { return nil, errNoStream }
func (null) ID() uint64              { return 0 }

type boolean struct {
	null
	v bool
}

func (b boolean) Kind() object.Kind { return object.Bool }
func (b boolean) Bool() bool        { return b.v }

type integer struct {
	null
	v int64
}

func (i integer) Kind() object.Kind { return object.Integer }
func (i integer) Int() int64        { return i.v }
func (i integer) Float() float64    { return float64(i.v) }

type real struct {
	null
	v float64
}

func (r real) Kind() object.Kind { return object.Real }
func (r real) Int() int64        { return int64(r.v) }
func (r real) Float() float64    { return r.v }

type text struct {
	null
	s string
}

func (t text) Kind() object.Kind { return object.String }
func (t text) Bytes() []byte     { return []byte(t.s) }

type name struct {
	null
	s string
}

func (n name) Kind() object.Kind { return object.Name }
func (n name) Name() string      { return n.s }

// A reference stands in containers for an indirect object and is never handed
// out.
type reference struct {
	null
	number     uint32
	generation uint16
}

type array struct {
	null
	doc      *document
	number   uint32 // of the indirect object; 0 for a direct one
	elements []object.Value
}

func (a *array) Kind() object.Kind { return object.Array }
func (a *array) Len() int          { return len(a.elements) }
func (a *array) ID() uint64        { return uint64(a.number) }

func (a *array) Index(i int) object.Value {
	if i < 0 || i >= len(a.elements) {
		return null{}
	}
	return a.doc.follow(a.elements[i])
}

type dict struct {
	null
	doc     *document
	number  uint32
	entries map[string]object.Value
}

func (d *dict) Kind() object.Kind { return object.Dict }
func (d *dict) ID() uint64        { return uint64(d.number) }

func (d *dict) Keys() []string {
	keys := make([]string, 0, len(d.entries))
	for k := range d.entries {
		keys = append(keys, k)
	}
	return keys
}

func (d *dict) Key(name string) object.Value {
	v, ok := d.entries[name]
	if !ok {
		return null{}
	}
	return d.doc.follow(v)
}

func (d *dict) has(name string) bool {
	_, ok := d.entries[name]
	return ok
}

// follow resolves v if it is a reference.
func (d *document) follow(v object.Value) object.Value {
	if r, ok := v.(reference); ok {
		return d.resolve(r)
	}
	return v
}
