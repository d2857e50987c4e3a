package web

import (
	"path"
	"strings"

	"mubiao/store"
)

// pathlessRows are rows in which the stored paths are the names of their
// files.
type pathlessRows struct {
	store.Rows
	folders *folders
}

func (r *pathlessRows) Values() []any {
	values := r.Rows.Values()
	for i, value := range values {
		if s, ok := value.(string); ok && strings.Contains(s, "/") {
			values[i] = r.folders.without(s)
		}
	}
	return values
}

// folders are those that stored files are in. There is one for each upload, so
// a text is not searched for them one by one.
type folders struct {
	rooted   *strings.Replacer
	relative map[string]bool // those that are not named from the root
}

// newFolders takes folders with a slash at their ends, the longest first.
func newFolders(names []string) *folders {
	f := &folders{relative: make(map[string]bool)}
	var pairs []string
	for _, name := range names {
		if strings.HasPrefix(name, "/") {
			pairs = append(pairs, name, "")
		} else {
			f.relative[name] = true
		}
	}
	f.rooted = strings.NewReplacer(pairs...)
	return f
}

// without takes the folders out of a text. One that is not named from the root
// may be any word: it is taken off what is all one path of a file alone.
func (f *folders) without(s string) string {
	s = f.rooted.Replace(s)
	if path.Ext(s) == "" || strings.Contains(s, "\n") {
		return s
	}
	for at := strings.LastIndexByte(s, '/'); at >= 0; at = strings.LastIndexByte(s[:at], '/') {
		if f.relative[s[:at+1]] {
			return s[at+1:]
		}
	}
	return s
}
