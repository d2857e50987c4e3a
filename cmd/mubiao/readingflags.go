package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mubiao/internal/worker"
)

// readingOptions say how the files of users are read, the same for every
// command that has workers read them.
type readingOptions struct {
	jobs      int
	passwords passwordOptions
	maxPages  int
	maxSize   byteSize
	maxMemory byteSize
	maxCPU    time.Duration
	timeout   time.Duration

	limited bool // some limit was given
}

// Default limits of a document. Those of memory and time are the workers' own.
const (
	defaultMaxPages = 5000
	defaultMaxSize  = 1 << 30
)

// memoryLeast is what a worker takes for itself, and a little for a document.
const memoryLeast = 64 << 20

// limitFlags are the flags that bound a document.
var limitFlags = []string{"max-pages", "max-size", "max-memory", "max-cpu", "timeout"}

func (o *readingOptions) addFlags(f *pflag.FlagSet) {
	f.IntVarP(&o.jobs, "jobs", "j", runtime.NumCPU(), "documents to read at a time, each in a process")
	o.passwords.addFlags(f)
	f.IntVar(&o.maxPages, "max-pages", defaultMaxPages, "pages that a document may have")
	o.maxSize, o.maxMemory = defaultMaxSize, worker.DefaultMemory
	f.Var(&o.maxSize, "max-size", "bytes that a file may have")
	f.Var(&o.maxMemory, "max-memory", "memory that a document may take")
	f.DurationVar(&o.maxCPU, "max-cpu", worker.DefaultCPU, "CPU time that a document may take (*)")
	f.DurationVar(&o.timeout, "timeout", worker.DefaultWall, "time that a document may take (*)")
}

// limitsHelp explains the flags of readingOptions in the help of a command.
var limitsHelp = fmt.Sprintf(`Documents are read in processes of their own. One that crashes its reader, or
exceeds a limit, is tried once more with another reader; if that fails too it
counts as not readable, and the others are read all the same. (*) Each %d pages
that are done earn a document as much time again.`, worker.UnitsPerAllowance)

// check refuses values that make no sense.
func (o *readingOptions) check(c *cobra.Command, paths []string) error {
	o.limited = slices.ContainsFunc(limitFlags, c.Flags().Changed)
	if err := positive(c, "jobs", o.jobs); err != nil {
		return err
	}
	if err := positive(c, "max-pages", o.maxPages); err != nil {
		return err
	}
	if err := moreThanZero(c, "max-cpu", o.maxCPU); err != nil {
		return err
	}
	if err := moreThanZero(c, "timeout", o.timeout); err != nil {
		return err
	}
	if least := byteSize(memoryLeast); o.maxMemory < least {
		return usage(c, fmt.Sprintf("--max-memory %s: must be at least %s", &o.maxMemory, &least))
	}
	return o.passwords.check(c, paths)
}

func (o *readingOptions) limits() worker.Limits {
	return worker.Limits{Memory: int64(o.maxMemory), CPU: o.maxCPU, Wall: o.timeout}
}

// mayHelp reports whether these options may let a document be read that others
// failed to read for a reason.
func (o *readingOptions) mayHelp(reason string) bool {
	switch reason {
	case reasonEncrypted:
		return o.passwords.given()
	case reasonTimeout, reasonTooLarge:
		return o.limited
	}
	return false
}
