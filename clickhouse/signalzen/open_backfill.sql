-- The reading of an account's history that was begun last and has not come to its end.
SELECT started_at
FROM backfills FINAL
WHERE account = {account: String} AND since = {since: DateTime64(3)} AND finished_at IS NULL
ORDER BY started_at DESC
LIMIT 1
