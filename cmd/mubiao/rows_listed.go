package main

// listedRows are rows that are all there already; see store.Rows.
type listedRows struct {
	columns []string
	rows    [][]any
	next    int // row that Next goes to
}

func (r *listedRows) Columns() []string { return r.columns }
func (r *listedRows) Values() []any     { return r.rows[r.next-1] }
func (r *listedRows) Err() error        { return nil }
func (r *listedRows) Close() error      { return nil }

func (r *listedRows) Next() bool {
	if r.next == len(r.rows) {
		return false
	}
	r.next++
	return true
}
