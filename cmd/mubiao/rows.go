package main

import (
	"bufio"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"mubiao/store"
)

// writeRows prints an answer as table, json or csv. An answer that ends early
// is printed as far as it goes, and well formed.
func writeRows(w *bufio.Writer, format string, r store.Rows) error {
	switch format {
	case "json":
		return writeJSON(w, r)
	case "csv":
		return writeCSV(w, r)
	}
	return writeTable(w, r)
}

func writeTable(w *bufio.Writer, r store.Rows) error {
	t := table{head: r.Columns(), right: make(map[int]bool)}
	for r.Next() {
		cells := make([]string, len(t.head))
		for i, v := range r.Values() {
			cells[i] = cellText(v)
			switch v.(type) {
			case int64, float64:
				t.right[i] = true
			}
		}
		t.add(cells...)
	}
	if err := t.write(w); err != nil {
		return err
	}
	return r.Err()
}

func writeCSV(w *bufio.Writer, r store.Rows) error {
	out := csv.NewWriter(w)
	if err := out.Write(r.Columns()); err != nil {
		return err
	}
	for r.Next() {
		values := r.Values()
		cells := make([]string, len(values))
		for i, v := range values {
			cells[i] = cellText(v)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return r.Err()
}

// writeJSON prints an array of objects, a line each, with the columns in
// their order.
func writeJSON(w *bufio.Writer, r store.Rows) error {
	names := distinct(r.Columns())
	separator := "["
	for r.Next() {
		w.WriteString(separator)
		separator = ",\n "
		for i, v := range r.Values() {
			w.WriteByte("{,"[min(i, 1)])
			fmt.Fprintf(w, "%s: %s", jsonText(names[i]), jsonText(v))
		}
		w.WriteByte('}')
	}
	if separator == "[" {
		w.WriteString(separator)
	}
	if _, err := w.WriteString("]\n"); err != nil {
		return err
	}
	return r.Err()
}

// distinct gives columns of the same name names of their own, as a JSON
// object needs: id, id:1, id:2.
func distinct(columns []string) []string {
	names := make([]string, len(columns))
	seen := make(map[string]int)
	for i, c := range columns {
		names[i] = c
		if n := seen[c]; n > 0 {
			names[i] = fmt.Sprintf("%s:%d", c, n)
		}
		seen[c]++
	}
	return names
}

// cellText is a value as text; NULL is empty and bytes are hexadecimal.
func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return hex.EncodeToString(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// jsonText is a value as JSON; bytes are hexadecimal, and an infinite number
// is written as SQLite does, beyond what a double holds.
func jsonText(v any) string {
	switch n := v.(type) {
	case []byte:
		v = hex.EncodeToString(n)
	case float64:
		if math.IsInf(n, 0) {
			return strconv.FormatFloat(math.Copysign(9, n), 'f', -1, 64) + "e999"
		}
	case string:
		if !utf8.ValidString(n) {
			v = hex.EncodeToString([]byte(n))
		}
	}
	text, err := encodeJSON(v)
	if err != nil {
		return "null"
	}
	return string(text)
}
