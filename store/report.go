package store

import "mubiao/normalize"

// A Report sums up what is stored, what could not be read and what is in
// doubt. Its lists are in the order in which they are best shown. Documents
// that are superseded (see the package comment) are counted in Superseded and
// nowhere else.
type Report struct {
	Documents  int           `json:"documents"`
	Superseded int           `json:"superseded"`
	Statuses   []StatusCount `json:"statuses"`
	// Unread are the documents without forms, and those whose forms are of an
	// older reading because the newest one failed: failed ones first, then by
	// path.
	Unread []Unread     `json:"unread"`
	Forms  []FormCount  `json:"forms"`
	Pages  []PageCount  `json:"pages"`
	Issues []IssueCount `json:"issues"`
	// CodeDocuments counts the documents with an issue of a code, or that have no
	// forms for the reason of that code.
	CodeDocuments map[string]int `json:"code_documents"`
	InDoubt       InDoubt        `json:"in_doubt"`
	// Departments and Years sum up the issues of forms: the departments with
	// most errors first, then most warnings; the years in order.
	Departments []DepartmentCount `json:"departments"`
	Years       []YearCount       `json:"years"`
	// Values are by reader, that with most values first, and of each the surest
	// first.
	Values   []ValueCount `json:"values"`
	Coverage Coverage     `json:"coverage"`
	// Worst are the documents with most errors, then most warnings, at most
	// WorstDocuments; those with neither are left out.
	Worst []Doubtful `json:"worst"`
}

// WorstDocuments is how many documents Report.Worst names at most.
const WorstDocuments = 20

// WorstIssues is how many issues of a document Report.Worst lists at most.
const WorstIssues = 20

// A StatusCount counts the documents of one status and reason.
type StatusCount struct {
	Status Status `json:"status"`
	Reason string `json:"reason,omitempty"` // Reason.Code
	Count  int    `json:"count"`
}

// An Unread is a document of which nothing could be read, or nothing new.
type Unread struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256,omitempty"` // empty if the bytes could not be read
	Status Status `json:"status"`
	Reason Reason `json:"reason"`
	// Version is the reader's that was tried last.
	Version string `json:"version"`
	// Kept is the version of an older reader whose reading is still stored;
	// empty if there is none.
	Kept string `json:"kept,omitempty"`
	// Hint is what the user could do next. A store leaves it empty.
	Hint string `json:"hint,omitempty"`
}

// A FormCount counts the forms of one kind and year.
type FormCount struct {
	Kind       normalize.Kind `json:"kind"` // empty: could not be read
	Year       int            `json:"year"` // 0: not printed
	Forms      int            `json:"forms"`
	Indicators int            `json:"indicators"`
}

// A PageCount sums up the pages that one reader read for one reason: the
// readers with most pages first, and of each the most frequent reason.
type PageCount struct {
	Reader      string `json:"reader"`        // empty: no reader could
	Why         string `json:"why,omitempty"` // extract.Page.Why: a lower rung was taken; empty when none was
	Pages       int    `json:"pages"`
	Glyphs      int    `json:"glyphs"`
	Undecodable int    `json:"undecodable"` // glyphs without a known character
	Problems    int    `json:"problems"`    // pages on which something went wrong
}

// An IssueCount counts the issues of one code and severity: errors first,
// then the most frequent.
type IssueCount struct {
	Code      string             `json:"code"`
	Severity  normalize.Severity `json:"severity"`
	Count     int                `json:"count"`
	Documents int                `json:"documents"` // in how many documents
	Example   IssueExample       `json:"example"`
}

// An IssueExample is the first issue of its code and severity.
type IssueExample struct {
	Path    string `json:"path"`    // of the file
	Page    int    `json:"page"`    // from 1; 0 if not known
	Form    int    `json:"form"`    // place in the document, from 0; -1 for an issue of the file
	Pointer string `json:"pointer"` // JSON pointer into the record
	Message string `json:"message"`
}

// A Doubtful is a document by the number of its issues.
type Doubtful struct {
	Path     string `json:"path"`
	SHA256   string `json:"sha256,omitempty"`
	Status   Status `json:"status"`
	Forms    int    `json:"forms"`
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	// Issues are some of them, errors before warnings, at most WorstIssues: of
	// each code the first, then the second.
	Issues []ListedIssue `json:"issues"`
}
