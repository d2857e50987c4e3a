-- Forms without an indicator of satisfaction (满意度)
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT path, form, fiscal_year, department, project, indicators
FROM quality
WHERE no_satisfaction = 1
  AND (:year IS NULL OR fiscal_year = :year)
  AND (:department IS NULL OR coalesce(department, unit) LIKE '%' || :department || '%')
ORDER BY path, form
