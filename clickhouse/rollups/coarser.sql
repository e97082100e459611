-- Recomputes, from the roll-ups of one length by operator and copilot, those of other lengths of a kind in which a run
-- changed a fact, and those without copilot, and without operator: from the quarters of an hour those of up to three
-- hours, from these the days, and from the days the sixteen days. From quarters alone they would have too many rows.
INSERT INTO {rollups: Identifier} (
    dimensions, grain, account, kind, bucket, operator, copilot,
    facts, value_sum, value_squares, value_min, value_max, bins,
    worked_sum, worked_squares, worked_min, worked_max, worked_bins, version, is_deleted)
WITH
    dirty AS
    (
        SELECT DISTINCT
            account, kind, grain,
            toDateTime(toUnixTimestamp(bucket) - toUnixTimestamp(bucket) % grain, 'UTC') AS start
        FROM dirty_buckets
        ARRAY JOIN {grains: Array(UInt32)} AS grain
        WHERE version = {version: UInt64}
    )
SELECT
    dimensions, grain, account, kind, start AS bucket, operator, copilot,
    sum(counted) AS facts,
    sum(value) AS value_sum,
    sum(squared) AS value_squares,
    minIf(least, counted > 0) AS value_min,
    maxIf(most, counted > 0) AS value_max,
    accurateCast(sumMap(bin), 'Map(UInt16, UInt32)') AS bins,
    sum(worked) AS worked_sum,
    sum(worked_squared) AS worked_squares,
    minIf(worked_least, counted > 0) AS worked_min,
    maxIf(worked_most, counted > 0) AS worked_max,
    if(
        max(notEmpty(worked_bin)),
        accurateCast(sumMap(if(empty(worked_bin), bin, worked_bin)), 'Map(UInt16, UInt32)'),
        map()) AS worked_bins,
    {version: UInt64} AS version,
    toUInt8(facts = 0) AS is_deleted
FROM
(
    SELECT
        dimensions, grain, account, kind, start,
        if(dimensions = 'none', '', finer.operator) AS operator,
        dimensions = 'operator_copilot' AND finer.copilot AS copilot,
        counted, value, squared, least, most, bin, worked, worked_squared, worked_least, worked_most, worked_bin
    FROM
    (
        SELECT
            account, kind, operator, copilot,
            facts AS counted, value_sum AS value, value_squares AS squared, value_min AS least, value_max AS most,
            bins AS bin, worked_sum AS worked, worked_squares AS worked_squared, worked_min AS worked_least,
            worked_max AS worked_most, worked_bins AS worked_bin, grain_of AS grain,
            toDateTime(toUnixTimestamp(bucket) - toUnixTimestamp(bucket) % grain_of, 'UTC') AS start
        FROM {rollups: Identifier} AS rollups FINAL
        ARRAY JOIN {grains: Array(UInt32)} AS grain_of
        WHERE rollups.dimensions = 'operator_copilot' AND rollups.grain = {from_grain: UInt32}
          AND (account, kind, toStartOfInterval(bucket, toIntervalSecond({longest: UInt32}), 'UTC')) IN (
              SELECT account, kind, start FROM dirty WHERE grain = {longest: UInt32})
          AND (account, kind, grain_of, start) IN (SELECT account, kind, grain, start FROM dirty)
    ) AS finer
    ARRAY JOIN if(grain = 900, ['none'], ['none', 'operator', 'operator_copilot']) AS dimensions
    UNION ALL
    SELECT
        toString(rollups.dimensions) AS dimensions, grain, account, kind, bucket AS start, operator, copilot,
        0 AS counted, 0 AS value, toUInt128(0) AS squared, 0 AS least, 0 AS most,
        CAST(map(), 'Map(UInt16, UInt32)') AS bin,
        0 AS worked, toUInt128(0) AS worked_squared, 0 AS worked_least, 0 AS worked_most,
        CAST(map(), 'Map(UInt16, UInt32)') AS worked_bin
    FROM {rollups: Identifier} AS rollups FINAL
    WHERE NOT (rollups.dimensions = 'operator_copilot' AND grain = 900)
      AND (account, kind, grain, bucket) IN (SELECT account, kind, grain, start FROM dirty)
)
GROUP BY dimensions, grain, account, kind, start, operator, copilot
