package preflight

import (
	"errors"
	"slices"
)

// checkObjectStreams looks at each object stream that the table names, for
// what makes a reader chase its own tail: it is in an object stream itself, a
// value that is needed to open it is in one, or /Extends comes back to it.
func checkObjectStreams(v *view, table []entry) error {
	var containers []int64
	last := int64(-1)
	for _, e := range table {
		if e.kind == entryPacked && e.where != last {
			last = e.where
			containers = append(containers, last)
		}
	}
	slices.Sort(containers)
	c := objectStreams{v: v, table: table, done: map[int64]bool{}}
	for _, num := range slices.Compact(containers) {
		if err := c.check(num); err != nil {
			return err
		}
	}
	return nil
}

// objectStreams is the state of one walk over the object streams of a file.
type objectStreams struct {
	v     *view
	table []entry
	done  map[int64]bool // object streams found good, with all they extend
}

// check follows the /Extends chain of the object stream num.
func (c *objectStreams) check(num int64) error {
	var chain []int64
	for !c.done[num] {
		if slices.Contains(chain, num) || len(chain) == maxSections {
			return hazardf("object stream %d extends itself", num)
		}
		chain = append(chain, num)
		d, err := c.open(num)
		if err != nil {
			return err
		}
		next, ok := d["Extends"].(ref)
		if !ok {
			break
		}
		num = next.num
	}
	for _, num := range chain {
		c.done[num] = true
	}
	return nil
}

// open reads the dictionary of an object stream. One that cannot be read is
// no hazard: the reader fails on it too, and recovers.
func (c *objectStreams) open(num int64) (dict, error) {
	if num < 0 || num >= int64(len(c.table)) {
		return nil, nil
	}
	e := c.table[num]
	switch e.kind {
	case entryPacked:
		return nil, hazardf("object stream %d is in an object stream", num)
	case entryDirect:
	default:
		return nil, nil
	}
	d, err := readObjectDict(c.v, e.where)
	if err != nil {
		return nil, nil
	}
	return d, c.checkDict(num, d)
}

func readObjectDict(v *view, off int64) (dict, error) {
	b := v.at(off, sectionProbe)
	_, _, rest, ok := parseObjectMark(b)
	if !ok {
		return nil, errors.New("no object")
	}
	return readDict(v, off+int64(len(b)-len(rest)))
}

// checkDict looks at the values that a reader needs before it can look into
// the object stream. All but the length are direct wherever they are written;
// one that is not could hide anything.
func (c *objectStreams) checkDict(num int64, d dict) error {
	for _, key := range []name{"Type", "Filter", "DecodeParms", "N", "First"} {
		if indirect(d[key]) {
			return hazardf("object stream %d keeps its /%s elsewhere", num, key)
		}
	}
	if length, ok := d["Length"].(ref); ok && c.packed(length) {
		return hazardf("length of object stream %d is in an object stream", num)
	}
	if n, ok := d["N"].(int64); ok && n > int64(len(c.table)) {
		return hazardf("object stream %d claims %d objects of %d", num, n, len(c.table))
	}
	if columns := maxParm(d["DecodeParms"], "Columns"); columns > objectLimit(c.v) {
		return hazardf("object stream %d with rows of %d bytes", num, columns)
	}
	return nil
}

func (c *objectStreams) packed(r ref) bool {
	return r.num < int64(len(c.table)) && c.table[r.num].kind == entryPacked
}

// indirect reports whether v is, or holds, a reference.
func indirect(v any) bool {
	switch v := v.(type) {
	case ref:
		return true
	case array:
		return slices.ContainsFunc(v, indirect)
	case dict:
		for _, x := range v {
			if indirect(x) {
				return true
			}
		}
	}
	return false
}

// maxParm is the largest value of key in /DecodeParms, which is a dictionary
// or an array of them.
func maxParm(parms any, key name) int64 {
	list, ok := parms.(array)
	if !ok {
		list = array{parms}
	}
	var most int64
	for _, p := range list {
		d, _ := p.(dict)
		v, _ := d[key].(int64)
		most = max(most, v)
	}
	return most
}
