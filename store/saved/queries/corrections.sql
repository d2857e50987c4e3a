-- What people corrected, the last first
-- :author  by this person alone
-- :status  applied, stale, replaced or undone
SELECT c.id, c.status, c.author, c.made_at, d.path, c.form, c.pointer, c.old, c.new, c.why
FROM correction c JOIN document d ON d.id = c.document_id
WHERE (:author IS NULL OR c.author = :author) AND (:status IS NULL OR c.status = :status)
ORDER BY c.id DESC
