package web

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"mubiao/store"
	"mubiao/store/saved"
)

// A consoleView is a statement of SQL and its answer.
type consoleView struct {
	SQL        string
	Name       string // of the saved query that the statement is
	Saved      []saved.Query
	Parameters []parameter
	Columns    []string
	Rows       [][]string
	Numbers    []bool // columns set flush right
	Asked      bool
	Cut        bool // there are more rows
	Problem    string
	Reason     string // of the problem, as the database says it
}

// A parameter of a saved query and what it is set to.
type parameter struct{ Name, Meaning, Value string }

// rowsShown is how many rows of an answer a page shows; a download has all.
const rowsShown = 500

// set prefixes the names of fields that hold parameters.
const set = "set-"

func (s *server) console(w http.ResponseWriter, r *http.Request) error {
	view := &consoleView{SQL: "SELECT project, fiscal_year, level3, target\nFROM target\nLIMIT 20"}
	if name := r.URL.Query().Get("name"); name != "" {
		q, ok := saved.Named(name)
		if !ok {
			return errNoSuchPage
		}
		view.Name, view.SQL = q.Name, q.SQL
	}
	return s.showConsole(w, r, view)
}

func (s *server) showConsole(w http.ResponseWriter, r *http.Request, view *consoleView) error {
	view.Saved = saved.All()
	if q, ok := saved.Named(view.Name); ok {
		for _, p := range q.Parameters {
			view.Parameters = append(view.Parameters, parameter{p.Name, p.Meaning, r.FormValue(set + p.Name)})
		}
	}
	p := s.page(r, "sql", "sql")
	p.Here = "/sql"
	p.View = view
	s.render(w, r, http.StatusOK, "sql", p)
	return nil
}

func (s *server) ask(w http.ResponseWriter, r *http.Request) error {
	view := &consoleView{SQL: r.PostForm.Get("sql"), Name: r.PostForm.Get("name"), Asked: true}
	rows, err := s.answer(r)
	if err == nil {
		defer rows.Close()
		err = view.fill(rows)
	}
	if err = view.explain(s.page(r, "sql", "sql"), err); err != nil {
		return err
	}
	return s.showConsole(w, r, view)
}

// answer runs the statement of a form. Paths in what it finds are shortened.
func (s *server) answer(r *http.Request) (store.Rows, error) {
	hidden, err := s.hiddenFolders(r.Context())
	if err != nil {
		return nil, err
	}
	rows, err := s.Reader.Query(r.Context(), r.PostForm.Get("sql"), s.Limits, argumentsOf(r)...)
	return &pathlessRows{rows, hidden}, err
}

// argumentsOf are the parameters of the saved query that a form names. One
// left empty is NULL, which stands for any.
func argumentsOf(r *http.Request) (arguments []store.Argument) {
	q, ok := saved.Named(r.PostForm.Get("name"))
	if !ok {
		return nil
	}
	for _, p := range q.Parameters {
		argument := store.Argument{Name: p.Name}
		if given := r.PostForm.Get(set + p.Name); given != "" {
			argument = store.ArgumentOf(p.Name, given)
		}
		arguments = append(arguments, argument)
	}
	return arguments
}

func (v *consoleView) fill(rows store.Rows) error {
	v.Columns = rows.Columns()
	v.Numbers = make([]bool, len(v.Columns))
	for rows.Next() {
		if len(v.Rows) == rowsShown {
			v.Cut = true
			return nil
		}
		line := make([]string, len(v.Columns))
		for i, value := range rows.Values() {
			switch n := value.(type) {
			case int64:
				v.Numbers[i] = true
			case float64:
				v.Numbers[i] = true
				value = strconv.FormatFloat(n, 'f', -1, 64)
			case []byte:
				value = strconv.Itoa(len(n)) + " bytes"
			}
			line[i] = text(value)
		}
		v.Rows = append(v.Rows, line)
	}
	return rows.Err()
}

// explain tells a problem of the statement. Another error is handed on.
func (v *consoleView) explain(p *page, err error) error {
	if err == nil {
		return nil
	}
	key := problemKey(err)
	if key == "" {
		return err
	}
	v.Problem, v.Reason = p.T(key), err.Error()
	return nil
}

// problemKey is what ended a query, in words; empty for what is not the
// statement's.
func problemKey(err error) string {
	for _, problem := range []struct {
		err error
		key string
	}{
		{store.ErrRefused, "sql-refused"},
		{store.ErrArguments, "sql-arguments"},
		{store.ErrInvalid, "sql-invalid"},
		{store.ErrTimeout, "sql-timeout"},
		{store.ErrTooManyRows, "sql-too-many"},
		{store.ErrTooLarge, "sql-too-large"},
	} {
		if errors.Is(err, problem.err) {
			return problem.key
		}
	}
	return ""
}

// contentTypes are the formats that an answer is downloaded in.
var contentTypes = map[string]string{
	"csv":  "text/csv; charset=utf-8",
	"json": "application/json",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// download answers with a file. A statement that fails before its first row
// is told on the page; where a limit ends an answer later, the file is cut off
// so that the browser reports it as failed.
func (s *server) download(w http.ResponseWriter, r *http.Request) error {
	format := r.PathValue("format")
	contentType, ok := contentTypes[format]
	if !ok {
		return errNoSuchPage
	}
	rows, err := s.answer(r)
	if err != nil {
		view := &consoleView{SQL: r.PostForm.Get("sql"), Name: r.PostForm.Get("name"), Asked: true}
		if err = view.explain(s.page(r, "sql", "sql"), err); err != nil {
			return err
		}
		return s.showConsole(w, r, view)
	}
	defer rows.Close()
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Disposition", `attachment; filename="answer.`+format+`"`)
	out := bufio.NewWriter(w)
	if format == "xlsx" {
		err = writeWorkbook(out, rows)
	} else {
		err = s.Write(out, format, rows)
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		s.Log.Printf("download of an answer: %v", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// foldersOfPaths are what stands before the last slashes of the stored paths.
const foldersOfPaths = `SELECT DISTINCT rtrim(path, replace(path, '/', '')) FROM document_path
UNION SELECT DISTINCT rtrim(path, replace(path, '/', '')) FROM document`

// hiddenFolders are those that stored files are in.
func (s *server) hiddenFolders(ctx context.Context) (*folders, error) {
	var names []string
	err := s.each(ctx, foldersOfPaths, nil, func(v []any) {
		if name := text(v[0]); len(name) > 1 {
			names = append(names, name)
		}
	})
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	return newFolders(names), err
}
