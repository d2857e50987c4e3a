package normalize_test

import (
	"context"
	"path/filepath"
	"testing"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/normalize"
)

// A disputed document is one with a disagreement on each of its pages.
type disputed struct{ extract.Document }

func (d disputed) Page(ctx context.Context, n int) (*extract.Page, error) {
	p, err := d.Document.Page(ctx, n)
	if err == nil {
		p.Disagreement = "they differ"
	}
	return p, err
}

// doubted counts the records whose issues tell of a disagreement, by whether
// they are forms.
func doubted(t *testing.T, doc extract.Document) (forms, pages int) {
	t.Helper()
	result, err := normalize.Read(t.Context(), "plan.pdf", "", disputed{doc})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range result.Records {
		for _, issue := range r.Issues {
			switch {
			case issue.Code != "readers-differ":
			case r.Form != "" && issue.Severity == normalize.Warning:
				forms++
			case r.Form == "" && issue.Severity == normalize.Error:
				pages++
			}
		}
	}
	return forms, pages
}

func TestFormsOnPagesThatReadersDisagreeAboutAreDoubted(t *testing.T) {
	path := filepath.Join("../testdata/forms", "evaluation", "source.pdf")
	file, err := ladder.Open(t.Context(), path, ladder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if forms, pages := doubted(t, file); forms == 0 || pages != 0 {
		t.Errorf("%s: %d forms and %d pages are doubted, want forms alone", path, forms, pages)
	}
	if forms, pages := doubted(t, blank{}); forms != 0 || pages != 1 {
		t.Errorf("a blank page: %d forms and %d pages are doubted, want the page", forms, pages)
	}
}

// blank is a document of one page with nothing on it.
type blank struct{}

func (blank) Pages() int   { return 1 }
func (blank) Close() error { return nil }
func (blank) Page(context.Context, int) (*extract.Page, error) {
	return &extract.Page{Number: 1, Width: 595, Height: 842}, nil
}
