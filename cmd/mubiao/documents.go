package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// An input is a file to read.
type input struct {
	Name string // as the user wrote it, or as found below a folder that the user wrote
	Path string // where its bytes are; differs from Name for stdin
}

// documentExtensions are the files that are picked out of a folder.
var documentExtensions = []string{".pdf", ".txt"}

// findInputs lists the documents that paths mean, in the order of paths and
// each once. A file is taken whatever its name is, even when it is missing:
// the reader says so. A folder stands for the documents below it in the
// order of their names, hidden ones left out. "-" is stdin, copied to a file
// that cleanup removes.
func findInputs(ctx context.Context, s *streams, paths []string) (inputs []input, cleanup func(), err error) {
	cleanup = func() {}
	seen := make(map[string]bool)
	for _, path := range paths {
		found := below(path)
		if path == "-" && !seen["-"] {
			spool, err := spoolStdin(ctx, s.in)
			if err != nil {
				return nil, cleanup, err
			}
			cleanup = func() { os.Remove(spool) }
			found[0].Path = spool
		}
		if len(found) == 0 {
			s.note("%s: no %s in it", path, strings.Join(documentExtensions, ", "))
		}
		for _, in := range found {
			if key := filepath.Clean(in.Name); !seen[key] {
				seen[key] = true
				inputs = append(inputs, in)
			}
		}
	}
	if len(inputs) == 0 {
		return nil, cleanup, hinted(fmt.Errorf("no documents in %s", strings.Join(paths, ", ")),
			"folders are searched for *.pdf and *.txt; name a file of another kind itself")
	}
	return inputs, cleanup, nil
}

// below lists path itself, or the documents in it if it is a folder. A
// folder that may not be entered is listed as if it were a document, so that
// its failure is told like theirs.
func below(path string) []input {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return []input{{Name: path, Path: path}}
	}
	var found []input
	root := strings.TrimRight(path, "/") + "/" // so that a link to a folder is followed
	_ = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		hidden := name != root && strings.HasPrefix(filepath.Base(name), ".")
		switch {
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden:
		case err != nil, isDocument(name, entry):
			found = append(found, input{Name: name, Path: name})
		}
		return nil
	})
	return found
}

// isDocument reports whether a folder's entry is a file, or a link to one,
// whose name promises a document.
func isDocument(name string, entry fs.DirEntry) bool {
	if !slices.Contains(documentExtensions, strings.ToLower(filepath.Ext(name))) {
		return false
	}
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	target, err := os.Stat(name)
	return err == nil && target.Mode().IsRegular()
}

// spoolStdin copies stdin to a file, since a PDF is read from its end, and
// returns the file's path.
func spoolStdin(ctx context.Context, in io.Reader) (string, error) {
	f, err := os.CreateTemp("", "mubiao-stdin-*")
	if err != nil {
		return "", err
	}
	err = copyStdin(ctx, f, in)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(f.Name())
		return "", fmt.Errorf("read stdin: %w", err)
	}
	return f.Name(), nil
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
