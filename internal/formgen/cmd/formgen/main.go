// Command formgen writes random annual forms as NAME.pdf with their truth as
// NAME.json, in the shape of a corpus that the judge reads.
//
//	go run ./internal/formgen/cmd/formgen -n 50 -o /tmp/forms
//	go run ./internal/formgen/cmd/formgen -n 5 -o /tmp/forms -features split-rows,yuan
//	go run ./internal/formgen/cmd/formgen -each -n 3 -o /tmp/forms
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"mubiao/internal/formgen"
)

func main() {
	n := flag.Int("n", 10, "samples to write")
	seed := flag.Uint64("seed", 1, "seed of the first")
	dir := flag.String("o", ".", "folder to write to")
	names := flag.String("features", "", "features by name, separated by commas")
	each := flag.Bool("each", false, "n samples of each feature by itself")
	flag.Parse()
	if err := run(*n, *seed, *dir, *names, *each); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(n int, seed uint64, dir, names string, each bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if each {
		for _, f := range formgen.Features() {
			if err := write(n, seed, dir, f.Name, f); err != nil {
				return err
			}
		}
		return nil
	}
	if names == "" {
		return write(n, seed, dir, "plain")
	}
	features, err := formgen.Named(strings.Split(names, ",")...)
	if err != nil {
		return err
	}
	return write(n, seed, dir, strings.ReplaceAll(names, ",", "+"), features...)
}

// write writes n samples as PREFIX-SEED.pdf and .json.
func write(n int, seed uint64, dir, prefix string, features ...formgen.Feature) error {
	for i := range uint64(n) {
		s, err := formgen.New(seed+i, features...)
		if err != nil {
			return err
		}
		truth, err := s.TruthJSON()
		if err != nil {
			return err
		}
		base := filepath.Join(dir, fmt.Sprintf("%s-%d", prefix, seed+i))
		if err := os.WriteFile(base+".pdf", s.PDF, 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(base+".json", truth, 0o644); err != nil {
			return err
		}
	}
	return nil
}
