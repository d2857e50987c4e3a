// Package sqlite keeps documents in a SQLite database and answers SQL about
// them. Its tables are described in docs/schema.md, which is made of the
// comments in migrations. What it has in common with PostgreSQL, the making of
// rows and the reading of them, is in package relational.
//
// A Store writes through one connection, one transaction a document, in WAL
// mode: readers see the database as it was before a document or after it and
// never wait. With synchronous=NORMAL a power cut can cost the last documents
// but never break one; an import that is run again reads those anew.
// To commit several documents at once would save a tenth of the writing, measured
// on documents of four forms, and make a kill cost those that wait.
//
// # Migrations
//
// The numbered scripts in migrations are run by a few lines over PRAGMA
// user_version rather than by a migration library. The version stands in the
// header of the file, so that a reader checks it without a table of its own;
// DDL in SQLite is transactional, so that a step is done or not; there is no
// way down, because what a newer program has stored an older one could only
// lose. pressly/goose, the library at hand, would add five modules and
// 1.4 MB to the binary and a table to the schema, and none of this.
//
// # Search
//
// The index is FTS5 over single characters, each a token of its own: a word is
// a phrase of them, so that Chinese words of one and two characters are found
// as well as longer ones; the trigram tokenizer of SQLite finds nothing below
// three. The index keeps no text; what it finds is looked at once more in Go,
// which knows signs and marks the words. Over 102,000 indicators made of 32
// words, on a busy machine, a search takes 2 to 90 ms, and LIKE in its place 200
// to 320. It costs two fifths of the file, and 4 ms for a document of 60
// indicators.
//
// # Queries of strangers
//
// A Reader opens the file with mode=ro and query_only. SQL from outside runs
// on connections that are confined further: an authorizer allows SELECT and
// what tells of the schema, nothing can be attached, texts and patterns are
// bounded, as is the memory of SQLite in this process, and time, rows and bytes
// of the result are counted.
//
// BUG: a query that sorts or groups more than memory holds may fill the
// temporary folder until its time is up; SQLite has no limit for that.
//
// BUG: one call of an SQL function cannot be interrupted. A query whose time is
// up is answered all the same, but the call keeps a core busy until it is done
// or the process ends; instr, replace and trim over long texts can take hours.
package sqlite
