package main

import (
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"mubiao/store"
)

// A changesFile is what --changes names: a log of values that are read
// otherwise than before. It is appended to document by document, so that an
// import that is stopped and goes on later leaves them all in one file; those of
// a document that could not be stored stand there again when it is. The zero
// pointer writes nothing.
type changesFile struct {
	f     *os.File
	lines func(*store.Document, []store.Difference) error
}

// Formats of a changes file, by its extension.
const (
	changesCSV   = ".csv"
	changesJSONL = ".jsonl"
)

func checkChangesFile(c *cobra.Command, path string) error {
	switch filepath.Ext(path) {
	case changesCSV, changesJSONL:
		return nil
	}
	if path == "" {
		return nil
	}
	return usage(c, "--changes "+path+": the name must end in "+changesCSV+" or "+changesJSONL)
}

// openChanges opens the file at path, or returns nil for "".
func openChanges(path string) (*changesFile, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	c := &changesFile{f: f, lines: jsonLines(f)}
	if filepath.Ext(path) == changesCSV {
		c.lines, err = csvLines(f)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return c, nil
}

func (c *changesFile) close() {
	if c != nil {
		c.f.Close() // every document was written through
	}
}

func (c *changesFile) write(doc *store.Document, differences []store.Difference) error {
	if c == nil {
		return nil
	}
	return c.lines(doc, differences)
}

var changesHead = []string{"path", "sha256", "difference", "form", "pointer", "old", "new"}

// csvLines writes a head where the file is empty.
func csvLines(f *os.File) (func(*store.Document, []store.Difference) error, error) {
	w := csv.NewWriter(f)
	size, err := f.Seek(0, io.SeekEnd)
	if err == nil && size == 0 {
		err = w.Write(changesHead)
		w.Flush()
	}
	return func(doc *store.Document, differences []store.Difference) error {
		for _, d := range differences {
			// The writer keeps its first error.
			_ = w.Write([]string{doc.Paths[0], doc.SHA256, string(d.Kind), strconv.Itoa(d.Form), d.Pointer, d.Old, d.New})
		}
		w.Flush()
		return w.Error()
	}, err
}

func jsonLines(f *os.File) func(*store.Document, []store.Difference) error {
	return func(doc *store.Document, differences []store.Difference) error {
		var lines []byte
		for _, d := range differences {
			line, err := encodeJSON(struct {
				Path   string `json:"path"`
				SHA256 string `json:"sha256"`
				store.Difference
			}{doc.Paths[0], doc.SHA256, d})
			if err != nil {
				return err
			}
			lines = append(append(lines, line...), '\n')
		}
		_, err := f.Write(lines)
		return err
	}
}
