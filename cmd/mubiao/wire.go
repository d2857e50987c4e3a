package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"mubiao/extract"
	"mubiao/extract/ladder"
	"mubiao/normalize"
	"mubiao/store"
)

// A request asks a worker to read a document. Its strings are bytes because a
// file's name and a password may be any, and JSON holds UTF-8 alone.
type request struct {
	Name      []byte // as the user wrote it
	Path      []byte // where the bytes are
	Passwords [][]byte
	Only      extract.Reader // empty for any
	Limits    ladder.Limits
	OCR       ladder.OCR

	CrossCheck int // see ladder.Options
	// LeavePictures has a document with pages that OCR would read from their
	// pictures left to others: errPictures.
	LeavePictures bool `json:",omitempty"`

	Clips *clipRequest `json:",omitempty"` // what is asked for, unless it is nil: clips, and no reading
	// Picture is likewise: the picture of a page.
	Picture *pictureRequest `json:",omitempty"`
}

func (r *request) input() input { return input{Name: string(r.Name), Path: string(r.Path)} }

func (r *request) options() ladder.Options {
	opts := ladder.Options{Limits: r.Limits, Only: r.Only, OCR: r.OCR, CrossCheck: r.CrossCheck}
	for _, password := range r.Passwords {
		opts.Passwords = append(opts.Passwords, string(password))
	}
	return opts
}

// leftReply stands for errPictures.
const leftReply = "pictures"

// errPictures reports a document that was left to others, as pages of it are
// to be read from their pictures.
var errPictures = errors.New("pages are pictures")

// A reading is a document as it comes back from a worker. Each of its records
// is a line of JSON as it is printed; those that stand for what could not be
// read are in Records besides. The forms, which are many, are taken from their
// lines by whole.
type reading struct {
	store.Document
	lines [][]byte // without the line feed
}

// A head is the first line of a reply: the document but for its records, of
// which each is a further line, and but for what the parent knows better.
type head struct {
	SHA256 string
	Size   int64
	Status store.Status
	Reason store.Reason
	Pages  []normalize.PageSummary
	Issues []normalize.Issue
	Forms  int // how many of the records are forms; they come first
}

// encodeReply writes a document for the parent.
func encodeReply(doc *store.Document) ([]byte, error) {
	first, err := encodeJSON(head{doc.SHA256, doc.Size, doc.Status, doc.Reason, doc.Pages, doc.Issues, doc.Forms()})
	if err != nil {
		return nil, err
	}
	lines := [][]byte{first}
	for i := range doc.Records {
		line, err := encodeRecord(&doc.Records[i])
		if err != nil {
			return nil, fmt.Errorf("page %v: %w", doc.Records[i].Source.Pages, err)
		}
		lines = append(lines, line)
	}
	return bytes.Join(lines, []byte("\n")), nil
}

// encodeRecord writes a record as it is printed. The contract has no null lists.
func encodeRecord(r *normalize.Record) ([]byte, error) {
	if r.Source.Pages == nil {
		r.Source.Pages = []int{}
	}
	if r.Issues == nil {
		r.Issues = []normalize.Issue{}
	}
	return encodeJSON(r)
}

// decodeReply reads what encodeReply wrote about an input.
func decodeReply(in input, reply []byte) (reading, error) {
	if string(reply) == leftReply {
		return reading{}, errPictures
	}
	first, rest, found := bytes.Cut(reply, []byte("\n"))
	var h head
	if err := json.Unmarshal(first, &h); err != nil {
		return reading{}, fmt.Errorf("reply about %s: %w", in.Name, err)
	}
	got := reading{Document: store.Document{
		Paths: []string{in.Name}, SHA256: h.SHA256, Size: h.Size, Status: h.Status, Reason: h.Reason,
		Version: normalize.Version, Pages: h.Pages, Issues: h.Issues,
	}}
	if found {
		got.lines = bytes.Split(rest, []byte("\n"))
	}
	if h.Forms > len(got.lines) {
		return reading{}, errors.New("reply about " + in.Name + " is cut short")
	}
	var err error
	got.Records, err = decodeRecords(in, got.lines[h.Forms:])
	return got, err
}

// whole is the document with all of its records.
func (r *reading) whole() (store.Document, error) {
	doc := r.Document
	forms, err := decodeRecords(input{Name: doc.Paths[0]}, r.lines[:len(r.lines)-len(r.Records)])
	doc.Records = append(forms, r.Records...)
	return doc, err
}

func decodeRecords(in input, lines [][]byte) ([]normalize.Record, error) {
	records := make([]normalize.Record, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal(line, &records[i]); err != nil {
			return nil, fmt.Errorf("record of %s: %w", in.Name, err)
		}
		records[i].Source.File = in.Name // the line may have lost what is not UTF-8
	}
	return records, nil
}
