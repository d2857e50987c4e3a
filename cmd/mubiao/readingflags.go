package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mubiao/extract/ladder"
	"mubiao/extract/text"
	"mubiao/extract/text/object"
	"mubiao/internal/worker"
)

// readingOptions say how the files of users are read, the same for every
// command that has workers read them.
type readingOptions struct {
	jobs      int
	passwords passwordOptions
	ocr       ocrOptions
	maxPages  int
	maxSize   byteSize
	maxStream byteSize
	maxMemory byteSize
	maxCPU    time.Duration
	timeout   time.Duration

	maxOperators, maxNesting int
	crossCheck               int // one page in so many; 0 for none

	limited bool // some limit was given
}

// memoryLeast is what two workers take for themselves, and a little for their
// documents.
const memoryLeast = 128 << 20

// limitFlags are the flags that bound a document.
var limitFlags = []string{
	"max-pages", "max-size", "max-stream", "max-operators", "max-nesting", "max-memory", "max-cpu", "timeout",
}

func (o *readingOptions) addFlags(f *pflag.FlagSet) {
	f.IntVarP(&o.jobs, "jobs", "j", runtime.NumCPU(), "documents to read at a time, each in a process")
	o.passwords.addFlags(f)
	o.ocr.addFlags(f)
	f.IntVar(&o.maxPages, "max-pages", ladder.DefaultPages, "pages that a document may have")
	f.IntVar(&o.maxOperators, "max-operators", text.DefaultOperators, "operators that a page may run")
	f.IntVar(&o.maxNesting, "max-nesting", object.DefaultNesting, "levels of forms, arrays and dictionaries")
	f.IntVar(&o.crossCheck, "cross-check", ladder.DefaultCrossCheck, "compare 1 page in `N` with a second reader")
	o.maxSize, o.maxStream, o.maxMemory = ladder.DefaultSize, object.DefaultStream, worker.DefaultMemory
	f.Var(&o.maxSize, "max-size", "bytes that a file may have")
	f.Var(&o.maxStream, "max-stream", "bytes that a stream or page may decode to")
	f.Var(&o.maxMemory, "max-memory", "memory for a document, or two at a time")
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
	if err := o.ocr.check(c); err != nil {
		return err
	}
	for _, limit := range []struct {
		flag  string
		value int
	}{{"max-pages", o.maxPages}, {"max-operators", o.maxOperators}, {"max-nesting", o.maxNesting}} {
		if err := positive(c, limit.flag, limit.value); err != nil {
			return err
		}
	}
	if o.crossCheck < 0 {
		return usage(c, fmt.Sprintf("--cross-check %d: must not be negative", o.crossCheck))
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

// documentLimits are what a worker holds a document to.
func (o *readingOptions) documentLimits() ladder.Limits {
	return ladder.Limits{
		Size: int64(o.maxSize), Pages: o.maxPages, Stream: int(o.maxStream),
		Operators: o.maxOperators, Nesting: o.maxNesting,
	}
}

// limits are what a worker is held to.
func (o *readingOptions) limits() worker.Limits {
	return worker.Limits{Memory: int64(o.maxMemory), CPU: o.maxCPU, Wall: o.timeout}
}

// mayHelp reports whether these options may let a document be read that others
// failed to read for a reason.
func (o *readingOptions) mayHelp(reason string) bool {
	switch reason {
	case reasonNoOCR:
		return o.ocr.mode != string(ladder.OCRNever) // it may be installed now
	case reasonOCROff:
		return o.ocr.given && o.ocr.mode != string(ladder.OCRNever)
	case reasonEncrypted:
		return o.passwords.given()
	case reasonTimeout, reasonTooLarge:
		return o.limited
	}
	return false
}
