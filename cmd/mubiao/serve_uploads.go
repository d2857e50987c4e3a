package main

import (
	"context"
	"iter"
	"sync"

	"mubiao/store"
	"mubiao/web"
)

// An uploads reads uploaded files as import does.
type uploads struct {
	folder   string
	importer *importer
	storing  sync.Mutex // the importer stores one document at a time
}

func newUploads(ctx context.Context, o *serveOptions, db store.Store, s *streams) (*uploads, error) {
	folder, err := o.uploadFolder()
	if err != nil {
		return nil, err
	}
	pool, err := startWorkers(ctx, o.reading, s)
	if err != nil {
		return nil, err
	}
	silent := s.silent()
	return &uploads{folder: folder, importer: &importer{
		opts: importOptions{db: o.db, reading: o.reading}, s: silent, db: db, workers: pool, bar: newProgress(silent),
	}}, nil
}

// read takes a file into the store, or what is in it if it is an archive, and
// tells what became of each document.
func (u *uploads) read(ctx context.Context, path string, tell func(web.Imported)) error {
	inputs := func(ctx context.Context) iter.Seq2[input, error] {
		return func(yield func(input, error) bool) {
			f := finder{ctx: ctx, s: u.importer.s, yield: yield}
			f.file(path)
		}
	}
	return inOrder(ctx, inputs, u.importer.opts.reading.jobs, u.importer.look, func(f finding) error {
		u.storing.Lock()
		defer u.storing.Unlock()
		if err := u.importer.keep(ctx, f); err != nil {
			return err
		}
		tell(web.Imported{Name: f.doc.Paths[0], SHA256: f.doc.SHA256, Status: f.doc.Status, Reason: f.doc.Reason, Known: f.known})
		return nil
	})
}

func (u *uploads) close() { u.importer.workers.close() }
