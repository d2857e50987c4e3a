package store

import "mubiao/normalize"

// InDoubt counts the documents with an issue at least so severe.
type InDoubt struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"` // any issue at all
}

// A DoubtCount sums up the issues of forms, and of pages that could not be
// read as one. Issues of a file as a whole are not among them.
type DoubtCount struct {
	Forms    int `json:"forms"` // with issues and without
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
}

// Doubts is the number of issues.
func (d DoubtCount) Doubts() int { return d.Errors + d.Warnings + d.Infos }

// A DepartmentCount sums up the issues of a department's forms.
type DepartmentCount struct {
	Department string `json:"department"` // or else the unit; empty: neither is printed
	DoubtCount
}

// A YearCount sums up the issues of a year's forms.
type YearCount struct {
	Year int `json:"year"` // 0: not printed
	DoubtCount
}

// A ListedIssue is an issue and the place of its value.
type ListedIssue struct {
	Code     string             `json:"code"`
	Severity normalize.Severity `json:"severity"`
	Form     int                `json:"form"`    // place in the document, from 0; -1 for an issue of the file
	Pointer  string             `json:"pointer"` // JSON pointer into the record
	Message  string             `json:"message"`
	Page     int                `json:"page"`          // from 1; 0 if not known
	Box      *[4]float64        `json:"box,omitempty"` // of the cell, as in evidence; nil if not known
}

// Confidence is how surely values were read.
type Confidence string

// The grades of confidence. A value below LowConfidence is doubted.
const (
	ConfidenceText    Confidence = "text"    // text that the file itself holds
	ConfidenceCertain Confidence = "certain" // read from a picture, with at least CertainConfidence
	ConfidenceHigh    Confidence = "high"    // at least HighConfidence
	ConfidenceFair    Confidence = "fair"    // at least LowConfidence
	ConfidenceLow     Confidence = "low"     // below it
)

// Where the grades begin: of values with CertainConfidence or more one in a hundred
// at most is wrong, and below LowConfidence normalize reports an issue
// (low-confidence).
const (
	CertainConfidence = 0.99
	HighConfidence    = 0.95
	LowConfidence     = normalize.LowConfidence
)

// Confidences are the grades, the surest first.
var Confidences = []Confidence{ConfidenceText, ConfidenceCertain, ConfidenceHigh, ConfidenceFair, ConfidenceLow}

// A ValueCount counts the values of one grade on the pages that one reader
// read.
type ValueCount struct {
	Reader     string     `json:"reader"` // rung of the ladder
	Confidence Confidence `json:"confidence"`
	Values     int        `json:"values"`
}
