package normalize_test

import (
	"fmt"
	"testing"

	"mubiao/internal/formgen"
)

// cuts are the features under which a page cuts a table in its own way.
var cuts = []string{
	"center-break", "split-rows", "repeat-columns", "repeat-title", "omit-sides", "omit-foot", "blank-values", "no-prefix",
}

// Pages cut forms of every family where they like: between the label of goals
// and their texts, in the heads of a second table, through the name of a
// listing's project. Each variant is cut in two ways.
func TestFormsOfEveryFamilyThatPagesCutAreReadBack(t *testing.T) {
	s := newScore()
	n := 0
	for _, f := range formgen.Families() {
		for _, v := range f.Variants {
			for range 2 {
				flowing, err := formgen.Named("flowing", cuts[n%len(cuts)])
				if err != nil {
					t.Fatal(err)
				}
				s.addFamily(t, f.Name, v, 700+uint64(n), flowing...)
				n++
			}
		}
	}
	s.judgeShare(t, 0.999)
}

// Alignment tells the plain form alone: what is read of other tables without
// rules is right or said to be doubtful, and no form is made up.
func TestFormsOfEveryFamilyWithoutRulesAreReadOrDoubted(t *testing.T) {
	ruleless, err := formgen.Named("no-rules")
	if err != nil {
		t.Fatal(err)
	}
	s := newScore()
	seed := uint64(0)
	for _, f := range formgen.Families() {
		for _, v := range f.Variants {
			seed++
			sample, err := formgen.NewFamily(seed, v, ruleless...)
			if err != nil {
				t.Fatal(err)
			}
			source := command(fmt.Sprintf("-family %s -variant %s -n 1 -seed %d", f.Name, v.Name, seed), ruleless)
			got := forms(readBack(t, sample.PDF))
			switch truth := len(sample.Truth()); {
			case len(got) > truth:
				t.Errorf("%s\n    %d forms read, %d printed", source, len(got), truth)
			case len(got) == truth:
				s.compare(t, sample, source)
			}
		}
	}
	s.log(t)
	if float64(s.silent) > rulelessSilent*float64(s.values) {
		t.Errorf("%d of %d values are wrong and not doubted", s.silent, s.values)
	}
}

// rulelessSilent is the share of values that may be wrong without a doubt
// in tables without rules that are not plain: fields and amounts beside labels
// that wrap.
const rulelessSilent = 0.01
