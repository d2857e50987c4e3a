package relational

import (
	"context"
	"encoding/json"
	"time"

	"mubiao/normalize"
	"mubiao/store"
)

const (
	getCorrections = `
SELECT c.id, d.sha256, c.form, c.pointer, c.old, c.new, c.accepted = 1, c.anchor, c.author, c.why, c.made_at, c.status,
	coalesce(c.undone_by, ''), coalesce(c.undone_at, '')
FROM correction c JOIN document d ON d.id = c.document_id
`
	// ofOneDocument is looked up in an index, which a condition that may be
	// met by all rows would not be.
	ofOneDocument = `WHERE c.document_id = $1 `
	byID          = `ORDER BY c.id`
)

// corrections are those of a document, or all of them for 0.
func (s *snapshot) corrections(document int64) (corrections []store.Correction) {
	query, args := getCorrections+byID, []any(nil)
	if document != 0 {
		query, args = getCorrections+ofOneDocument+byID, []any{document}
	}
	s.each(query, func(scan Scan) error {
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
func (r Reader) Corrections(ctx context.Context, sha256 string) (corrections []store.Correction, err error) {
	err = r.snapshot(ctx, func(s *snapshot) {
		var document int64
		if sha256 != "" {
			s.each(`SELECT id FROM document WHERE sha256 = $1`, func(scan Scan) error { return scan(&document) }, sha256)
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
	s.each(`SELECT ordinal, reading FROM form WHERE document_id = $1 AND reading IS NOT NULL`, func(scan Scan) error {
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
