package main

import (
	"bufio"
	"context"

	"github.com/spf13/cobra"

	"mubiao/normalize"
	"mubiao/store"
)

type extractOptions struct {
	format  string
	output  string
	reading readingOptions
}

func (o *extractOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.format, "format", "jsonl", "jsonl, one record a line")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`")
	o.reading.addFlags(f)
}

func newExtractCommand(s *streams) *cobra.Command {
	var o extractOptions
	c := &cobra.Command{
		Use:   "extract PATH... [flags]",
		Short: "Print the forms of documents as JSON",
		Example: `  mubiao extract plan.pdf
  mubiao extract --format jsonl plans/ -o records.jsonl
  find plans -name '2024*.pdf' | mubiao extract -`,
		Long: `Prints each form of the documents as a JSON object on a line of its own, in the
order of the documents. docs/record.schema.json says what the objects hold.

` + pathsHelp + `

A document, or pages of one, that cannot be read are a line too: its form is
null, and its issues say why.

` + limitsHelp,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitPartial, exitInterrupted),
		Args:        atLeast(1, "PATH"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf(c, "format", o.format, "jsonl"); err != nil {
				return err
			}
			if err := o.reading.check(c, args); err != nil {
				return err
			}
			return runExtract(c.Context(), o, args, s)
		},
	}
	o.addFlags(c)
	return c
}

func runExtract(ctx context.Context, o extractOptions, paths []string, s *streams) error {
	if err := mayBeFound(ctx, s, paths); err != nil {
		return err
	}
	workers, err := startWorkers(ctx, o.reading, s)
	if err != nil {
		return err
	}
	defer workers.close()
	return toOutput(s, o.output, func(w *bufio.Writer) error {
		bar := newProgress(s)
		defer bar.end()
		err := inOrder(ctx, bar.inputs(paths), o.reading.jobs, workers.readInput, func(got reading) error {
			notices := unread(&got.Document)
			bar.step(len(notices) > 0)
			if len(notices) > 0 {
				bar.above(func() { s.notices(notices) })
			}
			return writeRecords(w, &got)
		})
		if err == nil && bar.unread > 0 {
			err = partial(bar.unread, bar.done, "")
		}
		return err
	})
}

// writeRecords prints the records of a document, at once: who reads along
// does not wait for the next document. One that could not be read has one
// record, which says so.
func writeRecords(w *bufio.Writer, doc *reading) error {
	lines := doc.lines
	if len(lines) == 0 && doc.Status == store.Failed {
		line, err := encodeRecord(unreadRecord(&doc.Document))
		if err != nil {
			return err
		}
		lines = [][]byte{line}
	}
	for _, line := range lines {
		if _, err := w.Write(line); err != nil {
			return err
		}
		if err := w.WriteByte('\n'); err != nil {
			return err
		}
	}
	return w.Flush()
}

func unreadRecord(doc *store.Document) *normalize.Record {
	return &normalize.Record{
		Source: normalize.Source{File: doc.Paths[0], SHA256: doc.SHA256, Reader: "text"},
		Issues: []normalize.Issue{{
			Code:     doc.Reason.Code,
			Severity: normalize.Error,
			Message:  doc.Reason.Message,
		}},
	}
}
