-- One slice of the chats of which anything was written after a version: facts, episodes, or events that came to them;
-- of some runs' chats only, if any are given.
INSERT INTO run_threads (version, account, thread)
SELECT DISTINCT {version: UInt64}, account, thread
FROM
(
    SELECT account, thread FROM facts WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, thread FROM episodes_store WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, thread FROM thread_events WHERE sorted_in > {since: UInt64}
)
WHERE cityHash64(account, thread) % {slices: UInt32} = {slice: UInt32}
  AND (empty({runs: Array(UInt64)})
    OR (account, thread) IN (SELECT account, thread FROM run_threads WHERE version IN {runs: Array(UInt64)}))
