-- Targets that state neither a number nor a date
-- :year        of this year alone
-- :department  of departments with this in their name
SELECT path, page, fiscal_year, department, project, level2, level3, target
FROM target
WHERE op IS NULL AND target NOT GLOB '*[0-9０-９]*'
  AND (:year IS NULL OR fiscal_year = :year)
  AND (:department IS NULL OR department LIKE '%' || :department || '%')
ORDER BY path, page, ordinal
