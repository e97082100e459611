-- Notes single contacts that are over since before a time.
INSERT INTO old_episodes (version, account, thread, number)
SELECT {version: UInt64}, account, thread, number
FROM episodes_store FINAL
WHERE account = {account: String} AND due_at IS NULL
  AND greatest(ifNull(closed_at, idle_from), ifNull(last_activity_at, toDateTime64(0, 3, 'UTC')))
      < {before: DateTime64(3)}
