package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"mubiao/extract/ocr"
	"mubiao/internal/calibrate"
)

// reliableDocuments is how many documents are printed, scanned and read to see
// what confidences are worth, but for those of more than two pages: a minute on
// one core.
const reliableDocuments = 60

// compareClaims prints forms in faces that no confidence was fitted on, scans
// them, reads them, and prints how many of the values that claim a confidence are
// right.
func compareClaims(ctx context.Context, w io.Writer) error {
	engine, err := openOCR()
	if errors.Is(err, ocr.ErrNotInstalled) {
		fmt.Fprintln(os.Stderr, "the reliability of confidences is left out: mubiao ocr install was not run")
		return nil
	}
	if err != nil {
		return err
	}
	defer engine.Close()
	reader := calibrate.Reader{Engine: engine, MostPages: 2}
	defer reader.Close()
	var forms []calibrate.Form
	missing := map[string]bool{}
	for i := range reliableDocuments {
		found, err := reader.Read(ctx, calibrate.Check.Sample(i))
		switch face, left := errors.AsType[*calibrate.MissingFace](err); {
		case left:
			missing[face.Family] = true
		case errors.Is(err, calibrate.ErrLeftOut):
		case err != nil:
			return err
		}
		forms = append(forms, found...)
	}
	for family := range missing {
		fmt.Fprintln(os.Stderr, "forms in", family, "are left out: it is not installed")
	}
	printClaims(w, forms)
	return nil
}

// printClaims prints what became of the values of some forms.
func printClaims(w io.Writer, forms []calibrate.Form) {
	claims := calibrate.Claims(forms, 0)
	fmt.Fprintf(w, "\n%d values of %d forms in faces that confidences were not fitted on, scanned\n\n", len(claims), len(forms))
	calibrate.PrintReliability(w, claims)
	fmt.Fprintln(w)
	calibrate.PrintLines(w, forms)
}
