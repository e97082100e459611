-- The annotation of an id.
SELECT id, account, start_at, end_at, text, created_at FROM annotations FINAL WHERE id = {id: String} AND NOT is_removed
