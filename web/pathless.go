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
	folders []string // the longest first, each with its slash
}

func (r *pathlessRows) Values() []any {
	values := r.Rows.Values()
	for i, value := range values {
		if s, ok := value.(string); ok && strings.Contains(s, "/") {
			values[i] = r.shorten(s)
		}
	}
	return values
}

// shorten takes folders out of a text. A folder that is not named from the
// root may be any word: it is taken off what is all one path of a file alone.
func (r *pathlessRows) shorten(s string) string {
	for _, folder := range r.folders {
		switch {
		case strings.HasPrefix(folder, "/"):
			s = strings.ReplaceAll(s, folder, "")
		case strings.HasPrefix(s, folder) && path.Ext(s) != "" && !strings.ContainsAny(s, "\n"):
			s = s[len(folder):]
		}
	}
	return s
}
