package ladder

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"mubiao/extract"
	"mubiao/extract/pdfium"
	"mubiao/extract/preflight"
	"mubiao/extract/text/ledong"
	"mubiao/extract/text/object"
	"mubiao/extract/text/pdfcpuobj"
)

// A pdf is a Document that is read on several rungs.
type pdf struct {
	rungs []*rung
	base  int // index of the rung that the page count is from
	// why is the reason for which the first reader does not read the file, or
	// the one that only is asked for; see extract.Page.Why.
	why string
	// sealed tells that some reader lacks the key of the file.
	sealed  bool
	check   crossCheck
	picture pictureRung
}

// openPDF opens the file on the first rung that holds.
func (f *File) openPDF(ctx context.Context, source io.ReaderAt, opts Options) error {
	report := preflight.Check(source, f.Size)
	f.Repaired = report.Reason
	doc := &pdf{rungs: only(opts.Only, rungs(report, opts))}
	if opts.Only == "" && opts.PDFium != nil {
		doc.check = crossCheck{every: opts.CrossCheck, sha256: f.SHA256}
	}
	doc.picture = pictureRung{mode: opts.OCR, open: opts.Engine, view: doc.view}
	if len(doc.rungs) == 0 {
		return &extract.UnsupportedError{Path: f.Path, Feature: fmt.Sprintf("this file for the reader %s", opts.Only)}
	}
	if err := doc.choose(ctx); err != nil {
		return f.explain(ctx, report, err)
	}
	base := doc.rungs[doc.base]
	if opts.Only == "" && (base.reader != extract.ReaderFast || base.mended) {
		doc.why = extract.WhyFile
	}
	if f.Repaired == "" {
		f.Repaired = doc.damage(report)
	}
	if n, want := base.doc.Pages(), announced(base.objs); n < want {
		f.Repaired = strings.TrimPrefix(fmt.Sprintf("%s; %d of %d pages found", f.Repaired, n, want), "; ")
	}
	f.Encrypted = doc.sealed
	if base.objs != nil {
		f.describe(base.objs)
	}
	f.Document = doc
	return nil
}

// damage is what is wrong with a file that preflight finds nothing wrong with,
// as the rung that opens it shows.
func (d *pdf) damage(report preflight.Report) string {
	base := d.rungs[d.base]
	switch {
	case base.mended && !report.BareKey:
		return "cross-references lead nowhere"
	case base.reader == extract.ReaderPdfium && d.why != "" && !d.sealed:
		return "no reader opens it but PDFium"
	}
	return ""
}

// choose opens rungs until one has all the pages that its file announces, and
// else takes the one with the most.
func (d *pdf) choose(ctx context.Context) error {
	var failed failures
	most := 0
	for i, r := range d.rungs {
		if d.sealed && r.reader != extract.ReaderPdfium {
			continue // rebuilding makes no key
		}
		if err := r.ready(ctx); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if over, ok := errors.AsType[*extract.LimitError](err); ok && over.Limit != "" && most == 0 {
				return err // by another way in it is as large
			}
			failed = append(failed, err)
			d.sealed = d.sealed || locked(err)
			continue
		}
		if n := r.doc.Pages(); n > most {
			most, d.base = n, i
		}
		if r.doc.Pages() >= announced(r.objs) {
			break
		}
	}
	if most == 0 {
		return failed
	}
	return nil
}

// announced is the number of pages that the root of the page tree states; 0
// where that cannot be looked up.
func announced(objs object.Objects) int {
	if objs == nil {
		return 0
	}
	return int(objs.Trailer().Key("Root").Key("Pages").Key("Count").Int())
}

// locked reports whether the file is sound and only its key is missing.
func locked(err error) bool {
	return errors.Is(err, pdfcpuobj.ErrPassword) || errors.Is(err, pdfcpuobj.ErrHandler) ||
		errors.Is(err, pdfium.ErrPassword) || errors.Is(err, pdfium.ErrHandler)
}

// explain makes the errors of all rungs the one that Open returns.
func (f *File) explain(ctx context.Context, report preflight.Report, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, pdfcpuobj.ErrHandler), errors.Is(err, pdfium.ErrHandler):
		return &extract.UnsupportedError{Path: f.Path, Feature: pdfcpuobj.ErrHandler.Error()}
	case errors.Is(err, pdfcpuobj.ErrPassword), errors.Is(err, ledong.ErrPassword), errors.Is(err, pdfium.ErrPassword):
		return &extract.EncryptedError{Path: f.Path}
	}
	if limit, ok := errors.AsType[*extract.LimitError](err); ok {
		limit.Path = f.Path
		return limit
	}
	reasons := failures{err}
	if all, ok := errors.AsType[failures](err); ok {
		reasons = all
	}
	if report.Reason != "" {
		reasons = append(failures{errors.New(report.Reason)}, reasons...)
	}
	return &extract.FormatError{Path: f.Path, Reason: reasons.Error()}
}

// Pages is the number of pages.
func (d *pdf) Pages() int { return d.rungs[d.base].doc.Pages() }

// Page reads page n from its text, and from its picture where the text is of
// no use.
func (d *pdf) Page(ctx context.Context, n int) (*extract.Page, error) {
	page, err := d.text(ctx, n)
	if err != nil {
		return nil, err
	}
	return d.picture.page(ctx, n, page)
}

// view is the file as PDFium draws it.
func (d *pdf) view(ctx context.Context) (*pdfium.Document, error) {
	for _, r := range d.rungs {
		if r.reader != extract.ReaderPdfium {
			continue
		}
		if err := r.ready(ctx); err != nil {
			return nil, err
		}
		if doc, ok := r.doc.(*pdfium.Document); ok && doc.Pages() == d.Pages() {
			return doc, nil
		}
	}
	return nil, errors.New("PDFium does not find the pages of the file")
}

// text reads page n on the base rung, and on those after it as long as the
// page is doubtful; the best reading stands.
func (d *pdf) text(ctx context.Context, n int) (*extract.Page, error) {
	var best *extract.Page
	var failed failures
	why, further := d.why, d.why
	checked := d.check.takes(n)
	base := d.rungs[d.base]
	base.dispute(checked)
	for _, r := range d.rungs[d.base:] {
		if best != nil && r.mended && !unread(best) {
			continue
		}
		page, err := r.page(ctx, n)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			failed = append(failed, err)
			if best != nil && r.reader == extract.ReaderPdfium {
				best.Problems = append(best.Problems, fmt.Errorf("%s: %w", r.reader, err))
			}
			further = cmp.Or(further, extract.WhyPage)
			continue
		}
		if r.doc.Pages() != d.Pages() {
			continue // its page n is another
		}
		if best == nil || better(page, best) {
			if best != nil && r.reader == extract.ReaderPdfium {
				page.Problems = append(page.Problems, best.Problems...) // it tells none, and may not have mended them
			}
			best, why = page, further
		}
		doubt := doubtOf(best)
		if doubt == "" {
			break
		}
		further = cmp.Or(further, doubt)
	}
	if best == nil {
		return nil, failed
	}
	best.Why = why
	if checked && best.Reader == base.reader && base.reader != extract.ReaderPdfium && doubtOf(best) == "" && !beyond(best) {
		best.Disagreement = cmp.Or(disputed(base.doc), d.compare(ctx, n, best, base.doc))
	}
	return best, ctx.Err()
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
