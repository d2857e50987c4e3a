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

// load puts the passwords of the file behind those of the command line, which
// are tried first. What was loaded is not read again: stdin could not be.
func (o *passwordOptions) load(ctx context.Context, s *streams) error {
	if o.file == "" {
		return nil
	}
	content, err := o.readFile(ctx, s)
	if err != nil {
		return hinted(fmt.Errorf("read passwords: %w", err), "name a file with a password on each line: --password-file FILE")
	}
	o.words, o.file = append(slices.Clone(o.words), passwordLines(content)...), ""
	return nil
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
