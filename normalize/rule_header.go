package normalize

// HeaderMissing reports header fields that every form of its kind prints and
// that could not be read.
var HeaderMissing = Rule{
	Code:     "header-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		missing := func(empty bool, pointer, printed string) {
			if empty {
				report(pointer, "no %s was found", printed)
			}
		}
		missing(r.Title == "", "/title", "title")
		missing(r.FiscalYear == 0, "/fiscal_year", "year (年度)")
		missing(r.Project == "" && r.Form != DepartmentTarget, "/project", "project name (项目名称)")
		missing(r.Department == "" && r.Unit == "", "/department", "department (主管部门)")
	},
}

// GoalsMissing reports a form without goals.
var GoalsMissing = Rule{
	Code:     "goals-missing",
	Severity: Warning,
	Check: func(r *Record, report Reporter) {
		if len(r.Goals) == 0 {
			report("/goals", "no goal (绩效目标) was found")
		}
	},
}
