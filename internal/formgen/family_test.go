package formgen_test

import (
	"fmt"
	"os/exec"
	"testing"

	"mubiao/internal/formgen"
	"mubiao/normalize"
)

// samples calls f for the first seeds of every variant, each with another
// feature.
func samples(t *testing.T, seeds uint64, f func(name string, s *formgen.Sample)) {
	t.Helper()
	features, n := formgen.Features(), 0
	for _, family := range formgen.Families() {
		for _, v := range family.Variants {
			for seed := range seeds {
				feature := features[n%len(features)]
				n++
				s, err := formgen.NewFamily(seed, v, feature)
				if err != nil {
					t.Fatal(err)
				}
				f(fmt.Sprintf("%s-%s, seed %d, %s", family.Name, v.Name, seed, feature.Name), s)
			}
		}
	}
}

func TestTheCellsOfEverySectionFillItsColumns(t *testing.T) {
	samples(t, 4, func(name string, s *formgen.Sample) {
		for _, form := range s.Forms {
			for i, section := range form.Sections {
				if err := tiled(section); err != nil {
					t.Errorf("%s: section %d: %v", name, i, err)
				}
			}
		}
	})
}

// tiled checks that cells fall on each other nowhere and leave no gap.
func tiled(s formgen.Section) error {
	taken := map[[2]int]bool{}
	for i, row := range s.Rows {
		col := 0
		for _, c := range row {
			for taken[[2]int{i, col}] {
				col++
			}
			for r := range max(1, c.Rows) {
				for k := range max(1, c.Cols) {
					at := [2]int{i + r, col + k}
					if taken[at] || at[0] >= len(s.Rows) || at[1] >= len(s.Columns) {
						return fmt.Errorf("row %d: %q does not fit", i, c.Text)
					}
					taken[at] = true
				}
			}
		}
	}
	if len(taken) != len(s.Rows)*len(s.Columns) {
		return fmt.Errorf("%d of %d places filled", len(taken), len(s.Rows)*len(s.Columns))
	}
	return nil
}

func TestThePagesOfEveryFamilyHoldTheTruth(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	samples(t, 1, func(name string, s *formgen.Sample) {
		page := characters(pdftotext(t, s.PDF))
		for _, form := range s.Truth() {
			for _, text := range familyTexts(form) {
				for r := range characters(text) {
					if page[r] == 0 {
						t.Fatalf("%s: %q is not on the page", name, text)
					}
				}
			}
		}
	})
}

// familyTexts are the texts of a record, of which some families print one
// for several values: a listing its title, two scopes the name of a row.
func familyTexts(r normalize.Record) []string {
	out := append(texts(r), r.Title, r.Achieved)
	for _, t := range r.Tasks {
		out = append(out, t.Name, t.Content)
	}
	for _, i := range r.Indicators {
		out = append(out, i.Actual, i.Deviation)
	}
	for _, v := range r.Header {
		out = append(out, v)
	}
	return out
}

func TestASeedOfAFamilyAlwaysMakesTheSameDocument(t *testing.T) {
	for _, family := range formgen.Families() {
		for _, v := range family.Variants {
			var made [2]string
			for i := range made {
				s, err := formgen.NewFamily(5, v)
				if err != nil {
					t.Fatal(err)
				}
				made[i] = string(s.PDF)
			}
			if made[0] != made[1] {
				t.Errorf("%s-%s: two documents of one seed differ", family.Name, v.Name)
			}
		}
	}
}

func TestEveryFamilyOfTheCatalogueHasADrawing(t *testing.T) {
	for i, family := range formgen.Families() {
		if want := fmt.Sprintf("v%d", i+1); family.Name != want || len(family.Variants) == 0 {
			t.Errorf("family %s with %d variants, want %s with some", family.Name, len(family.Variants), want)
		}
	}
}
