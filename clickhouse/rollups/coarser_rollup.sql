-- Computes anew, from a finer roll-up, every bucket of so many seconds in which a run changed a sample:
-- rollup_1h from rollup_15m, rollup_1d from rollup_1h.
INSERT INTO {table: Identifier} (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
WITH
    dirty AS
    (
        SELECT account, toStartOfInterval(bucket, INTERVAL {seconds: UInt32} SECOND) AS start
        FROM dirty_buckets(run_versions = {run_versions: Array(UInt64)}, is_recovery = {is_recovery: Bool})
    )
SELECT
    account, kind, start AS bucket, operator, copilot,
    sum(counted) AS samples,
    sum(value) AS value_sum,
    sumMap(bins) AS bins,
    {version: UInt64} AS version,
    toUInt8(samples = 0) AS is_deleted
FROM
(
    SELECT
        account, kind, toStartOfInterval(bucket, INTERVAL {seconds: UInt32} SECOND) AS start, operator, copilot,
        samples AS counted, value_sum AS value, bins
    FROM {finer: Identifier} FINAL
    WHERE (account, start) IN (SELECT account, start FROM dirty)
    UNION ALL
    SELECT account, kind, bucket AS start, operator, copilot, 0 AS counted, 0 AS value, CAST(map(), 'Map(UInt16, UInt64)') AS bins
    FROM {table: Identifier} FINAL
    WHERE (account, start) IN (SELECT account, start FROM dirty)
)
GROUP BY account, kind, start, operator, copilot
