package text

import (
	"slices"

	"mubiao/extract"
	"mubiao/extract/text/object"
)

// Programs that read scans put the text that they found under the picture of
// the page in two ways: invisible over it, or visible and painted before it. The
// second kind is as hidden as the first.

// A setting is what a graphics state dictionary says of one of the ways to let
// through what was painted before.
type setting uint8

const (
	unsaid setting = iota
	off
	on
)

// settingOf reads the entry of such a way; it is off if its value, or the first
// of several, is one of some names.
func settingOf(v object.Value, without ...string) setting {
	if v.Kind() == object.Array {
		v = v.Index(0)
	}
	switch {
	case v.Kind() == object.Null:
		return unsaid
	case slices.Contains(without, v.Name()):
		return off
	}
	return on
}

// A sheerness is why what is painted lets through what was painted before; zero
// if it does not.
type sheerness struct{ alpha, blend, mask bool }

// set applies what a graphics state dictionary says.
func (s *sheerness) set(e *extState) {
	if e.fillAlpha >= 0 {
		s.alpha = e.fillAlpha < 1
	}
	if e.blend != unsaid {
		s.blend = e.blend == on
	}
	if e.mask != unsaid {
		s.mask = e.mask == on
	}
}

// pictureOf reads the dictionary of an image XObject (ISO 32000-1, 8.9.5). A
// mask may be finer than the image that it shows: a picture of one pixel is
// black print, with its letters in the mask.
func pictureOf(v object.Value) extract.Picture {
	p := extract.Picture{Width: int(v.Key("Width").Int()), Height: int(v.Key("Height").Int()), Opaque: true}
	if v.Key("ImageMask").Bool() || v.Key("SMaskInData").Int() != 0 {
		p.Opaque = false
	}
	for _, key := range []string{"Mask", "SMask"} {
		switch mask := v.Key(key); mask.Kind() {
		case object.Stream:
			p.Opaque = false
			p.Width, p.Height = max(p.Width, int(mask.Key("Width").Int())), max(p.Height, int(mask.Key("Height").Int()))
		case object.Array: // of colours that are not painted
			p.Opaque = false
		}
	}
	return p
}

// coversMost is how many opaque pictures of a page are looked under: more than
// the strips that a scanner cuts a page into.
const coversMost = 512

// cover hides the text that was painted before an opaque picture, where seen.
func (in *interpreter) cover(p *extract.Picture, seen extract.Rect) {
	if !p.Opaque || in.covers >= coversMost || len(in.out.Glyphs) == 0 {
		return
	}
	in.covers++
	for i := range in.out.Glyphs {
		if g := &in.out.Glyphs[i]; seen.Contains(g.Box.Center()) {
			g.Hidden = true
		}
	}
}
