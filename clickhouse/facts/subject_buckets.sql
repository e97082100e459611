-- Notes where the changed samples stand, before they are changed: no sample is ever without its way back.
INSERT INTO subject_buckets
SELECT DISTINCT account, subject, bucket
FROM sample_changes
WHERE version IN {runs: Array(UInt64)}
