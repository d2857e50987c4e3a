-- Projects that get more money for the targets of the year before
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT fiscal_year, previous_year, department, unit, project, annual_total_wan, total_change_wan, indicators
FROM project_year
WHERE total_change_wan > 0 AND indicators > 0 AND targets_changed + indicators_added + indicators_dropped = 0
  AND (:year IS NULL OR fiscal_year = :year)
  AND (:department IS NULL OR coalesce(department, unit) LIKE '%' || :department || '%')
ORDER BY total_change_wan DESC
