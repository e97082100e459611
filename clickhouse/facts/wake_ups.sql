-- Notes when the open episodes of runs will be idle.
INSERT INTO wake_ups (due_at, account, subject)
SELECT fromUnixTimestamp64Milli(assumeNotNull(idle_from), 'UTC'), account, subject
FROM run_episodes
WHERE version IN {versions: Array(UInt64)} AND idle_from > {now_ms: Int64}
