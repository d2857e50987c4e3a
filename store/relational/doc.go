// Package relational turns documents into rows of SQL tables, and rows into
// documents and reports. It is what the databases of package store have in
// common: sqlite and postgres bring connections, migrations, the index of words
// and the answering of SQL that others wrote.
//
// Its SQL is of both dialects. A parameter is written $1; NULLs are sorted
// explicitly, as SQLite has them first and PostgreSQL last; what is true or
// false is an INTEGER of 1 or 0 in a column, and is compared with it.
package relational
