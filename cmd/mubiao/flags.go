package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The flags that several commands share read the same everywhere.

// defaultDatabase is in the working folder.
const defaultDatabase = "mubiao.db"

func addDatabaseFlag(f *pflag.FlagSet, path *string) {
	f.StringVar(path, "db", defaultDatabase, "the database: a `FILE` or postgres:// URL")
}

// oneOf refuses a flag's value that is none of those allowed.
func oneOf(c *cobra.Command, flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usage(c, fmt.Sprintf("--%s %s: not one of %s", flag, value, strings.Join(allowed, ", ")))
}

// positive refuses a flag's number below 1.
func positive(c *cobra.Command, flag string, n int) error {
	if n > 0 {
		return nil
	}
	return usage(c, fmt.Sprintf("--%s %d: must be at least 1", flag, n))
}

// moreThanZero refuses a flag's time that is over at once.
func moreThanZero(c *cobra.Command, flag string, d time.Duration) error {
	if d > 0 {
		return nil
	}
	return usage(c, fmt.Sprintf("--%s %v: must be more than 0", flag, d))
}
