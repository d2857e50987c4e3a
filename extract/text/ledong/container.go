package ledong

import (
	"mubiao/extract/text/lex"
	"mubiao/extract/text/object"
)

// A container is an object stream (ISO 32000-1, 7.5.7), inflated.
type container struct {
	data   []byte
	offset map[uint32]int // of each object in data
}

// unpack reads the object that is kept in the object stream of number stream.
func (d *document) unpack(stream, number uint32) object.Value {
	c, ok := d.containers.Get(stream)
	if !ok {
		c = d.openContainer(stream)
		d.containers.Put(stream, c, min(len(c.data), bytesKept/2))
	}
	offset, ok := c.offset[number]
	if !ok || offset >= len(c.data) {
		return null{}
	}
	p := parser{doc: d}
	p.lex.Reset(c.data)
	p.lex.Pos = offset
	v, _ := p.value(p.lex.Next(), 0)
	switch v := v.(type) {
	case *dict:
		v.number = number
	case *array:
		v.number = number
	case reference: // an object may not be a reference only
		return null{}
	}
	return v
}

// openContainer inflates an object stream and reads its index. What is
// damaged in it is left out.
func (d *document) openContainer(number uint32) *container {
	c := &container{offset: map[uint32]int{}}
	s, ok := d.resolve(reference{number: number}).(*stream)
	if !ok || s.Key("Type").Name() != "ObjStm" {
		return c
	}
	c.data, _ = s.AppendData(nil)
	first := s.Key("First").Int()
	var l lex.Lexer
	l.Reset(c.data)
	for range s.Key("N").Int() {
		object, offset := l.Next(), l.Next()
		if object.Kind != lex.Integer || offset.Kind != lex.Integer {
			break
		}
		if at := first + int64(offset.Num); at >= 0 && at < int64(len(c.data)) {
			c.offset[uint32(object.Num)] = int(at)
		}
	}
	return c
}

// A parser reads the objects of an object stream.
type parser struct {
	doc *document
	lex lex.Lexer
}

// value reads the value that begins with t. It reports false where there is
// none: at a closing bracket or at the end.
func (p *parser) value(t lex.Token, depth int) (object.Value, bool) {
	switch t.Kind {
	case lex.Integer:
		if r, ok := p.reference(t); ok {
			return r, true
		}
		return integer{v: int64(t.Num)}, true
	case lex.Real:
		return real{v: t.Num}, true
	case lex.String:
		return text{s: string(t.Bytes)}, true
	case lex.Name:
		return name{s: string(t.Bytes)}, true
	case lex.Keyword:
		switch string(t.Bytes) {
		case "true", "false":
			return boolean{v: t.Bytes[0] == 't'}, true
		}
		return null{}, true
	case lex.ArrayOpen, lex.DictOpen:
		switch {
		case depth >= p.doc.Nesting():
			_ = p.doc.TooDeep() // it is told by Exceeded
		case t.Kind == lex.ArrayOpen:
			return p.array(depth), true
		default:
			return p.dict(depth), true
		}
	}
	return null{}, false
}

func (p *parser) array(depth int) object.Value {
	out := &array{doc: p.doc}
	for {
		v, ok := p.value(p.lex.Next(), depth+1)
		if !ok {
			break
		}
		out.elements = append(out.elements, v)
	}
	return out
}

func (p *parser) dict(depth int) object.Value {
	out := &dict{doc: p.doc, entries: map[string]object.Value{}}
	for {
		key := p.lex.Next()
		if key.Kind == lex.DictClose || key.Kind == lex.End {
			break
		}
		if key.Kind != lex.Name {
			continue
		}
		v, ok := p.value(p.lex.Next(), depth+1)
		if !ok {
			break
		}
		out.entries[string(key.Bytes)] = v
	}
	return out
}

// reference reads on after an integer; where no reference follows, nothing is
// read.
func (p *parser) reference(number lex.Token) (reference, bool) {
	back := p.lex.Pos
	generation := p.lex.Next()
	if generation.Kind == lex.Integer && number.Num >= 0 && number.Num <= 1<<32-1 {
		if r := p.lex.Next(); r.Kind == lex.Keyword && string(r.Bytes) == "R" {
			return reference{number: uint32(number.Num), generation: uint16(generation.Num)}, true
		}
	}
	p.lex.Pos = back
	return reference{}, false
}
