package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/sqlite"
)

type importOptions struct {
	db      string
	again   bool
	reading readingOptions
}

func (o *importOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.BoolVar(&o.again, "again", false, "read again what is stored already")
	o.reading.addFlags(f)
}

func newImportCommand(s *streams) *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import PATH... [flags]",
		Short: "Read documents into a database",
		Example: `  mubiao import plan.pdf
  mubiao import --db 2024.db plans/ extra/*.pdf`,
		Long: `Reads the forms of documents and stores them in a SQLite database, which is made
if it is not there. A PATH is a PDF, a text file (another tool's dump), or a
folder, which stands for the *.pdf and *.txt below it; - is stdin.

A document is known by its bytes: one that is stored already, as this version of
the program reads it, is not read again. A document that cannot be read is stored
as such, with the reason, and the others are read all the same; it is not tried
again before you give passwords, other limits, or --again.

` + limitsHelp,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitPartial, exitInterrupted),
		Args:        atLeast(1, "PATH"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.reading.check(c, args); err != nil {
				return err
			}
			return runImport(c.Context(), o, args, s)
		},
	}
	o.addFlags(c)
	return c
}

func runImport(ctx context.Context, o importOptions, paths []string, s *streams) error {
	inputs, cleanup, err := findInputs(ctx, s, paths)
	defer cleanup()
	if err != nil {
		return err
	}
	db, err := sqlite.Open(ctx, o.db)
	if err != nil {
		return databaseError(err, o.db)
	}
	defer db.Close()

	workers, err := startWorkers(ctx, o.reading, len(inputs), s)
	if err != nil {
		return err
	}
	defer workers.close()

	im := importer{opts: o, s: s, db: db, workers: workers, bar: newProgress(s, len(inputs))}
	err = inOrder(ctx, inputs, o.reading.jobs, im.look, func(f finding) error { return im.keep(ctx, f) })
	im.bar.end()
	if err != nil {
		return err
	}
	s.note("%s", im.tally)
	if im.tally.unread > 0 {
		return partial(im.tally.unread, len(inputs), "list them all: mubiao report --db "+shellQuote(o.db))
	}
	return nil
}

// An importer takes documents from files to a store.
type importer struct {
	opts    importOptions
	s       *streams
	db      store.Store
	workers *workers
	bar     *progress
	tally   tally
}

// A finding is what became of one input on its way to the store.
type finding struct {
	doc   store.Document // of a stored one, identity and outcome alone
	known bool           // stored already: nothing was read
}

// look reads a document unless it is stored already. It runs in many
// goroutines.
func (im *importer) look(ctx context.Context, in input) (finding, error) {
	if !im.opts.again {
		if f, err := im.recall(ctx, in); err != nil || f.known {
			return f, err
		}
	}
	got, err := im.workers.read(ctx, in)
	if err != nil {
		return finding{}, err
	}
	doc, err := got.whole()
	return finding{doc: doc}, err
}

// recall finds the document in the store. One that this version failed to
// read is not tried again, unless the command line may make a difference.
func (im *importer) recall(ctx context.Context, in input) (finding, error) {
	sum, size, err := identify(in.Path)
	if err != nil {
		return finding{}, nil // reading it will tell why
	}
	standing, known, err := im.db.Known(ctx, sum)
	if err != nil || !known || standing.Tried != normalize.Version || im.opts.reading.mayHelp(standing.Reason.Code) {
		return finding{}, err
	}
	return finding{known: true, doc: store.Document{
		Paths: []string{in.Name}, SHA256: sum, Size: size, Status: standing.Status, Reason: standing.Reason,
	}}, nil
}

// keep stores one finding and tells of its failure. It runs in the order of
// the inputs.
func (im *importer) keep(ctx context.Context, f finding) error {
	var err error
	switch {
	case f.known:
		err = im.db.AddPath(ctx, f.doc.SHA256, f.doc.Paths[0])
	case f.doc.Reason.Code != reasonMissing: // what is not there is no document
		err = im.db.Put(ctx, f.doc)
	}
	if err != nil {
		return err
	}
	im.tally.count(f)
	im.bar.step()
	if notices := unread(&f.doc); len(notices) > 0 {
		im.bar.above(func() { im.s.notices(notices) })
	}
	return nil
}

// A tally sums up an import.
type tally struct {
	documents, forms, indicators int // read now
	known                        int // stored already
	unread                       int // wholly or in part, now or before
}

func (t *tally) count(f finding) {
	if len(unread(&f.doc)) > 0 {
		t.unread++
	}
	switch {
	case f.known:
		t.known++
	case f.doc.Status != store.Failed:
		t.documents++
		t.forms += f.doc.Forms()
		for _, r := range f.doc.Records {
			t.indicators += len(r.Indicators)
		}
	}
}

func (t tally) String() string {
	parts := []string{fmt.Sprintf("%s read: %s, %s",
		counted(t.documents, "document"), counted(t.forms, "form"), counted(t.indicators, "indicator"))}
	if t.known > 0 {
		parts = append(parts, fmt.Sprintf("%d stored before", t.known))
	}
	if t.unread > 0 {
		parts = append(parts, fmt.Sprintf("%d not readable", t.unread))
	}
	return strings.Join(parts, "; ")
}
