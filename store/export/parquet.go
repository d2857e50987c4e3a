package export

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"mubiao/normalize"
)

// rowGroup is the most rows of a row group: what the writer holds in memory.
const rowGroup = 20_000

// Amounts are stored as DECIMAL(18, 6) of 万元: six decimals are one fen, so
// that the stored integer is the amount in fen.
const (
	moneyScale     = 6
	moneyPrecision = 18
)

type parquetWriter struct {
	w     *parquet.GenericWriter[any]
	table *Table
}

// NewParquet writes a table as Parquet, compressed with Snappy, which every
// reader knows. All columns are optional: texts are STRING, whole numbers
// INT64, numbers DOUBLE, and amounts DECIMAL(18, 6) in 万元. version is the
// reader's that is noted in the file.
func NewParquet(w io.Writer, table *Table, version string) (Writer, error) {
	config, err := parquet.NewWriterConfig(
		parquet.NewSchema(table.Name, newSchemaNode(table)),
		parquet.Compression(&parquet.Snappy),
		parquet.MaxRowsPerRowGroup(rowGroup),
		parquet.CreatedBy("mubiao", version, "parquet-go"),
	)
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", table.Name, err)
	}
	return &parquetWriter{parquet.NewGenericWriter[any](w, config), table}, nil
}

// A schemaNode is a group whose fields are in the order of the columns; a
// parquet.Group has them by name.
type schemaNode struct {
	parquet.Group
	ordered []parquet.Field
}

func (n schemaNode) Fields() []parquet.Field { return n.ordered }

func newSchemaNode(table *Table) schemaNode {
	n := schemaNode{Group: make(parquet.Group)}
	for _, c := range table.Columns {
		n.Group[c.Name] = parquet.Optional(leaf(c.Type))
	}
	byName := make(map[string]parquet.Field)
	for _, field := range n.Group.Fields() {
		byName[field.Name()] = field
	}
	for _, c := range table.Columns {
		n.ordered = append(n.ordered, byName[c.Name])
	}
	return n
}

func leaf(t Type) parquet.Node {
	switch t {
	case Whole:
		return parquet.Int(64)
	case Number:
		return parquet.Leaf(parquet.DoubleType)
	case Money:
		return parquet.Decimal(moneyScale, moneyPrecision, parquet.Int64Type)
	}
	return parquet.String()
}

func (w *parquetWriter) Write(s Selection) error {
	var rows []parquet.Row
	for _, r := range w.table.rowsOf(s) {
		values := make(parquet.Row, len(r.values))
		for i, v := range r.values {
			values[i] = parquetValue(v, i)
		}
		rows = append(rows, values)
	}
	_, err := w.w.WriteRows(rows)
	return err
}

// parquetValue is a value at a column, which is optional: its definition level
// says whether it is there.
func parquetValue(v any, column int) parquet.Value {
	if v == nil {
		return parquet.NullValue().Level(0, 0, column)
	}
	if amount, ok := v.(normalize.Amount); ok {
		v = int64(amount)
	}
	return parquet.ValueOf(v).Level(0, 1, column)
}

func (w *parquetWriter) Close() error { return w.w.Close() }

// Discard has nothing to free.
func (*parquetWriter) Discard() {}
