package main

import (
	"bufio"
	"context"

	"github.com/spf13/cobra"

	"mubiao/extract/ladder"
	"mubiao/normalize"
	"mubiao/store"
)

type extractOptions struct {
	format    string
	output    string
	jobs      int
	passwords []string
}

func (o *extractOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.format, "format", "jsonl", "jsonl, one record a line")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	addJobsFlag(f, &o.jobs)
	addPasswordFlag(f, &o.passwords)
}

func newExtractCommand(s *streams) *cobra.Command {
	var o extractOptions
	c := &cobra.Command{
		Use:   "extract PATH... [flags]",
		Short: "Print the forms of documents as JSON",
		Example: `  mubiao extract plan.pdf
  mubiao extract --format jsonl plans/ -o records.jsonl
  mubiao extract - < plan.pdf`,
		Long: `Prints each form of the documents as a JSON object on a line of its own, in the
order of the documents. docs/record.schema.json says what the objects hold.

A document, or pages of one, that cannot be read are a line too: its form is
null, and its issues say why.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitPartial, exitInterrupted),
		Args:        atLeast(1, "PATH"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf(c, "format", o.format, "jsonl"); err != nil {
				return err
			}
			if err := positive(c, "jobs", o.jobs); err != nil {
				return err
			}
			return runExtract(c.Context(), o, args, s)
		},
	}
	o.addFlags(c)
	return c
}

func runExtract(ctx context.Context, o extractOptions, paths []string, s *streams) error {
	inputs, cleanup, err := findInputs(ctx, s, paths)
	defer cleanup()
	if err != nil {
		return err
	}
	read := inProcess(ladder.Options{Passwords: o.passwords})
	return toOutput(s, o.output, func(w *bufio.Writer) error {
		bar := newProgress(s, len(inputs))
		defer bar.end()
		failures := 0
		err := inOrder(ctx, inputs, o.jobs, read, func(doc store.Document) error {
			bar.step()
			if notices := unread(&doc); len(notices) > 0 {
				failures++
				bar.above(func() { s.notices(notices) })
			}
			return writeRecords(w, &doc)
		})
		if err == nil && failures > 0 {
			err = partial(failures, len(inputs), "")
		}
		return err
	})
}

// writeRecords prints the records of a document, at once: who reads along
// does not wait for the next document.
func writeRecords(w *bufio.Writer, doc *store.Document) error {
	for _, r := range recordsOf(doc) {
		line, err := encodeJSON(r)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return w.Flush()
}

// recordsOf lists the records of a document as they are printed. One that
// could not be read has one record, which says so.
func recordsOf(doc *store.Document) []normalize.Record {
	records := doc.Records
	if len(records) == 0 && doc.Status == store.Failed {
		records = []normalize.Record{unreadRecord(doc)}
	}
	for i := range records {
		// The contract has no null lists.
		r := &records[i]
		if r.Source.Pages == nil {
			r.Source.Pages = []int{}
		}
		if r.Issues == nil {
			r.Issues = []normalize.Issue{}
		}
	}
	return records
}

func unreadRecord(doc *store.Document) normalize.Record {
	return normalize.Record{
		Source: normalize.Source{File: doc.Paths[0], SHA256: doc.SHA256, Reader: "text"},
		Issues: []normalize.Issue{{
			Code:     doc.Reason.Code,
			Severity: normalize.Error,
			Message:  doc.Reason.Message,
		}},
	}
}
