package calibrate

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"os"

	"mubiao/extract"
)

// keptPages is a document that was read before.
type keptPages []keptPage

// A keptPage is a page, its problems in words.
type keptPage struct {
	Page     extract.Page
	Problems []string
}

func keep(p *extract.Page) keptPage {
	k := keptPage{Page: *p}
	for _, problem := range p.Problems {
		k.Problems = append(k.Problems, problem.Error())
	}
	k.Page.Problems = nil
	return k
}

// Pages is part of extract.Document.
func (k keptPages) Pages() int { return len(k) }

// Close is part of extract.Document.
func (k keptPages) Close() error { return nil }

// Page is part of extract.Document.
func (k keptPages) Page(_ context.Context, n int) (*extract.Page, error) {
	page := k[n-1].Page
	for _, problem := range k[n-1].Problems {
		page.Problems = append(page.Problems, errors.New(problem))
	}
	return &page, nil
}

func loadPages(path string) (keptPages, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var pages keptPages
	if err := gob.NewDecoder(f).Decode(&pages); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return pages, nil
}

func (k keptPages) save(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := gob.NewEncoder(f).Encode(k); err != nil {
		return err
	}
	return f.Close()
}
