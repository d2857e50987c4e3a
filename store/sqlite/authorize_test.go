package sqlite

import (
	"testing"

	"github.com/mattn/go-sqlite3"
)

// The file is open for reading alone, which hides a hole in authorize from
// tests that run SQL.
func TestAuthorizeAllowsByName(t *testing.T) {
	for _, test := range []struct {
		action     int
		arg1, arg2 string
		want       int
	}{
		{sqlite3.SQLITE_SELECT, "", "", sqlite3.SQLITE_OK},
		{sqlite3.SQLITE_READ, "form", "title", sqlite3.SQLITE_OK},
		{sqlite3.SQLITE_PRAGMA, "table_info", "form", sqlite3.SQLITE_OK},
		{sqlite3.SQLITE_PRAGMA, "TABLE_INFO", "form", sqlite3.SQLITE_OK},
		{sqlite3.SQLITE_PRAGMA, "user_version", "", sqlite3.SQLITE_OK},
		{sqlite3.SQLITE_PRAGMA, "user_version", "7", sqlite3.SQLITE_DENY},
		{sqlite3.SQLITE_PRAGMA, "query_only", "0", sqlite3.SQLITE_DENY},
		{sqlite3.SQLITE_PRAGMA, "temp_store_directory", "/", sqlite3.SQLITE_DENY},
		{actionFunction, "", "upper", sqlite3.SQLITE_OK},
		{actionFunction, "", "Load_Extension", sqlite3.SQLITE_DENY},
		{sqlite3.SQLITE_ATTACH, "other.db", "", sqlite3.SQLITE_DENY},
		{sqlite3.SQLITE_TRANSACTION, "BEGIN", "", sqlite3.SQLITE_DENY},
		{sqlite3.SQLITE_INSERT, "form", "", sqlite3.SQLITE_DENY},
		{sqlite3.SQLITE_CREATE_TEMP_TABLE, "x", "", sqlite3.SQLITE_DENY},
		{999, "", "", sqlite3.SQLITE_DENY}, // whatever a later SQLite asks
	} {
		if got := authorize(test.action, test.arg1, test.arg2, "main"); got != test.want {
			t.Errorf("action %d %q %q: %d; want %d", test.action, test.arg1, test.arg2, got, test.want)
		}
	}
}
