-- Writes an annotation, or another text of one that there is.
INSERT INTO annotations (id, account, start_at, end_at, text, created_at, is_removed, version)
SELECT
    {id: String}, {account: String}, {start_at: DateTime64(3, 'UTC')}, {end_at: Nullable(DateTime64(3, 'UTC'))},
    {text: String}, {created_at: DateTime64(3, 'UTC')}, 0, toUnixTimestamp64Micro(now64(6))
