package ledong

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ledongthuc/pdf"

	"mubiao/extract/text/object"
)

// convert copies a value of the library, indirect object number, without
// following any reference inside it. The library shows references only in
// Value.String, so the value and its text are read side by side: the text
// tells where a reference stands, the value what everything else is.
func (d *document) convert(v pdf.Value, number uint32) object.Value {
	switch v.Kind() {
	case pdf.Dict, pdf.Array, pdf.Stream:
		c := conversion{doc: d, rest: v.String()}
		return c.value(v, number)
	}
	return d.scalar(v)
}

// scalar copies a value that holds no others.
func (d *document) scalar(v pdf.Value) object.Value {
	switch v.Kind() {
	case pdf.Bool:
		return boolean{v: v.Bool()}
	case pdf.Integer:
		return integer{v: v.Int64()}
	case pdf.Real:
		return real{v: v.Float64()}
	case pdf.Name:
		return name{s: v.Name()}
	case pdf.String:
		return text{s: d.unpad(v.RawString())}
	}
	return null{}
}

// unpad takes off the padding that the library leaves at the end of a string
// decrypted by AES (ISO 32000-1, 7.6.2).
func (d *document) unpad(s string) string {
	const block = 16
	if !d.aes || len(s) == 0 || len(s)%block != 0 {
		return s
	}
	n := int(s[len(s)-1])
	if n == 0 || n > block || strings.Count(s[len(s)-n:], s[len(s)-1:]) != n {
		return s
	}
	return s[:len(s)-n]
}

// A conversion is the state of reading a value side by side with its text.
type conversion struct {
	doc   *document
	rest  string // of the text
	depth int    // of arrays and dictionaries around
}

func (c *conversion) value(v pdf.Value, number uint32) object.Value {
	switch v.Kind() {
	case pdf.Dict, pdf.Stream, pdf.Array:
		return c.container(v, number)
	case pdf.String:
		quoted, err := strconv.QuotedPrefix(c.rest)
		if err != nil {
			panic(err)
		}
		c.rest = c.rest[len(quoted):]
	case pdf.Integer, pdf.Real:
		c.number()
	default:
		c.expect(v.String())
	}
	return c.doc.scalar(v)
}

// container copies a value that holds others, one level further down. One that
// lies too deep costs the whole object.
func (c *conversion) container(v pdf.Value, number uint32) object.Value {
	if c.depth++; c.depth > c.doc.Nesting() {
		panic(c.doc.TooDeep())
	}
	defer func() { c.depth-- }()
	switch v.Kind() {
	case pdf.Array:
		return c.array(v, number)
	case pdf.Dict:
		return c.dict(v, number)
	}
	s := &stream{dict: *c.dict(v, number), lib: v}
	c.expect("@")
	s.offset, _ = strconv.ParseInt(c.number(), 10, 64)
	return s
}

func (c *conversion) dict(v pdf.Value, number uint32) *dict {
	keys := v.Keys()
	out := &dict{doc: c.doc, number: number, entries: make(map[string]object.Value, len(keys))}
	c.expect("<<")
	for i, k := range keys {
		if i > 0 {
			c.expect(" ")
		}
		c.expect("/")
		c.expect(k)
		c.expect(" ")
		if r, ok := c.reference(); ok {
			out.entries[k] = r
			continue
		}
		out.entries[k] = c.value(v.Key(k), 0)
	}
	c.expect(">>")
	return out
}

func (c *conversion) array(v pdf.Value, number uint32) *array {
	n := v.Len()
	out := &array{doc: c.doc, number: number, elements: make([]object.Value, n)}
	c.expect("[")
	for i := range n {
		if i > 0 {
			c.expect(" ")
		}
		if r, ok := c.reference(); ok {
			out.elements[i] = r
			continue
		}
		out.elements[i] = c.value(v.Index(i), 0)
	}
	c.expect("]")
	return out
}

// expect passes over what must stand next.
func (c *conversion) expect(s string) {
	if !strings.HasPrefix(c.rest, s) {
		panic(fmt.Errorf("object printed as %.20q where %q was expected", c.rest, s))
	}
	c.rest = c.rest[len(s):]
}

// number passes over a number.
func (c *conversion) number() string {
	n := 0
	for n < len(c.rest) && strings.IndexByte(" ]>@", c.rest[n]) < 0 {
		n++
	}
	s := c.rest[:n]
	c.rest = c.rest[n:]
	return s
}

// reference reads "12 0 R" if that stands next. No other value prints so.
func (c *conversion) reference() (reference, bool) {
	number, rest, ok := leadingNumber(c.rest)
	if !ok || !strings.HasPrefix(rest, " ") {
		return reference{}, false
	}
	generation, rest, ok := leadingNumber(rest[1:])
	if !ok || !strings.HasPrefix(rest, " R") {
		return reference{}, false
	}
	c.rest = rest[2:]
	return reference{number: uint32(number), generation: uint16(generation)}, true
}

func leadingNumber(s string) (n uint64, rest string, ok bool) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && n < 1<<40 {
		n = n*10 + uint64(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0
}
