package sqlite

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Actions of sqlite3_set_authorizer that the driver has no name for
// (sqlite.org/c3ref/c_alter_table.html).
const (
	actionFunction  = 31
	actionRecursive = 33
)

// readPragmas tell of the schema and change nothing. Those marked true may
// take an argument, the name of a table or index; the others would set
// something if they had one.
var readPragmas = map[string]bool{
	"application_id":   false,
	"collation_list":   false,
	"foreign_key_list": true,
	"function_list":    false,
	"index_info":       true,
	"index_list":       true,
	"index_xinfo":      true,
	"table_info":       true,
	"table_list":       true,
	"table_xinfo":      true,
	"user_version":     false,
}

// The most that one statement may make SQLite build. They bound what a limit
// of time alone does not: memory, and a call that cannot be interrupted.
const (
	maxTextBytes   = 16 << 20 // one text or blob, and one row while it is sorted
	maxSQLBytes    = 1 << 20
	maxLikePattern = 1000 // bytes; LIKE and GLOB take time in proportion to it
	maxColumns     = 500  // of a table, a result, a GROUP BY; the largest view has 28
	// maxHeapBytes is for all of SQLite in this process: one row may have
	// maxColumns texts of maxTextBytes. A page cache takes 2 MiB a connection.
	maxHeapBytes = 256 << 20
)

// confine bounds a connection to reading the one database that it has open.
// The file is opened read-only as well, so that each of the two is enough.
func confine(conn *sqlite3.SQLiteConn) error {
	settings := fmt.Sprintf("PRAGMA trusted_schema = OFF; PRAGMA hard_heap_limit = %d", maxHeapBytes)
	if _, err := conn.Exec(settings, nil); err != nil {
		return err
	}
	conn.SetLimit(sqlite3.SQLITE_LIMIT_COLUMN, maxColumns)
	conn.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
	conn.SetLimit(sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0)
	conn.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, maxTextBytes)
	conn.SetLimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, maxSQLBytes)
	conn.SetLimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, maxLikePattern)
	conn.RegisterAuthorizer(authorize)
	return nil
}

// authorize allows what reads, and refuses all that it does not know.
func authorize(action int, arg1, arg2, _ string) int {
	switch action {
	case sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, actionRecursive:
		return sqlite3.SQLITE_OK
	case actionFunction:
		if !strings.EqualFold(arg2, "load_extension") {
			return sqlite3.SQLITE_OK
		}
	case sqlite3.SQLITE_PRAGMA:
		takesName, ok := readPragmas[strings.ToLower(arg1)]
		if ok && (takesName || arg2 == "") {
			return sqlite3.SQLITE_OK
		}
	}
	return sqlite3.SQLITE_DENY
}

// isRefusal reports whether SQLite would not run a statement because it does
// more than read, by the word of authorize or its own. For a function that
// authorize forbids, and for the table of the schema, there is no code, only a
// message.
func isRefusal(err error) bool {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == sqlite3.ErrAuth || e.Code == sqlite3.ErrReadonly ||
		e.Code == sqlite3.ErrError && (strings.HasPrefix(e.Error(), "not authorized") || strings.HasSuffix(e.Error(), "may not be modified"))
}
