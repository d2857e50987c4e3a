// Mubiao reads Chinese government performance-target forms (绩效目标表) out of
// PDFs into records that can be checked, queried and trusted.
//
// This package alone knows flags, terminals and exit codes. Each command is a
// file: its options, its flags, and a run function of plain values.
//
// Documents are untrusted, and import and extract never read one in their own
// process: see package worker. Only inspect does, which is for looking closely
// at one document.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(mubiao()) }

// mubiao runs the command line of this process and returns its exit code.
// The first interrupt asks the command to stop; a second one kills it.
func mubiao() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, os.Args[1:], &streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
}

// run runs one command line and returns its exit code.
func run(ctx context.Context, args []string, s *streams) int {
	root := newRootCommand(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil && !errors.Is(err, errInterrupted) {
		err = errInterrupted
	}
	if err != nil {
		s.report(err)
	}
	return exitCode(err)
}
