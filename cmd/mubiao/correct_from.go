package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"mubiao/store"
)

// correctFrom makes the corrections of a sheet of issues. Each row stands for
// itself: those that cannot be corrected are named, and the others are kept.
func correctFrom(ctx context.Context, o correctOptions, s *streams) error {
	rows, err := readSheet(ctx, o.from, s)
	if err != nil {
		return fmt.Errorf("%s: %w", o.from, err)
	}
	db, err := openStored(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	made, same, refused := 0, 0, 0
	for i := range rows {
		row := &rows[i]
		row.By, row.Why = cmp.Or(row.By, o.by), cmp.Or(row.Why, o.why, row.Message)
		switch err := correctRow(ctx, db, row); {
		case err == nil:
			made++
		case errors.Is(err, store.ErrSame):
			same++
		case !isOfRow(err):
			return hinted(fmt.Errorf("%s:%d: %w", o.from, row.Line, err),
				fmt.Sprintf("%s made before it stay; give the sheet again: what is made is not made twice", counted(made, "correction")))
		default:
			refused++
			fmt.Fprintln(s.err, oneLine(fmt.Sprintf("%s:%d: %v", o.from, row.Line, err)))
		}
	}
	s.note("%s made, %d made before, %d refused", counted(made, "correction"), same, refused)
	if refused > 0 {
		return &hintedError{
			fmt.Errorf("%d of %s could not be made", refused, counted(len(rows), "correction")), exitPartial,
			"mend these rows of the sheet and give it again: what is made is not made twice",
		}
	}
	return nil
}

// A rowError is one of what a row of a sheet says.
type rowError struct{ error }

// isOfRow reports whether an error is one of a row, and not of the database.
func isOfRow(err error) bool {
	var row rowError
	var pointer *store.PointerError
	var changed *store.ChangedError
	return errors.As(err, &row) || errors.As(err, &pointer) || errors.As(err, &changed) ||
		errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrNoForm)
}

func correctRow(ctx context.Context, db store.Store, row *store.IssueRow) error {
	if row.By == "" {
		return rowError{errors.New("nobody is named in the column by; name one for all: --by NAME")}
	}
	if row.Form < 0 {
		return rowError{errors.New("an issue of the whole file: nothing there can be corrected")}
	}
	change, err := row.Change()
	if err != nil {
		return rowError{err}
	}
	_, err = db.Correct(ctx, change)
	return err
}

func readSheet(ctx context.Context, path string, s *streams) ([]store.IssueRow, error) {
	if path == "-" {
		var text bytes.Buffer
		if err := copyStdin(ctx, &text, s.in); err != nil {
			return nil, err
		}
		return store.ReadIssueSheet(&text)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, errors.Unwrap(err) // the path is said already
	}
	defer f.Close()
	return store.ReadIssueSheet(io.Reader(f))
}
