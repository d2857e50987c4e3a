package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// streams are where a command reads, prints its results, and says everything
// else.
type streams struct {
	in       io.Reader
	out, err io.Writer
	quiet    bool // no progress, no summary
}

// note says something about the work that is neither result nor error.
func (s *streams) note(format string, args ...any) {
	if !s.quiet {
		fmt.Fprintln(s.err, printable(fmt.Sprintf(format, args...)))
	}
}

// silent are the same streams for work that says nothing.
func (s *streams) silent() *streams {
	return &streams{in: s.in, out: io.Discard, err: io.Discard, quiet: true}
}

// report says why a command failed and what to try next.
func (s *streams) report(err error) {
	fmt.Fprintln(s.err, s.red("error:"), printable(err.Error()))
	var h *hintedError
	if errors.As(err, &h) && h.hint != "" {
		s.hint(h.hint)
	}
}

func (s *streams) hint(hint string) { fmt.Fprintln(s.err, "hint:", printable(hint)) }

// red colours text on a terminal, unless NO_COLOR asks for none
// (no-color.org: any value but the empty one).
func (s *streams) red(text string) string {
	if !isTerminal(s.err) || os.Getenv("NO_COLOR") != "" {
		return text
	}
	return "\x1b[31m" + text + "\x1b[0m"
}

// isTerminal reports whether w is shown to a person.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
