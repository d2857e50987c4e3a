package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"mubiao/normalize"
	"mubiao/store"
)

type importOptions struct {
	db      string
	again   bool
	refresh bool
	changes string
	queue   queueOptions
	reading readingOptions
}

func (o *importOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.BoolVar(&o.refresh, "refresh", false, "read again what another version of the program read")
	f.BoolVar(&o.again, "again", false, "read again all that is stored already")
	f.StringVar(&o.changes, "changes", "", "append what is read otherwise to `FILE`, CSV or JSONL")
	o.queue.addFlags(f)
	o.reading.addFlags(f)
}

func newImportCommand(s *streams) *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import PATH... [flags]",
		Short: "Read documents into a database",
		Example: `  mubiao import plan.pdf
  mubiao import --db 2024.db plans/ extra.zip 'archive/20*/**/*.pdf'
  find /mnt -newer 2024.db -name '*.pdf' | mubiao import --db 2024.db -
  mubiao import --refresh --changes changes.csv plans/
  mubiao import --queue --db postgres://mubiao@db.example/mubiao plans/`,
		Long: `Reads the forms of documents and stores them in a SQLite database, which is made
if it is not there.

` + pathsHelp + `

A document is known by its bytes: one that is stored already is not read again,
and an import that was stopped goes on where it stopped when it is started anew.
A document that cannot be read is stored as such, with the reason, and the others
are read all the same; it is not tried again before you give passwords, other
limits, or --again.

What another version of the program read is read again with --refresh. The newer
reading replaces the older one as a whole, and what it reads otherwise is told,
value by value with --changes.

` + queueHelp + `

` + limitsHelp,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitPartial, exitInterrupted),
		Args:        atLeast(1, "PATH"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.reading.check(c, args); err != nil {
				return err
			}
			if err := checkChangesFile(c, o.changes); err != nil {
				return err
			}
			if err := o.queue.check(c, o.db); err != nil {
				return err
			}
			if o.queue.on {
				return runQueue(c.Context(), o, args, s)
			}
			return runImport(c.Context(), o, args, s)
		},
	}
	o.addFlags(c)
	return c
}

func runImport(ctx context.Context, o importOptions, paths []string, s *streams) error {
	if err := mayBeFound(ctx, s, paths); err != nil {
		return err
	}
	db, err := openStore(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	changes, err := openChanges(o.changes)
	if err != nil {
		return err
	}
	defer changes.close()
	workers, err := startWorkers(ctx, o.reading, s)
	if err != nil {
		return err
	}
	defer workers.close()

	im := importer{opts: o, s: s, db: db, workers: workers, changes: changes, bar: newProgress(s)}
	return im.run(ctx, paths)
}

// An importer takes documents from files to a store.
type importer struct {
	opts    importOptions
	s       *streams
	db      store.Store
	workers *workers
	changes *changesFile
	bar     *progress
	tally   tally
}

func (im *importer) run(ctx context.Context, paths []string) error {
	err := inOrder(ctx, im.bar.inputs(paths), im.opts.reading.jobs, im.look, func(f finding) error { return im.keep(ctx, f) })
	return im.end(ctx, err, im.tally)
}

// end tells what became of the inputs, once all are looked at or err has
// stopped that.
func (im *importer) end(ctx context.Context, err error, sum fmt.Stringer) error {
	im.bar.end()
	if err == nil || im.bar.done > 0 {
		im.s.note("%s", sum)
	}
	switch {
	case err != nil && ctx.Err() != nil && im.bar.done > 0:
		return &hintedError{errInterrupted, exitInterrupted, "go on from here: give the same command again"}
	case err != nil:
		return err
	}
	im.hintAtOlder()
	if im.tally.unread > 0 {
		return partial(im.tally.unread, im.bar.done, "list them all: mubiao report --db "+shellQuote(databaseName(im.opts.db)))
	}
	return nil
}

// hintAtOlder says how readings of another version are brought up to date.
func (im *importer) hintAtOlder() {
	if im.tally.older > 0 && !im.s.quiet {
		im.s.hint("read again what another version read: mubiao import --refresh --db " + shellQuote(databaseName(im.opts.db)) + " PATH...")
	}
}

// A finding is what became of one input on its way to the store.
type finding struct {
	doc   store.Document // of a stored one, identity and outcome alone
	known bool           // stored already: nothing was read
	held  bool           // the store knows the path too
	older bool           // known, as another version read it
	again bool           // stored already, and read all the same
}

// look reads a document unless it is stored already. It runs in many
// goroutines.
func (im *importer) look(ctx context.Context, in input) (finding, error) {
	in, done, err := in.file(ctx, int64(im.opts.reading.maxSize))
	if err != nil {
		doc, err := refusedDocument(ctx, in, err)
		return finding{doc: doc}, err
	}
	defer done()
	var f finding
	if sum, size, err := identify(in.Path); err == nil { // else reading it will tell why
		if f, err = im.recall(ctx, in.Name, sum, size); err != nil || f.known {
			return f, err
		}
	}
	got, err := im.workers.read(ctx, in)
	if err != nil {
		return finding{}, err
	}
	f.doc, err = got.whole()
	return f, err
}

// recall finds a document in the store, of that name and with those bytes. One
// whose reading failed is not tried again unless the command line may make a
// difference.
func (im *importer) recall(ctx context.Context, name, sum string, size int64) (finding, error) {
	standing, stored, err := im.db.Known(ctx, sum)
	if err != nil || !stored {
		return finding{}, err
	}
	older := standing.Tried != normalize.Version
	if im.opts.again || older && im.opts.refresh || im.opts.reading.mayHelp(standing.Reason.Code) {
		return finding{again: true}, nil
	}
	held, err := im.db.Holds(ctx, sum, name)
	return finding{known: true, held: held, older: older, doc: store.Document{
		Paths: []string{name}, SHA256: sum, Size: size, Status: standing.Status, Reason: standing.Reason,
	}}, err
}

// keep stores one finding and tells of its failure. It runs in the order of
// the inputs.
func (im *importer) keep(ctx context.Context, f finding) error {
	err := im.meet(ctx, &f)
	switch {
	case err != nil:
	case f.held: // nothing is new
	case f.known:
		err = im.db.AddPath(ctx, f.doc.SHA256, f.doc.Paths[0])
	case f.doc.Reason.Code == reasonMissing: // what is not there is no document
	case f.again:
		err = im.replace(ctx, f.doc)
	default:
		err = im.db.Put(ctx, f.doc)
	}
	if err != nil {
		return err
	}
	im.tally.count(f)
	notices := unread(&f.doc)
	for i := range notices {
		notices[i].hint = intoDatabase(notices[i].hint, im.opts.db)
	}
	im.bar.step(len(notices) > 0)
	if len(notices) > 0 {
		im.bar.above(func() { im.s.notices(notices) })
	}
	return nil
}

// meet makes a document known whose bytes were stored, from another path,
// while it was read.
func (im *importer) meet(ctx context.Context, f *finding) error {
	if f.known || f.again || f.doc.SHA256 == "" {
		return nil
	}
	_, stored, err := im.db.Known(ctx, f.doc.SHA256)
	f.known = stored
	return err
}

// replace stores a newer reading of a document and tells what is read
// otherwise. It is written down before the older reading is gone, since nothing
// could tell it afterwards.
func (im *importer) replace(ctx context.Context, doc store.Document) error {
	older, err := im.db.Get(ctx, doc.SHA256)
	if errors.Is(err, store.ErrNotFound) { // the file has changed since it was found to be known
		return im.db.Put(ctx, doc)
	}
	if err != nil {
		return err
	}
	if doc.Status == store.Failed || older.Status == store.Failed { // no reading, or none before
		return im.db.Put(ctx, doc)
	}
	differences, err := store.Differences(&older, &doc)
	if err != nil {
		return err
	}
	if err := im.changes.write(&doc, differences); err != nil {
		return err
	}
	if err := im.db.Put(ctx, doc); err != nil {
		return err
	}
	im.tally.again++
	if len(differences) > 0 {
		im.bar.above(func() { im.s.note("%s: %s", doc.Paths[0], im.tally.differ(differences)) })
	}
	return nil
}
