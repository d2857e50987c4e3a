package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// isGlob reports whether a path that does not exist may be meant as a glob.
func isGlob(path string) bool { return strings.ContainsAny(path, "*?[{") }

// glob finds the documents and archives that a glob matches, and what is in
// the folders that it matches. Hidden ones are left out unless the glob names
// the dot; links to folders are not followed.
func (f *finder) glob(glob string) bool {
	root, pattern := doublestar.SplitPattern(glob)
	goOn := true
	system := tellingFS{os.DirFS(root), func(name string) {
		name = filepath.Join(root, name)
		goOn = goOn && f.give(input{Name: name, Path: name})
	}}
	everything := pattern == "**" || strings.HasSuffix(pattern, "/**") // matches what is in folders, too
	err := doublestar.GlobWalk(system, pattern, func(name string, entry fs.DirEntry) error {
		name = filepath.Join(root, name)
		switch {
		case !goOn:
		case isFolder(name, entry):
			goOn = everything || f.folder(name)
		case isDocument(name, entry):
			goOn = f.file(name)
		}
		if !goOn {
			return fs.SkipAll
		}
		return f.ctx.Err()
	}, doublestar.WithNoFollow(), doublestar.WithNoHidden())
	if err == doublestar.ErrBadPattern {
		return f.file(glob) // which is not there
	}
	return goOn && err == nil
}

func isFolder(name string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.IsDir()
	}
	target, err := os.Stat(name)
	return err == nil && target.IsDir()
}

// A tellingFS tells of folders that cannot be read, which the walk of a glob
// passes over.
type tellingFS struct {
	fs.FS
	unread func(name string)
}

func (t tellingFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.FS, name)
	if err != nil && !os.IsNotExist(err) {
		t.unread(name)
	}
	return entries, err
}

func (t tellingFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(t.FS, name) }
