// Command calibrate fits what confidences state to scanned forms of known
// content, and prints what they are worth on other forms in other faces.
//
//	go run ./internal/calibrate/cmd/calibrate -write normalize/calibration.go
//
// What was read of each page is kept in a folder, so that a fit can be made again
// without reading, which takes some 2 seconds a page. Remove the folder after a
// change to what reads pictures.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"

	"mubiao/extract/ocr"
	"mubiao/extract/scan"
	"mubiao/internal/calibrate"
)

type options struct {
	folder    string
	documents int
	jobs      int
	kept      bool
	write     string
	wrong     float64
}

func main() {
	var o options
	flag.StringVar(&o.folder, "o", "out/calibrate", "`folder` that keeps what was read")
	flag.IntVar(&o.documents, "n", 90, "documents of each set")
	flag.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "documents read at a time")
	flag.BoolVar(&o.kept, "kept", false, "read nothing: fit on what the folder keeps")
	flag.StringVar(&o.write, "write", "", "Go `file` to write the calibration to")
	flag.Float64Var(&o.wrong, "wrong", 1, "print the wrong values that no issue points at with at least this confidence")
	flag.Parse()
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	var engine scan.Engine
	if !o.kept {
		if err := os.MkdirAll(o.folder, 0o755); err != nil {
			return err
		}
		opened, err := openOCR()
		if err != nil {
			return err
		}
		defer opened.Close()
		engine = opened
	}
	fit, err := read(ctx, o, engine, calibrate.Fit)
	if err != nil {
		return err
	}
	check, err := read(ctx, o, engine, calibrate.Check)
	if err != nil {
		return err
	}
	return report(o, fit, check)
}

func openOCR() (*ocr.Engine, error) {
	dir, err := ocr.DefaultDir()
	if err != nil {
		return nil, err
	}
	return ocr.Open(dir)
}

// mostPages is the number of pages beyond which a document is left out: they are
// much of the same.
const mostPages = 3

// read reads the documents of a set.
func read(ctx context.Context, o options, engine scan.Engine, set calibrate.Set) ([]calibrate.Form, error) {
	found := make([][]calibrate.Form, o.documents)
	failed := make([]error, o.jobs)
	next := make(chan int)
	var (
		wait    sync.WaitGroup
		missing sync.Map
	)
	for k := range o.jobs {
		wait.Go(func() {
			reader := calibrate.Reader{Engine: engine, Folder: o.folder, MostPages: mostPages}
			for i := range next {
				forms, err := reader.Read(ctx, set.Sample(i))
				if face, ok := errors.AsType[*calibrate.MissingFace](err); ok {
					missing.Store(face.Family, nil)
				} else if err != nil && !errors.Is(err, calibrate.ErrLeftOut) {
					failed[k] = errors.Join(failed[k], err)
				}
				found[i] = forms
			}
			failed[k] = errors.Join(failed[k], reader.Close())
		})
	}
	for i := range o.documents {
		next <- i
	}
	close(next)
	wait.Wait()
	missing.Range(func(family, _ any) bool {
		fmt.Fprintln(os.Stderr, "forms in", family, "are left out: it is not installed (make faces)")
		return true
	})
	var out []calibrate.Form
	for _, forms := range found {
		out = append(out, forms...)
	}
	return out, errors.Join(failed...)
}

// sound is the share of values that are right of a form whose table was found:
// where it was not, values stand in the wrong place however well they were read.
const sound = 0.8

// report fits a calibration and prints what it is worth.
func report(o options, fit, check []calibrate.Form) error {
	claims := calibrate.Claims(fit, sound)
	if len(claims) == 0 {
		return errors.New("no type face to fit on is installed: see internal/calibrate")
	}
	c := calibrate.FitTo(claims)
	on := fmt.Sprintf("%d values of %d forms, in the faces that internal/calibrate names", len(claims), len(calibrate.Sound(fit, sound)))
	source, err := calibrate.Source(c, on)
	if err != nil {
		return err
	}
	if o.write != "" {
		if err := os.WriteFile(o.write, source, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("fitted on %s\n", on)
	for _, set := range []struct {
		name  string
		forms []calibrate.Form
		share float64
	}{{"those", fit, sound}, {"other forms in other faces", check, sound}, {"the same, and forms whose tables were not found", check, 0}} {
		calibrate.Restate(set.forms, c)
		claims := calibrate.Claims(set.forms, set.share)
		forms := calibrate.Sound(set.forms, set.share)
		fmt.Printf("\n%s: %d values of %d forms\n\n", set.name, len(claims), len(forms))
		calibrate.PrintReliability(os.Stdout, claims)
		fmt.Println()
		calibrate.PrintKinds(os.Stdout, claims)
		fmt.Println()
		calibrate.PrintDoubts(os.Stdout, claims)
		fmt.Println()
		calibrate.PrintLines(os.Stdout, forms)
	}
	for _, claim := range calibrate.Claims(check, sound) {
		if !claim.Right && !claim.Doubted && claim.Confidence >= o.wrong {
			fmt.Printf("%.3f %s: %s is %s\n", claim.Confidence, claim.Pointer, claim.Got, claim.Want)
		}
	}
	return nil
}
