package main

import (
	"context"
	"errors"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/personal"
)

// maskReport masks in a report what is about people. The messages of issues
// quote what stands on a page; whom that is about is for their document to
// tell.
func maskReport(ctx context.Context, db store.Reader, r *store.Report) error {
	for i := range r.Worst {
		if err := maskListed(ctx, db, &r.Worst[i]); err != nil {
			return err
		}
	}
	for i := range r.Issues {
		if err := maskExample(ctx, db, &r.Issues[i]); err != nil {
			return err
		}
	}
	for i := range r.Unread {
		reason := store.Document{Reason: r.Unread[i].Reason}
		personal.Mask(&reason)
		r.Unread[i].Reason = reason.Reason
	}
	for i := range r.Departments {
		maskNames(&r.Departments[i].Department)
	}
	for _, forms := range [][]store.CoverageForm{r.Coverage.NoSatisfaction, r.Coverage.Unmeasurable, r.Coverage.WeightsOff} {
		for i := range forms {
			maskNames(&forms[i].Department, &forms[i].Project)
		}
	}
	return nil
}

// maskNames masks what is about people in names of departments and projects.
func maskNames(names ...*string) {
	for _, name := range names {
		r := normalize.Record{Project: *name}
		personal.Record(&r)
		*name = r.Project
	}
}

func maskListed(ctx context.Context, db store.Reader, d *store.Doubtful) error {
	masked, err := maskedIssues(ctx, db, d.SHA256)
	if err != nil {
		return err
	}
	for i := range d.Issues {
		issue := &d.Issues[i]
		masked.apply(issue.Form, issue.Code, &issue.Pointer, &issue.Message)
	}
	return nil
}

func maskExample(ctx context.Context, db store.Reader, c *store.IssueCount) error {
	e := &c.Example
	sha256, err := db.Find(ctx, e.Path)
	if err != nil && !errors.Is(err, store.ErrNotFound) && !errors.Is(err, store.ErrAmbiguous) {
		return err
	}
	masked, err := maskedIssues(ctx, db, sha256)
	if err != nil {
		return err
	}
	masked.apply(e.Form, c.Code, &e.Pointer, &e.Message)
	return nil
}

// An issueKey is an issue as it is stored.
type issueKey struct {
	form                   int
	code, pointer, message string
}

// issueMasks are the issues of a document, masked.
type issueMasks map[issueKey]normalize.Issue

// maskedIssues masks the issues of a document that is stored.
func maskedIssues(ctx context.Context, db store.Reader, sha256 string) (issueMasks, error) {
	masks := make(issueMasks)
	doc, err := db.Get(ctx, sha256)
	if errors.Is(err, store.ErrNotFound) {
		return masks, nil
	}
	if err != nil {
		return nil, err
	}
	var keys []issueKey
	eachIssue(&doc, func(form int, i *normalize.Issue) { keys = append(keys, issueKey{form, i.Code, i.Path, i.Message}) })
	personal.Mask(&doc)
	n := 0
	eachIssue(&doc, func(_ int, i *normalize.Issue) { masks[keys[n]] = *i; n++ })
	return masks, nil
}

func eachIssue(doc *store.Document, f func(form int, issue *normalize.Issue)) {
	for i := range doc.Issues {
		f(-1, &doc.Issues[i])
	}
	for form := range doc.Records {
		for i := range doc.Records[form].Issues {
			f(form, &doc.Records[form].Issues[i])
		}
	}
}

// apply masks an issue. One that its document does not have is masked by
// itself.
func (m issueMasks) apply(form int, kind string, pointer, message *string) {
	masked, ok := m[issueKey{form, kind, *pointer, *message}]
	if !ok {
		alone := normalize.Record{Issues: []normalize.Issue{{Path: *pointer, Message: *message}}}
		personal.Record(&alone)
		masked = alone.Issues[0]
	}
	*pointer, *message = masked.Path, masked.Message
}
