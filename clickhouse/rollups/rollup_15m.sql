-- Computes anew every bucket in which a run changed a sample. After a run that broke off (is_recovery), every
-- bucket of the touched subjects: what that run changed before it broke cannot be told any more.
INSERT INTO rollup_15m (account, kind, bucket, samples, value_sum, version, is_deleted)
WITH
    dirty AS
    (
        SELECT account, bucket FROM sample_changes WHERE version = {change_version: UInt64}
        UNION DISTINCT
        SELECT account, bucket
        FROM subject_buckets
        WHERE {is_recovery: Bool} AND (account, subject) IN (
            SELECT account, subject
            FROM deliveries_store
            WHERE segment_id = {segment_id: UInt64}
              AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64})
    )
SELECT
    account, kind, bucket,
    sum(counted) AS samples,
    sum(value) AS value_sum,
    {version: UInt64} AS version,
    toUInt8(samples = 0) AS is_deleted
FROM
(
    SELECT account, kind, bucket, 1 AS counted, value
    FROM samples FINAL
    WHERE (account, bucket) IN (SELECT account, bucket FROM dirty)
    UNION ALL
    SELECT account, kind, bucket, 0 AS counted, 0 AS value
    FROM rollup_15m FINAL
    WHERE (account, bucket) IN (SELECT account, bucket FROM dirty)
)
GROUP BY account, kind, bucket
