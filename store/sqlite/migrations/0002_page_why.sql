-- NULL on pages that were stored before this was kept.
ALTER TABLE page ADD COLUMN why TEXT; -- why a lower rung than the first read it: file, page, content, characters, picture, asked; NULL: none did, or not known
