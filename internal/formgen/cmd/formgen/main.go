// Command formgen writes random annual forms as NAME.pdf with their truth as
// NAME.json, in the shape of a corpus that the judge reads.
//
//	go run ./internal/formgen/cmd/formgen -n 50 -o /tmp/forms
//	go run ./internal/formgen/cmd/formgen -n 5 -o /tmp/forms -features split-rows,yuan
//	go run ./internal/formgen/cmd/formgen -each -n 3 -o /tmp/forms
//	go run ./internal/formgen/cmd/formgen -family v14 -n 20 -o /tmp/v14
//	go run ./internal/formgen/cmd/formgen -family all -n 20 -o /tmp/families
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
	variant := flag.String("variant", "", "this variant of the family alone")
	family := flag.String("family", "", "n samples of each variant of this family; all: of every family, a folder each")
	flag.Parse()
	w := writer{n: *n, seed: *seed, dir: *dir, variant: *variant}
	if err := w.run(*names, *each, *family); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// A writer writes n samples from a seed on into a folder.
type writer struct {
	n       int
	seed    uint64
	dir     string
	variant string // of a family; empty for all
}

func (w writer) run(names string, each bool, family string) error {
	var features []formgen.Feature
	if names != "" {
		var err error
		if features, err = formgen.Named(strings.Split(names, ",")...); err != nil {
			return err
		}
	}
	switch {
	case family != "":
		return w.families(family, features)
	case each:
		for _, f := range formgen.Features() {
			if err := w.write(f.Name, f); err != nil {
				return err
			}
		}
		return nil
	case names == "":
		return w.write("plain")
	}
	return w.write(strings.ReplaceAll(names, ",", "+"), features...)
}

// families writes a family, or every family into a folder of its own.
func (w writer) families(name string, features []formgen.Feature) error {
	if name != "all" {
		f, err := formgen.FamilyNamed(name)
		if err != nil {
			return err
		}
		return w.family(f, features)
	}
	for _, f := range formgen.Families() {
		one := w
		one.dir = filepath.Join(w.dir, f.Name)
		if err := one.family(f, features); err != nil {
			return err
		}
	}
	return nil
}

// family writes n samples of each variant as FAMILY-VARIANT-SEED.
func (w writer) family(f formgen.Family, features []formgen.Feature) error {
	for _, v := range f.Variants {
		if w.variant != "" && w.variant != v.Name {
			continue
		}
		for i := range uint64(w.n) {
			s, err := formgen.NewFamily(w.seed+i, v, features...)
			if err != nil {
				return err
			}
			if err := w.save(fmt.Sprintf("%s-%s-%d", f.Name, v.Name, w.seed+i), s); err != nil {
				return err
			}
		}
	}
	return nil
}

// write writes n samples as PREFIX-SEED.
func (w writer) write(prefix string, features ...formgen.Feature) error {
	for i := range uint64(w.n) {
		s, err := formgen.New(w.seed+i, features...)
		if err != nil {
			return err
		}
		if err := w.save(fmt.Sprintf("%s-%d", prefix, w.seed+i), s); err != nil {
			return err
		}
	}
	return nil
}

// save writes a sample as NAME.pdf and NAME.json.
func (w writer) save(name string, s *formgen.Sample) error {
	truth, err := s.TruthJSON()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return err
	}
	base := filepath.Join(w.dir, name)
	if err := os.WriteFile(base+".pdf", s.PDF, 0o644); err != nil {
		return err
	}
	return os.WriteFile(base+".json", truth, 0o644)
}
