-- Targets that ask for less than the year before, for no less money
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT c.fiscal_year, c.previous_year, c.department, c.unit, c.project, c.level3, c.previous_target, c.target, y.total_change_wan
FROM target_change c JOIN project_year y ON y.form_id = c.form_id
WHERE (c.op IN ('>=', '>') AND c.value_change < 0 OR c.op IN ('<=', '<') AND c.value_change > 0)
  AND coalesce(y.total_change_wan, 0) >= 0
  AND (:year IS NULL OR c.fiscal_year = :year)
  AND (:department IS NULL OR coalesce(c.department, c.unit) LIKE '%' || :department || '%')
ORDER BY c.project, c.fiscal_year, c.level3
