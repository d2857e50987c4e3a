package main

import (
	"context"
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

// read takes a file into the store.
func (u *uploads) read(ctx context.Context, path string) (web.Imported, error) {
	f, err := u.importer.look(ctx, input{Name: path, Path: path})
	if err != nil {
		return web.Imported{}, err
	}
	u.storing.Lock()
	defer u.storing.Unlock()
	return web.Imported{SHA256: f.doc.SHA256, Status: f.doc.Status, Reason: f.doc.Reason, Known: f.known}, u.importer.keep(ctx, f)
}

func (u *uploads) close() { u.importer.workers.close() }
