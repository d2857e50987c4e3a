package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"mubiao/extract/ocr"
	"mubiao/extract/pdfium"
	"mubiao/extract/scan"
	"mubiao/internal/worker"
	"mubiao/store"
)

// workerCommand is the command that import and extract start.
const workerCommand = "worker"

func newWorkerCommand(s *streams) *cobra.Command {
	memory := byteSize(worker.DefaultMemory)
	c := &cobra.Command{
		Use:    workerCommand,
		Hidden: true,
		Short:  "Read documents for another process of this program",
		Example: `  mubiao import plans/
  (which starts workers itself)`,
		Long:        "Reads the documents that it is asked for on stdin, and replies on stdout.",
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			// An interrupt from the terminal comes to the parent too, who decides.
			signal.Ignore(os.Interrupt)
			// What a library prints must not come between the replies.
			os.Stdout = os.Stderr
			if err := worker.Confine(int64(memory)); err != nil {
				return err
			}
			return serveDocuments(c.Context(), s.in, s.out, int64(memory))
		},
	}
	c.Flags().Var(&memory, "max-memory", "memory to stay below")
	return c
}

// serveDocuments reads documents for the workers of a parent process, in so
// many bytes of memory. Half of them are PDFium's, which can be told to stop
// where this process would be killed.
func serveDocuments(ctx context.Context, in io.Reader, out io.Writer, memory int64) error {
	d := documentReader{pdfium: pdfium.Engine{Memory: memory / 2}}
	defer d.pdfium.Close()
	defer d.ocr.close()
	return worker.Serve(ctx, in, out, d.read)
}

// A documentReader answers the requests of a worker.
type documentReader struct {
	pdfium pdfium.Engine // for all documents: it takes long to start
	ocr    installedOCR  // likewise
}

// read answers a request. A document that cannot be read is an answer too.
func (d *documentReader) read(ctx context.Context, content []byte, done func()) []byte {
	var ask request
	if err := json.Unmarshal(content, &ask); err != nil {
		panic(fmt.Sprintf("request of another program: %v", err))
	}
	if ask.Clips != nil {
		return d.clips(ctx, &ask, done)
	}
	if ask.Picture != nil {
		return d.picture(ctx, &ask)
	}
	in := ask.input()
	doc, err := d.document(ctx, &ask, done)
	if errors.Is(err, errPictures) {
		return []byte(leftReply)
	}
	if err == nil {
		var reply []byte
		if reply, err = encodeReply(&doc); err == nil {
			return reply
		}
	}
	doc = failed(in, reasonOf(err))
	reply, err := encodeReply(&doc)
	if err != nil {
		panic(err) // it holds nothing but text
	}
	return reply
}

// document reads the document of a request.
func (d *documentReader) document(ctx context.Context, ask *request, done func()) (store.Document, error) {
	opts := ask.options()
	opts.PDFium, opts.Engine = &d.pdfium, d.ocr.open
	if !ask.LeavePictures {
		return readDocument(ctx, ask.input(), opts, done)
	}
	ctx, leave := context.WithCancelCause(ctx)
	defer leave(nil)
	opts.Engine = func() (scan.Engine, error) {
		leave(errPictures) // what could be read beside is not looked at
		return nil, ocr.ErrNotInstalled
	}
	doc, err := readDocument(ctx, ask.input(), opts, done)
	if context.Cause(ctx) != nil {
		return store.Document{}, context.Cause(ctx)
	}
	return doc, err
}
