package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// listOfPaths is the PATH that stands for a list of paths on stdin.
const listOfPaths = "-"

// isStdin reports whether a PATH is a document on stdin. Workers have a stdin of
// their own, so it is read here.
func isStdin(path string) bool {
	return slices.Contains([]string{"/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"}, path)
}

// readsStdin reports whether any of the PATHs does.
func readsStdin(paths []string) bool {
	return slices.ContainsFunc(paths, func(path string) bool { return path == listOfPaths || isStdin(path) })
}

// listLineMost bounds a path in a list, in bytes. Linux knows none of more than
// 4096.
const listLineMost = 64 << 10

// list finds what the paths on stdin mean, as they come in. A read of stdin
// cannot be called off, so after an interrupt it is left behind, to end with the
// process.
func (f *finder) list() bool {
	lines := make(chan string)
	failed := make(chan error, 1)
	go func() { failed <- readList(f.ctx, f.s.in, lines) }()
	for {
		select {
		case line := <-lines:
			if !f.path(line) {
				return false
			}
		case err := <-failed:
			if err != nil {
				return f.fail(err)
			}
			return true
		case <-f.ctx.Done():
			return false
		}
	}
}

// readList sends the paths of a list. It is one of NULs if there is a NUL in
// the first block that can be had, as "find -print0" writes it, and else one of
// lines.
func readList(ctx context.Context, in io.Reader, lines chan<- string) error {
	first := make([]byte, listLineMost)
	n, err := in.Read(first)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read stdin: %w", err)
	}
	first = bytes.TrimPrefix(first[:n], []byte("\ufeff")) // the mark that Windows editors begin a file with
	if bytes.HasPrefix(first, []byte("%PDF-")) {
		return hinted(errors.New("stdin holds a PDF and not a list of paths"), "a document on stdin is /dev/stdin")
	}
	list := bufio.NewScanner(io.MultiReader(bytes.NewReader(first), in))
	list.Buffer(nil, listLineMost)
	separated := bytes.IndexByte(first, 0) >= 0
	if separated {
		list.Split(splitAtNUL)
	}
	for list.Scan() {
		path := list.Text()
		if !separated {
			path = strings.TrimSuffix(path, "\r")
		}
		if path == "" {
			continue
		}
		select {
		case lines <- path:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if errors.Is(list.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("stdin is no list of paths: it has a line of more than %d bytes", listLineMost)
	}
	return list.Err()
}

// splitAtNUL is a bufio.SplitFunc.
func splitAtNUL(content []byte, atEOF bool) (advance int, token []byte, err error) {
	if at := bytes.IndexByte(content, 0); at >= 0 {
		return at + 1, content[:at], nil
	}
	if atEOF && len(content) > 0 {
		return len(content), content, nil
	}
	return 0, nil, nil
}
