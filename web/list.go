package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mubiao/store"
	"mubiao/store/personal"
)

// A listing is a kind of list that figures lead to.
type listing struct {
	title   string // in words
	menu    string // entry of the menu that the list is under
	narrows []narrow
	heads   []listHead
	sql     string // what a line is made of, without FROM
	from    string
	order   string
	line    func(p *page, v []any) []listCell
}

// A narrow is a parameter of the address that narrows a list.
type narrow struct {
	name, expression string
	add              func(f *filter, expression, name, value string)
}

// A listHead is the head of a column.
type listHead struct {
	Key    string // in words
	Number bool
}

// A listCell is what a line shows in a column.
type listCell struct {
	Text, Address string
	Number, Han   bool
	Whole         bool // on one line
}

// A listView is a part of a list.
type listView struct {
	Address  string   // of the whole list
	Filters  []string // in words, those that narrow the list
	Heads    []listHead
	Lines    [][]listCell
	Total    int
	From     int // place of the first line, from 0
	Previous string
	Next     string // address; empty where there is no more
}

// listed is how many lines a page of a list has.
const listed = 50

// department is who a form is of: reports count by it.
const department = "coalesce(f.department, f.unit)"

// listings are the lists by their addresses.
var listings = map[string]*listing{
	"/documents": {
		title: "documents", menu: "documents",
		narrows: []narrow{{"status", "d.status", (*filter).addText}, {"reason", "d.reason_code", (*filter).addText}},
		heads:   []listHead{{"document", false}, {"status", false}, {"forms", true}, {"errors", true}, {"warnings", true}},
		sql: `d.sha256, d.path, d.status, d.reason_code, d.reason,
  (SELECT count(*) FROM form f WHERE f.document_id = d.id AND f.kind IS NOT NULL),
  (SELECT count(*) FROM issue i WHERE i.document_id = d.id AND i.severity = 'error'),
  (SELECT count(*) FROM issue i WHERE i.document_id = d.id AND i.severity = 'warning')`,
		from: "FROM document d ", order: "d.path, d.id", line: documentLine,
	},
	"/forms": {
		title: "forms", menu: "forms",
		narrows: []narrow{
			{"document", "d.sha256", (*filter).addDocument},
			{"kind", "f.kind", (*filter).addText},
			{"year", "f.fiscal_year", (*filter).addYear},
			{"department", department, (*filter).addText},
		},
		heads: []listHead{
			{"document", false},
			{"kind", false},
			{"year", false},
			{"project", false},
			{"department", false},
			{"indicators", true},
			{"errors", true},
			{"warnings", true},
		},
		sql: `d.sha256, d.path, f.ordinal, f.kind, f.fiscal_year, f.project, coalesce(f.department, f.unit),
  (SELECT count(*) FROM indicator n WHERE n.form_id = f.id),
  (SELECT count(*) FROM issue i WHERE i.form_id = f.id AND i.severity = 'error'),
  (SELECT count(*) FROM issue i WHERE i.form_id = f.id AND i.severity = 'warning')`,
		from: "FROM document d JOIN form f ON f.document_id = d.id ", order: "f.fiscal_year DESC, d.path, f.ordinal", line: formLine,
	},
	"/indicators": {
		title: "indicators", menu: "forms",
		narrows: []narrow{
			{"document", "d.sha256", (*filter).addDocument},
			{"form", "f.ordinal", (*filter).addWhole},
			{"kind", "f.kind", (*filter).addText},
			{"year", "f.fiscal_year", (*filter).addYear},
		},
		heads: []listHead{{"field-level3", false}, {"field-target", false}, {"field-level2", false}, {"year", false}, {"project", false}, {"department", false}, {"document", false}},
		sql:   "d.sha256, d.path, f.ordinal, n.ordinal, n.level3, n.target, n.level2, f.fiscal_year, f.project, coalesce(f.department, f.unit)",
		from:  "FROM form f JOIN document d ON d.id = f.document_id JOIN indicator n ON n.form_id = f.id ", order: "f.id, n.ordinal", line: indicatorLine,
	},
	"/pages": {
		title: "sheets", menu: "documents",
		narrows: []narrow{
			{"document", "d.sha256", (*filter).addDocument},
			{"reader", "p.reader", (*filter).addText},
			{"why", "p.why", (*filter).addText},
		},
		heads: []listHead{{"document", false}, {"page-number", true}, {"reader", false}, {"reason", false}, {"glyphs", true}, {"problem", false}},
		sql: `d.sha256, d.path, p.number, p.reader, p.why, p.glyphs, p.problem,
  (SELECT min(f.ordinal) FROM form f WHERE f.document_id = d.id
    AND ',' || trim(CAST(f.pages AS text), '[]') || ',' LIKE '%,' || p.number || ',%')`,
		from: "FROM page p JOIN document d ON d.id = p.document_id ", order: "p.document_id, p.number", line: pageLine,
	},
	"/corrections": {
		title: "corrections", menu: "documents",
		narrows: []narrow{{"document", "d.sha256", (*filter).addDocument}, {"state", "c.status", (*filter).addText}},
		heads:   []listHead{{"when", false}, {"by", false}, {"field", false}, {"was-read", false}, {"new-value", false}, {"state", false}, {"document", false}},
		sql:     "d.sha256, d.path, c.form, c.pointer, c.old, c.new, c.author, c.made_at, c.status, f.header",
		from:    "FROM correction c JOIN document d ON d.id = c.document_id LEFT JOIN form f ON f.document_id = d.id AND f.ordinal = c.form ",
		order:   "c.id DESC", line: correctionCells,
	},
}

// listed at an address.
func (s *server) list(w http.ResponseWriter, r *http.Request) error {
	l, query := listings[r.URL.Path], r.URL.Query()
	f := filter{conditions: []string{"d.superseded = 0"}}
	for _, n := range l.narrows {
		n.add(&f, n.expression, n.name, query.Get(n.name))
	}
	p := s.page(r, l.title, l.menu)
	view := &listView{Address: r.URL.Path, Heads: l.heads, From: number(r, "from"), Filters: inWords(p, l.narrows, query)}
	if err := s.fillList(r.Context(), p, l, f, view); err != nil {
		return err
	}
	if view.From+listed < view.Total {
		view.Next = shifted(r.URL, view.From+listed)
	}
	if view.From > 0 {
		view.Previous = shifted(r.URL, max(0, view.From-listed))
	}
	p.View = view
	s.render(w, r, http.StatusOK, "list", p)
	return nil
}

func (s *server) fillList(ctx context.Context, p *page, l *listing, f filter, view *listView) error {
	err := s.each(ctx, "SELECT count(*) "+l.from+f.where(), f.arguments, func(v []any) { view.Total = whole(v[0]) })
	if err != nil {
		return err
	}
	f.argue("from", int64(view.From))
	f.argue("most", int64(listed))
	return s.each(ctx, "SELECT "+l.sql+" "+l.from+f.where()+" ORDER BY "+l.order+" LIMIT :most OFFSET :from", f.arguments, func(v []any) {
		view.Lines = append(view.Lines, l.line(p, v))
	})
}

// documentCell names a document. Bytes that could not be read have no hash,
// and no page.
func documentCell(sum, path any, address string) listCell {
	c := listCell{Text: fileName(text(path)), Han: true}
	if sum != nil {
		c.Address = address
	}
	return c
}

// figure is a number that leads to its list. There is none about bytes that
// could not be read.
func figure(sum, n any, address string) listCell {
	if sum == nil {
		return listCell{Text: "–", Number: true}
	}
	return listCell{Text: grouped(whole(n)), Address: address, Number: true}
}

func han(value any) listCell { return listCell{Text: personal.Text(text(value)), Han: true} }

func documentLine(p *page, v []any) []listCell {
	id := docID(text(v[0]))
	status := listCell{Text: p.T("status-" + text(v[2]))}
	if code := text(v[3]); code != "" {
		status.Text += p.T("colon") + p.DoubtName(code)
	}
	return []listCell{
		documentCell(v[0], v[1], "/d/"+id), status,
		figure(v[0], v[5], link("/forms", "document", id, "kind", anyKnown)),
		figure(v[0], v[6], link("/queue", "document", id, "severity", "error")),
		figure(v[0], v[7], link("/queue", "document", id, "severity", "warning")),
	}
}

func formLine(p *page, v []any) []listCell {
	id, form := docID(text(v[0])), whole(v[2])
	return []listCell{
		documentCell(v[0], v[1], link("/d/"+id, "form", form)),
		{Text: p.Kind(text(v[3]))},
		{Text: text(v[4]), Whole: true},
		han(v[5]), han(v[6]),
		figure(v[0], v[7], link("/indicators", "document", id, "form", form)),
		figure(v[0], v[8], link("/queue", "document", id, "form", form, "severity", "error")),
		figure(v[0], v[9], link("/queue", "document", id, "form", form, "severity", "warning")),
	}
}

func indicatorLine(_ *page, v []any) []listCell {
	address := link("/d/"+docID(text(v[0])), "form", whole(v[2]))
	at := address + "#/indicators/" + text(v[3]) + "/"
	name := han(v[4])
	name.Address = at + "level3"
	return []listCell{name, han(v[5]), han(v[6]), {Text: text(v[7]), Whole: true}, han(v[8]), han(v[9]), documentCell(v[0], v[1], address)}
}

func pageLine(p *page, v []any) []listCell {
	address := "/d/" + docID(text(v[0]))
	if v[7] != nil {
		address = link(address, "form", whole(v[7]))
	}
	return []listCell{
		documentCell(v[0], v[1], address),
		{Text: text(v[2]), Number: true},
		{Text: p.T("reader-" + text(v[3])), Whole: true},
		{Text: p.Why(text(v[4]))},
		{Text: grouped(whole(v[5])), Number: true},
		{Text: withoutPath(personal.Text(text(v[6])), text(v[1]))},
	}
}

func correctionCells(p *page, v []any) []listCell {
	pointer, header := text(v[3]), headerOf(v[9])
	value := func(v any) listCell {
		return listCell{Text: personal.Value(header, pointer, store.ValueText([]byte(text(v)))), Han: true}
	}
	at := link("/d/"+docID(text(v[0])), "form", whole(v[2])) + "#" + url.PathEscape(pointer)
	return []listCell{
		{Text: minute(text(v[7])), Whole: true},
		{Text: text(v[6]), Han: true, Whole: true},
		{Text: labelOf(p, pointer), Address: at},
		value(v[4]), value(v[5]),
		{Text: p.T("correction-" + text(v[8])), Whole: true},
		documentCell(v[0], v[1], at),
	}
}

// minute is a time of the store, such as 2024-01-31T08:00:00Z, to the minute.
func minute(stamp string) string {
	const digits = len("2024-01-31T08:00")
	if len(stamp) < digits {
		return stamp
	}
	return strings.Replace(stamp[:digits], "T", " ", 1) + " UTC"
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
func inWords(p *page, narrows []narrow, query url.Values) []string {
	var filters []string
	for _, n := range narrows {
		value := query.Get(n.name)
		switch {
		case value == "":
			continue
		case value == noneKnown:
			value = p.T("none")
		case value == anyKnown:
			value = p.T("known")
		case n.name == "kind":
			value = p.Kind(value)
		case n.name == "status":
			value = p.T("status-" + value)
		case n.name == "reader":
			value = p.T("reader-" + value)
		case n.name == "why":
			value = p.Why(value)
		case n.name == "state":
			value = p.T("correction-" + value)
		case n.name == "reason":
			value = p.DoubtName(value)
		case n.name == "form":
			value = strconv.Itoa(fromZero(value) + 1)
		}
		filters = append(filters, p.T("filter-"+n.name)+p.T("colon")+personal.Text(value))
	}
	return filters
}
