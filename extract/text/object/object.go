// Package object is the view of a PDF's objects that the content-stream
// interpreter and the font decoder read through. It has one implementation
// for each library that opens files.
package object

// Kind is the type of a Value (ISO 32000-1, 7.3).
type Kind uint8

// The kinds of object. An indirect reference is never seen: it is resolved,
// and one that cannot be is Null.
const (
	Null Kind = iota
	Bool
	Integer
	Real
	String
	Name
	Array
	Dict
	Stream
)

// A Value is one object. Its methods never panic: asked for what the object
// is not, they return the zero value.
type Value interface {
	Kind() Kind
	Bool() bool
	Int() int64     // of an Integer, or a Real cut to one
	Float() float64 // of an Integer or a Real
	Name() string   // without the slash
	Bytes() []byte  // of a String, decoded and decrypted
	Len() int       // of an Array
	Index(i int) Value
	Keys() []string // of a Dict or Stream, in any order
	Key(name string) Value
	// Data is the decoded stream. It is kept by the document, so a second
	// call is cheap; the caller must not change it. With an error it returns
	// what could be decoded.
	Data() ([]byte, error)
	// ID is the same for two Values of one indirect object and differs
	// between objects; 0 for a direct one. It keys caches.
	ID() uint64
}

// Objects is an opened file.
type Objects interface {
	Trailer() Value
	// Pages is the number of pages, counted by walking the page tree.
	Pages() int
	// Page is the dictionary of page n, from 1, with Resources, MediaBox,
	// CropBox and Rotate inherited; Null where there is none.
	Page(n int) Value
	// Exceeded is what Meter.Exceeded is.
	Exceeded() error
	Close() error
}
