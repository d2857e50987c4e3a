// Package saved holds questions to a database that many people ask, as SQL
// files. A file begins with its title and the parameters that it takes, each a
// comment line; a parameter that is left out is NULL, which means any. The SQL is
// of both dialects: it asks SQLite and PostgreSQL.
package saved

import (
	"embed"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed queries/*.sql
var files embed.FS

// A Query is a saved question.
type Query struct {
	Name       string // of its file, without the extension
	Title      string // one line
	Parameters []Parameter
	SQL        string // with its comments
}

// A Parameter is what a question can be narrowed by.
type Parameter struct {
	Name    string // without the colon
	Meaning string
}

// All returns the saved questions in the order of their names.
func All() []Query { return slices.Clone(all()) }

// all are the questions, read when first asked for.
var all = sync.OnceValue(func() []Query {
	names, err := fs.Glob(files, "queries/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	queries := make([]Query, len(names))
	for i, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err) // it was just listed
		}
		queries[i] = parse(strings.TrimSuffix(path.Base(name), ".sql"), string(text))
	}
	return queries
})

// Named returns the saved question of a name, and false if there is none.
func Named(name string) (Query, bool) {
	i := slices.IndexFunc(all(), func(q Query) bool { return q.Name == name })
	if i < 0 {
		return Query{}, false
	}
	return all()[i], true
}

var parameterLine = regexp.MustCompile(`^-- :(\w+) +(.+)$`)

// parse reads the comment lines that a file begins with.
func parse(name, text string) Query {
	q := Query{Name: name, SQL: text}
	title, rest, _ := strings.Cut(text, "\n")
	q.Title = strings.TrimPrefix(title, "-- ")
	for line := range strings.Lines(rest) {
		m := parameterLine.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil {
			break
		}
		q.Parameters = append(q.Parameters, Parameter{m[1], m[2]})
	}
	return q
}
