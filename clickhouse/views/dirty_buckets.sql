-- Of which kinds runs changed samples in which quarters of an hour. After a run that broke off (is_recovery), all
-- quarters of all its chats as well, with an empty kind: nobody knows what that run changed before it broke off.
CREATE OR REPLACE VIEW dirty_buckets AS
SELECT account, bucket, kind FROM sample_changes WHERE version IN {run_versions: Array(UInt64)}
UNION DISTINCT
SELECT account, bucket, '' AS kind
FROM subject_buckets
WHERE {is_recovery: Bool} AND (account, subject) IN (
    SELECT account, subject FROM run_subjects WHERE version IN {run_versions: Array(UInt64)})
