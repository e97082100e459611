-- Notes where the facts of a run stand.
INSERT INTO thread_buckets
SELECT DISTINCT account, thread, toStartOfFifteenMinutes(at)
FROM run_facts
WHERE version = {version: UInt64}
