package main

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
)

// toOutput hands write a buffered stdout for "-", or a new file beside path
// that is renamed to it once all is written. A failed run leaves no file,
// and an older one as it was. An error with exit status 3 still counts as
// written: the output holds all that could be read.
func toOutput(s *streams, path string, write func(*bufio.Writer) error) error {
	if path == "-" {
		return buffered(s.out, write)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already when renamed
	defer f.Close()
	result := buffered(f, write)
	if code := exitCode(result); code != exitDone && code != exitPartial {
		return result
	}
	if err := publish(f, path); err != nil {
		return err
	}
	return result
}

// buffered gives write a buffer over w and flushes it. What was written
// before an error is flushed too: a reader of stdout gets it.
func buffered(w io.Writer, write func(*bufio.Writer) error) error {
	b := bufio.NewWriter(w)
	err := write(b)
	if flushErr := b.Flush(); flushErr != nil {
		return flushErr
	}
	return err
}

// publish gives a finished file its name and the permissions of a file made
// in the ordinary way.
func publish(f *os.File, path string) error {
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
