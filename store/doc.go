// Package store defines what is kept of a document and the interface of the
// databases that keep it.
//
// # Identity
//
// A document is known by the SHA-256 of its bytes. The same bytes under two
// paths are one document with two paths; other bytes under a known path are
// another document, and the older one is then superseded there: it is kept,
// but no path holds it any more. A file whose bytes could not be read has no
// hash. It is a document all the same, known by its path until the bytes can
// be read, and then it makes way for the document that they are.
//
// # Readings
//
// A document has one reading at a time: its pages, records and issues, and
// the version of the reader that made them. A newer reading replaces it as a
// whole. A failure replaces nothing but a failure: when a document that was
// read before cannot be read again, what was read stays, and the reason and
// the version of the reader that failed are put beside it.
//
// # Corrections
//
// What people correct lies over the reading and outlives it: a newer reading
// gets the corrections too. One whose place is read otherwise by then is kept,
// not applied, and reported as an issue (CodeStale). Overlay is the one place
// that knows how; a store keeps readings and corrections and shows what it
// makes of them.
//
// BUG: a correction changes a value. A row that the reading lacks cannot be
// added, nor one that it has too many taken away.
package store
