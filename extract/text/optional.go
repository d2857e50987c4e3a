package text

import "mubiao/extract/text/object"

// optional is what the default configuration of a document switches off
// (ISO 32000-1, 8.11.4.3).
type optional struct {
	off     bool            // what is not named: BaseState OFF
	flipped map[uint64]bool // IDs of the groups that differ from that
}

// visible reports whether optional content is shown by default. A document
// without a configuration shows all.
func (d *Document) visible(content object.Value) bool {
	if content.Kind() != object.Dict {
		return true
	}
	if d.optional == nil {
		d.optional = readOptional(d.objs.Trailer().Key("Root").Key("OCProperties").Key("D"))
	}
	return d.optional.shows(content)
}

func readOptional(config object.Value) *optional {
	o := &optional{off: config.Key("BaseState").Name() == "OFF", flipped: map[uint64]bool{}}
	list := config.Key("OFF")
	if o.off {
		list = config.Key("ON")
	}
	for i := range list.Len() {
		if id := list.Index(i).ID(); id != 0 {
			o.flipped[id] = true
		}
	}
	return o
}

// shows tells whether a group, or a membership dictionary by its groups and
// policy, is shown. Visibility expressions are only consulted where there are
// no groups, as the standard lets them be a refinement of these.
func (o *optional) shows(content object.Value) bool {
	if content.Key("Type").Name() != "OCMD" {
		return o.off == o.flipped[content.ID()]
	}
	groups := content.Key("OCGs")
	if groups.Kind() == object.Dict {
		return o.shows(groups)
	}
	if groups.Len() == 0 {
		return content.Key("VE").Len() == 0 || o.holds(content.Key("VE"), 0)
	}
	shown, count := 0, 0
	for i := range groups.Len() {
		if g := groups.Index(i); g.Kind() == object.Dict && g.Key("Type").Name() != "OCMD" {
			count++
			if o.shows(g) {
				shown++
			}
		}
	}
	switch content.Key("P").Name() {
	case "AllOn":
		return shown == count
	case "AnyOff":
		return shown < count
	case "AllOff":
		return shown == 0
	}
	return shown > 0 || count == 0
}

// expressionDepthMost bounds the nesting of a visibility expression.
const expressionDepthMost = 16

// holds evaluates a visibility expression.
func (o *optional) holds(e object.Value, depth int) bool {
	if e.Kind() == object.Dict {
		return o.shows(e)
	}
	if depth > expressionDepthMost {
		return true
	}
	switch e.Index(0).Name() {
	case "Not":
		return !o.holds(e.Index(1), depth+1)
	case "Or":
		for i := 1; i < e.Len(); i++ {
			if o.holds(e.Index(i), depth+1) {
				return true
			}
		}
		return false
	}
	for i := 1; i < e.Len(); i++ {
		if !o.holds(e.Index(i), depth+1) {
			return false
		}
	}
	return true
}
