package saved

import (
	"regexp"
	"slices"
	"testing"
)

var (
	lineComment = regexp.MustCompile(`(?m)--.*$`)
	parameter   = regexp.MustCompile(`:(\w+)`)
)

func TestEveryQuestionSaysWhatItIs(t *testing.T) {
	all := All()
	if len(all) == 0 {
		t.Fatal("there is none")
	}
	for _, q := range all {
		if q.Title == "" || len(q.Title) > 80 {
			t.Errorf("%s: title %q", q.Name, q.Title)
		}
		used := make(map[string]bool)
		for _, m := range parameter.FindAllStringSubmatch(lineComment.ReplaceAllString(q.SQL, ""), -1) {
			used[m[1]] = true
		}
		for _, p := range q.Parameters {
			if !used[p.Name] || p.Meaning == "" {
				t.Errorf("%s: parameter %s is not used, or has no meaning", q.Name, p.Name)
			}
			delete(used, p.Name)
		}
		if len(used) > 0 {
			t.Errorf("%s: %v are not described", q.Name, used)
		}
	}
}

func TestQuestionsAreFoundByName(t *testing.T) {
	q, ok := Named("unmeasurable")
	names := []string{}
	for _, p := range q.Parameters {
		names = append(names, p.Name)
	}
	if !ok || !slices.Equal(names, []string{"year", "department"}) {
		t.Errorf("%v, %v", q, ok)
	}
	if _, ok := Named("none"); ok {
		t.Error("found none")
	}
}
