package ledong

import "mubiao/extract/text/object"

// pagesMost bounds the pages of a document; pageDepthMost the levels of its
// page tree, which is balanced in all that writers make.
const (
	pagesMost     = 1 << 20
	pageDepthMost = 64
)

// inheritable are the attributes that a page takes over from the nodes above
// it (ISO 32000-1, 7.7.3.4).
var inheritable = [...]string{"Resources", "MediaBox", "CropBox", "Rotate"}

// A leaf is the place of a page in the page tree.
type leaf struct {
	kid       object.Value // a reference or a direct dictionary
	inherited attributes
}

// attributes are the values of inheritable, in its order; nil for none.
type attributes *[len(inheritable)]object.Value

// walkPages finds the pages by the tree's /Kids. /Count is not believed.
func (d *document) walkPages() []leaf {
	w := walk{doc: d, seen: map[uint32]bool{}}
	root, _ := d.trailer.Key("Root").(*dict)
	if root != nil {
		w.visit(root.entries["Pages"], nil, 0)
	}
	return w.pages
}

type walk struct {
	doc   *document
	seen  map[uint32]bool // inner nodes; each is entered once
	pages []leaf
}

func (w *walk) visit(kid object.Value, above attributes, depth int) {
	node, ok := w.doc.follow(orNull(kid)).(*dict)
	if !ok || len(w.pages) >= pagesMost {
		return
	}
	kids, inner := node.Key("Kids").(*array)
	if !inner {
		w.pages = append(w.pages, leaf{kid, above})
		return
	}
	if depth >= pageDepthMost || node.number != 0 && w.seen[node.number] {
		return
	}
	w.seen[node.number] = true
	below := inherit(node, above)
	for _, k := range kids.elements {
		w.visit(k, below, depth+1)
	}
}

// inherit is what the kids of node take over.
func inherit(node *dict, above attributes) attributes {
	own := new([len(inheritable)]object.Value)
	if above != nil {
		*own = *above
	}
	for i, k := range inheritable {
		if v, ok := node.entries[k]; ok {
			own[i] = v
		}
	}
	return own
}

func orNull(v object.Value) object.Value {
	if v == nil {
		return null{}
	}
	return v
}

// Pages is the number of pages.
func (d *document) Pages() int { return len(d.pages) }

// Page is the dictionary of page n, from 1, with what it inherits.
func (d *document) Page(n int) object.Value {
	if n < 1 || n > len(d.pages) {
		return null{}
	}
	l := d.pages[n-1]
	own, ok := d.follow(l.kid).(*dict)
	if !ok {
		return null{}
	}
	page := *own
	page.entries = make(map[string]object.Value, len(own.entries)+len(inheritable))
	if l.inherited != nil {
		for i, v := range l.inherited {
			if v != nil {
				page.entries[inheritable[i]] = v
			}
		}
	}
	for k, v := range own.entries {
		page.entries[k] = v
	}
	return &page
}
