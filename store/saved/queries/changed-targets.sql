-- Targets that are not those of the year before
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT fiscal_year, previous_year, department, unit, project, change, level3, previous_target, target, value_change
FROM target_change
WHERE (:year IS NULL OR fiscal_year = :year)
  AND (:department IS NULL OR coalesce(department, unit) LIKE '%' || :department || '%')
ORDER BY project, fiscal_year, change, level3
