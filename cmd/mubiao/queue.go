package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mubiao/extract"
	"mubiao/internal/fleet"
	"mubiao/normalize"
	"mubiao/store/postgres"
)

// queueOptions have import queue documents for mubiao work.
type queueOptions struct {
	on    bool
	bytes string
}

// Where the bytes of queued documents are.
const (
	bytesInDatabase = "database"
	bytesInPlace    = "path"
)

func (o *queueOptions) addFlags(f *pflag.FlagSet) {
	f.BoolVar(&o.on, "queue", false, "put documents on a queue in PostgreSQL, for mubiao work")
	f.StringVar(&o.bytes, "bytes", bytesInDatabase, "`WHERE` bytes are: database, path, s3://")
}

// queueHelp explains the flags of queueOptions in the help of import.
const queueHelp = `With --queue documents are not read here: they wait in a PostgreSQL database, and
are read by mubiao work on as many machines as you like. Their bytes are stored
with them until then. With --bytes path only paths are, which every worker must
find to hold the same bytes: a shared folder. With --bytes s3://BUCKET/PREFIX they
are put into a bucket.`

// forWork are the flags of reading that are given to mubiao work.
var forWork = []string{
	"ocr", "password", "password-file", "cross-check", "max-pages", "max-stream", "max-operators", "max-nesting",
	"max-memory", "max-cpu", "timeout", "changes",
}

func (o *queueOptions) check(c *cobra.Command, db string) error {
	if !o.on {
		if c.Flags().Changed("bytes") {
			return usage(c, "--bytes is of use with --queue alone")
		}
		return nil
	}
	if !postgres.IsURL(db) {
		return usage(c, "--queue needs a PostgreSQL database: --db postgres://USER@HOST/DATABASE")
	}
	for _, flag := range forWork {
		if c.Flags().Changed(flag) {
			return usage(c, "--"+flag+" is for who reads the documents: mubiao work")
		}
	}
	if o.bytes != bytesInDatabase && o.bytes != bytesInPlace && !isBucket(o.bytes) {
		return usage(c, fmt.Sprintf("--bytes %s: neither database nor path nor s3://BUCKET/PREFIX", o.bytes))
	}
	return nil
}

// A queuer takes documents from files to the queue.
type queuer struct {
	importer // which knows what is stored already
	queue    *fleet.Queue
	bucket   *bucket // nil unless bytes go there
	open     openInputs
	queued   int // documents
	joined   int // of these, queued before
}

func runQueue(ctx context.Context, o importOptions, paths []string, s *streams) error {
	if err := mayBeFound(ctx, s, paths); err != nil {
		return err
	}
	db, queue, err := openQueue(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	q := queuer{importer: importer{opts: o, s: s, db: db, bar: newProgress(s)}, queue: queue}
	if isBucket(o.queue.bytes) {
		if q.bucket, err = openBucket(ctx, o.queue.bytes); err != nil {
			return err
		}
	}
	return q.run(ctx, paths)
}

// holdsQueue reports a database that can hold no queue.
func holdsQueue(c *cobra.Command, db string) error {
	if !postgres.IsURL(db) {
		return usage(c, "the queue is in a PostgreSQL database: --db postgres://USER@HOST/DATABASE")
	}
	return nil
}

// openQueue opens a database and the queue in it.
func openQueue(ctx context.Context, url string) (*postgres.Store, *fleet.Queue, error) {
	db, err := postgres.Open(ctx, url)
	if err != nil {
		return nil, nil, databaseError(err, url)
	}
	queue, err := fleet.Open(ctx, db.Pool(), db)
	if err != nil {
		db.Close()
		return nil, nil, queueError(err)
	}
	return db, queue, nil
}

// queueError adds to an error of opening a queue what to try next.
func queueError(err error) error {
	var schema *fleet.SchemaError
	var refused *pgconn.PgError
	switch {
	case errors.As(err, &schema):
		return hinted(err, "use the newest version of mubiao on all machines")
	case errors.As(err, &refused) && refused.Code == "42501": // insufficient_privilege
		return hinted(err, "the user needs CREATE on the database: GRANT CREATE ON DATABASE NAME TO USER")
	}
	return err
}

func (q *queuer) run(ctx context.Context, paths []string) error {
	defer q.open.closeAll()
	err := inOrder(ctx, q.bar.inputs(paths), q.opts.reading.jobs, q.prepare, func(p prepared) error { return q.add(ctx, p) })
	return q.end(ctx, err, q)
}

func (q *queuer) String() string {
	parts := []string{counted(q.queued, "document") + " queued"}
	if q.joined > 0 {
		parts = append(parts, fmt.Sprintf("%d of them waited already", q.joined))
	}
	if q.tally.known > 0 {
		parts = append(parts, fmt.Sprintf("%d stored before", q.tally.known))
	}
	if q.tally.unread > 0 {
		parts = append(parts, fmt.Sprintf("%d not readable", q.tally.unread))
	}
	return strings.Join(parts, "; ")
}

// A prepared input is ready to be queued, unless it is found to be stored or
// cannot be read at all.
type prepared struct {
	finding
	in   input  // with a file that holds the bytes
	size int64  // of its bytes
	sum  string // of its bytes; empty where finding says all
}

// prepare hashes a document and looks for it in the store. It runs in many
// goroutines.
func (q *queuer) prepare(ctx context.Context, in input) (prepared, error) {
	most := int64(q.opts.reading.maxSize)
	in, done, err := in.file(ctx, most)
	if err != nil {
		doc, err := refusedDocument(ctx, in, err)
		return prepared{finding: finding{doc: doc}}, err
	}
	q.open.add(in, done)
	sum, size, err := identify(in.Path)
	if err != nil {
		return prepared{in: in, finding: finding{doc: failed(in, reasonOf(err))}}, nil
	}
	if size > most {
		err := &extract.LimitError{Path: in.Path, Limit: extract.LimitSize, Reason: fmt.Sprintf("a file of %d bytes, the limit is %s", size, extract.Bytes(most))}
		return prepared{in: in, finding: finding{doc: failed(in, reasonOf(err))}}, nil
	}
	f, err := q.recall(ctx, in.Name, sum, size)
	if err == nil && !f.known && q.bucket != nil {
		err = q.bucket.put(ctx, in.Path, sum, size)
	}
	if f.known {
		return prepared{in: in, finding: f}, err
	}
	return prepared{in: in, finding: f, sum: sum, size: size}, err
}

// add queues a document, or stores what is known of it already. It runs in the
// order of the inputs.
func (q *queuer) add(ctx context.Context, p prepared) error {
	defer q.open.close(p.in)
	if p.sum == "" {
		return q.keep(ctx, p.finding)
	}
	w := fleet.Waiting{SHA256: p.sum, Size: p.size, Path: p.in.Name, Version: normalize.Version, Again: p.again}
	var err error
	if w.Place, err = q.place(p); err != nil {
		return err
	}
	outcome, err := q.queue.Add(ctx, w, func() (io.ReadCloser, error) { return os.Open(p.in.Path) })
	switch {
	case errors.Is(err, fleet.ErrChanged):
		return q.keep(ctx, finding{doc: failed(input{Name: p.in.Name}, reasonOf(err))})
	case err != nil:
		return err
	case outcome == fleet.Already:
		return q.already(ctx, p, w)
	case outcome == fleet.Joined:
		q.joined++
	}
	q.queued++
	q.bar.step(false)
	return nil
}

// already notes the path of a document that was read since prepare looked; or
// queues it again, where it was deleted since it was read.
func (q *queuer) already(ctx context.Context, p prepared, w fleet.Waiting) error {
	f, err := q.recall(ctx, p.in.Name, p.sum, p.size)
	if err != nil || f.known {
		p.finding, p.sum = f, ""
		return errors.Join(err, q.add(ctx, p))
	}
	w.Again = true
	_, err = q.queue.Add(ctx, w, func() (io.ReadCloser, error) { return os.Open(p.in.Path) })
	if err == nil {
		q.queued++
		q.bar.step(false)
	}
	return err
}

// place says where workers get the bytes; empty for the database.
func (q *queuer) place(p prepared) (string, error) {
	switch {
	case q.bucket != nil:
		return q.bucket.place(p.sum), nil
	case q.opts.queue.bytes == bytesInPlace && p.in.stdin == nil:
		path, err := filepath.Abs(p.in.Name)
		return (&url.URL{Scheme: "file", Path: path}).String(), err
	}
	return "", nil
}

// openInputs are the files of inputs between prepare and add.
type openInputs struct {
	mu   sync.Mutex
	done map[string]func() // by path of the bytes
}

func (o *openInputs) add(in input, done func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.done == nil {
		o.done = make(map[string]func())
	}
	o.done[in.Path] = done
}

func (o *openInputs) close(in input) {
	o.mu.Lock()
	done := o.done[in.Path]
	delete(o.done, in.Path)
	o.mu.Unlock()
	if done != nil {
		done()
	}
}

// closeAll closes those that add did not come to.
func (o *openInputs) closeAll() {
	for _, done := range o.done {
		done()
	}
}
