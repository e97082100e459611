-- Notes what roll-ups may be wrong after a run over the same chats broke off: nobody knows what that run changed before
-- it did. So all kinds of which there are facts or roll-ups in any bucket in which these chats have, or ever had,
-- facts.
INSERT INTO dirty_buckets
WITH
    of_chats AS
    (
        SELECT DISTINCT account, bucket
        FROM thread_buckets
        WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version IN {runs: Array(UInt64)})
    )
SELECT {version: UInt64}, account, kind, bucket
FROM fact_changes
WHERE version IN {runs: Array(UInt64)}
UNION DISTINCT
SELECT {version: UInt64}, account, kind, bucket
FROM facts FINAL
WHERE (account, bucket) IN (SELECT account, bucket FROM of_chats)
UNION DISTINCT
SELECT {version: UInt64}, account, kind, bucket
FROM rollups FINAL
WHERE (account, grain, bucket) IN (
    SELECT account, grain, toDateTime(toUnixTimestamp(bucket) - toUnixTimestamp(bucket) % grain, 'UTC')
    FROM of_chats
    ARRAY JOIN {grains: Array(UInt32)} AS grain)
