// Package docs holds pages of the documentation that the program itself
// quotes.
package docs

import (
	_ "embed"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed issues.md
var issues string

// A Code is what docs/issues.md says about the code of an issue or a reason.
type Code struct {
	Name    string // funds-sum
	Meaning string // what it means, as plain text
	Remedy  string // what one can do about it, likewise
}

// codeRow is a row of a table of codes.
var codeRow = regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| (.*) \\| (.*) \\|$")

var codes = sync.OnceValue(func() []Code {
	var list []Code
	for _, row := range codeRow.FindAllStringSubmatch(issues, -1) {
		list = append(list, Code{row[1], plain(row[2]), plain(row[3])})
	}
	return list
})

// plain takes away the marks of Markdown that docs/issues.md uses.
func plain(markdown string) string { return strings.NewReplacer("`", "", "*", "").Replace(markdown) }

// Codes are the codes of issues and reasons, in the order of the page.
func Codes() iter.Seq[Code] { return slices.Values(codes()) }

// CodeNamed returns the code of a name, and false if there is none.
func CodeNamed(name string) (Code, bool) {
	for c := range Codes() {
		if c.Name == name {
			return c, true
		}
	}
	return Code{}, false
}
