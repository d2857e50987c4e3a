package archive

import (
	"archive/zip"
	"errors"
	"io/fs"
	"iter"
	"os"
	"strings"
	"sync"
)

// Extension is how the name of an archive ends, in lower case.
const Extension = ".zip"

// directoryMost bounds the directory of an archive, in bytes. An entry takes
// 46 bytes and its name, and some 300 bytes in memory: this is room for
// 200,000 members with names of 40 bytes, in 60 MiB.
const directoryMost = 16 << 20

// An Archive is a ZIP file whose directory has been read. The file is open only
// while a member is copied. It is safe for concurrent use.
type Archive struct {
	path    string
	stat    fs.FileInfo // of the file whose directory was read
	members []*zip.File
	utf8    bool // names that do not say are UTF-8

	mu    sync.Mutex
	file  *os.File // nil while nobody reads
	users int      // of file

	directory int64 // bytes that may be read of the directory; only for Open
}

// Open reads the directory of an archive. Its error is an *Error, or one of
// the file system. There is nothing to close.
func Open(path string) (*Archive, error) {
	a := &Archive{path: path, directory: directoryMost}
	if err := a.acquire(); err != nil {
		return nil, err
	}
	defer a.release()
	files, err := zip.NewReader(directoryReader{a}, a.stat.Size())
	var refused *Error
	switch {
	case errors.As(err, &refused):
		return nil, refused
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return nil, errorf(Damaged, "%s", strings.TrimPrefix(err.Error(), "zip: "))
	}
	a.members = files.File
	a.utf8 = allUTF8(a.members)
	return a, a.checkSizes()
}

// checkSizes refuses an archive whose members are packed in more bytes than
// the file has: some of them share their bytes.
func (a *Archive) checkSizes() error {
	left := uint64(a.stat.Size())
	for _, m := range a.members {
		if m.CompressedSize64 > left {
			return errorf(Damaged, "its members overlap, or are longer than the file")
		}
		left -= m.CompressedSize64
	}
	return nil
}

// Members are the files of the archive in the order of its directory, but for
// hidden ones and those in hidden folders.
func (a *Archive) Members() iter.Seq[*Member] {
	return func(yield func(*Member) bool) {
		for _, file := range a.members {
			m := &Member{Name: memberName(file, a.utf8), archive: a, file: file}
			if file.Mode().IsRegular() && !m.hidden() && !yield(m) {
				return
			}
		}
	}
}

// Find returns the last member of a name, as programs that add to an archive
// mean it, or nil.
func (a *Archive) Find(name string) *Member {
	var found *Member
	for m := range a.Members() {
		if m.Name == name {
			found = m
		}
	}
	return found
}

// acquire opens the file unless it is open, and release closes it after the
// last user: however many members are known, no file is open for them.
func (a *Archive) acquire() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.users == 0 {
		if err := a.open(); err != nil {
			return err
		}
	}
	a.users++
	return nil
}

func (a *Archive) open() error {
	f, err := os.Open(a.path)
	if err != nil {
		return err
	}
	stat, err := f.Stat()
	switch {
	case err != nil:
	case !stat.Mode().IsRegular():
		err = errorf(Damaged, "not a regular file")
	case a.stat != nil && (!os.SameFile(stat, a.stat) || stat.Size() != a.stat.Size() || stat.ModTime() != a.stat.ModTime()):
		err = errorf(Damaged, "the archive changed while it was read")
	}
	if err != nil {
		f.Close()
		return err
	}
	a.file, a.stat = f, stat
	return nil
}

func (a *Archive) release() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.users--; a.users == 0 {
		a.file.Close()
		a.file = nil
	}
}

// A directoryReader reads the file of an archive that is acquired, and no more
// than directoryMost bytes until Open is done.
type directoryReader struct{ *Archive }

func (r directoryReader) ReadAt(b []byte, offset int64) (int, error) {
	if r.members == nil {
		if r.directory -= int64(len(b)); r.directory < 0 {
			return 0, errorf(Bomb, "its directory is larger than %d MiB", directoryMost>>20)
		}
	}
	return r.file.ReadAt(b, offset)
}
