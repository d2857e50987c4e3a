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

// nameKeyOf is the key of a name that a table holds, NULL for no name.
func nameKeyOf(name any) any {
	text, _ := name.(string)
	if key := zh.Key(text); key != "" {
		return key
	}
	return nil
}

// termsOf is what the index of words takes of values of a table, of which NULL
// counts as empty.
func termsOf(values ...any) string {
	var found []string
	for _, v := range values {
		if v == nil {
			continue
		}
		if terms := store.Terms(fmt.Sprint(v)); terms != "" {
			found = append(found, terms)
		}
	}
	return joined(found)
}

// fieldMark stands between the fields of a row in the index, so that no word
// goes over from one into the next. It is of the private area, whose
// characters the tokenizer takes for letters; no word that store.ParseQuery
// returns holds one.
const fieldMark = "\ue000 "

// joined is what the index of words takes of the terms of texts.
func joined(terms []string) string {
	var b strings.Builder
	for _, t := range terms {
		b.WriteString(t + fieldMark)
	}
	return b.String()
}
