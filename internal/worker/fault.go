package worker

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
)

// A Kind says how a process was lost.
type Kind uint8

// The ways to lose a process.
const (
	Crashed  Kind = iota // it died
	TimedOut             // it took more CPU or wall time than its limit, and was killed
	TooLarge             // it took more memory than its limit, and died or was killed
	Killed               // something else killed it, which need not be the doing of the request
)

// A Limit names a field of Limits.
type Limit string

// The limits.
const (
	LimitMemory Limit = "memory"
	LimitCPU    Limit = "cpu"
	LimitWall   Limit = "wall"
)

// A Fault reports that a request cost the process that worked on it.
type Fault struct {
	Kind   Kind
	Limit  Limit  // the one that it broke; empty if it was none
	Reason string // a clause: "it took more than 480 MiB of memory"
}

func (f *Fault) Error() string { return f.Reason }

// faultOf tells from what a process left behind why it died.
func faultOf(state *os.ProcessState, stderr []byte, limits Limits) *Fault {
	said, trace := lastWords(stderr)
	switch {
	case strings.Contains(said, "out of memory"), strings.Contains(said, "cannot allocate memory"):
		return tooMuchMemory(limits)
	case said != "":
		return &Fault{Crashed, "", "it crashed the reader: " + said + crashSite(trace)}
	}
	kind := Crashed
	if wasKilled(state) {
		kind = Killed
	}
	return &Fault{kind, "", fmt.Sprintf("it crashed the reader: %v", state)}
}

// wasKilled reports whether a process was ended from outside: as "kill -9" does
// it, by a person or by the system where memory is short, or by the interrupt
// of a terminal, which comes to its parent too, but perhaps later.
func wasKilled(state *os.ProcessState) bool {
	status, ok := state.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() &&
		slices.Contains([]syscall.Signal{syscall.SIGKILL, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}, status.Signal())
}

func tooMuchMemory(limits Limits) *Fault {
	return &Fault{TooLarge, LimitMemory, fmt.Sprintf("it took more than %s of memory", mebibytes(limits.Memory))}
}

// crashMark is how the Go runtime begins to tell why it ends a process.
var crashMark = regexp.MustCompile(`(?m)^(?:panic|fatal error): (.*)$`)

// lastWords finds the reason of the last crash and the trace of the goroutine,
// which follows; both are empty for a process that ended in another way.
func lastWords(stderr []byte) (said, trace string) {
	for _, at := range slices.Backward(crashMark.FindAllSubmatchIndex(stderr, -1)) {
		_, after, found := bytes.Cut(stderr[at[1]:], []byte("\ngoroutine "))
		if found {
			after, _, _ = bytes.Cut(after, []byte("\n\n"))
			return string(stderr[at[2]:at[3]]), string(after)
		}
	}
	return "", ""
}

// crashSite is the file and line of this module that stand first in a trace,
// in brackets; empty if there are none.
func crashSite(trace string) string {
	lines := strings.Split(trace, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "mubiao/") && i+1 < len(lines) {
			place, _, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " ")
			return " (" + filepath.Base(place) + ")"
		}
	}
	return ""
}
