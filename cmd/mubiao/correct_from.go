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
		case ctx.Err() != nil:
			return ctx.Err()
		default:
			refused++
			fmt.Fprintf(s.err, "%s:%d: %v\n", o.from, row.Line, err)
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

func correctRow(ctx context.Context, db store.Store, row *store.IssueRow) error {
	if row.By == "" {
		return errors.New("nobody is named in the column by; name one for all: --by NAME")
	}
	if row.Form < 0 {
		return errors.New("an issue of the whole file: nothing there can be corrected")
	}
	change, err := row.Change()
	if err != nil {
		return err
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
