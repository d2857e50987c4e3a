package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"mubiao/store"
	"mubiao/store/personal"
)

// A documentView is a document: the pages of one of its forms beside what was
// read from them.
type documentView struct {
	ID, Name    string
	Status      string
	ReasonCode  string
	Reason      string
	Forms       []formTab
	Form        int
	Kind        string
	FileIssues  []issueLine
	Issues      []issueLine // of the form, about no value that is shown
	Sections    []section
	Pages       []pagePicture
	Corrections []correctionLine
	Editor      *editor
	Done        *done
	Again       bool // a part of a page that is there already
}

// A formTab leads to a form of the document.
type formTab struct {
	Form   int
	Kind   string
	Doubts int
	Here   bool
}

// Number is the place of a form in its document, from 1.
func (t formTab) Number() int { return t.Form + 1 }

// An acceptance is an issue that can be closed, and its document.
type acceptance struct {
	issueLine
	ID string
}

// Issue is an issue of the form with its document, for the form that accepts it.
func (v *documentView) Issue(issue issueLine) acceptance { return acceptance{issue, v.ID} }

// A pagePicture is a page and what was read from it.
type pagePicture struct {
	Number        int
	Width, Height float64 // points
	Boxes         []box
}

// Round is a length in whole points, for the attributes of a picture.
func (pagePicture) Round(points float64) int { return int(points + 0.5) }

// A box is the place of a value: points from the top left of the page.
type box struct {
	Pointer       string
	X, Y          float64
	Width, Height float64
	Grade         store.Confidence
	Severity      string
}

// A correctionLine is a correction of the form.
type correctionLine struct {
	store.Correction
	Label, OldText, NewText string
}

// hash finds the document that an id on a page names: the beginning of its
// hash. What else the id may be, a path above all, names none.
func (s *server) hash(ctx context.Context, id string) (string, error) {
	if !store.IsHashPrefix(id) {
		return "", errNoSuchPage
	}
	sum, err := s.Reader.Find(ctx, id)
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrAmbiguous):
		return "", errNoSuchPage
	case err != nil:
		return "", err
	case !strings.HasPrefix(sum, id): // a file of that name
		return "", errNoSuchPage
	}
	return sum, nil
}

// stored is the document that an id on a page names.
func (s *server) stored(ctx context.Context, id string) (*store.Document, error) {
	sum, err := s.hash(ctx, id)
	if err != nil {
		return nil, err
	}
	doc, err := s.Reader.Get(ctx, sum)
	if errors.Is(err, store.ErrNotFound) {
		err = errNoSuchPage
	}
	return &doc, err
}

func (s *server) document(w http.ResponseWriter, r *http.Request) error {
	return s.showDocument(w, r, number(r, "form"), r.URL.Query().Get("edit"), nil)
}

// showDocument answers with a form of a document, the value at a pointer in the
// editor unless that is empty, and tells what was done before.
func (s *server) showDocument(w http.ResponseWriter, r *http.Request, form int, open string, done *done) error {
	p, view, err := s.documentPage(r, form, open)
	if err != nil {
		return err
	}
	view.Done = done
	view.Again = r.Header.Get("HX-Request") == "true"
	p.Title = view.Name
	p.Here = link("/d/"+view.ID, "form", view.Form)
	s.render(w, r, http.StatusOK, "document", p)
	return nil
}

// documentPage begins the page of a form of a document.
func (s *server) documentPage(r *http.Request, form int, open string) (*page, *documentView, error) {
	doc, err := s.stored(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, nil, err
	}
	p := s.page(r, "document", "documents")
	view, err := s.viewOf(p, doc, form, open)
	p.View = view
	return p, view, err
}

func (s *server) viewOf(p *page, doc *store.Document, form int, open string) (*documentView, error) {
	view := &documentView{
		ID: docID(doc.SHA256), Name: fileName(doc.Paths[0]), Status: string(doc.Status), Form: form,
		ReasonCode: doc.Reason.Code, Reason: cleanMessage(doc, personal.Text(doc.Reason.Message)),
	}
	for _, issue := range doc.Issues {
		issue.Message = personal.Text(issue.Message)
		view.FileIssues = append(view.FileIssues, issueLine{
			Form: -1, Code: issue.Code, Severity: string(issue.Severity), Message: cleanMessage(doc, issue.Message), Advise: true,
		})
	}
	if len(doc.Records) == 0 {
		view.Pages = picturesOf(doc, nil)
		return view, nil
	}
	if form >= len(doc.Records) {
		return nil, errNoSuchPage
	}
	view.Kind = string(doc.Records[form].Form)
	for i := range doc.Records {
		view.Forms = append(view.Forms, formTab{i, string(doc.Records[i].Form), len(doc.Records[i].Issues), i == form})
	}
	setter, err := newRecordSetter(doc, form, open, p.People)
	if err != nil {
		return nil, err
	}
	view.Sections, view.Issues = setter.sections()
	view.Pages = picturesOf(doc, setter)
	view.Corrections = setter.corrections(p)
	if open != "" {
		view.Editor, err = editorOf(p, doc, setter, open)
	}
	return view, err
}

// picturesMost bounds the pages that are shown of a document without forms.
const picturesMost = 20

// picturesOf are the pages that a form stands on, one below the other; of a
// document without forms the first ones.
func picturesOf(doc *store.Document, setter *recordSetter) (pictures []pagePicture) {
	for _, page := range doc.Pages {
		if !(page.Width > 0 && page.Height > 0) { // it could not be opened
			continue
		}
		picture := pagePicture{Number: page.Number, Width: page.Width, Height: page.Height}
		switch {
		case setter == nil && len(pictures) >= picturesMost, setter != nil && !slices.Contains(setter.record.Source.Pages, page.Number):
			continue
		case setter != nil:
			picture.Boxes = setter.boxes(page.Number)
		}
		pictures = append(pictures, picture)
	}
	return pictures
}

// boxes are the places of values on a page, the large ones first, so that those
// within them can be pointed at.
func (s *recordSetter) boxes(page int) (boxes []box) {
	for _, pointer := range s.record.Evidence.Pointers() {
		place := s.record.Evidence[pointer]
		if place.Page != page {
			continue
		}
		boxes = append(boxes, box{
			Pointer: pointer, X: place.Box[0], Y: place.Box[1], Width: place.Box[2] - place.Box[0], Height: place.Box[3] - place.Box[1],
			Grade: gradeOf(place.Confidence), Severity: severityAt(s.issues, pointer),
		})
	}
	slices.SortStableFunc(boxes, func(a, b box) int {
		switch area, other := a.Width*a.Height, b.Width*b.Height; {
		case area > other:
			return -1
		case area < other:
			return 1
		}
		return 0
	})
	return boxes
}

// corrections are those of the form that were not undone, the last one first.
func (s *recordSetter) corrections(p *page) (lines []correctionLine) {
	for _, c := range slices.Backward(s.doc.Corrections) {
		if c.Form != s.form || c.Status == store.Undone {
			continue
		}
		line := correctionLine{c, labelOf(p, c.Pointer), store.ValueText(c.Old), store.ValueText(c.New)}
		if !p.People {
			line.OldText, line.NewText = personal.Value(s.header, c.Pointer, line.OldText), personal.Value(s.header, c.Pointer, line.NewText)
			line.Why = personal.Value(s.header, "", line.Why)
		}
		lines = append(lines, line)
	}
	return lines
}
