// Command maketestdata writes the PDFs of testdata/forms. Their contents are
// invented; what each is there to show stands in its NOTE.md. The same
// sources give the same bytes.
//
//	go run ./internal/maketestdata
package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"mubiao/internal/formgen"
	"mubiao/internal/pdfwrite"
)

func main() {
	if err := writeAll("testdata/forms"); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// writeAll writes the source of every document under dir.
func writeAll(dir string) error {
	for name, make := range documents() {
		pdf, err := make()
		if err != nil {
			return fmt.Errorf("make %s: %w", name, err)
		}
		folder := filepath.Join(dir, name)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, "source.pdf"), pdf, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// documents are the makers by the names of their folders.
func documents() map[string]func() ([]byte, error) {
	return map[string]func() ([]byte, error){
		"plain-ruled":   drawn(office(), reservoirs()),
		"four-forms":    drawn(fourForms(), reservoirs(), library(), clinics(), schools()),
		"page-break":    drawn(pageBreak(), schools()),
		"wrapped":       drawn(narrow(), clinics()),
		"thin-boxes":    drawn(thinBoxes(), library()),
		"dashed":        drawn(dashed(), reservoirs()),
		"rotated":       drawn(rotated(), library()),
		"budget-report": budgetReport,

		"midterm-halves":        drawn(lying(), midterm()),
		"long-and-annual":       drawn(office(), longAndAnnual()),
		"goal-style":            drawn(office(), goalStyle()),
		"transfer":              drawn(openLevels(), transfer()),
		"relief":                drawn(office(), relief()),
		"listing":               drawn(small(), listing()),
		"flat-list":             drawn(office(), flat()),
		"cost-first":            drawn(office(), costFirst()),
		"yuan-beside-years":     drawn(office(), yuanBesideYears()),
		"two-values":            drawn(office(), twoValues()),
		"without-level-3":       drawn(office(), withoutLevel3()),
		"whole-department":      drawn(office(), wholeDepartment()),
		"evaluation":            drawn(lying(), evaluation()),
		"grouped-heads":         drawn(lying(), groupedHeads()),
		"several-evaluations":   drawn(oneAfterTheOther(), severalEvaluations()...),
		"department-evaluation": drawn(small(), departmentEvaluation()),
		"notice":                drawn(office(), notice(), secondNotice()),

		"not-a-pdf": func() ([]byte, error) { return []byte(errorPage), nil },
	}
}

func drawn(s formgen.Style, forms ...formgen.Form) func() ([]byte, error) {
	return func() ([]byte, error) { return formgen.Draw(still(), s, forms...) }
}

// still is a source of chance that always says the same: no style used here
// asks it for anything that shows.
func still() *rand.Rand { return rand.New(rand.NewPCG(0, 0)) }

// errorPage is what a download saves when the server answers with a page.
const errorPage = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>404</title></head>
<body><p>您访问的文件不存在或已被移动。</p></body></html>
`

// office is the style that an office program exports: A4, strokes of half a
// point, a font that is named and not held.
func office() formgen.Style {
	return formgen.Style{
		Width: 595.28, Height: 841.89, Margin: 56,
		Encoding: pdfwrite.UniGBUCS2, Size: 10.5, Leading: 1.3, Kinsoku: true,
		Columns: [5]float64{0.06, 0.13, 0.17, 0.42, 0.22}, Head: [4]float64{0.19, 0.29, 0.16, 0.36},
		Label: 0.19, Amounts: 0.55, PadX: 3, PadY: 2.5, ValueAlign: formgen.Center,
		Thickness: 0.5, OneAPage: true, OpenBreak: true,
	}
}

func fourForms() formgen.Style {
	s := office()
	s.Encoding, s.Placing, s.Footer = pdfwrite.GBKEUC, formgen.ByGlyph, formgen.DashedNumber
	s.File = pdfwrite.Options{Compress: true, ObjectStreams: true}
	return s
}

func pageBreak() formgen.Style {
	s := office()
	s.Encoding, s.SplitRows, s.Footer = pdfwrite.UniGBUTF16, true, formgen.OfPages
	s.Size, s.Leading = 12, 2.28
	return s
}

func narrow() formgen.Style {
	s := office()
	s.Encoding, s.Order = pdfwrite.MadeUpCIDs, formgen.ByColumn
	s.Columns, s.Head = [5]float64{0.04, 0.07, 0.11, 0.58, 0.2}, [4]float64{0.12, 0.35, 0.13, 0.4}
	s.Label, s.Size = 0.12, 9
	return s
}

func thinBoxes() formgen.Style {
	s := office()
	s.Rules, s.Thickness, s.Shade = formgen.ThinFills, 0.48, true
	return s
}

func dashed() formgen.Style {
	s := office()
	s.Dash, s.Rules, s.Placing = []float64{2, 1.5}, formgen.CellLines, formgen.ByRun
	return s
}

func rotated() formgen.Style {
	s := office()
	s.Width, s.Height = s.Height, s.Width
	s.Frame = pdfwrite.Frame{Rotate: 90, OffsetX: 14, OffsetY: 20}
	s.Size, s.Margin, s.PadY, s.Leading = 9, 40, 1.5, 1.15
	return s
}

// lying is landscape paper with smaller type.
func lying() formgen.Style {
	s := office()
	s.Width, s.Height, s.Size, s.PadY = s.Height, s.Width, 9, 1.5
	return s
}

// small is landscape paper with type as small as lists need.
func small() formgen.Style {
	s := lying()
	s.Size, s.PadX, s.Margin = 7.5, 1.5, 36
	return s
}

// openLevels leaves out the rules between the second levels and under the
// last ones, and is cut by the page.
func openLevels() formgen.Style {
	s := office()
	s.OmitLevel, s.OmitFoot, s.Leading = true, true, 3
	return s
}

// oneAfterTheOther begins no page for a form.
func oneAfterTheOther() formgen.Style {
	s := small()
	s.OneAPage = false
	return s
}
