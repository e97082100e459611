-- Notes for which kinds and quarters of an hour runs changed facts.
INSERT INTO dirty_buckets
SELECT DISTINCT {version: UInt64}, account, kind, bucket
FROM fact_changes
WHERE version IN {runs: Array(UInt64)}
