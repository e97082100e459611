-- Computes anew, from the roll-up of the same buckets of so many seconds, every bucket in which a run changed a
-- sample, without operator and copilot: total_15m from rollup_15m, and so on.
INSERT INTO {table: Identifier} (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
WITH
    dirty AS
    (
        SELECT account, toStartOfInterval(bucket, INTERVAL {seconds: UInt32} SECOND) AS bucket
        FROM dirty_buckets(run_versions = {run_versions: Array(UInt64)}, is_recovery = {is_recovery: Bool})
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
    FROM {rollup: Identifier} FINAL
    WHERE (account, bucket) IN (SELECT account, bucket FROM dirty)
    UNION ALL
    SELECT account, kind, bucket, 0 AS counted, 0 AS value, CAST(map(), 'Map(UInt16, UInt64)') AS bins
    FROM {table: Identifier} FINAL
    WHERE (account, bucket) IN (SELECT account, bucket FROM dirty)
)
GROUP BY account, kind, bucket
