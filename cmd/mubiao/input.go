package main

import (
	"context"
	"io"
	"os"
	"strings"

	"mubiao/extract"
	"mubiao/internal/archive"
)

// An input is a document to read.
type input struct {
	Name string // as the user wrote it, or as found in a folder or archive that the user wrote
	Path string // where its bytes are; empty for those in an archive and on stdin until file

	member  *archive.Member // its bytes, or nil
	stdin   io.Reader       // its bytes, or nil
	refused error           // why it cannot be read, where that is known before
}

// memberMark stands between an archive and the name of a document in it.
const memberMark = archive.Extension + "!/"

func memberPath(path, name string) string { return path + "!/" + name }

// isMember reports whether a path is one that memberPath may have made.
func isMember(path string) bool {
	_, _, ok := cutMember(path)
	return ok
}

// cutMember parts what memberPath joined.
func cutMember(path string) (archivePath, name string, ok bool) {
	at := strings.Index(strings.ToLower(path), memberMark)
	if at < 0 {
		return path, "", false
	}
	at += len(archive.Extension)
	return path[:at], path[at+len("!/"):], true
}

// memberInput is the document of an archive that a path means. One that is not
// there is a file that is not there either.
func memberInput(path string) input {
	archivePath, name, _ := cutMember(path)
	opened, err := archive.Open(archivePath)
	if err != nil {
		return input{Name: path, refused: err}
	}
	if m := opened.Find(name); m != nil {
		return input{Name: path, member: m}
	}
	return input{Name: path, Path: path}
}

// oneInput is the one document that a path means: - is stdin.
func oneInput(s *streams, path string) input {
	if path == "-" || isStdin(path) {
		return input{Name: path, stdin: s.in}
	}
	if _, err := os.Stat(path); err != nil && isMember(path) {
		return memberInput(path)
	}
	return input{Name: path, Path: path}
}

// file returns the input with the path of a file that holds its bytes, which
// is good until done is called. What comes from an archive or from stdin, at
// most so many bytes, is copied to a temporary file. The error is about the
// document unless it is a *spoolError or that of ctx.
func (in input) file(ctx context.Context, most int64) (at input, done func(), err error) {
	switch {
	case in.refused != nil:
		return in, nil, in.refused
	case in.member != nil:
		in.Path, done, err = spool(func(w io.Writer) error { return in.member.CopyTo(ctx, w, most) })
	case in.stdin != nil:
		in.Path, done, err = spool(func(w io.Writer) error { return copyStdin(ctx, w, &atMost{in.stdin, most}) })
	default:
		done = func() {}
	}
	return in, done, err
}

// An atMost reads what has at most so many bytes.
type atMost struct {
	io.Reader
	left int64
}

func (a *atMost) Read(b []byte) (int, error) {
	n, err := a.Reader.Read(b)
	if a.left -= int64(n); a.left < 0 {
		return 0, &extract.LimitError{Reason: "more bytes than may be", Limit: extract.LimitSize}
	}
	return n, err
}

// A spoolError reports that no temporary file can be had, or that it cannot
// hold what it should.
type spoolError struct{ error }

func (e *spoolError) Unwrap() error { return e.error }

// spool has fill write a temporary file and returns a path to it.
func spool(fill func(io.Writer) error) (path string, done func(), err error) {
	f, path, err := openSpool()
	if err != nil {
		return "", nil, &spoolError{err}
	}
	done = func() {
		f.Close()
		if path == f.Name() {
			os.Remove(path)
		}
	}
	if err := fill(spoolWriter{f}); err != nil {
		done()
		return "", nil, err
	}
	return path, done, nil
}

// namedSpool opens a temporary file that has a name, and returns that.
func namedSpool() (f *os.File, path string, err error) {
	if f, err = os.CreateTemp("", "mubiao-*"); err != nil {
		return nil, "", err
	}
	return f, f.Name(), nil
}

// A spoolWriter tells its errors from those of what is written to it.
type spoolWriter struct{ f *os.File }

func (w spoolWriter) Write(b []byte) (int, error) {
	n, err := w.f.Write(b)
	if err != nil {
		err = &spoolError{err}
	}
	return n, err
}

// copyStdin copies all of stdin. A read of a terminal or pipe cannot be
// called off, so after an interrupt it is left behind, to end with the
// process.
func copyStdin(ctx context.Context, to io.Writer, in io.Reader) error {
	done := make(chan error, 1)
	go func() {
		_, err := io.Copy(to, in)
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}
