-- Of which kinds runs changed facts in which quarters of an hour. After a run that broke off (is_recovery), all
-- quarters of all its chats as well, with an empty kind: nobody knows what that run changed before it broke off.
CREATE OR REPLACE VIEW dirty_buckets AS
SELECT account, bucket, kind FROM fact_changes WHERE version IN {run_versions: Array(UInt64)}
UNION DISTINCT
SELECT account, bucket, '' AS kind
FROM thread_buckets
WHERE {is_recovery: Bool} AND (account, thread) IN (
    SELECT account, thread FROM run_threads WHERE version IN {run_versions: Array(UInt64)})
