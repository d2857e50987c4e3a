package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/export"
)

// isOutputFolder reports whether an output is a folder: one that is there, or a name
// that ends as folders' names do.
func isOutputFolder(output string) bool {
	if output == "-" || output == "" {
		return false
	}
	if os.IsPathSeparator(output[len(output)-1]) {
		return true
	}
	at, err := os.Stat(output)
	return err == nil && at.IsDir()
}

// chosen are the tables asked for, or else those that a format is best
// without asking: a workbook has no indicators beside its targets, which have
// them all.
func (o *exportOptions) chosen() []*export.Table {
	names := o.tables
	if len(names) == 0 {
		switch {
		case isOutputFolder(o.output):
			return export.Tables
		case o.format == formatXLSX:
			names = []string{"target", "form", "header", "fund", "goal", "task", "issue"}
		default:
			names = []string{"target"}
		}
	}
	var tables []*export.Table
	for _, name := range names {
		tables = append(tables, export.Find(name))
	}
	return tables
}

// write makes the outputs and hands fill a writer to all of them. They appear
// when they are complete.
func (o *exportOptions) write(s *streams, fill func(export.Writer) error) error {
	tables := o.chosen()
	if !isOutputFolder(o.output) {
		return toOutput(s, o.output, func(w *bufio.Writer) error {
			out, err := o.writer(w, tables)
			if err != nil {
				return err
			}
			return fill(out)
		})
	}
	made := os.Mkdir(o.output, 0o755)
	if made != nil && !errors.Is(made, os.ErrExist) {
		return made
	}
	err := o.writeFolder(s, tables, nil, fill)
	if err != nil && made == nil {
		_ = os.Remove(o.output) // as it was: not there
	}
	return err
}

// writeFolder opens a file for each table, one within the other, so that none
// is published before all are written.
func (o *exportOptions) writeFolder(s *streams, tables []*export.Table, opened fanOut, fill func(export.Writer) error) error {
	if len(tables) == 0 {
		return fill(opened)
	}
	path := filepath.Join(o.output, tables[0].Name+"."+o.format)
	return toOutput(s, path, func(w *bufio.Writer) error {
		out, err := o.writer(w, tables[:1])
		if err != nil {
			return err
		}
		return o.writeFolder(s, tables[1:], append(opened, out), fill)
	})
}

func (o *exportOptions) writer(w *bufio.Writer, tables []*export.Table) (export.Writer, error) {
	switch o.format {
	case formatJSONL:
		return export.NewJSONL(w), nil
	case formatXLSX:
		return export.NewXLSX(w, tables)
	case formatParquet:
		return export.NewParquet(w, tables[0], normalize.Version)
	}
	return export.NewCSV(w, tables[0], o.mark)
}

// A fanOut writes the same to several writers.
type fanOut []export.Writer

func (f fanOut) Write(s export.Selection) error {
	for _, w := range f {
		if err := w.Write(s); err != nil {
			return err
		}
	}
	return nil
}

func (f fanOut) Close() error {
	for _, w := range f {
		if err := w.Close(); err != nil {
			return err
		}
	}
	return nil
}

func (f fanOut) Discard() {
	for _, w := range f {
		w.Discard()
	}
}

// writeIssueSheet writes the issues of what is selected, for correct --from.
func writeIssueSheet(ctx context.Context, db store.Reader, o exportOptions, s *streams) error {
	issues := 0
	err := toOutput(s, o.issues, func(w *bufio.Writer) error {
		if o.mark {
			if _, err := w.WriteString(export.ByteOrderMark); err != nil {
				return err
			}
		}
		sheet, err := store.NewIssueSheet(w)
		if err != nil {
			return err
		}
		_, err = exportTo(ctx, db, o, func(selection export.Selection) error {
			doc := selection.Document()
			issues += len(doc.Issues)
			for i := range doc.Records {
				issues += len(doc.Records[i].Issues)
			}
			return sheet.Write(doc)
		})
		if err != nil {
			return err
		}
		return sheet.Flush()
	})
	if err == nil {
		s.note("%s; fill in new_value and give it back: mubiao correct --from %s", counted(issues, "issue"), shellQuote(o.issues))
	}
	return err
}
