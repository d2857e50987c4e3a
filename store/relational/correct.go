package relational

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"mubiao/normalize"
	"mubiao/store"
)

// Correct makes a correction; see store.Corrector.
func Correct(ctx context.Context, tx Tx, change store.Change) (store.Correction, error) {
	t := begin(ctx, tx, change.SHA256, nil)
	made, err := t.correct(change)
	if err != nil {
		return store.Correction{}, fmt.Errorf("correct form %d of %s: %w", change.Form, change.SHA256, err)
	}
	return made, nil
}

func (t *transaction) correct(change store.Change) (made store.Correction, err error) {
	document, _ := t.find(change.SHA256)
	if document == 0 {
		return made, cmp.Or(t.err, store.ErrNotFound)
	}
	form, reading := t.reading(document, change.Form)
	if form == 0 {
		return made, cmp.Or(t.err, store.ErrNoForm)
	}
	history := t.history(document)[change.Form]
	if t.err != nil {
		return made, t.err
	}
	if made, err = store.Amend(&reading, history, change); err != nil {
		return made, err
	}
	made.ID = t.insertCorrection(document, &made)
	t.overlay(document, form, &reading, append(history, made))
	return made, t.err
}

// Undo ends a correction; see store.Corrector.
func Undo(ctx context.Context, tx Tx, id int64, by string) (store.Correction, error) {
	t := &transaction{snapshot: snapshot{ctx: ctx, q: tx}, tx: tx}
	undone, err := t.undo(id, by)
	if err != nil {
		return store.Correction{}, fmt.Errorf("undo correction %d: %w", id, err)
	}
	return undone, nil
}

const (
	documentOf     = `SELECT d.sha256 FROM correction c JOIN document d ON d.id = c.document_id WHERE c.id = $1`
	undoneNot      = `SELECT document_id, form FROM correction WHERE id = $1 AND undone_at IS NULL`
	undoCorrection = `UPDATE correction SET status = 'undone', undone_by = $1, undone_at = $2 WHERE id = $3`
)

func (t *transaction) undo(id int64, by string) (undone store.Correction, err error) {
	if by == "" {
		return undone, errors.New("undoing a correction needs who does it")
	}
	var sha256 string
	if t.row(documentOf, []any{id}, &sha256) {
		t.err = t.tx.Lock(t.ctx, sha256, nil)
	}
	var document int64
	var ordinal int
	if !t.row(undoneNot, []any{id}, &document, &ordinal) {
		return undone, cmp.Or(t.err, store.ErrNoCorrection)
	}
	t.exec(undoCorrection, by, timestamp(time.Now()), id)
	form, reading := t.reading(document, ordinal)
	history := t.history(document)
	if form == 0 {
		t.orphan(document, t.orphans(document, history))
	} else {
		t.overlay(document, form, &reading, history[ordinal])
	}
	for _, c := range t.history(document)[ordinal] {
		if c.ID == id {
			undone = c
		}
	}
	return undone, t.err
}

// history are all corrections of a document, by form.
func (t *transaction) history(document int64) map[int][]store.Correction {
	if t.err != nil {
		return nil
	}
	history := make(map[int][]store.Correction)
	for _, c := range t.corrections(document) {
		history[c.Form] = append(history[c.Form], c)
	}
	return history
}

// orphans are the corrections of forms that a document does not have.
func (t *transaction) orphans(document int64, history map[int][]store.Correction) map[int][]store.Correction {
	var forms int
	t.row(`SELECT count(*) FROM form WHERE document_id = $1`, []any{document}, &forms)
	for ordinal := range forms {
		delete(history, ordinal)
	}
	return history
}

// reading is a form as it was read: its id, 0 if there is no such form, and
// its record.
func (t *transaction) reading(document int64, ordinal int) (form int64, r normalize.Record) {
	var kept *string
	if !t.row(`SELECT id, reading FROM form WHERE document_id = $1 AND ordinal = $2`, []any{document, ordinal}, &form, &kept) {
		return 0, r
	}
	if kept != nil {
		t.err = json.Unmarshal([]byte(*kept), &r)
		return form, r
	}
	var sha256, path string
	t.row(`SELECT sha256, path FROM document WHERE id = $1`, []any{document}, &sha256, &path)
	records := t.records(document, &store.Document{SHA256: sha256, Paths: []string{path}})
	if t.err == nil {
		r = records[ordinal]
	}
	return form, r
}

// layOver lays corrections over a reading and notes what became of them. kept
// is the reading as JSON, nil where no correction is left that needs it.
func (t *transaction) layOver(reading *normalize.Record, history []store.Correction) (record normalize.Record, kept any) {
	if len(history) == 0 {
		return *reading, nil
	}
	record, history, err := store.Overlay(reading, history)
	if err != nil {
		t.err = cmp.Or(t.err, err)
		return record, nil
	}
	t.setStatuses(history)
	for i := range history {
		if history[i].Status != store.Undone {
			text, err := jsonText(reading)
			t.err = cmp.Or(t.err, err)
			return record, text
		}
	}
	return *reading, nil
}

// overlay brings a stored form up to date with its corrections.
func (t *transaction) overlay(document, form int64, reading *normalize.Record, history []store.Correction) {
	if t.err != nil {
		return
	}
	record, kept := t.layOver(reading, history)
	t.err = cmp.Or(t.err, t.tx.Unindex(t.ctx, form))
	for _, table := range []string{"fund", "goal", "task", "indicator", "evidence", "issue"} {
		t.exec(`DELETE FROM `+table+` WHERE form_id = $1`, form)
	}
	values, err := formValues(&record, kept)
	t.err = cmp.Or(t.err, err)
	t.exec(updateForm, append(values, form)...)
	if t.err == nil {
		t.err = t.tx.Index(t.ctx, form, formWords(&record))
	}
	var p parts
	p.addForm(document, form, &record)
	t.insertParts(&p)
}

// orphan marks the corrections of forms that a document does not have any more
// as stale, with an issue of the document for each.
func (t *transaction) orphan(document int64, history map[int][]store.Correction) {
	t.exec(`DELETE FROM issue WHERE document_id = $1 AND form_id IS NULL AND code = $2`, document, store.CodeStale)
	var p parts
	for _, ordinal := range slices.Sorted(maps.Keys(history)) {
		corrections := history[ordinal]
		_, settled, err := store.Overlay(&normalize.Record{}, corrections)
		if err != nil {
			t.err = cmp.Or(t.err, err)
			return
		}
		t.setStatuses(settled)
		for i := range settled {
			if c := &settled[i]; c.Status == store.Stale {
				issue := store.StaleIssue(c)
				p.issues = append(p.issues, fileIssueRow(document, &issue))
			}
		}
	}
	t.insertParts(&p)
}

func (t *transaction) setStatuses(history []store.Correction) {
	for i := range history {
		c := &history[i]
		t.exec(setStatus, string(c.Status), c.Pointer, c.ID)
	}
}

const setStatus = `UPDATE correction SET status = $1, pointer = $2 WHERE id = $3 AND (status <> $1 OR pointer <> $2)`

const insertCorrection = `
INSERT INTO correction (document_id, form, pointer, old, new, accepted, anchor, author, why, made_at, status)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
RETURNING id`

func (t *transaction) insertCorrection(document int64, c *store.Correction) (id int64) {
	t.row(insertCorrection, []any{
		document, c.Form, c.Pointer, string(c.Old), string(c.New), flag(c.Accepted), c.Anchor,
		c.By, c.Why, timestamp(c.At), string(c.Status),
	}, &id)
	return id
}
