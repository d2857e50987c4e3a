package relational

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"mubiao/store"
)

// Put stores a document; see store.Store.
func Put(ctx context.Context, tx Tx, doc store.Document) error {
	if err := doc.Validate(); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	t := begin(ctx, tx, doc.SHA256, doc.Paths)
	if doc.SHA256 == "" {
		t.putUnhashed(&doc)
	} else {
		t.putHashed(&doc)
	}
	if t.err != nil {
		return fmt.Errorf("store %s: %w", doc.Paths[0], t.err)
	}
	return nil
}

// AddPath notes another path of a document; see store.Store.
func AddPath(ctx context.Context, tx Tx, sha256, path string) error {
	t := begin(ctx, tx, sha256, []string{path})
	id, status := t.find(sha256)
	if id == 0 && t.err == nil {
		return fmt.Errorf("%s: %w", path, store.ErrNotFound)
	}
	t.seen(id, status, []string{path}, timestamp(time.Now()))
	return t.err
}

// begin locks what a transaction is about.
func begin(ctx context.Context, tx Tx, sha256 string, paths []string) *transaction {
	t := &transaction{snapshot: snapshot{ctx: ctx, q: tx}, tx: tx}
	t.err = tx.Lock(ctx, sha256, paths)
	return t
}

// find returns the id of a document, 0 if it is not stored.
func (t *transaction) find(sha256 string) (id int64, status store.Status) {
	t.row(`SELECT id, status FROM document WHERE sha256 = $1`, []any{sha256}, &id, &status)
	return id, status
}

const putUnhashed = `
INSERT INTO document (path, size, status, reason_code, reason, tried_version, tried_at)
VALUES ($1, 0, 'failed', $2, $3, $4, $5)
ON CONFLICT (path) WHERE sha256 IS NULL DO UPDATE SET
	reason_code = excluded.reason_code, reason = excluded.reason,
	tried_version = excluded.tried_version, tried_at = excluded.tried_at
RETURNING id`

// putUnhashed stores that the file at a path could not be read. Whatever
// document the path held stays there: nothing newer is known.
func (t *transaction) putUnhashed(doc *store.Document) {
	var id int64
	t.row(putUnhashed, []any{doc.Paths[0], doc.Reason.Code, orNull(doc.Reason.Message), doc.Version, timestamp(doc.At)}, &id)
	t.deleteReading(id)
	t.insertReading(id, doc, nil)
}

// putHashed stores a document whose bytes are known.
func (t *transaction) putHashed(doc *store.Document) {
	id, had := t.find(doc.SHA256)
	switch {
	case id == 0:
		id = t.insertDocument(doc)
		t.insertReading(id, doc, nil)
	case doc.Status == store.Failed && had != store.Failed:
		t.exec(noteFailure, doc.Reason.Code, orNull(doc.Reason.Message), doc.Version, timestamp(doc.At), id)
		doc.Status = had
	default:
		t.exec(updateDocument, append(documentRow(doc), id)...)
		t.deleteReading(id)
		t.insertReading(id, doc, t.history(id))
	}
	t.seen(id, doc.Status, doc.Paths, timestamp(doc.At))
}

const noteFailure = `
UPDATE document SET reason_code = $1, reason = $2, tried_version = $3, tried_at = $4 WHERE id = $5`

const insertDocument = `
INSERT INTO document (sha256, path, size, status, reason_code, reason, version, read_at, tried_version, tried_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
RETURNING id`

const updateDocument = `
UPDATE document SET sha256 = $1, path = $2, size = $3, status = $4, reason_code = $5, reason = $6,
	version = $7, read_at = $8, tried_version = $9, tried_at = $10
WHERE id = $11`

func (t *transaction) insertDocument(doc *store.Document) (id int64) {
	t.row(insertDocument, documentRow(doc), &id)
	return id
}

func documentRow(doc *store.Document) []any {
	at := timestamp(doc.At)
	var version, readAt any
	if doc.Status != store.Failed {
		version, readAt = doc.Version, at
	}
	return []any{
		doc.SHA256, doc.Paths[0], doc.Size, string(doc.Status), orNull(doc.Reason.Code), orNull(doc.Reason.Message),
		version, readAt, doc.Version, at,
	}
}

// deleteReading deletes all that a reading made; what hangs on a form goes
// with it.
func (t *transaction) deleteReading(id int64) {
	t.exec(`DELETE FROM page WHERE document_id = $1`, id)
	t.exec(`DELETE FROM issue WHERE document_id = $1`, id)
	t.exec(`DELETE FROM form WHERE document_id = $1`, id)
}

const (
	forgetUnhashed = `DELETE FROM document WHERE path = $1 AND sha256 IS NULL`
	// releasePath takes a path from the documents that it held before. One
	// that could not be read ($3 is 'failed') takes it from its like alone.
	releasePath = `
UPDATE document_path SET held = 0
WHERE path = $1 AND held = 1 AND document_id <> $2
	AND ($3 <> 'failed' OR (SELECT status FROM document WHERE id = document_id) = 'failed')`
	holdPath = `
INSERT INTO document_path (document_id, path, held, seen_at) VALUES ($1, $2, 1, $3)
ON CONFLICT (document_id, path) DO UPDATE SET held = 1, seen_at = excluded.seen_at`
	// settlePaths gives every other document that was ever seen at a path the
	// path that it still has, and marks it superseded if it has none.
	settlePaths = `
UPDATE document SET
	path = coalesce((SELECT p.path FROM document_path p WHERE p.document_id = document.id AND held = 1
		ORDER BY p.path = document.path DESC, seen_at DESC, p.path LIMIT 1), path),
	superseded = CASE WHEN EXISTS (SELECT 1 FROM document_path p WHERE p.document_id = document.id AND held = 1) THEN 0 ELSE 1 END
WHERE id IN (SELECT document_id FROM document_path WHERE path = $1 AND document_id <> $2)`
	showPath = `UPDATE document SET path = $1, superseded = 0 WHERE id = $2`
)

// seen notes that paths, the last one first, hold a document.
func (t *transaction) seen(id int64, status store.Status, paths []string, at string) {
	for _, path := range slices.Backward(paths) {
		t.exec(forgetUnhashed, path)
		t.exec(releasePath, path, id, string(status))
		t.exec(holdPath, id, path, at)
		t.exec(settlePaths, path, id)
	}
	t.exec(showPath, paths[0], id)
}

// updateForm is the statement that brings a form up to date: its formColumns,
// and its id last.
var updateForm = func() string {
	var b strings.Builder
	b.WriteString("UPDATE form SET ")
	for i, column := range formColumns {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s = $%d", column, i+1)
	}
	fmt.Fprintf(&b, " WHERE id = $%d", len(formColumns)+1)
	return b.String()
}()
