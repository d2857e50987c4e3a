package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// passwordOptions are the passwords to try on encrypted files.
type passwordOptions struct {
	words []string
	file  string
}

func (o *passwordOptions) addFlags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.words, "password", nil, "a `PASSWORD` to try on encrypted files; may be repeated")
	f.StringVar(&o.file, "password-file", "", "a `FILE` of passwords to try, one a line")
}

// check refuses to read stdin twice.
func (o *passwordOptions) check(c *cobra.Command, paths []string) error {
	if o.file == "-" && readsStdin(paths) {
		return usage(c, "--password-file - and PATH are both stdin")
	}
	return nil
}

// given reports whether there are any.
func (o *passwordOptions) given() bool { return len(o.words) > 0 || o.file != "" }

// passwordFileMost bounds a file of passwords, in bytes. Each is tried on each
// encrypted file, and AES-256 makes a try dear on purpose.
const passwordFileMost = 1 << 20

// all lists the passwords in the order in which they are tried: those of the
// command line, then those of the file.
func (o *passwordOptions) all(ctx context.Context, s *streams) ([]string, error) {
	if o.file == "" {
		return o.words, nil
	}
	content, err := o.readFile(ctx, s)
	if err != nil {
		return nil, hinted(fmt.Errorf("read passwords: %w", err), "name a file with a password on each line: --password-file FILE")
	}
	return append(slices.Clone(o.words), passwordLines(content)...), nil
}

func (o *passwordOptions) readFile(ctx context.Context, s *streams) (string, error) {
	in := s.in
	if o.file != "-" {
		f, err := os.Open(o.file)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	var content strings.Builder
	if err := copyStdin(ctx, &content, io.LimitReader(in, passwordFileMost+1)); err != nil {
		return "", err
	}
	if content.Len() > passwordFileMost {
		return "", fmt.Errorf("%s: longer than %d bytes", o.file, passwordFileMost)
	}
	return content.String(), nil
}

// passwordLines parts a file of passwords into lines. Blanks are part of a
// password; the mark that Windows editors begin a file with, and the carriage
// return that they end a line with, are not.
func passwordLines(content string) (words []string) {
	for line := range strings.Lines(strings.TrimPrefix(content, "\ufeff")) {
		if word := strings.TrimRight(line, "\r\n"); word != "" {
			words = append(words, word)
		}
	}
	return words
}
