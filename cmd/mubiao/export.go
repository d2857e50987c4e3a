package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"mubiao/normalize"
	"mubiao/store"
	"mubiao/store/export"
	"mubiao/store/personal"
)

type exportOptions struct {
	db         string
	format     string // empty: as the output's name says
	output     string
	tables     []string
	mark       bool
	personal   bool
	issues     string // output of the sheet of issues; empty: none
	years      []int
	department string
	kinds      []string
}

// The formats of export.
const (
	formatCSV     = "csv"
	formatJSONL   = "jsonl"
	formatXLSX    = "xlsx"
	formatParquet = "parquet"
)

var (
	exportFormats = []string{formatCSV, formatJSONL, formatXLSX, formatParquet}
	exportKinds   = []string{
		string(normalize.ProjectTarget), string(normalize.DepartmentTarget), string(normalize.TransferTarget), string(normalize.SelfEvaluation),
	}
)

func (o *exportOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	addDatabaseFlag(f, &o.db)
	f.StringVar(&o.format, "format", "", "csv, jsonl, xlsx or parquet; otherwise as FILE ends, or csv")
	f.StringVarP(&o.output, "output", "o", "-", "write to `FILE`, or tables to the folder DIR/")
	f.StringSliceVar(&o.tables, "table", nil, "these `TABLES`: "+strings.Join(tableNames(), ","))
	f.BoolVar(&o.mark, "bom", false, "begin CSV with a byte order mark, for Excel")
	f.BoolVar(&o.personal, "personal", false, "do not mask names and telephone numbers of people")
	f.StringVar(&o.issues, "issues", "", "write a sheet of issues for correct --from to `FILE`")
	f.IntSliceVar(&o.years, "year", nil, "forms of this fiscal `YEAR`")
	f.StringVar(&o.department, "department", "", "forms whose department or unit has `NAME` in its name")
	f.StringSliceVar(&o.kinds, "kind", nil, "forms of this `KIND`, such as project_target")
}

func newExportCommand(s *streams) *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "export [flags]",
		Short: "Write forms, indicators and issues for other programs",
		Example: `  mubiao export --format xlsx -o targets.xlsx
  mubiao export --format csv --bom --year 2024 -o targets.csv
  mubiao export --format jsonl --department 水利局 | head -1
  mubiao export --format parquet -o tables/
  mubiao export --issues issues.csv`,
		Long: `Writes what is stored, with the values that people corrected. Superseded documents
are left out.

csv      one table (--table, otherwise target), or all of them into a folder: -o DIR/.
         RFC 4180, UTF-8. Excel takes it for UTF-8 with --bom. What a spreadsheet
         would take for a formula, as the target =100%, has an apostrophe in front.
jsonl    one record a line, as docs/record.schema.json has it; corrected lists the
         places that people changed.
xlsx     a workbook with a sheet a table: typed cells, filters, links from a row to its
         issues and back; what people changed stands on yellow.
parquet  as csv, typed; amounts are DECIMAL in 万元.

In tables the column corrected names the columns that people changed.

Names and telephone numbers of people are masked, as 张** and 138****1234, wherever
they are found; --personal keeps them. A row of a sheet of issues (--issues) whose
old value is masked can be corrected only if the sheet was made with --personal.`,
		Annotations: exits(exitDone, exitFailed, exitUsage, exitInterrupted),
		Args:        exactly(0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := o.check(c, s); err != nil {
				return err
			}
			if o.issues != "" {
				return runExportIssues(c.Context(), o, s)
			}
			return runExport(c.Context(), o, s)
		},
	}
	o.addFlags(c)
	return c
}

func tableNames() []string {
	var names []string
	for _, t := range export.Tables {
		names = append(names, t.Name)
	}
	return names
}

// check settles the format and refuses what does not go together.
func (o *exportOptions) check(c *cobra.Command, s *streams) error {
	for _, kind := range o.kinds {
		if err := oneOf(c, "kind", kind, exportKinds...); err != nil {
			return err
		}
	}
	for _, table := range o.tables {
		if err := oneOf(c, "table", table, tableNames()...); err != nil {
			return err
		}
	}
	if o.issues != "" {
		return o.checkIssues(c)
	}
	if o.format == "" {
		o.format = formatOf(o.output)
	}
	if err := oneOf(c, "format", o.format, exportFormats...); err != nil {
		return err
	}
	return o.checkFormat(c, s)
}

// formatOf is the format that the name of an output says.
func formatOf(output string) string {
	if ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(output)), "."); slices.Contains(exportFormats, ending) {
		return ending
	}
	return formatCSV
}

func (o *exportOptions) checkIssues(c *cobra.Command) error {
	for _, flag := range []string{"format", "output", "table"} {
		if c.Flags().Changed(flag) {
			return usage(c, "--issues writes a file of its own: not together with --"+flag)
		}
	}
	return nil
}

func (o *exportOptions) checkFormat(c *cobra.Command, s *streams) error {
	single := o.format == formatCSV || o.format == formatParquet // a file holds one table
	switch {
	case o.mark && o.format != formatCSV:
		return usage(c, "--bom is for csv")
	case len(o.tables) > 0 && o.format == formatJSONL:
		return usage(c, "--table is for tables: jsonl has whole records")
	case isOutputFolder(o.output) && !single:
		return usage(c, o.format+" is one file: -o FILE")
	case single && len(o.tables) > 1 && !isOutputFolder(o.output):
		return usage(c, "several tables need a folder: -o DIR/")
	case o.output == "-" && (o.format == formatXLSX || o.format == formatParquet) && isTerminal(s.out):
		return usage(c, o.format+" is not for a terminal: -o FILE")
	}
	return nil
}

func (o *exportOptions) filter() export.Filter {
	f := export.Filter{Years: o.years, Department: o.department}
	for _, kind := range o.kinds {
		f.Kinds = append(f.Kinds, normalize.Kind(kind))
	}
	return f
}

// An exported counts what was written.
type exported struct{ documents, forms int }

func runExport(ctx context.Context, o exportOptions, s *streams) error {
	db, err := openReader(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	var n exported
	err = o.write(s, func(w export.Writer) error {
		defer w.Discard()
		if n, err = exportTo(ctx, db, o, w.Write); err != nil {
			return err
		}
		return w.Close()
	})
	var full *export.FullError
	if errors.As(err, &full) {
		return hinted(err, "take a part with --year or --department, or another format: --format parquet")
	}
	if err == nil {
		n.tell(o, s)
	}
	return err
}

// exportTo hands what is selected of each document to write, masked unless
// people are asked for.
func exportTo(ctx context.Context, db store.Reader, o exportOptions, write func(export.Selection) error) (n exported, err error) {
	filter := o.filter()
	err = db.Documents(ctx, func(doc *store.Document) error {
		if !o.personal {
			personal.Mask(doc)
		}
		selection := filter.Select(doc)
		if selection.File {
			n.documents++
		}
		n.forms += len(selection.Forms)
		return write(selection)
	})
	return n, err
}

func (n exported) tell(o exportOptions, s *streams) {
	masked := "; names and telephone numbers are masked, --personal keeps them"
	if o.personal {
		masked = ", with names and telephone numbers of people"
	}
	s.note("%s of %s%s", counted(n.forms, "form"), counted(n.documents, "document"), masked)
}

// runExportIssues writes the sheet of issues that correct --from reads.
func runExportIssues(ctx context.Context, o exportOptions, s *streams) error {
	db, err := openReader(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	return writeIssueSheet(ctx, db, o, s)
}
