// Command press prints PDFs in a type face of choice and scans the paper: it
// writes each NAME.pdf as NAME-SCANNER.pdf, which holds nothing but pictures,
// and what is known to stand in it, NAME.json, beside it.
//
//	go run ./internal/press/cmd/press -scanner office -o /tmp/scans \
//	    -face /usr/share/fonts/truetype/arphic/uming.ttc /tmp/forms/*.pdf
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mubiao/extract/ladder"
	"mubiao/internal/press"
)

func main() {
	scanner := flag.String("scanner", "office", "clean, office, fax, bad or feeder")
	faces := flag.String("face", "", "font files, separated by commas, asked in turn for a character; FILE#N for a font of a collection")
	instead := flag.String("instead", "", "characters to print instead of others, in pairs: ≥⩾≤⩽")
	jpeg2000 := flag.Bool("jpeg2000", false, "keep pictures in that format, which ImageMagick's convert encodes")
	under := flag.Bool("under", false, "hide the text of each page under its picture, as programs do that read what they scan")
	misread := flag.String("misread", "", "what such a program reads instead of some words: 95=59,≥=2")
	dir := flag.String("o", ".", "folder to write to")
	seed := flag.Uint64("seed", 1, "seed of the damage to the first file")
	flag.Parse()
	if err := run(*scanner, press.Scanner{JPEG2000: *jpeg2000, Under: *under, Misread: pairsOf(*misread)}, *faces, *instead, *dir, *seed, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// pairsOf reads pairs of words, AS=READ,….
func pairsOf(list string) map[string]string {
	pairs := map[string]string{}
	for pair := range strings.SplitSeq(list, ",") {
		if as, read, ok := strings.Cut(pair, "="); ok {
			pairs[as] = read
		}
	}
	return pairs
}

func run(scanner string, kept press.Scanner, faces, instead, dir string, seed uint64, paths []string) error {
	s, ok := press.Scanners[scanner]
	if !ok {
		return fmt.Errorf("no scanner %q", scanner)
	}
	s.JPEG2000, s.Under, s.Misread = kept.JPEG2000, kept.Under, kept.Misread
	face, err := press.Open(strings.Split(faces, ",")...)
	if err != nil {
		return err
	}
	face.Instead = press.InPairs(instead)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, path := range paths {
		name := strings.TrimSuffix(path, ".pdf")
		to := filepath.Join(dir, filepath.Base(name)+"-"+scanner)
		if err := scan(s, face, path, to+".pdf", seed+uint64(100*i)); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := copyFile(name+".json", to+".json"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func scan(s press.Scanner, face *press.Face, from, to string, seed uint64) error {
	ctx := context.Background()
	file, err := ladder.Open(ctx, from, ladder.Options{OCR: ladder.OCRNever})
	if err != nil {
		return err
	}
	defer file.Close()
	scanned, err := s.Scan(ctx, file, face, seed)
	if err != nil {
		return err
	}
	return os.WriteFile(to, scanned, 0o644)
}

func copyFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o644)
}
