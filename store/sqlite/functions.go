package sqlite

import (
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"

	"mubiao/normalize/zh"
	"mubiao/store"
)

// addFunctions gives a connection the functions that migrations call on what
// was stored before. New rows get the same from Go.
func addFunctions(conn *sqlite3.SQLiteConn) error {
	if err := conn.RegisterFunc("name_key", nameKeyOf, true); err != nil {
		return err
	}
	return conn.RegisterFunc("search_terms", termsOf, true)
}

// nameKeyOf is nameKey of a value of a table.
func nameKeyOf(name any) any {
	text, _ := name.(string)
	return nameKey(text)
}

// nameKey is the key of a name for its column, NULL for no name.
func nameKey(name string) any { return orNull(zh.Key(name)) }

// termsOf is searchTerms of values of a table, of which NULL counts as empty.
func termsOf(values ...any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		if v != nil {
			texts[i] = fmt.Sprint(v)
		}
	}
	return searchTerms(texts...)
}

// fieldMark stands between the fields of a row in the index, so that no word
// goes over from one into the next. It is of the private area, whose
// characters the tokenizer takes for letters; no word that store.ParseQuery
// returns holds one.
const fieldMark = "\ue000 "

// searchTerms is what the index of words takes of the fields of a row.
func searchTerms(texts ...string) string {
	var b strings.Builder
	for _, text := range texts {
		if terms := store.Terms(text); terms != "" {
			b.WriteString(terms + fieldMark)
		}
	}
	return b.String()
}
