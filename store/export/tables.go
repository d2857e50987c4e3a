package export

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"mubiao/normalize"
)

// Tables are all tables, the one for most questions first.
var Tables = []*Table{
	{
		Name: "target", Meaning: "One row an indicator, with what its form says beside it.",
		Columns: slices.Concat(key, formNames, indicatorColumns, ends), rows: list(indicatorRows),
	},
	{
		Name: "form", Meaning: "One row a form, and one for pages that could not be read as a form.",
		Columns: slices.Concat(key, formNames, formColumns, ends), rows: formRow,
	},
	{
		Name: "header", Meaning: "One row a labelled field of a form that is no column of its own.",
		Columns: slices.Concat(key, headerColumns, ends), rows: headerRows,
	},
	{
		Name: "fund", Meaning: "One row an amount of the funds block (资金).",
		Columns: slices.Concat(key, ordinal, fundColumns, ends), rows: list(fundRows),
	},
	{
		Name: "goal", Meaning: "One row a goal (目标).",
		Columns: slices.Concat(key, ordinal, goalColumns, ends), rows: list(goalRows),
	},
	{
		Name: "task", Meaning: "One row a task (年度主要任务) of a department form.",
		Columns: slices.Concat(key, ordinal, taskColumns, ends), rows: list(taskRows),
	},
	{
		Name: "indicator", Meaning: "One row an indicator (绩效指标): target without the columns of the form.",
		Columns: slices.Concat(key, indicatorColumns, ends), rows: list(indicatorRows),
	},
	{
		Name: "issue", Meaning: "One row a doubt about a value of a form, or about a file.",
		Columns: slices.Concat(key, ordinal, issueColumns), rows: list(func(f *form) (string, int) { return "/issues", len(f.Issues) }),
	},
}

// Find returns the table of a name, nil if there is none.
func Find(name string) *Table {
	i := slices.IndexFunc(Tables, func(t *Table) bool { return t.Name == name })
	if i < 0 {
		return nil
	}
	return Tables[i]
}

// correctedColumn names the columns that a person changed.
const correctedColumn = "corrected"

// The columns that tables share.
var (
	key = []Column{
		{Name: "path", Meaning: "of the document, where it was seen last", Width: 30, value: func(p *place) any { return p.doc.Paths[0] }},
		{Name: "sha256", Meaning: "of the document's bytes, which with form and ordinal names a row for good", Width: 12, value: func(p *place) any { return p.doc.SHA256 }},
		{Name: "form", Type: Whole, Meaning: "place of the form in the document, from 0; empty for the file itself", value: func(p *place) any {
			if p.ordinal < 0 {
				return nil
			}
			return int64(p.ordinal)
		}},
	}
	ordinal = []Column{
		{Name: "ordinal", Type: Whole, Meaning: "place of the row in its form, from 0", value: func(p *place) any { return int64(p.n) }},
	}
	ends = []Column{
		{Name: "page", Type: Whole, Meaning: "page that it stands on, from 1; where not known, the first of the form", value: page},
		{Name: openIssuesColumn, Type: Whole, Meaning: "warnings and errors about it", Width: 12, value: openIssues},
		{Name: correctedColumn, Meaning: "columns whose value a person changed, parted by blanks", Width: 16},
	}
)

// openIssuesColumn leads to the issues on a sheet.
const openIssuesColumn = "open_issues"

func page(p *place) any {
	first := 0
	for pointer, at := range p.Evidence {
		within := pointer == p.pointer || p.pointer != "" && strings.HasPrefix(pointer, p.pointer+"/")
		if within && (first == 0 || at.Page < first) {
			first = at.Page
		}
	}
	if first == 0 && len(p.Source.Pages) > 0 {
		first = p.Source.Pages[0]
	}
	return whole(first)
}

func openIssues(p *place) any {
	n := int64(0)
	for i := range p.Issues {
		if issue := &p.Issues[i]; isOpen(issue) && about(issue, p.pointer) {
			n++
		}
	}
	return n
}

// The columns of a form: those that the table target has too, and the others.
var (
	formNames = []Column{
		{Name: "kind", member: "/form", Meaning: "project_target, department_target, transfer_target, self_evaluation; empty: could not be read", Width: 18, value: func(p *place) any { return text(p.Form) }},
		{Name: "title", member: "/title", Meaning: "first title line", Width: 28, value: func(p *place) any { return text(p.Title) }},
		{Name: "fiscal_year", Type: Whole, member: "/fiscal_year", Meaning: "年度", Width: 12, value: func(p *place) any { return whole(p.FiscalYear) }},
		{Name: "department", member: "/department", Meaning: "主管部门", Width: 24, value: func(p *place) any { return text(p.Department) }},
		{Name: "unit", member: "/unit", Meaning: "实施单位", Width: 24, value: func(p *place) any { return text(p.Unit) }},
		{Name: "project", member: "/project", Meaning: "项目名称", Width: 36, value: func(p *place) any { return text(p.Project) }},
		{Name: "annual_total_wan", Type: Money, Meaning: "年度资金总额, 万元; on a self-evaluation 全年预算数 or else 年初预算数; of the form: do not sum it over indicators", Width: 18, value: annualTotal},
	}
	formColumns = []Column{
		{Name: "attribute", member: "/attribute", Meaning: "项目属性", value: func(p *place) any { return text(p.Attribute) }},
		{Name: "period", member: "/period", Meaning: "项目期, as printed", value: func(p *place) any { return text(p.Period) }},
		{Name: "achieved", member: "/achieved", Meaning: "实际完成情况", Width: wide, value: func(p *place) any { return text(p.Achieved) }},
		{Name: "execution_rate", Type: Number, member: "/execution_rate", Meaning: "执行率 of the total, percent", Width: 14, value: func(p *place) any { return given(p.ExecutionRate) }},
		{Name: "execution_score", Type: Number, member: "/execution_score", Meaning: "得分 of the execution rate", Width: 15, value: func(p *place) any { return given(p.ExecutionScore) }},
		{Name: "total_score", Type: Number, member: "/total_score", Meaning: "总分 as printed", Width: 12, value: func(p *place) any { return given(p.TotalScore) }},
		{Name: "indicators", Type: Whole, Meaning: "number of its indicators", Width: 12, value: func(p *place) any { return int64(len(p.Indicators)) }},
		{Name: "source", Meaning: "how its characters were obtained: text, ocr, mixed", value: func(p *place) any { return text(p.Source.Reader) }},
	}
)

// formRow is one row for a form, and none for the file.
func formRow(f *form) []string {
	if f.ordinal < 0 {
		return nil
	}
	return []string{""}
}

// totalScopes are those whose total is the annual one, the first that a form
// has.
var totalScopes = []normalize.Scope{normalize.Annual, normalize.Adjusted, normalize.Initial}

func annualTotal(p *place) any {
	for _, scope := range totalScopes {
		for _, f := range p.Funds {
			if f.Item == normalize.FundTotal && f.Scope == scope {
				return given(f.Amount)
			}
		}
	}
	return nil
}

// headerColumns are of the fields by their labels, in the order of those.
var headerColumns = []Column{
	{Name: "label", Meaning: "as printed", Width: 24, value: func(p *place) any { return p.label() }},
	{Name: "value", member: ".", Meaning: "as printed", Width: 40, value: func(p *place) any { return p.Header[p.label()] }},
}

func headerRows(f *form) []string {
	pointers := slices.Sorted(maps.Keys(f.Header))
	for i, label := range pointers {
		pointers[i] = "/header/" + normalize.EscapeKey(label)
	}
	return pointers
}

// label is the label of the header field that a row tells.
func (p *place) label() string {
	return normalize.UnescapeKey(strings.TrimPrefix(p.pointer, "/header/"))
}

// list makes pointers of the name and length of a list.
func list(of func(*form) (name string, n int)) func(*form) []string {
	return func(f *form) []string {
		name, n := of(f)
		pointers := make([]string, n)
		for i := range pointers {
			pointers[i] = name + "/" + strconv.Itoa(i)
		}
		return pointers
	}
}
