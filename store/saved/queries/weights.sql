-- Forms whose weights (权重, 分值) sum to neither 100 nor 90
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT path, form, kind, fiscal_year, department, project, weights
FROM quality
WHERE weights_off = 1
  AND (:year IS NULL OR fiscal_year = :year)
  AND (:department IS NULL OR coalesce(department, unit) LIKE '%' || :department || '%')
ORDER BY path, form
