-- Totals of money that are not the sum of their parts
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT d.path, i.page, f.fiscal_year, f.department, f.project, i.message
FROM issue i JOIN form f ON f.id = i.form_id JOIN document d ON d.id = f.document_id
WHERE i.code = 'funds-sum' AND d.superseded = 0
  AND (:year IS NULL OR f.fiscal_year = :year)
  AND (:department IS NULL OR coalesce(f.department, f.unit) LIKE '%' || :department || '%')
ORDER BY d.path, i.page, i.id
