package web

import (
	"net/http"
	"net/url"
	"strings"
)

// A listView is a list of documents or of forms.
type listView struct {
	Forms    bool
	Filters  []string // in words, those that narrow the list
	Lines    []listLine
	From     int // place of the first line, from 0
	Previous string
	Next     string // address; empty where there is no more
}

// A listLine is a document, or a form of one.
type listLine struct {
	ID, Name                        string // ID is empty for bytes that could not be read
	Status, ReasonCode, Reason      string
	Kind, Year, Department, Project string
	Form, Errors, Warnings, Forms   int
}

// listed is how many lines a page of a list has.
const listed = 50

const documentLines = `
SELECT coalesce(d.sha256, ''), d.path, d.status, coalesce(d.reason_code, ''), coalesce(d.reason, ''),
  NULL, NULL, NULL, NULL, 0,
  (SELECT count(*) FROM issue i WHERE i.document_id = d.id AND i.severity = 'error'),
  (SELECT count(*) FROM issue i WHERE i.document_id = d.id AND i.severity = 'warning'),
  (SELECT count(*) FROM form f WHERE f.document_id = d.id AND f.kind IS NOT NULL)
FROM document d `

const formLines = `
SELECT coalesce(d.sha256, ''), d.path, d.status, coalesce(d.reason_code, ''), coalesce(d.reason, ''),
  f.kind, f.fiscal_year, coalesce(f.department, f.unit), f.project, f.ordinal,
  (SELECT count(*) FROM issue i WHERE i.form_id = f.id AND i.severity = 'error'),
  (SELECT count(*) FROM issue i WHERE i.form_id = f.id AND i.severity = 'warning'), 0
FROM document d JOIN form f ON f.document_id = d.id `

func (s *server) documents(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	f := filter{conditions: []string{"d.superseded = 0"}}
	f.addText("d.status", "status", query.Get("status"))
	f.addText("d.reason_code", "reason", query.Get("reason"))
	if reader := query.Get("reader"); reader != "" {
		f.add("EXISTS (SELECT 1 FROM page p WHERE p.document_id = d.id AND p.reader = :reader)", "reader", reader)
	}
	if query.Get("corrected") != "" {
		f.add("EXISTS (SELECT 1 FROM correction c WHERE c.document_id = d.id AND c.status = 'applied')", "", nil)
	}
	return s.list(w, r, "documents", documentLines, f, "d.path, d.id", &listView{})
}

func (s *server) forms(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	f := filter{conditions: []string{"d.superseded = 0"}}
	f.addText("f.kind", "kind", query.Get("kind"))
	f.addText("coalesce(f.department, f.unit)", "department", query.Get("department"))
	f.addYear("f.fiscal_year", query.Get("year"))
	return s.list(w, r, "forms", formLines, f, "f.fiscal_year DESC, d.path, f.ordinal", &listView{Forms: true})
}

// list answers with the lines that a filter leaves.
func (s *server) list(w http.ResponseWriter, r *http.Request, title, lines string, f filter, order string, view *listView) error {
	view.From = number(r, "from")
	f.argue("from", int64(view.From))
	f.argue("most", int64(listed+1))
	err := s.each(r.Context(), lines+f.where()+" ORDER BY "+order+" LIMIT :most OFFSET :from", f.arguments, func(v []any) {
		line := listLine{
			ID: docID(text(v[0])), Name: fileName(text(v[1])), Status: text(v[2]), ReasonCode: text(v[3]), Reason: withoutPath(text(v[4]), text(v[1])),
			Kind: text(v[5]), Year: text(v[6]), Department: text(v[7]), Project: text(v[8]),
			Form: whole(v[9]), Errors: whole(v[10]), Warnings: whole(v[11]), Forms: whole(v[12]),
		}
		view.Lines = append(view.Lines, line)
	})
	if err != nil {
		return err
	}
	p := s.page(r, title, title)
	if len(view.Lines) > listed {
		view.Lines = view.Lines[:listed]
		view.Next = shifted(r.URL, view.From+listed)
	}
	if view.From > 0 {
		view.Previous = shifted(r.URL, max(0, view.From-listed))
	}
	view.Filters = inWords(p, r.URL.Query())
	p.View = view
	s.render(w, r, http.StatusOK, "list", p)
	return nil
}

// shifted is an address with its list beginning elsewhere.
func shifted(u *url.URL, from int) string {
	query := u.Query()
	query.Del("from")
	if from > 0 {
		return link(u.Path, pairs(query, "from", from)...)
	}
	return link(u.Path, pairs(query)...)
}

// pairs are the names and values of a query, for link.
func pairs(query url.Values, more ...any) []any {
	var all []any
	for name := range query {
		all = append(all, name, query.Get(name))
	}
	return append(all, more...)
}

// inWords are the filters of a query as people read them.
func inWords(p *page, query url.Values) []string {
	var filters []string
	for _, name := range []string{"status", "reason", "reader", "kind", "year", "department", "corrected"} {
		value := query.Get(name)
		switch {
		case value == "":
			continue
		case value == noneKnown:
			value = p.T("none")
		case name == "kind":
			value = p.Kind(value)
		case name == "status":
			value = p.T("status-" + value)
		}
		filters = append(filters, strings.TrimSpace(p.T("filter-"+name)+" "+value))
	}
	return filters
}
