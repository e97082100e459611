-- Takes an annotation away, and its text out of what is kept of it once parts are merged.
INSERT INTO annotations (id, account, start_at, end_at, text, created_at, is_removed, version)
SELECT id, account, start_at, end_at, '', created_at, 1, greatest(version + 1, toUnixTimestamp64Micro(now64(6)))
FROM annotations FINAL
WHERE id = {id: String}
