package sqlite

import (
	"context"
	"fmt"
	"time"

	"mubiao/store"
)

// Put stores a document; see store.Store.
func (s *Store) Put(ctx context.Context, doc store.Document) error {
	if err := doc.Validate(); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	err := s.write.transaction(ctx, func(t *transaction) error {
		if doc.SHA256 == "" {
			t.putUnhashed(&doc)
		} else {
			t.putHashed(&doc)
		}
		return t.err
	})
	if err != nil {
		return fmt.Errorf("store %s: %w", doc.Paths[0], err)
	}
	return nil
}

// AddPath notes another path of a document; see store.Store.
func (s *Store) AddPath(ctx context.Context, sha256, path string) error {
	return s.write.transaction(ctx, func(t *transaction) error {
		id, status := t.find(sha256)
		if id == 0 && t.err == nil {
			return fmt.Errorf("%s: %w", path, store.ErrNotFound)
		}
		t.seen(id, status, []string{path}, timestamp(time.Now()))
		return t.err
	})
}

const findDocument = `SELECT id, status FROM document WHERE sha256 = ?`

// find returns the id of a document, 0 if it is not stored.
func (t *transaction) find(sha256 string) (id int64, status store.Status) {
	t.row(findDocument, []any{sha256}, &id, &status)
	return id, status
}

const putUnhashed = `
INSERT INTO document (path, size, status, reason_code, reason, tried_version, tried_at)
VALUES (?, 0, 'failed', ?, ?, ?, ?)
ON CONFLICT (path) WHERE sha256 IS NULL DO UPDATE SET
	reason_code = excluded.reason_code, reason = excluded.reason,
	tried_version = excluded.tried_version, tried_at = excluded.tried_at`

// putUnhashed stores that the file at a path could not be read. Whatever
// document the path held stays there: nothing newer is known.
func (t *transaction) putUnhashed(doc *store.Document) {
	t.exec(putUnhashed, doc.Paths[0], doc.Reason.Code, orNull(doc.Reason.Message), doc.Version, timestamp(doc.At))
	var id int64
	t.row(`SELECT id FROM document WHERE path = ? AND sha256 IS NULL`, []any{doc.Paths[0]}, &id)
	t.deleteReading(id)
	t.insertReading(id, doc)
}

// putHashed stores a document whose bytes are known.
func (t *transaction) putHashed(doc *store.Document) {
	id, had := t.find(doc.SHA256)
	switch {
	case id == 0:
		id = t.insertDocument(doc)
		t.insertReading(id, doc)
	case doc.Status == store.Failed && had != store.Failed:
		t.exec(noteFailure, doc.Reason.Code, orNull(doc.Reason.Message), doc.Version, timestamp(doc.At), id)
		doc.Status = had
	default:
		t.updateDocument(id, doc)
		t.deleteReading(id)
		t.insertReading(id, doc)
	}
	t.seen(id, doc.Status, doc.Paths, timestamp(doc.At))
}

const noteFailure = `
UPDATE document SET reason_code = ?, reason = ?, tried_version = ?, tried_at = ? WHERE id = ?`

const insertDocument = `
INSERT INTO document (sha256, path, size, status, reason_code, reason, version, read_at, tried_version, tried_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const updateDocument = `
UPDATE document SET sha256 = ?, path = ?, size = ?, status = ?, reason_code = ?, reason = ?,
	version = ?, read_at = ?, tried_version = ?, tried_at = ?
WHERE id = ?`

func (t *transaction) insertDocument(doc *store.Document) int64 {
	return t.exec(insertDocument, documentRow(doc)...)
}

func (t *transaction) updateDocument(id int64, doc *store.Document) {
	t.exec(updateDocument, append(documentRow(doc), id)...)
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
	t.exec(`DELETE FROM page WHERE document_id = ?`, id)
	t.exec(`DELETE FROM issue WHERE document_id = ?`, id)
	t.exec(`DELETE FROM form WHERE document_id = ?`, id)
}

const (
	forgetUnhashed = `DELETE FROM document WHERE path = ? AND sha256 IS NULL`
	// releasePath takes a path from the documents that it held before. One
	// that could not be read (?3 is 'failed') takes it from its like alone.
	releasePath = `
UPDATE document_path SET held = 0
WHERE path = ?1 AND held = 1 AND document_id <> ?2
	AND (?3 <> 'failed' OR (SELECT status FROM document WHERE id = document_id) = 'failed')`
	holdPath = `
INSERT INTO document_path (document_id, path, held, seen_at) VALUES (?, ?, 1, ?)
ON CONFLICT (document_id, path) DO UPDATE SET held = 1, seen_at = excluded.seen_at`
	// settlePaths gives every other document that was ever seen at a path the
	// path that it still has, and marks it superseded if it has none.
	settlePaths = `
UPDATE document SET
	path = coalesce((SELECT p.path FROM document_path p WHERE p.document_id = id AND held = 1
		ORDER BY p.path = document.path DESC, seen_at DESC, p.path LIMIT 1), path),
	superseded = NOT EXISTS (SELECT 1 FROM document_path p WHERE p.document_id = id AND held = 1)
WHERE id IN (SELECT document_id FROM document_path WHERE path = ?1 AND document_id <> ?2)`
	showPath = `UPDATE document SET path = ?, superseded = 0 WHERE id = ?`
)

// seen notes that paths, the last one first, hold a document.
func (t *transaction) seen(id int64, status store.Status, paths []string, at string) {
	for i := len(paths) - 1; i >= 0; i-- {
		t.exec(forgetUnhashed, paths[i])
		t.exec(releasePath, paths[i], id, string(status))
		t.exec(holdPath, id, paths[i], at)
		t.exec(settlePaths, paths[i], id)
	}
	t.exec(showPath, paths[0], id)
}
