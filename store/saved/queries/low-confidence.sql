-- Values of scans that were read with the least confidence
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
SELECT e.confidence, d.path, f.ordinal AS form, e.page, e.pointer, f.fiscal_year, f.department, f.project
FROM evidence e JOIN form f ON f.id = e.form_id JOIN document d ON d.id = f.document_id
WHERE e.confidence < 0.9 AND d.superseded = 0
  AND (:year IS NULL OR f.fiscal_year = :year)
  AND (:department IS NULL OR coalesce(f.department, f.unit) LIKE '%' || :department || '%')
ORDER BY e.confidence, d.path, f.ordinal, e.pointer
