package store

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"mubiao/normalize"
)

// An IssueRow is a line of a sheet of issues: what is in doubt, and what a
// person makes of it.
type IssueRow struct {
	Line     int // of the sheet that it was read from; not written
	SHA256   string
	Path     string
	Form     int // place in the document, from 0; -1 for an issue of the file
	Pointer  string
	Code     string
	Severity normalize.Severity
	Message  string
	Page     int // from 1; 0 if not known
	// Old is the value shown, as ParseValue reads it; empty for none and for
	// what is no single value.
	Old string
	// New is the value that is right, in the same way; Accept for the one
	// shown, and empty to leave the issue as it is.
	New     string
	By, Why string
}

// Accept is what stands in a sheet of issues for the value shown: it is right.
const Accept = "accept"

// issueColumns are the columns of a sheet of issues.
var issueColumns = []string{
	"sha256", "path", "form", "pointer", "code", "severity", "message", "page", "old_value", "new_value", "by", "why",
}

// IssueRows are the rows of a document, in its order: issues of the file, then
// form by form.
func IssueRows(doc *Document) ([]IssueRow, error) {
	var rows []IssueRow
	for _, issue := range doc.Issues {
		rows = append(rows, issueRow(doc, -1, issue))
	}
	for i := range doc.Records {
		r := &doc.Records[i]
		t, err := TreeOf(r)
		if err != nil {
			return nil, err
		}
		for _, issue := range r.Issues {
			row := issueRow(doc, i, issue)
			row.Page, _, _ = IssuePlace(r, issue.Path)
			if _, err := fieldAt(issue.Path); err == nil {
				row.Old = ValueText(EncodeValue(t.Get(issue.Path)))
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func issueRow(doc *Document, form int, issue normalize.Issue) IssueRow {
	return IssueRow{
		SHA256: doc.SHA256, Path: doc.Paths[0], Form: form, Pointer: issue.Path,
		Code: issue.Code, Severity: issue.Severity, Message: issue.Message,
	}
}

// An IssueSheet writes a sheet of issues as CSV (RFC 4180), to be edited and
// read again by ReadIssueSheet.
type IssueSheet struct{ w *csv.Writer }

// NewIssueSheet writes the head of a sheet.
func NewIssueSheet(w io.Writer) (*IssueSheet, error) {
	s := &IssueSheet{csv.NewWriter(w)}
	return s, s.w.Write(issueColumns)
}

// Write writes the issues of a document.
func (s *IssueSheet) Write(doc *Document) error {
	rows, err := IssueRows(doc)
	if err != nil {
		return err
	}
	for _, r := range rows {
		form, page := "", ""
		if r.Form >= 0 {
			form = strconv.Itoa(r.Form)
		}
		if r.Page > 0 {
			page = strconv.Itoa(r.Page)
		}
		cells := []string{
			r.SHA256, r.Path, form, r.Pointer, r.Code, string(r.Severity), r.Message, page, r.Old, r.New, r.By, r.Why,
		}
		for i, cell := range cells {
			cells[i] = DisarmFormula(cell)
		}
		if err := s.w.Write(cells); err != nil {
			return err
		}
	}
	return nil
}

// Flush writes what is still to be written.
func (s *IssueSheet) Flush() error {
	s.w.Flush()
	return s.w.Error()
}

// ReadIssueSheet reads the rows of a sheet that have a new value. Spreadsheets
// may have added a byte order mark, parted the columns by semicolons or tabs,
// ordered them otherwise, added others, or written all in GB 18030.
func ReadIssueSheet(r io.Reader) ([]IssueRow, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		if text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(text); err != nil {
			return nil, fmt.Errorf("neither UTF-8 nor GB 18030: %w", err)
		}
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma = separator(text)
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the sheet is empty")
	}
	if err != nil {
		return nil, err
	}
	for _, column := range []string{"sha256", "form", "pointer", "new_value"} {
		if !slices.Contains(head, column) {
			return nil, fmt.Errorf("there is no column %s", column)
		}
	}
	return readIssueRows(in, head)
}

// separator is what parts the columns of a sheet in its first line.
func separator(text []byte) rune {
	head, _, _ := bytes.Cut(text, []byte("\n"))
	for _, r := range ";\t" {
		if bytes.ContainsRune(head, r) {
			return r
		}
	}
	return ','
}

func readIssueRows(in *csv.Reader, head []string) ([]IssueRow, error) {
	var rows []IssueRow
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		at := make(map[string]string, len(head))
		for i, column := range head {
			at[column] = armed(cells[i])
		}
		if strings.TrimSpace(at["new_value"]) == "" {
			continue
		}
		line, _ := in.FieldPos(0)
		code := at["code"]
		row := IssueRow{
			Line: line, SHA256: at["sha256"], Path: at["path"], Pointer: at["pointer"], Code: code, Message: at["message"],
			Severity: normalize.Severity(at["severity"]), Old: at["old_value"], New: at["new_value"], By: at["by"], Why: at["why"],
		}
		if row.Form, err = strconv.Atoi(strings.TrimSpace(at["form"])); err != nil {
			row.Form = -1 // an issue of the file, or a slip: no form is corrected
		}
		row.Page, _ = strconv.Atoi(at["page"])
		rows = append(rows, row)
	}
}

// Change is what a row asks for. It is bound to the value that the sheet
// shows: if that is not the one stored any more, the correction is refused.
func (r *IssueRow) Change() (Change, error) {
	c := Change{SHA256: r.SHA256, Form: r.Form, Pointer: r.Pointer, By: r.By, Why: r.Why}
	_, err := fieldAt(r.Pointer)
	if r.New == Accept {
		c.Accept = true
		if err != nil {
			return c, nil // no single value that could be another by now
		}
	}
	if c.Shown = json.RawMessage("null"); r.Old != "" && err == nil {
		if c.Shown, err = ParseValue(r.Pointer, r.Old); err != nil {
			return c, fmt.Errorf("old_value: %w", err)
		}
	}
	if !c.Accept {
		c.New, err = ParseValue(r.Pointer, r.New)
	}
	return c, err
}
