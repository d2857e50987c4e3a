package ladder

import (
	"errors"
	"slices"
	"strings"

	"mubiao/extract"
)

// failures are the errors of several rungs as one. It says each reason once,
// in one line.
type failures []error

func (f failures) Error() string {
	var reasons []string
	for _, err := range f {
		if reason := shortReason(err); !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
	}
	return strings.Join(reasons, "; ")
}

func (f failures) Unwrap() []error { return f }

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
