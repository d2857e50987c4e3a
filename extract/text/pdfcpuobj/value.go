package pdfcpuobj

import (
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"mubiao/extract/text/object"
)

// A value is an object with its reference resolved.
type value struct {
	f   *File
	obj types.Object
	id  uint64
}

func (v value) Kind() object.Kind {
	switch v.obj.(type) {
	case types.Boolean:
		return object.Bool
	case types.Integer:
		return object.Integer
	case types.Float:
		return object.Real
	case types.StringLiteral, types.HexLiteral:
		return object.String
	case types.Name:
		return object.Name
	case types.Array:
		return object.Array
	case types.Dict:
		return object.Dict
	case types.StreamDict, types.ObjectStreamDict, types.XRefStreamDict:
		return object.Stream
	}
	return object.Null
}

func (v value) Bool() bool {
	b, _ := v.obj.(types.Boolean)
	return bool(b)
}

func (v value) Int() int64 {
	switch n := v.obj.(type) {
	case types.Integer:
		return int64(n)
	case types.Float:
		return int64(n)
	}
	return 0
}

func (v value) Float() float64 {
	switch n := v.obj.(type) {
	case types.Integer:
		return float64(n)
	case types.Float:
		return float64(n)
	}
	return 0
}

func (v value) Name() string {
	n, _ := v.obj.(types.Name)
	return string(n)
}

func (v value) Bytes() []byte {
	switch s := v.obj.(type) {
	case types.StringLiteral:
		return unescape(string(s))
	case types.HexLiteral:
		return unhex(string(s))
	}
	return nil
}

func (v value) Len() int {
	a, _ := v.obj.(types.Array)
	return len(a)
}

func (v value) Index(i int) object.Value {
	a, _ := v.obj.(types.Array)
	if i < 0 || i >= len(a) {
		return value{f: v.f}
	}
	return v.f.resolve(a[i])
}

func (v value) Keys() []string { return slices.Collect(maps.Keys(v.dict())) }

func (v value) Key(name string) object.Value {
	obj, ok := v.dict()[name]
	if !ok {
		return value{f: v.f}
	}
	return v.f.resolve(obj)
}

func (v value) dict() types.Dict {
	if d, ok := v.obj.(types.Dict); ok {
		return d
	}
	if s, ok := v.stream(); ok {
		return s.Dict
	}
	return nil
}

func (v value) stream() (types.StreamDict, bool) {
	switch s := v.obj.(type) {
	case types.StreamDict:
		return s, true
	case types.ObjectStreamDict:
		return s.StreamDict, true
	case types.XRefStreamDict:
		return s.StreamDict, true
	}
	return types.StreamDict{}, false
}

func (v value) Data() ([]byte, error) {
	s, ok := v.stream()
	if !ok {
		return nil, nil
	}
	return v.f.data(v.id, &s)
}

func (v value) ID() uint64 { return v.id }
