-- Computes anew, from the quarters of an hour, every day of UTC in which a run changed one.
INSERT INTO rollup_1d (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
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
    account, kind, day AS bucket, operator, copilot,
    sum(counted) AS samples,
    sum(value) AS value_sum,
    sumMap(bins) AS bins,
    {version: UInt64} AS version,
    toUInt8(samples = 0) AS is_deleted
FROM
(
    SELECT account, kind, toStartOfDay(bucket, 'UTC') AS day, operator, copilot, samples AS counted, value_sum AS value, bins
    FROM rollup_15m FINAL
    WHERE (account, toStartOfDay(bucket, 'UTC')) IN (SELECT account, day FROM dirty)
    UNION ALL
    SELECT account, kind, bucket AS day, operator, copilot, 0 AS counted, 0 AS value, CAST(map(), 'Map(UInt16, UInt64)') AS bins
    FROM rollup_1d FINAL
    WHERE (account, bucket) IN (SELECT account, day FROM dirty)
)
GROUP BY account, kind, day, operator, copilot
