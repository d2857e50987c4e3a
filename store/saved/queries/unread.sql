-- Documents that could not be read, and why
SELECT path, status, reason_code, reason
FROM document
WHERE superseded = 0 AND (status <> 'read' OR reason_code IS NOT NULL)
ORDER BY status, reason_code, path
