-- Targets that a self-evaluation reports as missed
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
-- A score below the weight says so; or an actual value that begins with a
-- number, in the unit of the target, and does not reach it.
SELECT path, page, fiscal_year, department, coalesce(project, unit) AS project, level3, target, actual, weight, score
FROM target
WHERE kind = 'self_evaluation'
  AND (score < weight - 0.005 OR substr(actual, length(actual) - length(unit_of_value) + 1) = unit_of_value AND (
    op IN ('>=', '=') AND actual_value < value_low OR op = '>' AND actual_value <= value_low
    OR op = '<=' AND actual_value > value_low OR op = '<' AND actual_value >= value_low
    OR op = 'range' AND actual_value NOT BETWEEN value_low AND value_high))
  AND (:year IS NULL OR fiscal_year = :year)
  AND (:department IS NULL OR coalesce(department, unit) LIKE '%' || :department || '%')
ORDER BY path, page, ordinal
