package postgres

import "context"

// A Standing is what a user finds at a server.
type Standing struct {
	Version   string // of the server: 15.14
	User      string
	Superuser bool // may do anything on the server
	Writes    bool // may write documents
}

const findStanding = `
SELECT split_part(current_setting('server_version'), ' ', 1), session_user,
	(SELECT rolsuper FROM pg_roles WHERE rolname = session_user), has_table_privilege('document', 'INSERT')`

// Standing asks what this user is to the server.
func (r *Reader) Standing(ctx context.Context) (s Standing, err error) {
	err = r.pool.QueryRow(ctx, findStanding).Scan(&s.Version, &s.User, &s.Superuser, &s.Writes)
	return s, err
}
