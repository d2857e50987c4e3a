package ladder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"mubiao/extract"
	"mubiao/extract/preflight"
	"mubiao/extract/text"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/object"
	"mubiao/extract/text/pdfcpuobj"
)

// A pdf is a Document that is read on several rungs.
type pdf struct {
	rungs []*rung
	base  int // index of the rung that the page count is from
}

// A rung is one way to read the file. It is opened when it is first needed.
type rung struct {
	reader extract.Reader
	// mended is set for a rung that reads the file as rebuilt: it may find
	// what the others cannot reach, and nothing else.
	mended bool
	open   func(ctx context.Context) (object.Objects, error)

	opened bool
	objs   object.Objects
	doc    extract.Document
	err    error
}

// ready opens the rung, once.
func (r *rung) ready(ctx context.Context) error {
	if r.opened {
		return r.err
	}
	objs, err := guarded(func() (object.Objects, error) { return r.open(ctx) })
	if ctx.Err() != nil {
		return ctx.Err() // it may open another time
	}
	if err == nil && objs.Pages() == 0 {
		err = &extract.FormatError{Reason: "no pages"}
	}
	r.opened, r.err = true, err
	if err == nil {
		r.objs, r.doc = objs, text.New(objs, r.reader)
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

// openPDF opens the file on the first rung that holds.
func (f *File) openPDF(ctx context.Context, source io.ReaderAt, opts Options) error {
	report := preflight.Check(source, f.Size)
	f.Repaired = report.Reason
	doc := &pdf{rungs: only(opts.Only, rungs(report, opts))}
	if len(doc.rungs) == 0 {
		return &extract.UnsupportedError{Path: f.Path, Feature: fmt.Sprintf("this file for the reader %s", opts.Only)}
	}
	if err := doc.choose(ctx); err != nil {
		return f.explain(ctx, report, err)
	}
	base := doc.rungs[doc.base]
	if base.mended && f.Repaired == "" && !report.BareKey {
		f.Repaired = "cross-references lead nowhere"
	}
	if n, want := base.objs.Pages(), announced(base.objs); n < want {
		f.Repaired = strings.TrimPrefix(fmt.Sprintf("%s; %d of %d pages found", f.Repaired, n, want), "; ")
	}
	f.describe(base.objs)
	f.Document = doc
	return nil
}

// rungs lists the ways to read a file, the most trusted first. A wrecked file
// is rebuilt at once; of another that is the last resort.
func rungs(report preflight.Report, opts Options) []*rung {
	fast := func(r io.ReaderAt, size int64) (object.Objects, error) {
		return ledong.Open(r, size, opts.Passwords)
	}
	second := func(ctx context.Context, r io.ReaderAt, size int64) (object.Objects, error) {
		return pdfcpuobj.Open(ctx, r, size, opts.Passwords)
	}
	m := mended{report: report}
	asIs := []*rung{
		{reader: extract.ReaderFast, open: func(context.Context) (object.Objects, error) {
			return fast(report.Source, report.Size)
		}},
		{reader: extract.ReaderPdfcpu, open: func(ctx context.Context) (object.Objects, error) {
			return second(ctx, report.Source, report.Size)
		}},
	}
	rebuilt := []*rung{
		{reader: extract.ReaderFast, mended: true, open: func(context.Context) (object.Objects, error) {
			return m.open(fast)
		}},
		{reader: extract.ReaderPdfcpu, mended: true, open: func(ctx context.Context) (object.Objects, error) {
			return m.open(func(r io.ReaderAt, size int64) (object.Objects, error) { return second(ctx, r, size) })
		}},
	}
	if report.BareKey {
		asIs = asIs[:1]
	}
	switch report.Verdict {
	case preflight.Sound:
		return append(asIs, rebuilt...)
	case preflight.Hazardous:
		return append(asIs[1:], rebuilt...)
	}
	return append(rebuilt, asIs[1:]...)
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

// choose opens rungs until one has all the pages that its file announces, and
// else takes the one with the most.
func (d *pdf) choose(ctx context.Context) error {
	var failed []error
	most := 0
	for i, r := range d.rungs {
		if err := r.ready(ctx); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failed = append(failed, err)
			if locked(err) {
				break
			}
			continue
		}
		if n := r.objs.Pages(); n > most {
			most, d.base = n, i
		}
		if r.objs.Pages() >= announced(r.objs) {
			break
		}
	}
	if most == 0 {
		return errors.Join(failed...)
	}
	return nil
}

// announced is the number of pages that the root of the page tree states.
func announced(objs object.Objects) int {
	return int(objs.Trailer().Key("Root").Key("Pages").Key("Count").Int())
}

// locked reports whether the file is sound and only its key is missing.
func locked(err error) bool {
	return errors.Is(err, pdfcpuobj.ErrPassword) || errors.Is(err, pdfcpuobj.ErrHandler)
}

// explain makes the errors of all rungs the one that Open returns.
func (f *File) explain(ctx context.Context, report preflight.Report, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, pdfcpuobj.ErrHandler):
		return &extract.UnsupportedError{Path: f.Path, Feature: pdfcpuobj.ErrHandler.Error()}
	case errors.Is(err, pdfcpuobj.ErrPassword), errors.Is(err, ledong.ErrPassword):
		return &extract.EncryptedError{Path: f.Path}
	}
	reasons := []string{}
	if report.Reason != "" {
		reasons = append(reasons, report.Reason)
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			if reason := shortReason(e); !slices.Contains(reasons, reason) {
				reasons = append(reasons, reason)
			}
		}
	}
	return &extract.FormatError{Path: f.Path, Reason: strings.Join(reasons, "; ")}
}

// shortReason is what an error says, without the words that the error it ends
// up in says again.
func shortReason(err error) string {
	reason := err.Error()
	if f, ok := errors.AsType[*extract.FormatError](err); ok {
		reason = f.Reason
	}
	reason, _, _ = strings.Cut(reason, "\n")
	const most = 80
	if runes := []rune(reason); len(runes) > most {
		reason = string(runes[:most]) + "…"
	}
	return reason
}

// Pages is the number of pages.
func (d *pdf) Pages() int { return d.rungs[d.base].objs.Pages() }

// Page reads page n on the base rung, and on those after it as long as the
// page is doubtful; the best reading stands.
func (d *pdf) Page(ctx context.Context, n int) (*extract.Page, error) {
	var best *extract.Page
	var failed error
	for _, r := range d.rungs[d.base:] {
		if best != nil && r.mended && !unread(best) {
			break
		}
		page, err := r.page(ctx, n)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		if r.objs.Pages() != d.Pages() {
			continue // its page n is another
		}
		if best == nil || better(page, best) {
			best = page
		}
		if !doubtful(best) {
			break
		}
	}
	if best == nil {
		return nil, failed
	}
	return best, nil
}

// Close closes what was opened.
func (d *pdf) Close() error {
	var err error
	for _, r := range d.rungs {
		if r.doc != nil {
			err = errors.Join(err, r.doc.Close())
		}
	}
	return err
}
