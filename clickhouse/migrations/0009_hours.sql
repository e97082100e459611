-- The quarters of an hour in which runs changed a sample. After a run that broke off (is_recovery), all of its chats:
-- what that run changed before it broke cannot be told any more.
CREATE OR REPLACE VIEW dirty_buckets AS
SELECT account, bucket FROM sample_changes WHERE version IN {run_versions: Array(UInt64)}
UNION DISTINCT
SELECT account, bucket
FROM subject_buckets
WHERE {is_recovery: Bool} AND (account, subject) IN (
    SELECT account, subject FROM run_subjects WHERE version IN {run_versions: Array(UInt64)});

-- Made anew with small granules, as most questions want a short time of each kind, and with bins that unpack fast.
DROP TABLE IF EXISTS rollup_1d;
DROP TABLE IF EXISTS total_15m;
DROP TABLE IF EXISTS total_1d;

-- The quarters of an hour of rollup_15m by hour: the edges of days that are not those of UTC.
CREATE TABLE IF NOT EXISTS rollup_1h
(
    account    LowCardinality(String),
    kind       LowCardinality(String),
    bucket     DateTime('UTC') CODEC(Delta, ZSTD(1)),
    operator   LowCardinality(String),
    copilot    Bool,
    samples    UInt64 CODEC(T64, ZSTD(1)),
    value_sum  Int64 CODEC(T64, ZSTD(1)),
    bins       Map(UInt16, UInt64) COMMENT 'Of durations: how many are in each bin, see samples' CODEC(LZ4),
    version    UInt64 CODEC(ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (account, kind, bucket, operator, copilot)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

-- By day of UTC, made of rollup_1h: the middle of a long range.
CREATE TABLE IF NOT EXISTS rollup_1d AS rollup_1h;

-- The three without operator and copilot, for questions that do not ask for them: fewer rows, and bins once.
CREATE TABLE IF NOT EXISTS total_15m
(
    account    LowCardinality(String),
    kind       LowCardinality(String),
    bucket     DateTime('UTC') CODEC(Delta, ZSTD(1)),
    samples    UInt64 CODEC(T64, ZSTD(1)),
    value_sum  Int64 CODEC(T64, ZSTD(1)),
    bins       Map(UInt16, UInt64) CODEC(LZ4),
    version    UInt64 CODEC(ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (account, kind, bucket)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS total_1h AS total_15m;
CREATE TABLE IF NOT EXISTS total_1d AS total_15m;

-- All of them from the quarters of an hour there are. Each version is taken before anything is read, so that what a
-- service publishes meanwhile is newer.
INSERT INTO rollup_1h (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT
    account, kind, toStartOfHour(bucket, 'UTC') AS hour, operator, copilot,
    sum(samples), sum(value_sum), sumMap(bins), toUnixTimestamp64Micro(now64(6)), 0
FROM rollup_15m FINAL
GROUP BY account, kind, hour, operator, copilot
SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_aggregation_in_order = 1;

INSERT INTO rollup_1d (account, kind, bucket, operator, copilot, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT
    account, kind, toStartOfDay(bucket, 'UTC') AS day, operator, copilot,
    sum(samples), sum(value_sum), sumMap(bins), toUnixTimestamp64Micro(now64(6)), 0
FROM rollup_1h FINAL
GROUP BY account, kind, day, operator, copilot
SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_aggregation_in_order = 1;

INSERT INTO total_15m (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT account, kind, bucket, sum(samples), sum(value_sum), sumMap(bins), toUnixTimestamp64Micro(now64(6)), 0
FROM rollup_15m FINAL
GROUP BY account, kind, bucket
SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_aggregation_in_order = 1;

INSERT INTO total_1h (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT account, kind, bucket, sum(samples), sum(value_sum), sumMap(bins), toUnixTimestamp64Micro(now64(6)), 0
FROM rollup_1h FINAL
GROUP BY account, kind, bucket
SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_aggregation_in_order = 1;

INSERT INTO total_1d (account, kind, bucket, samples, value_sum, bins, version, is_deleted)
SETTINGS max_partitions_per_insert_block = 0
SELECT account, kind, bucket, sum(samples), sum(value_sum), sumMap(bins), toUnixTimestamp64Micro(now64(6)), 0
FROM rollup_1d FINAL
GROUP BY account, kind, bucket
SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_aggregation_in_order = 1;
