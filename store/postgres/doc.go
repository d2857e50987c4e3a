// Package postgres keeps documents in a PostgreSQL database, version 15 or
// later, and answers SQL about them. Its tables and views are those of package
// sqlite, as docs/schema.md describes them; docs/postgresql.md is for those who
// set a server up.
//
// # Writing
//
// A document is one transaction. Rows travel by COPY where there are many of
// them, and statements that return nothing travel together with the next that
// does. Any number of processes write at once: those that write the same
// document, or note which document a path holds, take turns by advisory locks;
// the rows of documents that share paths are then locked in one order. Any
// other transaction of the database may still collide with one of these, and
// one that the server breaks off is run again.
//
// On one machine, client and server sharing two cores, a document of four forms
// and 60 indicators takes 11 to 15 ms of CPU of both together, where SQLite takes 5.
// A third of that is the index of words.
//
// # Migrations
//
// The numbered scripts in migrations are run once each, in the order of their
// numbers, each in a transaction of its own under an advisory lock; the table
// schema_migration says which were. There is no way down, as in package sqlite.
//
// # Search
//
// The extension pg_trgm is made for words of three letters and more: it finds
// nothing for the Chinese words of one and two characters, which are most, but
// by reading the whole index, and what it takes for a letter depends on the
// locale of the database. So the index is of our own making, from what every
// PostgreSQL has: each row has the numbers of its characters and of the pairs of
// them that follow each other, in an array under a GIN index. A word is found by
// its pairs. Rows that have them all in another order are sorted out in Go, which
// looks at what is found in any case, to mark the words.
//
// # Queries of strangers
//
// SQL from outside is one statement by the extended protocol, which takes no
// second one, as a cursor, which takes nothing but a query, in a transaction
// that only reads, on a connection that is closed afterwards. Functions that are
// VOLATILE are refused but for a few: a read-only transaction does not keep
// pg_read_file, set_config, dblink, lo_import or pg_terminate_backend from
// their work. A superuser's statements run as the role pg_read_all_data, and
// tables of passwords are refused by name. statement_timeout ends on the server
// what takes too long; rows and bytes of the answer are counted. All this is a
// second fence: the first is a role that may only read, and docs/postgresql.md
// says how to make it.
//
// BUG: paths of more than 2,700 bytes cannot be stored: they are keys of an
// index. Bytes beyond ASCII that are not UTF-8 count four times.
//
// BUG: a query may fill the disk of the server with what it sorts until its time
// is up; temp_file_limit bounds that, and only a superuser can set it.
//
// BUG: the view target takes an actual value such as 5e3 for 5, where SQLite
// takes it for 5000.
package postgres
