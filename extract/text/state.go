package text

import "mubiao/extract"

// A state is the graphics state as far as it matters (ISO 32000-1, 8.4).
type state struct {
	ctm          matrix       // user space to page coordinates
	clip         extract.Rect // in page coordinates
	fill, stroke paint
	shade        paint // never white; its alpha is that of fill
	sheer        sheerness
	lineWidth    float64
	butt         bool // lines end at their end points
	text         textState
}

// A textState holds the text state (ISO 32000-1, 9.3).
type textState struct {
	face                       *face
	size, charSpace, wordSpace float64
	stretch                    float64 // horizontal scaling; 1 is normal
	leading, rise              float64
	mode                       int
}

func initialState(base matrix, clip extract.Rect) state {
	return state{
		ctm: base, clip: clip,
		fill: paint{space: grays}, stroke: paint{space: grays},
		lineWidth: 1, butt: true,
		text: textState{stretch: 1},
	}
}

func (in *interpreter) save() {
	if len(in.stack) >= in.limits.Saved {
		if in.extra == 0 {
			in.fault("q nested too deep")
		}
		in.extra++
		return
	}
	in.stack = append(in.stack, in.state)
}

// restore undoes the last save. One too many is passed over, as all viewers
// do; inside a form it may not reach what the page has saved.
func (in *interpreter) restore() {
	if in.extra > 0 {
		in.extra--
		return
	}
	if len(in.stack) <= in.floor {
		in.fault("Q without q")
		return
	}
	in.state = in.stack[len(in.stack)-1]
	in.stack = in.stack[:len(in.stack)-1]
}

func (in *interpreter) concat() {
	a := &in.args
	m := matrix{a[0], a[1], a[2], a[3], a[4], a[5]}.mul(in.state.ctm)
	if !m.finite() {
		in.fault("matrix out of range")
		return
	}
	in.state.ctm = m
}

// setExtState applies a graphics state dictionary (gs).
func (in *interpreter) setExtState() {
	name, ok := in.name(1)
	if !ok {
		return
	}
	s := lookUp(in, (*resources).extState, name)
	if s == nil {
		in.fault("no graphics state %q", name)
		return
	}
	if s.lineWidth >= 0 {
		in.state.lineWidth = s.lineWidth
	}
	in.state.sheer.set(s)
	if s.fillAlpha >= 0 {
		in.state.fill.clear = s.fillAlpha == 0
		in.state.shade.clear = s.fillAlpha == 0
	}
	if s.strokeAlpha >= 0 {
		in.state.stroke.clear = s.strokeAlpha == 0
	}
	if s.face != nil {
		in.state.text.face, in.state.text.size = s.face, s.size
	}
}
