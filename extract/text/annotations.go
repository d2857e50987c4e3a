package text

import (
	"mubiao/extract/text/object"
)

// Annotation flags (ISO 32000-1, table 165).
const (
	flagHidden = 1 << 1
	flagNoView = 1 << 5
)

// runAnnotations draws what has been filled into form fields and written as
// free text. Other annotations comment on a page and are no part of it.
func (in *interpreter) runAnnotations(page object.Value) {
	annotations := page.Key("Annots")
	for i := 0; i < annotations.Len() && !in.stopped; i++ {
		a := annotations.Index(i)
		switch a.Key("Subtype").Name() {
		case "Widget", "FreeText":
		default:
			continue
		}
		if a.Key("F").Int()&(flagHidden|flagNoView) != 0 || !in.doc.visible(a.Key("OC")) {
			continue
		}
		in.runAppearance(a, page)
	}
}

// runAppearance runs the normal appearance of an annotation, fitted into its
// rectangle (ISO 32000-1, 12.5.5, algorithm 8.1).
func (in *interpreter) runAppearance(a, page object.Value) {
	appearance := a.Key("AP").Key("N")
	if appearance.Kind() == object.Dict {
		appearance = appearance.Key(a.Key("AS").Name())
	}
	if appearance.Kind() != object.Stream {
		return
	}
	form := in.doc.form(appearance)
	if form.hidden {
		return
	}
	rect := boxOf(a.Key("Rect"))
	box := form.matrix.bounds(form.box.X0, form.box.Y0, form.box.X1, form.box.Y1)
	if rect.Empty() || box.Empty() {
		return
	}
	fit := matrix{a: rect.Width() / box.Width(), d: rect.Height() / box.Height()}
	fit.e, fit.f = rect.X0-box.X0*fit.a, rect.Y0-box.Y0*fit.d
	in.state = initialState(in.base, in.view)
	in.state.ctm = form.matrix.mul(fit).mul(in.base)
	in.runForm(form, in.doc.resourcesOf(page.Key("Resources"), nil))
}
