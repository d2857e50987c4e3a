package export

import (
	"encoding/json"
	"fmt"
	"io"

	"mubiao/normalize"
	"mubiao/store"
)

type jsonlWriter struct{ enc *json.Encoder }

// NewJSONL writes records as JSON Lines, as docs/record.schema.json describes
// them, corrections applied. A record that people changed has one member more,
// corrected: the JSON pointers of the values that they changed. A document
// that could not be read has one record, without a form, that says why.
func NewJSONL(w io.Writer) Writer {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return jsonlWriter{enc}
}

// A correctedRecord is a record and where people changed it.
type correctedRecord struct {
	*normalize.Record
	Corrected []string `json:"corrected,omitempty"`
}

func (w jsonlWriter) Write(s Selection) error {
	if len(s.Doc.Records) == 0 && s.File && s.Doc.Status == store.Failed {
		return w.write(unread(s.Doc), nil)
	}
	for _, i := range s.Forms {
		if err := w.write(s.Doc.Records[i], changedPointers(s.Doc, i)); err != nil {
			return fmt.Errorf("%s: form %d: %w", s.Doc.Paths[0], i, err)
		}
	}
	return nil
}

// write writes a record. The contract has no null lists.
func (w jsonlWriter) write(r normalize.Record, corrected []string) error {
	if r.Source.Pages == nil {
		r.Source.Pages = []int{}
	}
	if r.Issues == nil {
		r.Issues = []normalize.Issue{}
	}
	return w.enc.Encode(correctedRecord{&r, corrected})
}

func (w jsonlWriter) Close() error { return nil }

func changedPointers(doc *store.Document, form int) []string {
	var pointers []string
	for i := range doc.Corrections {
		if c := &doc.Corrections[i]; c.Form == form && c.Changes() {
			pointers = append(pointers, c.Pointer)
		}
	}
	return pointers
}

// unread is the record of a document that could not be read.
func unread(doc *store.Document) normalize.Record {
	return normalize.Record{
		Source: normalize.Source{File: doc.Paths[0], SHA256: doc.SHA256, Reader: "text"},
		Issues: []normalize.Issue{{Code: doc.Reason.Code, Severity: normalize.Error, Message: doc.Reason.Message}},
	}
}

// Discard has nothing to free.
func (jsonlWriter) Discard() {}
