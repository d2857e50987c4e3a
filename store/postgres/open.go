package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgxpool"

	"mubiao/store"
	"mubiao/store/relational"
)

// IsURL reports whether a text names a PostgreSQL database, and not a file.
func IsURL(text string) bool {
	return strings.HasPrefix(text, "postgres://") || strings.HasPrefix(text, "postgresql://")
}

// Redact is the URL of a database without what is secret in it, for messages.
func Redact(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		scheme, rest, _ := strings.Cut(text, "://")
		// What stands before the last @ may be a password.
		return scheme + "://" + rest[strings.LastIndexByte(rest, '@')+1:]
	}
	if _, has := u.User.Password(); has {
		u.User = url.User(u.User.Username())
	}
	query := u.Query()
	for _, secret := range []string{"password", "sslpassword"} {
		query.Del(secret)
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// connectTimeout is how long a server may take to answer a new connection,
// unless the URL says otherwise (connect_timeout).
const connectTimeout = 10 * time.Second

// A Store is a database open for reading and writing.
type Store struct {
	relational.Reader
	pool *pgxpool.Pool
	name string // of the database, for messages
}

var _ store.Store = (*Store)(nil)

// Open connects to the database at a URL and brings its tables up to date. It
// returns a *store.SchemaError for a database of a newer version, or one whose
// tables of these names are another program's.
func Open(ctx context.Context, url string) (*Store, error) {
	pool, err := connect(ctx, url, nil)
	if err != nil {
		return nil, err
	}
	name := Redact(url)
	if err := migrate(ctx, pool, name, migrations); err != nil {
		pool.Close()
		return nil, err
	}
	return &Store{Reader: reader(pool), pool: pool, name: name}, nil
}

// Pool is what the Store's connections come from, for what commits together
// with a document; see PutTx. It is closed with the Store.
func (s *Store) Pool() *pgxpool.Pool { return s.pool }

// Close ends all connections.
func (s *Store) Close() error {
	s.pool.Close()
	return nil
}

// A Reader is a database open for reading alone.
type Reader struct {
	relational.Reader
	pool     *pgxpool.Pool
	confined *pgxpool.Pool // connections for statements of strangers
}

var _ store.Querier = (*Reader)(nil)

// OpenReadOnly connects to the database at a URL. It returns an error that is
// fs.ErrNotExist for a database without the tables of this program, and a
// *store.SchemaError for one of another version or program.
func OpenReadOnly(ctx context.Context, url string) (*Reader, error) {
	pool, err := connect(ctx, url, readOnly)
	if err != nil {
		return nil, err
	}
	if err := checkSchema(ctx, pool, Redact(url)); err != nil {
		pool.Close()
		return nil, err
	}
	confined, err := connect(ctx, url, confine)
	if err != nil {
		pool.Close()
		return nil, err
	}
	return &Reader{reader(pool), pool, confined}, nil
}

// Close ends all connections.
func (r *Reader) Close() error {
	r.confined.Close()
	r.pool.Close()
	return nil
}

func reader(pool *pgxpool.Pool) relational.Reader {
	return relational.Reader{Source: source{pool}, Index: gramIndex{}}
}

// connect makes a pool of connections and sees whether the server answers.
func connect(ctx context.Context, url string, adapt func(*pgxpool.Config)) (*pgxpool.Pool, error) {
	name := Redact(url)
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The error repeats the URL.
		return nil, fmt.Errorf("%s: not the URL of a database: postgres://USER:PASSWORD@HOST/DATABASE", name)
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectTimeout
	}
	setDefault(config, "application_name", "mubiao")
	if adapt != nil {
		adapt(config)
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, &ConnectError{Database: name, Err: err}
	}
	return pool, nil
}

// setDefault sets a parameter of a session that the URL does not set.
func setDefault(config *pgxpool.Config, parameter, value string) {
	if params := config.ConnConfig.RuntimeParams; params[parameter] == "" {
		params[parameter] = value
	}
}

// readOnly has every transaction of a connection refuse to write.
func readOnly(config *pgxpool.Config) {
	config.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
}

// maxMessage is the longest message, in bytes, that a connection for
// statements of strangers takes from the server: one row of an answer.
const maxMessage = 64 << 20

// confine bounds the connections for statements of strangers. Each of them
// serves one statement; see Reader.Query.
func confine(config *pgxpool.Config) {
	readOnly(config)
	config.ConnConfig.RuntimeParams["standard_conforming_strings"] = "on"
	config.ConnConfig.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn}
	}
	config.ConnConfig.BuildFrontend = func(r io.Reader, w io.Writer) *pgproto3.Frontend {
		f := pgproto3.NewFrontend(r, w)
		f.SetMaxBodyLen(maxMessage)
		return f
	}
	config.MinConns = 0
}

// A ConnectError reports a server that does not answer, or does not let in.
type ConnectError struct {
	Database string // its URL without the password
	Err      error
}

func (e *ConnectError) Error() string {
	return fmt.Sprintf("%s: %s", e.Database, e.reason())
}

func (e *ConnectError) Unwrap() error { return e.Err }

// Refused reports whether a server answered, and would not let in: a wrong
// name or password, or a database that there is none of.
func (e *ConnectError) Refused() bool {
	var answer *pgconn.PgError
	return errors.As(e.Err, &answer)
}

// Missing reports whether the server has no such database.
func (e *ConnectError) Missing() bool {
	var answer *pgconn.PgError
	return errors.As(e.Err, &answer) && answer.Code == "3D000" // invalid_catalog_name
}

// reason leaves out what the driver repeats of the URL.
func (e *ConnectError) reason() string {
	var answer *pgconn.PgError
	if errors.As(e.Err, &answer) {
		return answer.Message
	}
	var last error = e.Err
	var connect *pgconn.ConnectError
	if errors.As(last, &connect) {
		last = connect.Unwrap()
	}
	return "no answer: " + last.Error()
}

// checkSchema holds the tables of a database against what the program works
// with.
func checkSchema(ctx context.Context, pool *pgxpool.Pool, name string) error {
	done, err := applied(ctx, pool)
	switch {
	case err != nil:
		return fmt.Errorf("open %s: %w", name, err)
	case done == nil:
		return fmt.Errorf("%s: has no tables of this program: %w", name, fs.ErrNotExist)
	}
	return done.check(name, migrations)
}
