-- Recomputes, from the facts, every quarter of an hour and kind in which a run changed one.
INSERT INTO {rollups: Identifier} (
    dimensions, grain, account, kind, bucket, operator, copilot,
    facts, value_sum, value_squares, value_min, value_max, bins,
    worked_sum, worked_squares, worked_min, worked_max, worked_bins, version, is_deleted)
WITH
    dirty AS
    (
        SELECT account, kind, bucket FROM dirty_buckets WHERE version = {version: UInt64}
    )
SELECT
    'operator_copilot' AS dimensions, 900 AS grain, account, kind, bucket, operator, copilot,
    sum(counted) AS facts,
    sum(value) AS value_sum,
    sum(squared) AS value_squares,
    minIf(value, counted > 0) AS value_min,
    maxIf(value, counted > 0) AS value_max,
    accurateCast(sumMap(bin), 'Map(UInt16, UInt32)') AS bins,
    sum(worked) AS worked_sum,
    sum(worked_squared) AS worked_squares,
    minIf(worked, counted > 0) AS worked_min,
    maxIf(worked, counted > 0) AS worked_max,
    if(max(worked != value), accurateCast(sumMap(worked_bin), 'Map(UInt16, UInt32)'), map()) AS worked_bins,
    {version: UInt64} AS version,
    toUInt8(facts = 0) AS is_deleted
FROM
(
    SELECT
        account, kind, bucket, operator, copilot, 1 AS counted, value, worked,
        kind IN ('first_response', 'first_answer', 'reply', 'total_wait', 'closure') AS is_duration,
        if(is_duration, toUInt128(abs(value)) * toUInt128(abs(value)), 0) AS squared,
        if(is_duration, toUInt128(abs(worked)) * toUInt128(abs(worked)), 0) AS worked_squared,
        if(is_duration, map(bin, toUInt32(1)), CAST(map(), 'Map(UInt16, UInt32)')) AS bin,
        if(is_duration, map(facts.worked_bin, toUInt32(1)), CAST(map(), 'Map(UInt16, UInt32)')) AS worked_bin
    FROM {facts: Identifier} AS facts FINAL
    WHERE (account, kind, bucket) IN (SELECT account, kind, bucket FROM dirty)
    UNION ALL
    SELECT
        account, kind, bucket, operator, copilot, 0 AS counted, 0 AS value, 0 AS worked, false AS is_duration,
        toUInt128(0) AS squared, toUInt128(0) AS worked_squared, CAST(map(), 'Map(UInt16, UInt32)') AS bin,
        CAST(map(), 'Map(UInt16, UInt32)') AS worked_bin
    FROM {rollups: Identifier} AS rollups FINAL
    WHERE rollups.dimensions = 'operator_copilot' AND rollups.grain = 900
      AND (account, kind, bucket) IN (SELECT account, kind, bucket FROM dirty)
)
GROUP BY account, kind, bucket, operator, copilot
