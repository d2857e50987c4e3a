package main

import (
	"errors"
	"io/fs"

	"mubiao/store"
)

// databaseError adds to an error of opening a database what to try next.
func databaseError(err error, path string) error {
	var schema *store.SchemaError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return hinted(err, "make it: mubiao import --db "+shellQuote(path)+" PATH...")
	case errors.As(err, &schema) && schema.Have == 0:
		return hinted(err, "name another file: --db FILE")
	case errors.As(err, &schema) && schema.Have > schema.Want:
		return hinted(err, "use the version of mubiao that made it, or a newer one")
	case errors.As(err, &schema):
		return hinted(err, "bring it up to date: mubiao import --db "+shellQuote(path)+" PATH...")
	}
	return err
}
