-- Forms, money and doubtful targets by department and year
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT coalesce(department, unit) AS department, fiscal_year, count(*) AS forms, sum(wan) AS annual_total_wan, sum(indicators) AS indicators,
  sum(unmeasurable) AS unmeasurable, sum(no_satisfaction) AS no_satisfaction, sum(errors) AS errors, sum(warnings) AS warnings
FROM (
  SELECT q.*, (SELECT sum(amount) / 1e6 FROM fund WHERE form_id = q.form_id AND item = 'total' AND scope = 'annual') AS wan
  FROM quality q
) q
WHERE kind IS NOT NULL AND kind <> 'self_evaluation'
  AND (:year IS NULL OR fiscal_year = :year)
  AND (:department IS NULL OR coalesce(department, unit) LIKE '%' || :department || '%')
GROUP BY coalesce(department, unit), fiscal_year
ORDER BY coalesce(department, unit), fiscal_year
