package postgres

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"mubiao/store"
)

// errQueryTime is the cause of a context that Query itself has ended.
var errQueryTime = errors.New("query time is over")

// readers are the words that a statement begins with that only reads. Those
// marked true the server takes for a cursor, which refuses what writes.
var readers = map[string]bool{"select": true, "values": true, "with": true, "table": true, "(": true, "explain": false, "show": false}

// Query runs one SELECT, or a VALUES, WITH, TABLE, EXPLAIN or SHOW; see
// store.Querier and the package comment.
func (r *Reader) Query(ctx context.Context, query string, limits store.Limits, arguments ...store.Argument) (store.Rows, error) {
	limits = limits.OrDefault()
	s := parse(query)
	switch {
	case s.count == 0:
		return nil, fmt.Errorf("%w: no statement", store.ErrInvalid)
	case s.count > 1:
		return nil, fmt.Errorf("%w: more than one statement", store.ErrRefused)
	}
	if err := s.refuse(); err != nil {
		return nil, err
	}
	sql, err := s.with(arguments)
	if err != nil {
		return nil, err
	}
	result := &rows{ctx: ctx, cancel: func() {}, limits: limits}
	if limits.Timeout > 0 {
		result.ctx, result.cancel = context.WithTimeoutCause(ctx, limits.Timeout, errQueryTime)
	}
	if err := result.explain(result.start(r.confined, &s, sql)); err != nil {
		return nil, errors.Join(err, result.Close())
	}
	return result, nil
}

// notQuery is the error for SQL that is no query: whether it is any SQL at all.
// To prepare a statement does nothing but to read it.
func notQuery(ctx context.Context, conn *pgxpool.Conn, sql string) error {
	if _, err := conn.Conn().Prepare(ctx, "", sql); err != nil {
		return err
	}
	return fmt.Errorf("%w: the statement does more than read", store.ErrRefused)
}

// rows is the answer to a query; see store.Rows.
type rows struct {
	ctx     context.Context
	cancel  context.CancelFunc
	limits  store.Limits
	conn    *pgxpool.Conn // nil once closed
	tx      pgx.Tx
	fetch   string // what gets more rows; empty when there are no more
	columns []pgconn.FieldDescription
	ready   [][]any // rows that were fetched
	values  []any
	spent   store.Spending
	err     error
}

// fetchRows is how many rows are fetched at once, the first time and then.
const fetchRows = 100

// start runs the statement up to its first rows.
func (r *rows) start(pool *pgxpool.Pool, s *statement, sql string) (err error) {
	if err := r.begin(pool); err != nil {
		return err
	}
	byCursor, reads := readers[s.first]
	if !reads {
		return notQuery(r.ctx, r.conn, sql)
	}
	if err := refuseVolatile(r.ctx, r.tx, s.calls); err != nil {
		return err
	}
	if err := r.confine(); err != nil {
		return err
	}
	if !byCursor {
		return r.read(sql)
	}
	// One statement by the extended protocol: the server refuses a second.
	_, err = r.tx.Exec(r.ctx, "DECLARE answer NO SCROLL CURSOR FOR "+sql, pgx.QueryExecModeExec)
	if isState(err, "42601") { // syntax_error: of this, but not so of the statement alone
		return cmp.Or(r.tx.Rollback(r.ctx), notQuery(r.ctx, r.conn, sql))
	}
	if err != nil {
		return err
	}
	r.fetch = fmt.Sprintf("FETCH %d FROM answer", fetchRows)
	return r.read(r.fetch)
}

// begin begins a transaction on a connection that lasts as long as the rows;
// see the function begin.
func (r *rows) begin(pool *pgxpool.Pool) (err error) {
	for range pool.Config().MaxConns + 1 {
		if r.conn, err = pool.Acquire(r.ctx); err != nil {
			return err
		}
		if r.tx, err = r.conn.BeginTx(r.ctx, readOnlyTx); err == nil || r.ctx.Err() != nil {
			return err
		}
		discard(r.conn)
		r.conn = nil
	}
	return err
}

// Bounds of one statement of a stranger.
const (
	// sortMemory is what one sort or hash table may take before it goes to
	// disk.
	sortMemory = "16MB"
	// leastPrivileged is a role that may read all tables, and nothing else.
	leastPrivileged = "pg_read_all_data"
)

// confine bounds the transaction by settings that end with it.
func (r *rows) confine() error {
	var superuser bool
	err := r.tx.QueryRow(r.ctx, `SELECT rolsuper FROM pg_roles WHERE rolname = session_user`).Scan(&superuser)
	if err != nil {
		return err
	}
	timeout := int64(0) // none
	if r.limits.Timeout > 0 {
		timeout = max(r.limits.Timeout.Milliseconds(), 1)
	}
	settings := []string{
		fmt.Sprintf("SET LOCAL statement_timeout = %d", min(timeout, math.MaxInt32)),
		"SET LOCAL work_mem = '" + sortMemory + "'",
		"SET LOCAL max_parallel_workers_per_gather = 0",
	}
	if superuser {
		settings = append(settings, "SET LOCAL ROLE "+leastPrivileged)
	}
	for _, setting := range settings {
		if _, err := r.tx.Exec(r.ctx, setting, pgx.QueryExecModeExec); err != nil {
			return err
		}
	}
	return nil
}

// read reads rows into ready.
func (r *rows) read(sql string) error {
	answer, err := r.tx.Query(r.ctx, sql, pgx.QueryExecModeExec, pgx.QueryResultFormats{pgx.TextFormatCode})
	if err != nil {
		return err
	}
	defer answer.Close()
	n := 0
	for ; answer.Next(); n++ {
		fields := answer.FieldDescriptions()
		values := make([]any, len(fields))
		for i, raw := range answer.RawValues() {
			if values[i], err = valueOf(fields[i].DataTypeOID, raw); err != nil {
				return fmt.Errorf("column %s: %w", fields[i].Name, err)
			}
		}
		r.ready = append(r.ready, values)
	}
	if r.columns == nil {
		r.columns = append([]pgconn.FieldDescription{}, answer.FieldDescriptions()...)
	}
	if n < fetchRows {
		r.fetch = ""
	}
	return answer.Err()
}

func (r *rows) Columns() []string {
	names := make([]string, len(r.columns))
	for i := range r.columns {
		names[i] = r.columns[i].Name
	}
	return names
}

func (r *rows) Next() bool {
	r.values = nil
	if r.err != nil || r.conn == nil {
		return false
	}
	if len(r.ready) == 0 && r.fetch != "" {
		if r.err = r.explain(r.read(r.fetch)); r.err != nil {
			return false
		}
	}
	if len(r.ready) == 0 {
		return false
	}
	values := r.ready[0]
	r.ready = r.ready[1:]
	if r.err = r.spent.Charge(r.limits, values); r.err != nil {
		return false
	}
	r.values = values
	return true
}

func (r *rows) Values() []any { return r.values }
func (r *rows) Err() error    { return r.err }

// Close ends the query. Its connection is not used again: a statement may have
// changed the session.
func (r *rows) Close() error {
	defer r.cancel()
	if r.conn != nil {
		discard(r.conn)
		r.conn = nil
	}
	return nil
}

// goodbye is how long a server may take to hear that a connection ends.
const goodbye = time.Second

// discard ends a connection.
func discard(conn *pgxpool.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	// The pool makes another one; there is nothing to be done about an error.
	_ = conn.Conn().Close(ctx)
	conn.Release()
}

// explain turns an error into one of the errors of Query.
func (r *rows) explain(err error) error {
	switch {
	case err == nil:
		return nil
	case r.ctx.Err() != nil && context.Cause(r.ctx) == errQueryTime, isState(err, "57014"): // query_canceled
		return fmt.Errorf("%w: %v", store.ErrTimeout, r.limits.Timeout.Round(time.Millisecond))
	case r.ctx.Err() != nil:
		return r.ctx.Err()
	}
	return explained(err)
}

func isState(err error, state string) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == state
}

// explained is the error of Query for an answer of the server
// (PostgreSQL 15, Appendix A).
func explained(err error) error {
	var long *pgproto3.ExceededMaxBodyLenErr
	if errors.As(err, &long) {
		return fmt.Errorf("%w: a row of more than %d bytes", store.ErrTooLarge, maxMessage)
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	switch {
	case e.Code == "25006", e.Code == "42501", e.Code == "0A000": // read-only, no privilege, not for a cursor
		return fmt.Errorf("%w: %s", store.ErrRefused, e.Message)
	case e.Code == "54000", strings.HasPrefix(e.Code, "53"): // a program limit, resources
		return fmt.Errorf("%w: %s", store.ErrTooLarge, e.Message)
	case strings.HasPrefix(e.Code, "42"), strings.HasPrefix(e.Code, "22"), strings.HasPrefix(e.Code, "21"): // syntax, values, number of rows
		return fmt.Errorf("%w: %s", store.ErrInvalid, e.Message)
	}
	return err
}

// valueOf is a value of a result in text format.
func valueOf(oid uint32, raw []byte) (any, error) {
	if raw == nil {
		return nil, nil
	}
	text := string(raw)
	switch oid {
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID:
		return strconv.ParseInt(text, 10, 64)
	case pgtype.Float4OID, pgtype.Float8OID:
		return strconv.ParseFloat(text, 64)
	case pgtype.NumericOID:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n, nil
		}
		return strconv.ParseFloat(text, 64)
	case pgtype.BoolOID:
		if text == "t" {
			return int64(1), nil
		}
		return int64(0), nil
	case pgtype.ByteaOID:
		return hex.DecodeString(strings.TrimPrefix(text, `\x`))
	}
	return restoredText(text), nil
}
