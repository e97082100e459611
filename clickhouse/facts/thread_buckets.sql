-- Notes where the changed facts stand, before they are changed: no fact is ever without its way back.
INSERT INTO thread_buckets
SELECT DISTINCT account, thread, bucket
FROM fact_changes
WHERE version IN {runs: Array(UInt64)}
