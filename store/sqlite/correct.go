package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"mubiao/normalize"
	"mubiao/store"
)

// Correct makes a correction; see store.Corrector.
func (s *Store) Correct(ctx context.Context, change store.Change) (made store.Correction, err error) {
	err = s.write.transaction(ctx, func(t *transaction) error {
		document, _ := t.find(change.SHA256)
		if document == 0 {
			return errors.Join(t.err, store.ErrNotFound)
		}
		form, reading := t.reading(document, change.Form)
		if form == 0 {
			return errors.Join(t.err, store.ErrNoForm)
		}
		history := t.history(document)[change.Form]
		if t.err != nil {
			return t.err
		}
		if made, err = store.Amend(&reading, history, change); err != nil {
			return err
		}
		made.ID = t.insertCorrection(document, &made)
		t.overlay(document, form, &reading, append(history, made))
		return t.err
	})
	if err != nil {
		return store.Correction{}, fmt.Errorf("correct form %d of %s: %w", change.Form, change.SHA256, err)
	}
	return made, nil
}

const undoCorrection = `UPDATE correction SET status = 'undone', undone_by = ?, undone_at = ? WHERE id = ? AND undone_at IS NULL`

// Undo ends a correction; see store.Corrector.
func (s *Store) Undo(ctx context.Context, id int64, by string) (undone store.Correction, err error) {
	err = s.write.transaction(ctx, func(t *transaction) error {
		if by == "" {
			return errors.New("undoing a correction needs who does it")
		}
		var document int64
		var ordinal int
		if !t.row(`SELECT document_id, form FROM correction WHERE id = ? AND undone_at IS NULL`, []any{id}, &document, &ordinal) {
			return errors.Join(t.err, store.ErrNoCorrection)
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
		return t.err
	})
	if err != nil {
		return store.Correction{}, fmt.Errorf("undo correction %d: %w", id, err)
	}
	return undone, nil
}

// snapshot reads within the transaction.
func (t *transaction) snapshot() *snapshot { return &snapshot{ctx: t.ctx, tx: t.conn} }

// history are all corrections of a document, by form.
func (t *transaction) history(document int64) map[int][]store.Correction {
	if t.err != nil {
		return nil
	}
	s := t.snapshot()
	history := make(map[int][]store.Correction)
	for _, c := range s.corrections(document) {
		history[c.Form] = append(history[c.Form], c)
	}
	t.err = s.err
	return history
}

// orphans are the corrections of forms that a document does not have.
func (t *transaction) orphans(document int64, history map[int][]store.Correction) map[int][]store.Correction {
	var forms int
	t.row(`SELECT count(*) FROM form WHERE document_id = ?`, []any{document}, &forms)
	for ordinal := range forms {
		delete(history, ordinal)
	}
	return history
}

// reading is a form as it was read: its id, 0 if there is no such form, and
// its record.
func (t *transaction) reading(document int64, ordinal int) (form int64, r normalize.Record) {
	var kept sql.NullString
	if !t.row(`SELECT id, reading FROM form WHERE document_id = ? AND ordinal = ?`, []any{document, ordinal}, &form, &kept) {
		return 0, r
	}
	if kept.Valid {
		t.err = json.Unmarshal([]byte(kept.String), &r)
		return form, r
	}
	s := t.snapshot()
	var sha256, path string
	t.row(`SELECT sha256, path FROM document WHERE id = ?`, []any{document}, &sha256, &path)
	records := s.records(document, &store.Document{SHA256: sha256, Paths: []string{path}})
	if t.err = errors.Join(t.err, s.err); t.err == nil {
		r = records[ordinal]
	}
	return form, r
}

// insertReadRecord stores what was read of a form, with the corrections that
// were made of it before.
func (t *transaction) insertReadRecord(document int64, ordinal int, reading *normalize.Record, history []store.Correction) {
	if t.err != nil {
		return
	}
	record, kept := t.layOver(reading, history)
	t.insertRecord(document, ordinal, &record, kept)
}

// layOver lays corrections over a reading and notes what became of them. kept
// is the reading as JSON, nil where no correction is left that needs it.
func (t *transaction) layOver(reading *normalize.Record, history []store.Correction) (record normalize.Record, kept any) {
	if len(history) == 0 {
		return *reading, nil
	}
	record, history, err := store.Overlay(reading, history)
	if err != nil {
		t.err = errors.Join(t.err, err)
		return record, nil
	}
	t.setStatuses(history)
	for i := range history {
		if history[i].Status != store.Undone {
			return record, t.json(reading)
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
	for _, table := range []string{"fund", "goal", "task", "indicator", "evidence", "issue"} {
		t.exec(`DELETE FROM `+table+` WHERE form_id = ?`, form)
	}
	t.exec(`DELETE FROM search_index WHERE rowid = ?`, formRows+form)
	t.exec(updateForm, append(t.formRow(&record), kept, form)...)
	t.insertParts(document, form, &record)
}

// orphan marks the corrections of forms that a document does not have any more
// as stale, with an issue of the document for each.
func (t *transaction) orphan(document int64, history map[int][]store.Correction) {
	t.exec(`DELETE FROM issue WHERE document_id = ? AND form_id IS NULL AND code = ?`, document, store.CodeStale)
	for _, corrections := range history {
		_, settled, err := store.Overlay(&normalize.Record{}, corrections)
		if err != nil {
			t.err = errors.Join(t.err, err)
			return
		}
		t.setStatuses(settled)
		for i := range settled {
			if c := &settled[i]; c.Status == store.Stale {
				issue := store.StaleIssue(c)
				t.exec(insertIssue, document, nil, issue.Code, string(issue.Severity), issue.Path, issue.Message, nil, nil, nil, nil, nil)
			}
		}
	}
}

func (t *transaction) setStatuses(history []store.Correction) {
	for i := range history {
		c := &history[i]
		t.exec(`UPDATE correction SET status = ?1, pointer = ?2 WHERE id = ?3 AND (status <> ?1 OR pointer <> ?2)`, string(c.Status), c.Pointer, c.ID)
	}
}

const insertCorrection = `
INSERT INTO correction (document_id, form, pointer, old, new, accepted, anchor, author, why, made_at, status)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (t *transaction) insertCorrection(document int64, c *store.Correction) int64 {
	return t.exec(insertCorrection, document, c.Form, c.Pointer, string(c.Old), string(c.New), c.Accepted, c.Anchor,
		c.By, c.Why, timestamp(c.At), string(c.Status))
}

const (
	getCorrections = `
SELECT c.id, d.sha256, c.form, c.pointer, c.old, c.new, c.accepted, c.anchor, c.author, c.why, c.made_at, c.status,
	coalesce(c.undone_by, ''), coalesce(c.undone_at, '')
FROM correction c JOIN document d ON d.id = c.document_id
`
	// ofOneDocument is looked up in an index, which a condition that may be
	// met by all rows would not be.
	ofOneDocument = `WHERE c.document_id = ? `
	byID          = `ORDER BY c.id`
)

// corrections are those of a document, or all of them for 0.
func (s *snapshot) corrections(document int64) (corrections []store.Correction) {
	query, args := getCorrections+byID, []any(nil)
	if document != 0 {
		query, args = getCorrections+ofOneDocument+byID, []any{document}
	}
	s.each(query, func(scan func(...any) error) error {
		var c store.Correction
		var before, after []byte
		var at, undone string
		err := scan(&c.ID, &c.SHA256, &c.Form, &c.Pointer, &before, &after, &c.Accepted, &c.Anchor, &c.By, &c.Why, &at, &c.Status,
			&c.UndoneBy, &undone)
		if err != nil {
			return err
		}
		c.Old, c.New = before, after
		if c.At, err = time.Parse(time.RFC3339, at); err == nil && undone != "" {
			c.UndoneAt, err = time.Parse(time.RFC3339, undone)
		}
		corrections = append(corrections, c)
		return err
	}, args...)
	return corrections
}

// Corrections returns corrections; see store.Reader.
func (r reading) Corrections(ctx context.Context, sha256 string) (corrections []store.Correction, err error) {
	err = r.snapshot(ctx, func(s *snapshot) {
		var document int64
		if sha256 != "" {
			s.each(`SELECT id FROM document WHERE sha256 = ?`, func(scan func(...any) error) error { return scan(&document) }, sha256)
			if document == 0 {
				return
			}
		}
		corrections = s.corrections(document)
	})
	return corrections, err
}

// readings are the readings of the forms of a document that were corrected.
func (s *snapshot) readings(document int64, doc *store.Document) (readings map[int]normalize.Record) {
	s.each(`SELECT ordinal, reading FROM form WHERE document_id = ? AND reading IS NOT NULL`, func(scan func(...any) error) error {
		var ordinal int
		var text []byte
		if err := scan(&ordinal, &text); err != nil {
			return err
		}
		var r normalize.Record
		if err := json.Unmarshal(text, &r); err != nil {
			return err
		}
		r.Source.File = doc.Paths[0]
		if readings == nil {
			readings = make(map[int]normalize.Record)
		}
		readings[ordinal] = r
		return nil
	}, document)
	return readings
}
