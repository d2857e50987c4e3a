package text

import (
	"mubiao/extract"
	"mubiao/extract/text/font"
	"mubiao/extract/text/object"
)

// resources is a resource dictionary (ISO 32000-1, 7.8.3) with what has been
// made of its entries.
type resources struct {
	dict       object.Value
	faces      map[string]*face
	xobjects   map[string]*xobject
	extStates  map[string]*extState
	spaces     map[string]*colorSpace
	properties map[string]object.Value
}

// A face is a font as the interpreter uses it.
type face struct {
	*font.Font
	// em is the height of the em square in units of the font size: 1, but
	// for Type 3 fonts whose glyph space is not 1000 to the em.
	em float64
}

// An extState is a graphics state parameter dictionary. Numbers under 0 are
// not set.
type extState struct {
	lineWidth, fillAlpha, strokeAlpha float64
	blend, mask                       setting
	face                              *face
	size                              float64
}

// An xobject is a form or an image.
type xobject struct {
	value   object.Value
	form    bool
	hidden  bool // switched off as optional content
	picture extract.Picture

	matrix    matrix
	box       extract.Rect
	resources *resources // nil if it has none of its own
}

// resourcesOf reads a resource dictionary, or gives fallback where there is
// none.
func (d *Document) resourcesOf(dict object.Value, fallback *resources) *resources {
	if dict.Kind() != object.Dict {
		if fallback == nil {
			return &resources{dict: dict}
		}
		return fallback
	}
	id := dict.ID()
	if id != 0 {
		if r, ok := d.resources.Get(id); ok {
			return r
		}
	}
	r := &resources{dict: dict}
	if id != 0 {
		d.resources.Put(id, r, 1)
	}
	return r
}

// remember looks name up in kept; the first time it makes the value.
func remember[T any](kept *map[string]T, name []byte, make_ func(string) T) T {
	if v, ok := (*kept)[string(name)]; ok {
		return v
	}
	if *kept == nil {
		*kept = map[string]T{}
	}
	v := make_(string(name))
	(*kept)[string(name)] = v
	return v
}

// lookUp finds a resource by its name. What a form's own resources lack is
// looked for in those around it: writers of form fields and old writers of
// forms rely on that.
func lookUp[T any](in *interpreter, find func(*resources, *Document, []byte) *T, name []byte) *T {
	for depth := in.depth; depth >= 0; depth-- {
		if v := find(in.runs[depth].resources, in.doc, name); v != nil {
			return v
		}
	}
	return nil
}

// face is a font by its resource name; nil if there is none.
func (r *resources) face(doc *Document, name []byte) *face {
	return remember(&r.faces, name, func(name string) *face {
		return doc.face(r.dict.Key("Font").Key(name))
	})
}

// face reads a font once a document.
func (d *Document) face(dict object.Value) *face {
	if dict.Kind() != object.Dict {
		return nil
	}
	id := dict.ID()
	if id != 0 {
		if f, ok := d.faces.Get(id); ok {
			return f
		}
	}
	f := &face{Font: font.New(dict), em: 1}
	if f.Type3 {
		f.em = emOf(dict)
	}
	if id != 0 {
		d.faces.Put(id, f, 1)
	}
	return f
}

// The em squares, in units of the font size, that a Type 3 font is believed
// to have. Converters from outlines keep 1; those from bitmaps write pixels
// as glyph space and a font size of 1, so that the font's box says how large
// its characters are. A box outside the range is empty or made up.
const (
	emLeast = 1.5
	emMost  = 1000
)

// emOf guesses the em square of a Type 3 font from its FontBBox.
func emOf(dict object.Value) float64 {
	box := boxOf(dict.Key("FontBBox"))
	m := matrixOf(dict.Key("FontMatrix"))
	if h := m.bounds(box.X0, box.Y0, box.X1, box.Y1).Height(); h > emLeast && h < emMost {
		return h
	}
	return 1
}

// extState is a graphics state dictionary by its name; nil if there is none.
func (r *resources) extState(doc *Document, name []byte) *extState {
	return remember(&r.extStates, name, func(name string) *extState {
		dict := r.dict.Key("ExtGState").Key(name)
		if dict.Kind() != object.Dict {
			return nil
		}
		number := func(key string) float64 {
			v := dict.Key(key)
			if v.Kind() != object.Integer && v.Kind() != object.Real {
				return -1
			}
			return v.Float()
		}
		s := &extState{lineWidth: number("LW"), fillAlpha: number("ca"), strokeAlpha: number("CA")}
		s.blend, s.mask = settingOf(dict.Key("BM"), "Normal", "Compatible"), settingOf(dict.Key("SMask"), "None")
		if f := dict.Key("Font"); f.Len() == 2 {
			s.face, s.size = doc.face(f.Index(0)), f.Index(1).Float()
		}
		return s
	})
}

// colorSpace is a colour space by its name, its own or the standard's.
func (r *resources) colorSpace(name []byte) *colorSpace {
	return remember(&r.spaces, name, func(name string) *colorSpace {
		if s := namedSpace(name); s != nil {
			return s
		}
		return readSpace(r.dict.Key("ColorSpace").Key(name), 0)
	})
}

// property is a property list of marked content by its name.
func (r *resources) property(name []byte) object.Value {
	return remember(&r.properties, name, func(name string) object.Value {
		return r.dict.Key("Properties").Key(name)
	})
}

// xobject is an external object by its name; nil if it is neither a form nor
// an image.
func (r *resources) xobject(doc *Document, name []byte) *xobject {
	return remember(&r.xobjects, name, func(name string) *xobject {
		v := r.dict.Key("XObject").Key(name)
		if v.Kind() != object.Stream {
			return nil
		}
		switch v.Key("Subtype").Name() {
		case "Form":
			return doc.form(v)
		case "Image":
			return &xobject{
				value:   v,
				hidden:  !doc.visible(v.Key("OC")),
				picture: pictureOf(v),
			}
		}
		return nil
	})
}

// form reads the dictionary of a form XObject.
func (d *Document) form(v object.Value) *xobject {
	x := &xobject{
		value:  v,
		form:   true,
		hidden: !d.visible(v.Key("OC")),
		matrix: matrixOf(v.Key("Matrix")),
		box:    boxOf(v.Key("BBox")),
	}
	if dict := v.Key("Resources"); dict.Kind() == object.Dict {
		x.resources = d.resourcesOf(dict, nil)
	}
	return x
}
