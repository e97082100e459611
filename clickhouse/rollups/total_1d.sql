-- Computes anew, from rollup_1d, every bucket in which a run changed a sample: without operator and copilot.
INSERT INTO total_1d (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
WITH
    dirty AS
    (
        SELECT account, toStartOfDay(bucket, 'UTC') AS day FROM sample_changes WHERE version IN {run_versions: Array(UInt64)}
        UNION DISTINCT
        SELECT account, toStartOfDay(bucket, 'UTC') AS day
        FROM subject_buckets
        WHERE {is_recovery: Bool} AND (account, subject) IN (
            SELECT account, subject FROM run_subjects WHERE version IN {run_versions: Array(UInt64)})
    )
SELECT
    account, kind, bucket,
    sum(counted) AS samples,
    sum(value) AS value_sum,
    sumMap(bins) AS bins,
    {version: UInt64} AS version,
    toUInt8(samples = 0) AS is_deleted
FROM
(
    SELECT account, kind, bucket, samples AS counted, value_sum AS value, bins
    FROM rollup_1d FINAL
    WHERE (account, bucket) IN (SELECT account, day FROM dirty)
    UNION ALL
    SELECT account, kind, bucket, 0 AS counted, 0 AS value, CAST(map(), 'Map(UInt16, UInt64)') AS bins
    FROM total_1d FINAL
    WHERE (account, bucket) IN (SELECT account, day FROM dirty)
)
GROUP BY account, kind, bucket
