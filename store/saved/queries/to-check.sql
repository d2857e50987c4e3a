-- Values to compare with the page: errors, then warnings
-- :year        of this year alone
-- :department  of departments, or else units, with this in their name
-- :code        with this code alone
SELECT i.severity, i.code, d.path, f.ordinal AS form, i.page, i.pointer, i.message
FROM issue i JOIN document d ON d.id = i.document_id LEFT JOIN form f ON f.id = i.form_id
WHERE i.severity <> 'info' AND d.superseded = 0 AND (:code IS NULL OR i.code = :code)
  AND (:year IS NULL OR f.fiscal_year = :year)
  AND (:department IS NULL OR coalesce(f.department, f.unit) LIKE '%' || :department || '%')
ORDER BY i.severity, d.path, f.ordinal, i.id
