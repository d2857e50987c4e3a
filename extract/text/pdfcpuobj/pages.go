package pdfcpuobj

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

// A page is a leaf of the page tree.
type page struct {
	dict types.Dict // with what it inherits
	id   uint64
}

// inheritable are the keys that a page takes from the nodes above it
// (ISO 32000-1, 7.7.3.4).
var inheritable = []string{"Resources", "MediaBox", "CropBox", "Rotate"}

// findPages walks the page tree. What a damaged one says of counts and
// parents is not asked.
func (f *File) findPages() []page {
	w := pageWalk{f: f, seen: map[uint64]bool{}}
	root := f.resolve(f.trailer["Root"])
	if catalog, ok := root.obj.(types.Dict); ok {
		w.visit(catalog["Pages"], nil, 0)
	}
	return w.pages
}

type pageWalk struct {
	f     *File
	seen  map[uint64]bool // nodes
	pages []page
}

// visit adds the pages at and below a node. A node is visited once, so that
// one among its own kids ends the walk there.
func (w *pageWalk) visit(obj types.Object, above types.Dict, depth int) {
	if len(w.pages) >= maxObjects || depth > maxDepth {
		return
	}
	v := w.f.resolve(obj)
	d, ok := v.obj.(types.Dict)
	if !ok {
		return
	}
	d = inherit(d, above)
	kids, ok := w.f.resolve(d["Kids"]).obj.(types.Array)
	if !ok {
		if name, ok := w.f.resolve(d["Type"]).obj.(types.Name); !ok || name != "Pages" {
			w.pages = append(w.pages, page{d, v.id})
		}
		return
	}
	if v.id != 0 {
		if w.seen[v.id] {
			return
		}
		w.seen[v.id] = true
	}
	for _, kid := range kids {
		w.visit(kid, d, depth+1)
	}
}

// inherit returns d with what it does not state itself.
func inherit(d, above types.Dict) types.Dict {
	full := make(types.Dict, len(d)+len(inheritable))
	for _, key := range inheritable {
		if obj := above[key]; obj != nil {
			full[key] = obj
		}
	}
	for key, obj := range d {
		if obj != nil {
			full[key] = obj
		}
	}
	return full
}
