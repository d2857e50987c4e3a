package relational

import (
	"fmt"

	"mubiao/store"
)

// noCoverage has empty lists, so that they are [] in JSON and not null.
func noCoverage() store.Coverage {
	return store.Coverage{
		Years: []store.CoverageYear{}, NoSatisfaction: []store.CoverageForm{},
		Unmeasurable: []store.CoverageForm{}, WeightsOff: []store.CoverageForm{},
	}
}

const countCoverage = `
SELECT coalesce(fiscal_year, 0), count(*), sum(no_satisfaction), CAST(sum(indicators) AS BIGINT), CAST(sum(unmeasurable) AS BIGINT),
	count(weights), sum(weights_off)
FROM quality WHERE indicators > 0
GROUP BY fiscal_year ORDER BY fiscal_year NULLS FIRST`

// listCoverage lists the forms that a condition is true of, in an order.
const listCoverage = `
SELECT path, form, coalesce(kind, ''), coalesce(fiscal_year, 0), coalesce(department, unit, ''), coalesce(project, ''),
	indicators, unmeasurable, weights
FROM quality WHERE %s
ORDER BY %s coalesce(department, unit) NULLS FIRST, project NULLS FIRST, fiscal_year NULLS FIRST, path, form
LIMIT $1`

func (s *snapshot) cover(c *store.Coverage) {
	s.each(countCoverage, func(scan Scan) error {
		var y store.CoverageYear
		err := scan(&y.Year, &y.Forms, &y.NoSatisfaction, &y.Targets, &y.Unmeasurable, &y.Weighted, &y.WeightsOff)
		c.Years = append(c.Years, y)
		c.All.Add(y.CoverageCount)
		return err
	})
	s.uncovered(&c.NoSatisfaction, "no_satisfaction = 1", "")
	s.uncovered(&c.Unmeasurable, "unmeasurable > 0", "unmeasurable DESC,")
	s.uncovered(&c.WeightsOff, "weights_off = 1", "")
}

func (s *snapshot) uncovered(forms *[]store.CoverageForm, condition, first string) {
	s.each(fmt.Sprintf(listCoverage, condition, first), func(scan Scan) error {
		var f store.CoverageForm
		err := scan(&f.Path, &f.Form, &f.Kind, &f.Year, &f.Department, &f.Project, &f.Targets, &f.Unmeasurable, &f.Weights)
		*forms = append(*forms, f)
		return err
	}, store.CoverageForms)
}
