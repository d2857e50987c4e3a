package ladder

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
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
	sealed bool
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
	var failed []error
	most := 0
	for i, r := range d.rungs {
		if d.sealed && r.reader != extract.ReaderPdfium {
			continue // rebuilding makes no key
		}
		if err := r.ready(ctx); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
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
		return errors.Join(failed...)
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
func (d *pdf) Pages() int { return d.rungs[d.base].doc.Pages() }

// Page reads page n on the base rung, and on those after it as long as the
// page is doubtful; the best reading stands.
func (d *pdf) Page(ctx context.Context, n int) (*extract.Page, error) {
	var best *extract.Page
	var failed error
	why, further := d.why, d.why
	for _, r := range d.rungs[d.base:] {
		if best != nil && r.mended && !unread(best) {
			continue
		}
		page, err := r.page(ctx, n)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			failed = errors.Join(failed, err)
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
