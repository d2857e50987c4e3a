package formgen_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mubiao/internal/formgen"
	"mubiao/normalize"
)

func TestASeedAlwaysMakesTheSameDocument(t *testing.T) {
	for _, f := range formgen.Features() {
		a, err := formgen.New(7, f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := formgen.New(7, f)
		if err != nil {
			t.Fatal(err)
		}
		if string(a.PDF) != string(b.PDF) {
			t.Errorf("%s: two documents of one seed differ", f.Name)
		}
	}
}

// What the truth says must stand on the page: pdftotext, which knows nothing
// of forms, has to find the characters of every value.
func TestThePageHoldsTheTruth(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	for i, f := range formgen.Features() {
		s, err := formgen.New(uint64(i), f)
		if err != nil {
			t.Fatal(err)
		}
		page := characters(pdftotext(t, s.PDF))
		for _, form := range s.Truth() {
			for _, text := range texts(form) {
				take(t, page, text, fmt.Sprintf("%s, seed %d", f.Name, i))
			}
		}
	}
}

// take takes the characters of text off the page.
func take(t *testing.T, page map[rune]int, text, sample string) {
	t.Helper()
	for r, n := range characters(text) {
		if page[r] < n {
			t.Fatalf("%s: %q is not on the page", sample, text)
		}
		page[r] -= n
	}
}

func texts(r normalize.Record) []string {
	out := []string{r.Project, r.Department, r.Unit, r.Attribute, r.Period}
	for _, g := range r.Goals {
		out = append(out, g.Text)
	}
	for _, i := range r.Indicators {
		out = append(out, i.Level3, i.Target)
	}
	return out
}

// characters counts the characters of s; poppler turns the half-width ones
// of GBK-EUC-H into full-width ones.
func characters(s string) map[rune]int {
	out := map[rune]int{}
	for _, r := range s {
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		if !strings.ContainsRune(" \n\f\r", r) {
			out[r]++
		}
	}
	return out
}

func pdftotext(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestComparingTellsWrongFromSilentAndFalse(t *testing.T) {
	s, err := formgen.New(3)
	if err != nil {
		t.Fatal(err)
	}
	want := s.Forms[0].Truth
	got := want
	if c := formgen.Compare(want, got); len(c.Differences) != 0 || c.Values < 20 {
		t.Fatalf("a record against itself: %+v", c)
	}
	got.Project = "别的项目"
	got.Indicators = got.Indicators[1:]
	got.Issues = []normalize.Issue{{Code: "x", Severity: normalize.Warning, Path: "/project"}, {Code: "x", Severity: normalize.Error, Path: "/title"}}
	c := formgen.Compare(want, got)
	silent := 0
	for _, d := range c.Differences {
		if d.Path == "/project" && !d.Said {
			t.Error("the issue that points at /project is not seen")
		}
		if !d.Said {
			silent++
		}
	}
	if silent == 0 {
		t.Error("a lost indicator is not silent")
	}
	if len(c.False) != 1 || c.False[0] != "/title" {
		t.Errorf("false flags %v, want /title alone", c.False)
	}
}

func TestTruthIsWrittenInTheShapeOfACorpus(t *testing.T) {
	s, err := formgen.New(5)
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.TruthJSON()
	if err != nil {
		t.Fatal(err)
	}
	var truth struct {
		Forms []struct{ Title string }
	}
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	if len(truth.Forms) != len(s.Forms) || truth.Forms[0].Title != s.Forms[0].Truth.Title {
		t.Errorf("%d forms, want %d", len(truth.Forms), len(s.Forms))
	}
}
