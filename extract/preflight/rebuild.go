package preflight

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
)

// maxRebuild bounds the files that Rebuild takes, in bytes: it holds the file
// and the new one in memory.
const maxRebuild = 256 << 20

// Rebuild writes the objects that can be found in a wrecked PDF into a new one
// with a cross-reference table of its own. Of several objects with one number
// the last stands, as after incremental saves. Streams get their true lengths,
// objects that were not closed are, and object streams are taken apart. When
// the page tree is lost, the pages follow each other as they stand in the file.
func Rebuild(r io.ReaderAt, size int64) (io.ReaderAt, int64, error) {
	if size > maxRebuild {
		return nil, 0, fmt.Errorf("file of %d bytes, the limit for rebuilding is %d", size, maxRebuild)
	}
	file := make([]byte, size)
	if n, err := r.ReadAt(file, 0); n < len(file) {
		return nil, 0, err
	}
	s := salvage{objects: map[int64]*salvaged{}, trailer: dict{}}
	if err := s.scan(file); err != nil {
		return nil, 0, err
	}
	s.unpack()
	if err := s.findRoot(); err != nil {
		return nil, 0, err
	}
	if key, ok := s.trailer["Encrypt"].(dict); ok {
		s.trailer["Encrypt"] = s.invent(key) // where all readers look for it
	}
	out := s.write()
	return bytes.NewReader(out), int64(len(out)), nil
}

// A salvage is what was found in a wrecked file.
type salvage struct {
	objects map[int64]*salvaged // by number
	trailer dict
	order   int // of the next object
	// patience is how many bytes may still be read in vain.
	patience int
}

// A salvaged object is one of a wrecked file.
type salvaged struct {
	num, gen int64
	value    any
	raw      []byte // the value as spelled; nil when it was made up
	data     []byte // of a stream, still encoded; nil for other objects
	order    int    // of its place in the file
}

// dict is the dictionary of the object, nil when it is something else.
func (o *salvaged) dict() dict {
	if o == nil {
		return nil
	}
	d, _ := o.value.(dict)
	return d
}

// inOrder lists the objects as they stand in the file.
func (s *salvage) inOrder() []*salvaged {
	list := make([]*salvaged, 0, len(s.objects))
	for _, o := range s.objects {
		list = append(list, o)
	}
	slices.SortFunc(list, func(a, b *salvaged) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.num, b.num))
	})
	return list
}

// add makes o the object of its number.
func (s *salvage) add(o *salvaged) {
	if o.num < 1 || o.num > maxObjects || o.gen > 65535 {
		return
	}
	if old := s.objects[o.num]; old == nil || old.order <= o.order {
		s.objects[o.num] = o
	}
}

// unpack takes the object streams apart. Those of an encrypted file stay shut.
func (s *salvage) unpack() {
	if s.trailer["Encrypt"] != nil {
		return
	}
	for _, o := range s.inOrder() {
		if o.data != nil && o.dict()["Type"] == name("ObjStm") {
			s.unpackStream(o)
			delete(s.objects, o.num)
		}
	}
}

// maxUnpacked bounds an object stream, decoded.
const maxUnpacked = 64 << 20

func (s *salvage) unpackStream(o *salvaged) {
	d := o.dict()
	r, err := inflate(bytes.NewReader(o.data), d)
	if err != nil {
		return
	}
	// What a damaged stream begins with is worth having.
	data, _ := io.ReadAll(io.LimitReader(r, maxUnpacked))
	first, _ := d["First"].(int64)
	if first < 0 || first > int64(len(data)) {
		return
	}
	data = append(data, '\n') // ends the last word
	for head := data[:first]; ; {
		var num, off int64
		var ok bool
		if num, head, ok = parseInt(head); !ok {
			return
		}
		if off, head, ok = parseInt(head); !ok || off > int64(len(data))-first {
			return
		}
		body := data[first+off:]
		v, rest, err := parse(body)
		if err != nil {
			continue
		}
		s.add(&salvaged{num: num, value: v, raw: body[:len(body)-len(rest)], order: o.order})
	}
}

// get follows references to the object that they mean.
func (s *salvage) get(v any) *salvaged {
	for range maxDepth {
		r, ok := v.(ref)
		if !ok {
			return nil
		}
		o := s.objects[r.num]
		if o == nil {
			return nil
		}
		if _, ok := o.value.(ref); !ok {
			return o
		}
		v = o.value
	}
	return nil
}

// findRoot makes the trailer name a catalog whose page tree has pages.
func (s *salvage) findRoot() error {
	if s.hasPages(s.get(s.trailer["Root"])) {
		return nil
	}
	var pages array
	for _, o := range s.inOrder() {
		switch o.dict()["Type"] {
		case name("Catalog"):
			if s.hasPages(o) {
				s.trailer["Root"] = ref{o.num, o.gen}
				return nil
			}
		case name("Page"):
			pages = append(pages, ref{o.num, o.gen})
		}
	}
	if len(pages) == 0 {
		return errors.New("no pages found")
	}
	tree := s.invent(dict{
		"Type": name("Pages"), "Kids": pages, "Count": int64(len(pages)),
		"MediaBox": array{int64(0), int64(0), int64(595), int64(842)}, // A4
	})
	s.trailer["Root"] = s.invent(dict{"Type": name("Catalog"), "Pages": tree})
	return nil
}

// invent adds an object under a number that is free.
func (s *salvage) invent(d dict) ref {
	num := int64(1)
	for o := range s.objects {
		num = max(num, o+1)
	}
	s.order++
	s.objects[num] = &salvaged{num: num, value: d, order: s.order}
	return ref{num, 0}
}

// hasPages reports whether a page can be reached from the catalog.
func (s *salvage) hasPages(catalog *salvaged) bool {
	seen := map[*salvaged]bool{}
	var reach func(o *salvaged) bool
	reach = func(o *salvaged) bool {
		if o.dict() == nil || seen[o] {
			return false
		}
		seen[o] = true
		kids, ok := s.list(o.dict()["Kids"])
		if !ok {
			return o.dict()["Type"] != name("Pages")
		}
		return slices.ContainsFunc(kids, func(kid any) bool { return reach(s.get(kid)) })
	}
	return catalog.dict() != nil && reach(s.get(catalog.dict()["Pages"]))
}

// list is an array, or the array that a reference means.
func (s *salvage) list(v any) (array, bool) {
	if o := s.get(v); o != nil {
		v = o.value
	}
	list, ok := v.(array)
	return list, ok
}
