package export

import (
	"slices"
	"strings"

	"mubiao/normalize"
	"mubiao/normalize/zh"
	"mubiao/store"
)

// A Selection is a document and what of it is exported.
type Selection struct {
	Doc *store.Document
	// Forms are places in Doc.Records, ascending.
	Forms []int
	// File says that the issues of the file itself are exported.
	File bool
}

// A Filter selects forms. The zero Filter selects all, those that could not be
// read too.
type Filter struct {
	// Years and Kinds are those wanted; none means any.
	Years []int
	Kinds []normalize.Kind
	// Department is part of the name of a department or unit, compared as
	// zh.Key compares names.
	Department string
}

// Select selects the forms of a document. Issues of the file come with any of
// them, and with a document that has none if nothing is filtered.
func (f Filter) Select(doc *store.Document) Selection {
	s := Selection{Doc: doc, File: f.all()}
	for i := range doc.Records {
		if f.keeps(&doc.Records[i]) {
			s.Forms = append(s.Forms, i)
		}
	}
	s.File = s.File || len(s.Forms) > 0
	return s
}

func (f Filter) all() bool {
	return len(f.Years) == 0 && len(f.Kinds) == 0 && f.Department == ""
}

func (f Filter) keeps(r *normalize.Record) bool {
	wanted := zh.Key(f.Department)
	return (len(f.Years) == 0 || slices.Contains(f.Years, r.FiscalYear)) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, r.Form)) &&
		(wanted == "" || strings.Contains(zh.Key(r.Department), wanted) || strings.Contains(zh.Key(r.Unit), wanted))
}

// Document is the document without the issues of what is not selected. Its
// forms keep their places.
func (s Selection) Document() *store.Document {
	doc := *s.Doc
	doc.Records = slices.Clone(doc.Records)
	for i := range doc.Records {
		if !slices.Contains(s.Forms, i) {
			doc.Records[i].Issues = nil
		}
	}
	if !s.File {
		doc.Issues = nil
	}
	return &doc
}

// A Writer writes an export. Nothing that it wrote counts before Close has
// returned nil.
type Writer interface {
	Write(s Selection) error
	// Close ends the export.
	Close() error
	// Discard frees what an export holds that is given up. It may follow
	// Close.
	Discard()
}
