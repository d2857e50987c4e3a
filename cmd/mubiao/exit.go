package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// Exit codes. The numbers are a promise to scripts.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartial     = 3
	exitGate        = 4
	exitSQL         = 5
	exitInterrupted = 130
)

// exitMeaning is what the help of a command says about an exit code.
var exitMeaning = map[int]string{
	exitDone:        "done",
	exitFailed:      "failed",
	exitUsage:       "wrong usage",
	exitPartial:     "done, but some inputs could not be read, or only in part",
	exitGate:        "done, and a condition of --fail-on is met",
	exitSQL:         "the SQL was refused, or its answer exceeded a limit",
	exitInterrupted: "interrupted",
}

// exits annotates a command with the codes that it can end with.
func exits(codes ...int) map[string]string {
	var b strings.Builder
	for _, c := range codes {
		fmt.Fprintf(&b, "  %3d  %s\n", c, exitMeaning[c])
	}
	return map[string]string{"exit": strings.TrimRight(b.String(), "\n")}
}

// errInterrupted stands for whatever a command returned after an interrupt.
var errInterrupted = errors.New("interrupted")

// A hintedError knows its exit code and what to try next.
type hintedError struct {
	error
	code int
	hint string // empty when there is nothing to try
}

func (e *hintedError) Unwrap() error { return e.error }

// hinted adds what to try next to an error.
func hinted(err error, hint string) *hintedError {
	return &hintedError{error: err, code: exitFailed, hint: hint}
}

// usage is a mistake in the command line of c.
func usage(c *cobra.Command, message string) *hintedError {
	return &hintedError{errors.New(message), exitUsage, fmt.Sprintf("see: %s --help", c.CommandPath())}
}

// partial says that some inputs could not be read whole; each of them has
// been named already.
func partial(unread, all int, hint string) error {
	return &hintedError{fmt.Errorf("%d of %d inputs could not be read, or only in part", unread, all), exitPartial, hint}
}

// exitCode maps the error of a command to the exit code of the process.
func exitCode(err error) int {
	var h *hintedError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errInterrupted):
		return exitInterrupted
	case errors.As(err, &h):
		return h.code
	}
	return exitFailed
}
