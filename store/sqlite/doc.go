// Package sqlite keeps documents in a SQLite database and answers SQL about
// them. Its tables are described in docs/schema.md, which is made of the
// comments in migrations.
//
// A Store writes through one connection, one transaction a document, in WAL
// mode: readers see the database as it was before a document or after it and
// never wait. With synchronous=NORMAL a power cut can cost the last documents
// but never break one; an import that is run again reads those anew.
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
// # Queries of strangers
//
// A Reader opens the file with mode=ro and query_only. SQL from outside runs
// on connections that are confined further: an authorizer allows SELECT and
// what tells of the schema, nothing can be attached, texts and patterns are
// bounded, and time, rows and bytes of the result are counted.
//
// BUG: a query that sorts or groups more than memory holds may fill the
// temporary folder until its time is up; SQLite has no limit for that.
//
// BUG: one call of an SQL function cannot be interrupted. A query whose time is
// up is answered all the same, but the call keeps a core busy until it is done
// or the process ends; instr, replace and trim over long texts can take hours.
package sqlite
