package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"

	"mubiao/internal/worker"
)

// faultsVariable makes the workers of this test binary, and of it alone, do
// what documents tell them in their first line.
const faultsVariable = "MUBIAO_TEST_FAULTS"

// faultMark begins the first line of a document that is to cost its worker.
// What it does follows; "but not pdfium" after that spares the second try.
const faultMark = "FAULT "

// runAsWorker serves as a worker if this process was started as one.
func runAsWorker() {
	if len(os.Args) < 2 || os.Args[1] != workerCommand {
		return
	}
	if os.Getenv(faultsVariable) == "" {
		os.Exit(mubiao())
	}
	err := worker.Serve(context.Background(), os.Stdin, os.Stdout, readOrFail)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitFailed)
	}
	os.Exit(exitDone)
}

func readOrFail(ctx context.Context, content []byte, done func()) []byte {
	var ask request
	if err := json.Unmarshal(content, &ask); err != nil {
		panic(err)
	}
	text, _ := os.ReadFile(string(ask.Path))
	line, form, _ := strings.Cut(string(text), "\n")
	fault, faulty := strings.CutPrefix(line, faultMark)
	if !faulty {
		return new(documentReader).read(ctx, content, done)
	}
	fault, spared := strings.CutSuffix(fault, " but not pdfium")
	if ask.Only != lastRung || !spared {
		fail(fault)
	}
	if strings.HasPrefix(form, "%PDF-") {
		return new(documentReader).read(ctx, content, done)
	}
	return readText(ctx, ask, form)
}

func fail(fault string) {
	switch fault {
	case "crash":
		panic("the font is its own glyph")
	case "kill":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "hang":
		time.Sleep(time.Hour)
	case "spin":
		for {
			runtime.Gosched()
		}
	case "bloat":
		var all [][]byte
		for range 1000 {
			all = append(all, bytes.Repeat([]byte{1}, 4<<20))
		}
		panic(len(all))
	}
}

// readText reads what follows the first line of a document.
func readText(ctx context.Context, ask request, text string) []byte {
	f, err := os.CreateTemp("", "mubiao-faults-*.txt")
	if err != nil {
		panic(err)
	}
	defer os.Remove(f.Name())
	if _, err := f.WriteString(text); err != nil {
		panic(err)
	}
	ask.Only, ask.Path = "", []byte(f.Name())
	content, err := json.Marshal(ask)
	if err != nil {
		panic(err)
	}
	return new(documentReader).read(ctx, content, func() {})
}
