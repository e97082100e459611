-- Samples summed up by quarter of an hour, hour and day of UTC: with operator and copilot, with the operator alone, and
-- with neither. All in one table: what a question needs of them, it reads in one go. Of quarters, none are kept with
-- the operator alone: few are read, at the edges of hours.
CREATE TABLE IF NOT EXISTS rollups
(
    dimensions Enum8('none' = 0, 'operator' = 1, 'operator_copilot' = 2) COMMENT 'What rows are of, beside account and kind',
    grain      UInt32 COMMENT 'Length of the bucket in seconds: 900, 3600 or 86400' CODEC(ZSTD(1)),
    account    LowCardinality(String),
    kind       LowCardinality(String) COMMENT 'What is counted: see samples',
    bucket     DateTime('UTC') COMMENT 'Start of the bucket' CODEC(Delta, ZSTD(1)),
    operator   LowCardinality(String) COMMENT 'Empty where rows are not of one',
    copilot    Bool COMMENT 'False where rows are not of it',
    samples    UInt64 CODEC(T64, ZSTD(1)),
    value_sum  Int64 CODEC(T64, ZSTD(1)),
    bins       Map(UInt16, UInt32) COMMENT 'Of durations: how many are in each bin, see samples' CODEC(LZ4),
    version    UInt64 CODEC(ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (dimensions, grain, account, kind, bucket, operator, copilot)
-- Small granules: questions want some buckets here and there, and bins are long.
SETTINGS index_granularity = 256, fsync_after_insert = 1, fsync_part_directory = 1;

INSERT INTO rollups (dimensions, grain, account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT
    'operator_copilot', 900, account, kind, bucket, operator, copilot, samples, value_sum,
    accurateCast(bins, 'Map(UInt16, UInt32)'), version, 0
FROM rollup_15m FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1;

INSERT INTO rollups (dimensions, grain, account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT
    'operator_copilot', 3600, account, kind, bucket, operator, copilot, samples, value_sum,
    accurateCast(bins, 'Map(UInt16, UInt32)'), version, 0
FROM rollup_1h FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1;

INSERT INTO rollups (dimensions, grain, account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT
    'operator_copilot', 86400, account, kind, bucket, operator, copilot, samples, value_sum,
    accurateCast(bins, 'Map(UInt16, UInt32)'), version, 0
FROM rollup_1d FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1;

INSERT INTO rollups (dimensions, grain, account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT
    'operator', 3600, account, kind, bucket, operator, false, sum(samples), sum(value_sum),
    accurateCast(sumMap(bins), 'Map(UInt16, UInt32)'), max(version), 0
FROM rollup_1h FINAL
GROUP BY account, kind, bucket, operator
SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_aggregation_in_order = 1;

INSERT INTO rollups (dimensions, grain, account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT
    'operator', 86400, account, kind, bucket, operator, false, sum(samples), sum(value_sum),
    accurateCast(sumMap(bins), 'Map(UInt16, UInt32)'), max(version), 0
FROM rollup_1d FINAL
GROUP BY account, kind, bucket, operator
SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_aggregation_in_order = 1;

INSERT INTO rollups (dimensions, grain, account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT
    'none', grain, account, kind, bucket, '', false, samples, value_sum,
    accurateCast(bins, 'Map(UInt16, UInt32)'), version, 0
FROM
(
    SELECT 900 AS grain, account, kind, bucket, samples, value_sum, bins, version FROM total_15m FINAL
    UNION ALL
    SELECT 3600 AS grain, account, kind, bucket, samples, value_sum, bins, version FROM total_1h FINAL
    UNION ALL
    SELECT 86400 AS grain, account, kind, bucket, samples, value_sum, bins, version FROM total_1d FINAL
)
SETTINGS do_not_merge_across_partitions_select_final = 1;
