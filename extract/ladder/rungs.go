package ladder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"mubiao/extract"
	"mubiao/extract/preflight"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/object"
	"mubiao/extract/text/pdfcpuobj"
)

// A rung is one way to read the file. It is opened when it is first needed.
type rung struct {
	reader extract.Reader
	// mended is set for a rung that reads the file as rebuilt: it may find
	// what the others cannot reach, and nothing else.
	mended bool
	open   func(ctx context.Context) (reading, error)

	opened bool
	reading
	err error
}

// A reading is a file as a rung opened it.
type reading struct {
	doc  extract.Document
	objs object.Objects // what doc reads; nil for PDFium, which hands none on
}

// ready opens the rung, once.
func (r *rung) ready(ctx context.Context) error {
	if r.opened {
		return r.err
	}
	opened, err := guarded(func() (reading, error) { return r.open(ctx) })
	if ctx.Err() != nil {
		return ctx.Err() // it may open another time
	}
	if err == nil && opened.doc.Pages() == 0 {
		err = errors.Join(&extract.FormatError{Reason: "no pages"}, opened.doc.Close())
	}
	r.opened, r.err = true, err
	if err == nil {
		r.reading = opened
	}
	return err
}

// page reads a page on this rung.
func (r *rung) page(ctx context.Context, n int) (*extract.Page, error) {
	if err := r.ready(ctx); err != nil {
		return nil, err
	}
	return guarded(func() (*extract.Page, error) { return r.doc.Page(ctx, n) })
}

// dispute has the rung ask fonts for other meanings of their characters, or not.
func (r *rung) dispute(ask bool) {
	if doc, ok := r.doc.(*text.Document); ok {
		doc.Disputing = ask
	}
}

// guarded makes a panic of f an error: a library that stumbles over a file
// costs that reading and no more.
func guarded[T any](f func() (T, error)) (result T, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = &extract.FormatError{Reason: fmt.Sprint(x)}
		}
	}()
	return f()
}

// rungs lists the ways to read a file, the most trusted first. A wrecked file
// is rebuilt at once; of another that is the last resort but for PDFium, which
// may find more, but does not tell what it could not decode.
func rungs(report preflight.Report, opts Options) []*rung {
	fast := func(r io.ReaderAt, size int64) (object.Objects, error) {
		return ledong.Open(r, size, opts.Passwords, opts.Limits.ofObjects())
	}
	second := func(ctx context.Context, r io.ReaderAt, size int64) (object.Objects, error) {
		return pdfcpuobj.Open(ctx, r, size, opts.Passwords, opts.Limits.ofObjects())
	}
	m := mended{report: report}
	asIs := []*rung{
		interpreted(extract.ReaderFast, opts.Limits, func(context.Context) (object.Objects, error) {
			return fast(report.Source, report.Size)
		}),
		interpreted(extract.ReaderPdfcpu, opts.Limits, func(ctx context.Context) (object.Objects, error) {
			return second(ctx, report.Source, report.Size)
		}),
	}
	rebuilt := []*rung{
		interpreted(extract.ReaderFast, opts.Limits, func(context.Context) (object.Objects, error) {
			return m.open(fast)
		}),
		interpreted(extract.ReaderPdfcpu, opts.Limits, func(ctx context.Context) (object.Objects, error) {
			return m.open(func(r io.ReaderAt, size int64) (object.Objects, error) { return second(ctx, r, size) })
		}),
	}
	for _, r := range rebuilt {
		r.mended = true
	}
	if report.BareKey {
		asIs = asIs[:1]
	}
	var all []*rung
	switch report.Verdict {
	case preflight.Sound:
		all = append(asIs, rebuilt...)
	case preflight.Hazardous:
		all = append(asIs[1:], rebuilt...)
	default:
		all = append(rebuilt, asIs[1:]...)
	}
	if opts.PDFium != nil {
		all = append(all, &rung{reader: extract.ReaderPdfium, open: func(ctx context.Context) (reading, error) {
			doc, err := opts.PDFium.Open(ctx, report.Source, report.Size, opts.Passwords)
			return reading{doc: doc}, err
		}})
	}
	return all
}

// interpreted is a rung of the interpreter over some library's objects.
func interpreted(name extract.Reader, l Limits, open func(ctx context.Context) (object.Objects, error)) *rung {
	return &rung{reader: name, open: func(ctx context.Context) (reading, error) {
		objs, err := open(ctx)
		if err != nil {
			return reading{}, err
		}
		doc := text.New(objs, name)
		doc.Limits = l.ofPages()
		return reading{doc, objs}, nil
	}}
}

// only leaves the rungs of one reader, or all if none is named.
func only(reader extract.Reader, all []*rung) []*rung {
	if reader == "" {
		return all
	}
	return slices.DeleteFunc(all, func(r *rung) bool { return r.reader != reader })
}

// mended is the file as rebuilt, for two rungs.
type mended struct {
	report preflight.Report
	done   bool
	r      io.ReaderAt
	size   int64
	err    error
}

// open rebuilds the file, once, and opens it. What it was rebuilt from may
// still hold what the fast library must not see.
func (m *mended) open(with func(io.ReaderAt, int64) (object.Objects, error)) (object.Objects, error) {
	if !m.done {
		m.done = true
		m.r, m.size, m.err = preflight.Rebuild(m.report.Source, m.report.Size)
		if m.err == nil {
			if again := preflight.Check(m.r, m.size); again.Verdict != preflight.Sound {
				m.err = errors.New(again.Reason)
			}
		}
	}
	if m.err != nil {
		return nil, m.err
	}
	return with(m.r, m.size)
}
