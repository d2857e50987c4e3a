package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"mubiao/extract/ocr"
)

func newDoctorCommand(s *streams) *cobra.Command {
	var db string
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Say what is installed, what is missing, and how to get it",
		Example: `  mubiao doctor
  mubiao doctor && mubiao import scans/
  mubiao doctor --db postgres://clerk@db.example/plans`,
		Long: `Checks what mubiao needs beside itself. That is little: only the reading of scans
is installed apart. Every file of it is compared with its hash, then loaded. With
--db it looks at a database instead: whether it answers, whether its tables are
those of this version, and what the user may do there. It changes nothing.

Fails if something is missing or harmed, so that scripts can ask.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("db") {
				return examineDatabase(c.Context(), db, s)
			}
			return runDoctor(c.Context(), s)
		},
	}
	addDatabaseFlag(c.Flags(), &db)
	return c
}

func runDoctor(ctx context.Context, s *streams) error {
	dir, err := ocr.DefaultDir()
	if err != nil {
		return hinted(err, "say where data belongs: XDG_DATA_HOME=/some/folder mubiao doctor")
	}
	files, err := ocr.Check(dir)
	if err != nil {
		return hinted(fmt.Errorf("scans cannot be read on this machine: %w", err), "all else can be read: mubiao import PATH...")
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	unwell := 0
	t := table{head: []string{"part", "file", "state"}}
	t.add("text in PDFs, plain text", "", "built in")
	t.add("database (SQLite)", "", "built in")
	t.add("database (PostgreSQL)", "", "on a server: mubiao doctor --db postgres://USER@HOST/NAME")
	for _, f := range files {
		if f.Err != nil {
			unwell++
		}
		t.add("scans", f.Name, stateOf(f.Err))
	}
	if err := t.write(s.out); err != nil {
		return err
	}
	if unwell > 0 {
		return hinted(fmt.Errorf("scans cannot be read: %d of %d files are not as they should be in %s", unwell, len(files), dir),
			"mubiao ocr install")
	}
	return loadOCR(s, dir)
}

// loadOCR sees whether what is installed runs on this machine.
func loadOCR(s *streams, dir string) error {
	engine, err := ocr.Open(dir)
	if err != nil {
		return hinted(fmt.Errorf("scans cannot be read: %w", err), "it needs glibc 2.16 or later; musl (Alpine) will not do")
	}
	defer engine.Close()
	s.note("scans can be read: %s", dir)
	return nil
}

// stateOf puts the state of a file in a word or two.
func stateOf(err error) string {
	var integrity *ocr.IntegrityError
	switch {
	case err == nil:
		return "installed"
	case errors.Is(err, ocr.ErrNotInstalled):
		return "missing"
	case errors.As(err, &integrity):
		return "not as installed"
	}
	return err.Error()
}
