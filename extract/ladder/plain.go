package ladder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"mubiao/extract"
)

// openText opens the file as plain text.
func (f *File) openText(source io.ReaderAt, opts Options) error {
	head := make([]byte, min(f.Size, foreignProbe))
	if _, err := source.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	if kind := foreign(head, source, f.Size); kind != "" {
		return &extract.FormatError{Path: f.Path, Reason: kind}
	}
	if err := opts.Limits.checkSize(f.Path, f.Size, true); err != nil {
		return err
	}
	b := make([]byte, f.Size)
	if _, err := source.ReadAt(b, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	s, err := decodeText(b)
	if err != nil {
		return &extract.FormatError{Path: f.Path, Reason: err.Error()}
	}
	f.Document = plain{splitPages(s)}
	return nil
}

// splitPages cuts text at form feeds. One at the end ends the last page.
func splitPages(s string) []string {
	return strings.Split(strings.TrimSuffix(s, "\f"), "\f")
}

// splitLines cuts text at line feeds, with or without a carriage return before
// them. One at the end ends the last line.
func splitLines(s string) []string {
	if s == "" {
		return []string{}
	}
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	return lines
}

// plain is a Document of plain text.
type plain struct {
	pages []string
}

func (p plain) Pages() int { return len(p.pages) }

func (p plain) Page(ctx context.Context, n int) (*extract.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if n < 1 || n > len(p.pages) {
		return nil, fmt.Errorf("the document has %d pages", len(p.pages))
	}
	s := p.pages[n-1]
	page := &extract.Page{Number: n, Reader: extract.ReaderPlain, Lines: splitLines(s), Undecodable: countReplaced(s)}
	if page.Undecodable > 0 {
		page.Problems = []error{fmt.Errorf("%d characters are not valid in the encoding of the file", page.Undecodable)}
	}
	return page, nil
}

func (plain) Close() error { return nil }

// countReplaced counts the marks of what could not be decoded.
func countReplaced(s string) int { return strings.Count(s, string(utf8.RuneError)) }
