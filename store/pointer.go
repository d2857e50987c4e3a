package store

import (
	"bytes"
	"encoding/json"
	"strings"

	"mubiao/normalize"
)

// A Tree is a record as JSON, for pointers to lead through. Numbers keep their
// digits.
type Tree map[string]any

// TreeOf is a record as a tree.
func TreeOf(r *normalize.Record) (Tree, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	var t Tree
	err = dec.Decode(&t)
	return t, err
}

// record turns the tree into a record again. What does not fit there is an
// error.
func (t Tree) record() (normalize.Record, error) {
	var r normalize.Record
	b, err := json.Marshal(t)
	if err != nil {
		return r, err
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	err = dec.Decode(&r)
	return r, err
}

// Get returns what stands at a pointer; nil for nothing.
func (t Tree) Get(pointer string) any { return normalize.At(map[string]any(t), pointer) }

// set puts a value at the pointer of a field, and reports false if the row
// that holds the field is not there.
func (t Tree) set(pointer string, value any) bool {
	cut := strings.LastIndexByte(pointer, '/')
	if pointer[:cut] == "/header" && t["header"] == nil {
		t["header"] = map[string]any{}
	}
	in, ok := t.Get(pointer[:cut]).(map[string]any)
	if !ok {
		return false
	}
	last := normalize.UnescapeKey(pointer[cut+1:])
	if value == nil {
		delete(in, last) // an absent field and a null one mean the same
	} else {
		in[last] = value
	}
	return true
}

// EncodeValue is a value of a record as the JSON that corrections hold: the same
// value is always the same bytes.
func EncodeValue(value any) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return json.RawMessage("null") // a tree came from JSON and can go back
	}
	return bytes.TrimSpace(b.Bytes())
}

// ValueAt returns what stands at a pointer of a record, as JSON: null for
// nothing, and for a place that records do not have.
func ValueAt(r *normalize.Record, pointer string) (json.RawMessage, error) {
	t, err := TreeOf(r)
	if err != nil {
		return nil, err
	}
	return EncodeValue(t.Get(pointer)), nil
}
