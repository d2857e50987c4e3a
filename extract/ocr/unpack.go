package ocr

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// unpack writes the wanted members of an archive to dir.
func (p pack) unpack(archive io.Reader, dir string) error {
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		return fmt.Errorf("%s: %w", p.archive, err)
	}
	missing := len(p.members)
	for entries := tar.NewReader(unzipped); missing > 0; {
		entry, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return &IntegrityError{p.archive, "a file is missing in it"}
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.archive, err)
		}
		i := slices.IndexFunc(p.members, func(m member) bool { return m.path == entry.Name })
		if i < 0 {
			continue
		}
		if err := p.members[i].write(entries, dir); err != nil {
			return err
		}
		missing--
	}
	return nil
}

// write installs a member: beside its place first, and renamed when its
// content has proved right.
func (m member) write(content io.Reader, dir string) error {
	f, err := os.CreateTemp(dir, ".unpack-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once renamed
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(f, sum), io.LimitReader(content, m.size)); err != nil {
		return fmt.Errorf("unpack %s: %w", m.name, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != m.sha256 {
		return &IntegrityError{m.name, "it is not the file that was pinned (SHA-256 differs)"}
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(dir, m.name))
}

// check compares an installed member with its pins. It returns
// ErrNotInstalled, wrapped, if the file is missing, and an IntegrityError if
// it is another one.
func (m member) check(dir string) error {
	path := filepath.Join(dir, m.name)
	if err := present(path); err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != m.sha256 {
		return &IntegrityError{path, "it is not the file that was installed (SHA-256 differs)"}
	}
	return nil
}

// A FileState says of a file of the installation whether it is as it should be.
type FileState struct {
	Name string
	Size int64 // bytes, as it should be
	Err  error // ErrNotInstalled, wrapped; an IntegrityError; nil if all is well
}

// Check looks at every file of the installation in dir, and reads them whole.
// The error says that nothing can be installed on this machine.
func Check(dir string) ([]FileState, error) {
	wanted, err := packs()
	if err != nil {
		return nil, err
	}
	var states []FileState
	for _, p := range wanted {
		for _, m := range p.members {
			states = append(states, FileState{m.name, m.size, m.check(dir)})
		}
	}
	return states, nil
}
