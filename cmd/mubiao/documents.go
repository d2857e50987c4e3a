package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mubiao/internal/archive"
)

// documentExtensions are the files that are picked out of folders and
// archives.
var documentExtensions = []string{".pdf", ".txt"}

// pathsHelp says in the help of a command what its PATHs may be.
const pathsHelp = `A PATH is a PDF, a text file (another tool's dump), a ZIP archive of such files,
or a folder, which stands for the *.pdf, *.txt and *.zip below it. A glob in
quotes is matched here: * and ? within a name, ** over folders. - stands for a
list of PATHs on stdin, each ended by a line feed or by a NUL; /dev/stdin is a
document on stdin.`

// findInputs finds the documents that paths mean, in the order of paths and
// each once, while they are asked for: nothing is held but the names of one
// folder or archive. A file is taken whatever its name is, even when it is
// missing: the reader says so. A folder stands for the documents below it in
// the order of their names, hidden ones left out. Its error is not about a
// document, and the last of what it yields.
func findInputs(ctx context.Context, s *streams, paths []string) iter.Seq2[input, error] {
	return func(yield func(input, error) bool) {
		f := finder{ctx: ctx, s: s, yield: yield}
		if len(paths) > 1 || slices.Contains(paths, listOfPaths) {
			f.seen = make(map[nameDigest]struct{})
		}
		for _, path := range paths {
			if !f.argument(path) {
				return
			}
		}
		if f.found == 0 {
			f.fail(noDocuments(paths))
		}
	}
}

func noDocuments(paths []string) error {
	return hinted(fmt.Errorf("no documents in %s", strings.Join(paths, ", ")),
		"folders are searched for *.pdf, *.txt and *.zip; name a file of another kind itself")
}

// mayBeFound returns the error of findInputs where paths mean no document. A
// list on stdin is believed to mean some.
func mayBeFound(ctx context.Context, s *streams, paths []string) error {
	if slices.Contains(paths, listOfPaths) {
		return nil
	}
	for _, err := range findInputs(ctx, s.silent(), paths) {
		if err == nil {
			return nil
		}
	}
	for _, err := range findInputs(ctx, s, paths) { // and say where nothing was
		return err
	}
	return nil
}

// A nameDigest stands for a name. Those of a million documents take 40 MiB.
type nameDigest [16]byte

// A finder hands on what it finds. Its methods return false when it is to
// stop.
type finder struct {
	ctx   context.Context
	s     *streams
	yield func(input, error) bool
	seen  map[nameDigest]struct{} // nil where nothing can be found twice
	found int
}

// give hands on a document unless it was before.
func (f *finder) give(in input) bool {
	f.found++
	if f.seen != nil {
		sum := sha256.Sum256([]byte(filepath.Clean(in.Name)))
		digest := nameDigest(sum[:])
		if _, again := f.seen[digest]; again {
			return true
		}
		f.seen[digest] = struct{}{}
	}
	return f.yield(in, nil)
}

func (f *finder) fail(err error) bool {
	f.yield(input{}, err)
	return false
}

// argument finds what a PATH of the command line means.
func (f *finder) argument(path string) bool {
	switch {
	case path == listOfPaths:
		return f.list()
	case isStdin(path):
		return f.give(input{Name: path, stdin: f.s.in})
	}
	return f.path(path)
}

// path finds what a path of the command line or of a list means.
func (f *finder) path(path string) bool {
	before, goOn := f.found, false
	stat, err := os.Stat(path)
	switch {
	case err == nil && stat.IsDir():
		goOn = f.folder(path)
	case err == nil:
		return f.file(path)
	case errors.Is(err, fs.ErrNotExist) && isMember(path):
		return f.give(memberInput(path))
	case errors.Is(err, fs.ErrNotExist) && isGlob(path):
		goOn = f.glob(path)
	default:
		return f.file(path)
	}
	if goOn && f.found == before {
		f.s.note("%s: no %s in it", path, strings.Join(append(documentExtensions, archive.Extension), ", "))
	}
	return goOn
}

// folder finds the documents in a folder. One that may not be entered is
// handed on as if it were a document, so that its failure is told like theirs.
func (f *finder) folder(path string) bool {
	root := strings.TrimRight(path, "/") + "/" // so that a link to a folder is followed
	goOn := true
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		hidden := name != root && strings.HasPrefix(filepath.Base(name), ".")
		switch {
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden:
		case err != nil:
			goOn = f.give(input{Name: name, Path: name})
		case isDocument(name, entry):
			goOn = f.file(name)
		}
		if !goOn {
			return fs.SkipAll
		}
		return f.ctx.Err()
	})
	return goOn && err == nil
}

// isDocument reports whether a folder's entry is a file, or a link to one,
// whose name promises documents.
func isDocument(name string, entry fs.DirEntry) bool {
	extension := strings.ToLower(filepath.Ext(name))
	if extension != archive.Extension && !slices.Contains(documentExtensions, extension) {
		return false
	}
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	target, err := os.Stat(name)
	return err != nil || target.Mode().IsRegular() // one that leads nowhere is told of
}

// file hands on a file, or what is in it if its name is that of an archive.
func (f *finder) file(path string) bool {
	if strings.ToLower(filepath.Ext(path)) == archive.Extension {
		return f.archive(path)
	}
	return f.give(input{Name: path, Path: path})
}

// archive finds the documents in an archive. One that cannot be opened, and
// archives in it, are handed on like documents, so that their failure is told.
func (f *finder) archive(path string) bool {
	opened, err := archive.Open(path)
	if err != nil {
		return f.give(input{Name: path, Path: path, refused: err})
	}
	before := f.found
	for m := range opened.Members() {
		if !m.Nested() && !slices.Contains(documentExtensions, m.Extension()) {
			continue
		}
		if !f.give(input{Name: memberPath(path, m.Name), member: m}) {
			return false
		}
	}
	if f.found == before {
		f.s.note("%s: no %s in it", path, strings.Join(documentExtensions, ", "))
	}
	return true
}
