-- Notes when the open episodes of runs will be idle, or closed, if the close is dated ahead. A run may be older than
-- the last look for those that are: then now.
INSERT INTO idle_deadlines (due_at, account, thread)
SELECT greatest(fromUnixTimestamp64Milli(assumeNotNull(idle_from), 'UTC'), now64(3, 'UTC')), account, thread
FROM run_episodes
WHERE version IN {runs: Array(UInt64)} AND NOT is_idle
  AND idle_from > if(closed_at IS NULL, 0, toUnixTimestamp64Milli(now64(3)))
