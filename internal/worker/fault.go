package worker

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A Kind says how a process was lost.
type Kind uint8

// The ways to lose a process.
const (
	Crashed  Kind = iota // it died
	TimedOut             // it took more CPU or wall time than its limit, and was killed
	TooLarge             // it took more memory than its limit, and died or was killed
)

// A Fault reports that a request cost the process that worked on it.
type Fault struct {
	Kind   Kind
	Reason string // a clause: "it took more than 512 MiB of memory"
}

func (f *Fault) Error() string { return f.Reason }

// faultOf tells from what a process left behind why it died.
func faultOf(state *os.ProcessState, stderr []byte) *Fault {
	said := lastWords(stderr)
	switch {
	case strings.Contains(said, "out of memory"), strings.Contains(said, "cannot allocate memory"):
		return &Fault{TooLarge, "it took more memory than there is"}
	case said != "":
		return &Fault{Crashed, "it crashed the reader: " + said + crashSite(stderr)}
	}
	return &Fault{Crashed, fmt.Sprintf("it crashed the reader: %v", state)}
}

// lastWords is what the Go runtime says of the reason before it ends a process.
func lastWords(stderr []byte) string {
	lines := bufio.NewScanner(bytes.NewReader(stderr))
	for lines.Scan() {
		for _, mark := range []string{"panic: ", "fatal error: "} {
			if said, found := strings.CutPrefix(lines.Text(), mark); found {
				return said
			}
		}
	}
	return ""
}

// crashSite is the file and line of this module that stand first in the trace
// of the goroutine that crashed; empty if there are none.
func crashSite(stderr []byte) string {
	_, trace, _ := bytes.Cut(stderr, []byte("\ngoroutine "))
	trace, _, _ = bytes.Cut(trace, []byte("\n\n"))
	lines := strings.Split(string(trace), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "mubiao/") && i+1 < len(lines) {
			place, _, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " ")
			return " (" + filepath.Base(place) + ")"
		}
	}
	return ""
}
