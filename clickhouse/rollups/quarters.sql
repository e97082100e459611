-- Recomputes, from the facts, every quarter of an hour and kind in which a run changed one.
INSERT INTO rollups (
    dimensions, grain, account, kind, bucket, operator, copilot,
    facts, value_sum, value_squares, value_min, value_max, bins, version, is_deleted)
WITH
    dirty AS
    (
        SELECT account, kind, bucket
        FROM dirty_buckets(run_versions = {run_versions: Array(UInt64)}, is_recovery = {is_recovery: Bool})
    )
SELECT
    'operator_copilot' AS dimensions, 900 AS grain, account, kind, bucket, operator, copilot,
    sum(counted) AS facts,
    sum(value) AS value_sum,
    sum(squared) AS value_squares,
    minIf(value, counted > 0) AS value_min,
    maxIf(value, counted > 0) AS value_max,
    accurateCast(sumMap(bin), 'Map(UInt16, UInt32)') AS bins,
    {version: UInt64} AS version,
    toUInt8(facts = 0) AS is_deleted
FROM
(
    SELECT
        account, kind, bucket, operator, copilot, 1 AS counted, value,
        kind IN ('first_response', 'first_answer', 'reply', 'total_wait', 'closure') AS is_duration,
        if(is_duration, toUInt128(abs(value)) * toUInt128(abs(value)), 0) AS squared,
        if(is_duration, map(bin, toUInt32(1)), CAST(map(), 'Map(UInt16, UInt32)')) AS bin
    FROM facts FINAL
    WHERE (account, kind, bucket) IN (SELECT account, kind, bucket FROM dirty)
       OR {is_recovery: Bool} AND (account, bucket) IN (SELECT account, bucket FROM dirty)
    UNION ALL
    SELECT
        account, kind, bucket, operator, copilot, 0 AS counted, 0 AS value, false AS is_duration,
        toUInt128(0) AS squared, CAST(map(), 'Map(UInt16, UInt32)') AS bin
    FROM rollups FINAL
    WHERE rollups.dimensions = 'operator_copilot' AND rollups.grain = 900
      AND ((account, kind, bucket) IN (SELECT account, kind, bucket FROM dirty)
        OR {is_recovery: Bool} AND (account, bucket) IN (SELECT account, bucket FROM dirty))
)
GROUP BY account, kind, bucket, operator, copilot
