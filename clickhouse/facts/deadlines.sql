-- Notes when time alone changes the numbers of the episodes of runs: also when the limit of a target passes. Of one
-- whose close is dated ahead also until when it is open. A run may be older than the last look for what is due: then
-- now.
INSERT INTO deadlines (due_at, account, thread, is_open)
SELECT greatest(fromUnixTimestamp64Milli(assumeNotNull(noted.1), 'UTC'), now64(3, 'UTC')), account, thread, noted.2
FROM run_episodes
ARRAY JOIN [
    (due_at, ended_at IS NULL),
    (if(closed_at IS NOT NULL AND idle_from > toUnixTimestamp64Milli(now64(3)), idle_from, NULL), true)
] AS noted
WHERE version IN {runs: Array(UInt64)} AND noted.1 IS NOT NULL
UNION ALL
SELECT
    greatest(fromUnixTimestamp64Milli(min(assumeNotNull(passes_at)) + 1, 'UTC'), now64(3, 'UTC')),
    account, thread, true
FROM run_targets
WHERE version IN {runs: Array(UInt64)} AND result = 'pending' AND passes_at IS NOT NULL
GROUP BY account, thread
