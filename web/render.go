package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"mubiao/store"
)

//go:embed templates/*.html
var templateFiles embed.FS

// pages are the templates by their names, each with base.html and parts.html.
var pages = parsePages("overview", "list", "queue", "document", "sql", "upload", "uploaded", "error", "token")

func parsePages(names ...string) map[string]*template.Template {
	parsed := make(map[string]*template.Template)
	for _, name := range names {
		t := template.New("base.html").Funcs(functions)
		parsed[name] = template.Must(t.ParseFS(templateFiles, "templates/base.html", "templates/parts.html", "templates/"+name+".html"))
	}
	return parsed
}

// functions are those that templates call beside the methods of their views.
var functions = template.FuncMap{
	"link":       link,
	"grouped":    grouped,
	"inc":        func(n int) int { return n + 1 },
	"entry":      func(key, address string) menuEntry { return menuEntry{key, address} },
	"severities": func() []string { return severities },
	"grades":     func() []store.Confidence { return store.Confidences },
}

// A menuEntry leads to a page whose name is in words.
type menuEntry struct{ Key, Address string }

// A page is what every template is given.
type page struct {
	Lang   string // zh or en
	Title  string
	Nav    string // the entry of the menu that the page is under
	CSRF   string
	Author string // who corrections are by; empty while not said
	Here   string // path and query of the page
	Bare   bool   // without menu
	People bool   // are to be seen, where they are masked otherwise
	View   any
}

// page begins a page whose title is in words.
func (s *server) page(r *http.Request, title, nav string) *page {
	p := &page{Lang: language(r), Nav: nav, CSRF: s.csrf(r), Author: author(r), People: seesPeople(r), Here: "/"}
	p.Title = p.T(title)
	if r.Method == http.MethodGet {
		p.Here = localPath(r.URL.RequestURI())
	}
	return p
}

// T is a text in the language of the page.
func (p *page) T(key string) string {
	text, ok := words[key]
	switch {
	case !ok:
		return key
	case p.Lang == chinese:
		return text.zh
	}
	return text.en
}

// Kind is a kind of form in words.
func (p *page) Kind(kind string) string { return p.T("kind-" + kind) }

// Sheet names a page of a document.
func (p *page) Sheet(n int) string {
	if p.Lang == chinese {
		return fmt.Sprintf("第 %d 页", n)
	}
	return fmt.Sprintf("page %d", n)
}

// Choice is one of the few words that a field may hold as people read it: an
// operator is itself.
func (p *page) Choice(value string) string {
	if _, ok := words["choice-"+value]; ok {
		return p.T("choice-" + value)
	}
	return value
}

// Why says why a page was not read by the fastest reader; see extract.Page.
func (p *page) Why(why string) string {
	if why == "" {
		return ""
	}
	return p.T("rung-" + why)
}

// Label is what a place of a form is called.
func (p *page) Label(pointer string) string { return labelOf(p, pointer) }

// Severity is a severity in words.
func (p *page) Severity(severity any) string { return p.T(fmt.Sprint("severity-", severity)) }

// OtherLanguage is the one that the page is not in.
func (p *page) OtherLanguage() string {
	if p.Lang == chinese {
		return english
	}
	return chinese
}

// With is the page with another view, for a template within it.
func (p *page) With(view any) *page {
	with := *p
	with.View = view
	return &with
}

// render answers with a whole page, or with the part of it that htmx asks for:
// the template "part".
func (s *server) render(w http.ResponseWriter, r *http.Request, status int, name string, p *page) {
	root := "base.html"
	if r.Header.Get("HX-Request") == "true" && pages[name].Lookup("part") != nil {
		root = "part"
	}
	s.execute(w, status, name, root, p)
}

func (s *server) execute(w http.ResponseWriter, status int, name, root string, p *page) {
	p.Bare = name == "token"
	var b bytes.Buffer
	if err := pages[name].ExecuteTemplate(&b, root, p); err != nil {
		s.Log.Printf("page %s: %v", name, err)
		http.Error(w, "the page cannot be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // whoever asked is gone, otherwise
}

// link is a path with a query of names and values; empty values are left out.
func link(path string, pairs ...any) string {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if value := fmt.Sprint(pairs[i+1]); value != "" {
			query.Set(fmt.Sprint(pairs[i]), value)
		}
	}
	return path + withMark(query.Encode())
}

// grouped writes a number with a comma at each thousand.
func grouped(n any) string {
	digits := fmt.Sprint(n)
	var b strings.Builder
	for i, d := range digits {
		if left := len(digits) - i; i > 0 && left%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// idDigits of a hash are the name of a document on pages: enough that no two of
// a million documents share them.
const idDigits = 16

func docID(sha256 string) string { return sha256[:min(idDigits, len(sha256))] }

// fileName is the last part of a path as a store holds it: what pages show.
func fileName(p string) string {
	name := path.Base(strings.ReplaceAll(p, "\\", "/"))
	return strings.ToValidUTF8(name, "\uFFFD")
}

// withoutPath is a text in which a path stands as its last part.
func withoutPath(text, p string) string {
	return strings.ReplaceAll(text, p, fileName(p))
}

// The cookies of what people set live this long.
const keptFor = 400 * 24 * time.Hour // the most that Chromium grants

const (
	languageCookie = "mubiao-language"
	authorCookie   = "mubiao-author"
	peopleCookie   = "mubiao-people"
)

// What names and numbers of people are set to be.
const (
	peopleShown  = "shown"
	peopleMasked = "masked"
)

// seesPeople reports whether a browser was told to show what is about people
// on the pages of documents. It forgets that when it is closed.
func seesPeople(r *http.Request) bool {
	c, err := r.Cookie(peopleCookie)
	return err == nil && c.Value == peopleShown
}

// language is the one that a browser asks for: set on a page, or else its own.
func language(r *http.Request) string {
	if c, err := r.Cookie(languageCookie); err == nil && (c.Value == chinese || c.Value == english) {
		return c.Value
	}
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(first)), "zh") {
		return chinese
	}
	return english
}

// author is who corrections are by.
func author(r *http.Request) string {
	c, err := r.Cookie(authorCookie)
	if err != nil {
		return ""
	}
	name, _ := url.QueryUnescape(c.Value)
	return name
}

// authorMost bounds a name, in bytes.
const authorMost = 200

// settings keeps what a person sets and goes back to the page.
func (s *server) settings(w http.ResponseWriter, r *http.Request) error {
	keep := func(name, value string) {
		http.SetCookie(w, &http.Cookie{
			Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, MaxAge: int(keptFor.Seconds()),
		})
	}
	if lang := r.PostForm.Get("language"); lang == chinese || lang == english {
		keep(languageCookie, lang)
	}
	if name := strings.TrimSpace(r.PostForm.Get("author")); r.PostForm.Has("author") && len(name) <= authorMost {
		keep(authorCookie, url.QueryEscape(name))
	}
	if people := r.PostForm.Get("people"); people == peopleShown || people == peopleMasked {
		setCookie(w, peopleCookie, people)
	}
	http.Redirect(w, r, localPath(r.PostForm.Get("back")), http.StatusSeeOther)
	return nil
}

// number is a parameter that counts from 0.
func number(r *http.Request, name string) int { return fromZero(r.FormValue(name)) }

// fromZero is a text as a number that counts from 0; 0 where it is none.
func fromZero(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
