package text

import "mubiao/extract"

// paintXObject handles Do.
func (in *interpreter) paintXObject() {
	name, ok := in.name(1)
	if !ok {
		return
	}
	x := lookUp(in, (*resources).xobject, name)
	switch {
	case x == nil:
		in.fault("no form or image %q", name)
	case x.hidden || in.hidden > 0:
	case !x.form:
		in.paintPicture(x.picture)
	default:
		saved := in.state
		in.state.ctm = x.matrix.mul(in.state.ctm)
		in.runForm(x, in.resources)
		in.state = saved
	}
}

// runForm runs the content of a form. The state is set to its coordinates.
// A form that is being run already is not run inside itself.
func (in *interpreter) runForm(x *xobject, around *resources) {
	if in.depth >= in.limits.FormDepth {
		in.exceed(in.limits.tooDeep())
		return
	}
	id := x.value.ID()
	for i := range in.depth + 1 {
		if id != 0 && i < len(in.runs) && in.runs[i].form == id {
			in.fault("a form that contains itself")
			return
		}
	}
	data, err := x.value.Data()
	if err != nil {
		in.fault("decode form: %w", err)
	}
	if in.spend(len(data)); in.stopped {
		return
	}
	if !x.box.Empty() {
		m := in.state.ctm
		in.state.clip = in.state.clip.Intersect(m.bounds(x.box.X0, x.box.Y0, x.box.X1, x.box.Y1))
	}
	res := x.resources
	if res == nil {
		res = around
	}
	tm, tlm, clip := in.tm, in.tlm, in.textClip
	in.path.reset()
	in.depth++
	in.interpret(data, res, id)
	in.depth--
	in.path.reset()
	in.tm, in.tlm, in.textClip = tm, tlm, clip
}

// rulePixelsMost is the most pixels along it that a picture may have to be
// taken for a rule: producers that paint a rule as a picture stretch one of
// a few pixels. A strip of a scan, which may also be thin, has hundreds.
const rulePixelsMost = 16

// paintPicture adds an image, which fills the unit square.
func (in *interpreter) paintPicture(p extract.Picture) {
	if in.hidden > 0 {
		return
	}
	p.Box = in.state.ctm.bounds(0, 0, 1, 1)
	p.Opaque = p.Opaque && in.state.sheer == sheerness{} && in.state.ctm.straight()
	in.addPicture(p)
}

// addPicture adds an image that lies in p.Box.
func (in *interpreter) addPicture(p extract.Picture) {
	seen := p.Box.Intersect(in.state.clip)
	if seen.Empty() {
		return
	}
	in.cover(&p, seen)
	if len(in.out.Pictures) < in.limits.Rulings {
		in.out.Pictures = append(in.out.Pictures, p)
	}
	if max(p.Width, p.Height) <= rulePixelsMost || !thin(p.Box) {
		in.ink(p.Box, &in.state.shade)
	}
}
