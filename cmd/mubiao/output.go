package main

import (
	"bufio"
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// toOutput hands write a buffered stdout for "-", or a new file beside path
// that is renamed to it once all is written. A failed run leaves no file,
// and an older one as it was. An error with exit status 3 still counts as
// written: the output holds all that could be read. What a path leads to that
// is no file, such as /dev/null or a pipe, is written to and stays.
func toOutput(s *streams, path string, write func(*bufio.Writer) error) error {
	if path == "-" {
		return buffered(s.out, write)
	}
	older, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return replace(path, nil, write)
	case err != nil:
		return err
	case older.IsDir():
		return fmt.Errorf("%s: is a folder", path)
	case !older.Mode().IsRegular():
		return into(path, write)
	}
	return replace(path, older, write)
}

// into writes to what is no file, and so cannot be replaced.
func into(path string, write func(*bufio.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return cmp.Or(buffered(f, write), f.Close())
}

// replace writes a file that takes the place of an older one, of which there
// may be none, and its permissions. A new one has those that files have that
// this user makes.
func replace(path string, older fs.FileInfo, write func(*bufio.Writer) error) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // the link stays
	}
	name := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8])
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer os.Remove(name) // gone already when renamed
	defer f.Close()
	if older != nil {
		if err := f.Chmod(older.Mode().Perm()); err != nil {
			return err
		}
	}
	result := buffered(f, write)
	if code := exitCode(result); code != exitDone && code != exitPartial {
		return result
	}
	if err := f.Close(); err != nil {
		return err
	}
	return cmp.Or(os.Rename(name, path), result)
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
