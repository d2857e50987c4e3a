package relational

import (
	"cmp"

	"mubiao/normalize"
	"mubiao/store"
)

// insertReading stores the pages, records and issues of a document that has
// none, with the corrections that were made of it before, by form.
func (t *transaction) insertReading(document int64, doc *store.Document, history map[int][]store.Correction) {
	if t.err != nil {
		return
	}
	ids, err := t.tx.FormIDs(t.ctx, len(doc.Records))
	if t.err = cmp.Or(t.err, err); t.err != nil {
		return
	}
	var p parts
	for i := range doc.Pages {
		p.pages = append(p.pages, pageRow(document, &doc.Pages[i]))
	}
	p.addFileIssues(document, doc)
	for i := range doc.Records {
		record, kept := t.layOver(doc.Reading(i), history[i])
		values, err := formValues(&record, kept)
		t.err = cmp.Or(t.err, err)
		p.forms = append(p.forms, Row{append([]any{ids[i], document, i}, values...), formWords(&record)})
		p.addForm(document, ids[i], &record)
		delete(history, i)
	}
	t.insertParts(&p)
	if len(history) > 0 {
		t.orphan(document, history)
	}
}

// parts are rows of a reading by their tables, in the order in which they are
// stored.
type parts struct {
	pages, forms, funds, goals, tasks, indicators, evidence, issues []Row
}

func (t *transaction) insertParts(p *parts) {
	t.insert(pages, p.pages)
	t.insert(forms, p.forms)
	t.insert(funds, p.funds)
	t.insert(goals, p.goals)
	t.insert(tasks, p.tasks)
	t.insert(indicators, p.indicators)
	t.insert(evidence, p.evidence)
	t.insert(issues, p.issues)
}

// addForm adds what hangs on a form.
func (p *parts) addForm(document, form int64, r *normalize.Record) {
	beside := terms(r.Project, r.Unit, r.Department, yearText(r))
	for i := range r.Funds {
		p.funds = append(p.funds, fundRow(form, i, &r.Funds[i]))
	}
	for i := range r.Goals {
		p.goals = append(p.goals, goalRow(form, i, &r.Goals[i], beside))
	}
	for i := range r.Tasks {
		p.tasks = append(p.tasks, taskRow(form, i, &r.Tasks[i]))
	}
	for i := range r.Indicators {
		p.indicators = append(p.indicators, indicatorRow(form, i, &r.Indicators[i], beside))
	}
	for _, pointer := range r.Evidence.Pointers() {
		p.evidence = append(p.evidence, evidenceRow(form, pointer, r.Evidence[pointer]))
	}
	for i := range r.Issues {
		p.issues = append(p.issues, formIssueRow(document, form, r, &r.Issues[i]))
	}
}

// addFileIssues adds the issues that belong to no form.
func (p *parts) addFileIssues(document int64, doc *store.Document) {
	for i := range doc.Issues {
		if doc.Issues[i].Code == store.CodeStale {
			continue // of a document that comes from a store; orphan knows better
		}
		p.issues = append(p.issues, fileIssueRow(document, &doc.Issues[i]))
	}
}

// formWords are what a form itself is found by.
func formWords(r *normalize.Record) Words {
	return Words{terms(r.Project, r.Unit, r.Department, r.Title), terms(yearText(r))}
}
