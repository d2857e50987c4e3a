// Command bench measures whole runs of mubiao: against other readers on one long
// document, CPU time (user and system) and peak memory; and on a tree of many
// small documents, how fast they are imported, and whether memory grows with
// their number. Between the two it measures what reading a scanned page takes,
// reads scanned forms beside npm's @gutenye/ocr-node and counts the wrong
// characters of both, and holds the confidences that values of scanned forms
// claim against how many are right.
//
//	go run ./internal/bench -mubiao bin/mubiao
//
// The long document is many copies of a form one after the other, as a budget
// disclosure has them. The programs take turns, so that whatever else the
// machine does falls on all of them; the medians are printed.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

type options struct {
	mubiao string
	form   string
	copies int
	runs   int

	documents int
	fleet     int    // documents in the tree that fleets read; 0 for none
	database  string // of the server that they work with; empty for one of our own
	// claims is whether the reliability of confidences is measured.
	claims bool
	// pictures makes the program read the pictures named as arguments, as one
	// of those compared.
	pictures bool
	// effort makes it print what reading them takes.
	effort bool
}

func main() {
	var o options
	flag.StringVar(&o.mubiao, "mubiao", "bin/mubiao", "the program to compare")
	flag.StringVar(&o.form, "form", "testdata/forms/four-forms/source.pdf", "the `PDF` to copy")
	flag.IntVar(&o.copies, "copies", 100, "copies of it in the document")
	flag.IntVar(&o.runs, "runs", 7, "runs of each program; 0 for no comparison")
	flag.IntVar(&o.documents, "documents", 10_000, "documents in the tree; 0 for no tree")
	flag.IntVar(&o.fleet, "fleet", 0, "documents that 1, 2 and 4 workers read from a queue; 0 for no fleet")
	flag.StringVar(&o.database, "database", "", "the `URL` of a PostgreSQL server for the fleet; a server is started without it")
	flag.BoolVar(&o.claims, "claims", true, "measure how many values are right that claim a confidence")
	flag.BoolVar(&o.pictures, "pictures", false, "read the pictures named as arguments and print their text")
	flag.BoolVar(&o.effort, "effort", false, "read the pictures named as arguments and print what that takes")
	flag.Parse()
	work := run
	switch {
	case o.pictures:
		work = func(options) error { return printPictures(context.Background(), flag.Args()) }
	case o.effort:
		work = func(options) error { return printEffort(context.Background(), flag.Args()) }
	}
	if err := work(o); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	folder, err := os.MkdirTemp("", "mubiao-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if o.runs > 0 {
		if err := compare(o, folder); err != nil {
			return err
		}
		if err := compareScans(o.mubiao, folder, min(o.runs, scanRuns)); err != nil {
			return err
		}
	}
	if o.claims {
		if err := compareClaims(context.Background(), os.Stdout); err != nil {
			return err
		}
	}
	if o.documents > 0 {
		fmt.Printf("\nimport of a tree of %d documents\n\n", o.documents)
		if err := importBatches(os.Stdout, o.mubiao, folder, o.documents); err != nil {
			return err
		}
	}
	if o.fleet > 0 {
		fmt.Printf("\nfleets that read %d documents from a queue\n\n", o.fleet)
		return importFleets(context.Background(), os.Stdout, o.mubiao, folder, o.database, o.fleet)
	}
	return nil
}

// compare runs all programs on the long document.
func compare(o options, folder string) error {
	document, err := merge(folder, o.form, o.copies)
	if err != nil {
		return err
	}
	programs, err := available(contestants(o.mubiao, document))
	if err != nil {
		return err
	}
	results, err := race(programs, o.runs)
	if err != nil {
		return err
	}
	fmt.Printf("%d copies of %s, medians of %d runs\n\n", o.copies, o.form, o.runs)
	printTable(os.Stdout, results)
	return nil
}

// merge makes a document of many copies of a form with pdfunite, which gives
// every copy fonts and streams of its own, and returns its path.
func merge(folder, form string, copies int) (string, error) {
	content, err := os.ReadFile(form)
	if err != nil {
		return "", err
	}
	var args []string
	for i := range copies {
		path := filepath.Join(folder, strconv.Itoa(i)+".pdf")
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return "", err
		}
		args = append(args, path)
	}
	document := filepath.Join(folder, "merged.pdf")
	if out, err := exec.Command("pdfunite", append(args, document)...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("pdfunite (Debian: poppler-utils): %w: %s", err, out)
	}
	return document, nil
}

// A program is one that takes part.
type program struct {
	name string // as it is printed
	peer string // whose figures its own are divided by; empty for a peer
	args []string
}

// contestants are the programs and what they are held against. Reading every
// page without tables, and reading the forms, are both held against words
// with their boxes, the nearest that the peers print.
func contestants(mubiao, document string) []program {
	const words = "pdftotext -bbox"
	return []program{
		{"mubiao inspect --count", words, []string{mubiao, "inspect", document, "--count"}},
		{"mubiao extract", words, []string{mubiao, "extract", "--format", "jsonl", document}},
		{words, "", []string{"pdftotext", "-bbox", document, os.DevNull}},
		{"mutool draw -F stext", "", []string{"mutool", "draw", "-q", "-F", "stext", "-o", os.DevNull, document}},
	}
}

// available leaves out the peers that this machine does not have, and says
// so. Without pdftotext there is nothing to compare.
func available(all []program) ([]program, error) {
	var found []program
	for _, p := range all {
		if _, err := exec.LookPath(p.args[0]); err != nil {
			if p.peer != "" || p.args[0] == "pdftotext" {
				return nil, err
			}
			fmt.Fprintln(os.Stderr, p.name, "is left out:", err)
			continue
		}
		found = append(found, p)
	}
	return found, nil
}
