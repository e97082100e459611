-- Computes anew, from rollup_15m, every bucket in which a run changed a sample: without operator and copilot.
INSERT INTO total_15m (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
WITH
    dirty AS
    (
        SELECT account, bucket FROM sample_changes WHERE version IN {run_versions: Array(UInt64)}
        UNION DISTINCT
        SELECT account, bucket
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
    FROM rollup_15m FINAL
    WHERE (account, bucket) IN (SELECT account, bucket FROM dirty)
    UNION ALL
    SELECT account, kind, bucket, 0 AS counted, 0 AS value, CAST(map(), 'Map(UInt16, UInt64)') AS bins
    FROM total_15m FINAL
    WHERE (account, bucket) IN (SELECT account, bucket FROM dirty)
)
GROUP BY account, kind, bucket
