package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/personal"
)

// done tells what became of a change.
type done struct {
	Key     string // in words
	Detail  string
	Problem bool
	Undo    int64 // the correction that was made; 0 for none
}

// An editor takes the correction of one value.
type editor struct {
	ID       string // of the document
	Form     int
	Pointer  string
	Label    string
	Text     string // the value that is shown
	Shown    string // likewise, as JSON
	Read     string // what was read there
	Changed  bool   // they differ
	Raw      string // what was read in a picture before a rule mended it
	Page     int    // 0 where not known
	Choices  []string
	Required bool
	Long     bool // set in several lines
	Masked   bool // it cannot be corrected while it is not seen
	Why      string
	Back     string // address of the page with this editor
}

// longText is more than a line of the editor holds, in bytes.
const longText = 60

// editorOf is nil for a place without a single value.
func editorOf(p *page, doc *store.Document, setter *recordSetter, pointer string) (*editor, error) {
	choices, ok := store.Correctable(pointer)
	if !ok {
		return nil, nil
	}
	if setter.masked(pointer) {
		return &editor{Label: labelOf(p, pointer), Masked: true, Back: link("/d/"+docID(doc.SHA256), "form", setter.form, "edit", pointer)}, nil
	}
	read, err := store.ValueAt(doc.Reading(setter.form), pointer)
	if err != nil {
		return nil, err
	}
	shown, err := store.ValueAt(setter.record, pointer)
	if err != nil {
		return nil, err
	}
	e := &editor{
		ID: docID(doc.SHA256), Form: setter.form, Pointer: pointer, Label: labelOf(p, pointer),
		Text: store.ValueText(shown), Shown: string(shown), Read: store.ValueText(read), Changed: string(shown) != string(read),
		Choices: choices, Why: p.T("why-compared"),
	}
	e.Long = len(e.Text) > longText
	if len(choices) > 0 {
		_, err := store.ParseValue(pointer, "null")
		e.Required = err != nil
	}
	if place, ok := setter.record.Evidence[frameOf(setter.record, pointer)]; ok {
		e.Page, e.Raw = place.Page, place.Raw
	}
	if !p.People { // a person may have corrected the name
		e.Read, e.Raw = personal.Value(setter.header, pointer, e.Read), personal.Value(setter.header, pointer, e.Raw)
	}
	return e, nil
}

// labelOf is what a place of a form is called: a field, a list, a row of one,
// or a field of a row. Rows count from 1; "-" is one that may be missing.
func labelOf(p *page, pointer string) string {
	parts := strings.Split(pointer, "/")
	switch {
	case len(parts) < 2:
		return p.T("of-form")
	case len(parts) == 2:
		if isTable(parts[1]) {
			return p.T(parts[1])
		}
		return p.T("field-" + parts[1])
	case parts[1] == "header" && parts[2] == "-":
		return p.T("outside-fields")
	case parts[1] == "header":
		return normalize.UnescapeKey(parts[2])
	}
	row := p.T(parts[1])
	if n, err := strconv.Atoi(parts[2]); err == nil {
		row += " " + strconv.Itoa(n+1)
	}
	if len(parts) > 3 {
		row += p.T("colon") + p.T("field-"+parts[3])
	}
	return row
}

// edit answers with the editor of a value.
func (s *server) edit(w http.ResponseWriter, r *http.Request) error {
	form, pointer := number(r, "form"), r.URL.Query().Get("pointer")
	if r.Header.Get("HX-Request") != "true" {
		http.Redirect(w, r, link("/d/"+r.PathValue("id"), "form", form, "edit", pointer), http.StatusSeeOther)
		return nil
	}
	p, view, err := s.documentPage(r, form, pointer)
	if err != nil {
		return err
	}
	if view.Editor == nil {
		return errNoSuchPage
	}
	s.execute(w, http.StatusOK, "document", "editor", p)
	return nil
}

func (s *server) correct(w http.ResponseWriter, r *http.Request) error {
	return s.changeShown(w, r, s.change)
}

func (s *server) undo(w http.ResponseWriter, r *http.Request) error {
	return s.changeShown(w, r, s.takeBack)
}

// changeShown changes a document and shows it again. A value that could not be
// changed stays in the editor.
func (s *server) changeShown(w http.ResponseWriter, r *http.Request, change func(*http.Request, string) (*done, error)) error {
	sum, err := s.hash(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	done, err := change(r, sum)
	if err != nil {
		return err
	}
	open := ""
	if done.Problem {
		open = r.PostForm.Get("pointer")
	}
	return s.showDocument(w, r, number(r, "form"), open, done)
}

// reasonMost bounds the reason of a correction, in bytes.
const reasonMost = 2000

// change makes the correction that a form asks for. An error is none of the
// person's.
func (s *server) change(r *http.Request, sum string) (*done, error) {
	form := r.PostForm
	change := store.Change{
		SHA256: sum, Form: number(r, "form"), Pointer: form.Get("pointer"), Accept: form.Get("accept") != "",
		By: author(r), Why: strings.TrimSpace(form.Get("why")),
	}
	switch {
	case change.By == "":
		return &done{Key: "author-missing", Problem: true}, nil
	case len(change.Why) > reasonMost:
		return nil, &statusError{http.StatusRequestEntityTooLarge, "error-too-large"}
	case change.Why == "":
		p := s.page(r, "queue", "")
		change.Why = p.T("why-compared")
	}
	if shown := form.Get("shown"); shown != "" && json.Valid([]byte(shown)) {
		change.Shown = json.RawMessage(shown)
	}
	if !change.Accept {
		value, err := newValue(change.Pointer, form.Get("value"))
		if err != nil {
			return refused(err)
		}
		change.New = value
	}
	made, err := s.Store.Correct(r.Context(), change)
	if err != nil {
		return refused(err)
	}
	p := s.page(r, "queue", "")
	if made.Accepted {
		return &done{Key: "accepted", Detail: labelOf(p, change.Pointer), Undo: made.ID}, nil
	}
	shown := store.ValueText(made.New)
	if personal.IsPersonalField(change.Pointer) && !p.People {
		shown = personal.Value(nil, change.Pointer, shown)
	}
	return &done{Key: "corrected", Detail: labelOf(p, change.Pointer) + p.T("colon") + shown, Undo: made.ID}, nil
}

// newValue reads what a person typed; a field left empty has no value.
func newValue(pointer, text string) (json.RawMessage, error) {
	text = strings.ReplaceAll(text, "\r\n", "\n") // as browsers send the ends of lines
	if value, err := store.ParseValue(pointer, "null"); text == "" && err == nil {
		return value, nil
	}
	return store.ParseValue(pointer, text)
}

// refused tells why a correction is not made, or hands on an error that is none
// of the person's.
func refused(err error) (*done, error) {
	var pointer *store.PointerError
	var changed *store.ChangedError
	switch {
	case errors.As(err, &pointer):
		return &done{Key: "refused", Detail: pointer.Reason, Problem: true}, nil
	case errors.As(err, &changed):
		return &done{Key: "changed-since", Detail: store.ValueText(changed.Shown), Problem: true}, nil
	case errors.Is(err, store.ErrSame):
		return &done{Key: "same"}, nil
	case errors.Is(err, store.ErrNoCorrection):
		return &done{Key: "no-correction", Problem: true}, nil
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrNoForm):
		return nil, errNoSuchPage
	}
	return nil, err
}

// takeBack undoes a correction of a document, or of any if sum is empty.
func (s *server) takeBack(r *http.Request, sum string) (*done, error) {
	by := author(r)
	if by == "" {
		return &done{Key: "author-missing", Problem: true}, nil
	}
	id, err := strconv.ParseInt(r.PostForm.Get("correction"), 10, 64)
	if err != nil {
		return refused(store.ErrNoCorrection)
	}
	if sum != "" {
		of, err := s.Reader.Corrections(r.Context(), sum)
		if err != nil {
			return nil, err
		}
		known := false
		for i := range of {
			known = known || of[i].ID == id
		}
		if !known {
			return refused(store.ErrNoCorrection)
		}
	}
	c, err := s.Store.Undo(r.Context(), id, by)
	if err != nil {
		return refused(err)
	}
	return &done{Key: "undone", Detail: labelOf(s.page(r, "queue", ""), c.Pointer)}, nil
}
