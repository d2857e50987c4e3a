-- Targets that state neither a number nor a date
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT path, page, fiscal_year, department, project, level2, level3, target
FROM target
WHERE unmeasurable = 1
  AND (:year IS NULL OR fiscal_year = :year)
  AND (:department IS NULL OR coalesce(department, unit) LIKE '%' || :department || '%')
ORDER BY path, page, ordinal
