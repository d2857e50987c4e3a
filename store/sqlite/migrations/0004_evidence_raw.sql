-- NULL on values that were stored before this was kept.
ALTER TABLE evidence ADD COLUMN raw TEXT; -- the value as read in a picture, where what is stored is a correction of it; NULL: it stands as read
