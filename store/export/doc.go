// Package export turns stored documents into tables and records for other
// programs: CSV, Parquet and Excel workbooks of tables, and JSON Lines of the
// records as docs/record.schema.json describes them.
//
// A Filter selects the forms of a document, a Writer takes one Selection after
// another and writes it, and Close writes what ends the file. A Writer holds
// one document at a time, and of what it has written no more than its format
// asks for: CSV and JSONL nothing, Parquet a row group, a workbook the 16 MiB
// of each sheet that excelize buffers before it uses a temporary file.
//
// Values are those that people corrected; the column corrected of a row names
// the columns whose value a person changed. What is about people is written as
// it stands in the document: package personal masks it before.
package export
