-- Facts summed up by quarter of an hour, by hour, by three hours, by day and by sixteen days of UTC: with operator and
-- copilot, with the operator alone, and with neither. All in one table: what a question needs of them, it reads in one
-- go. By operator, two years of days are hundreds of thousands of rows, and so are the hours of a month of days in
-- another zone: that is what the sixteen days and the three hours are for. Of quarters, none are kept with the operator
-- alone: few are read, at the edges of hours. A bucket is always computed again from all its facts; the newest version
-- of a row is the valid one.
-- Small granules: questions want some buckets here and there, and bins are long. Questions look into every part of a
-- year: the fewer there are, the faster they are answered. So parts are merged soon, and all of a year when nothing has
-- changed in it for some hours.
CREATE TABLE IF NOT EXISTS rollups
(
    dimensions     Enum8('none' = 0, 'operator' = 1, 'operator_copilot' = 2)
        COMMENT 'What rows are of, beside account and kind',
    grain          UInt32 COMMENT 'Length of the bucket in seconds: 900, 3600, 10800, 86400 or 1382400' CODEC(ZSTD(1)),
    account        LowCardinality(String),
    kind           LowCardinality(String) COMMENT 'What is counted: see facts',
    bucket         DateTime('UTC') COMMENT 'Start of the bucket' CODEC(Delta, ZSTD(1)),
    operator       LowCardinality(String) COMMENT 'Empty where rows are not by operator',
    copilot        Bool COMMENT 'False where rows are not by copilot',
    facts          UInt64 COMMENT 'How many there are' CODEC(T64, ZSTD(1)),
    value_sum      Int64 COMMENT 'Of durations, in milliseconds; of episode_open, the change' CODEC(T64, ZSTD(1)),
    value_squares  UInt128 COMMENT 'Of durations: the sum of the squares of the milliseconds' CODEC(ZSTD(1)),
    value_min      Int64 COMMENT 'Of durations: the shortest, in milliseconds' CODEC(T64, ZSTD(1)),
    value_max      Int64 COMMENT 'Of durations: the longest, in milliseconds' CODEC(T64, ZSTD(1)),
    bins           Map(UInt16, UInt32) COMMENT 'Of durations: how many are in each bin, see facts' CODEC(LZ4),
    worked_sum     Int64 COMMENT 'As value_sum, within working hours; so are those that follow' CODEC(T64, ZSTD(1)),
    worked_squares UInt128 CODEC(ZSTD(1)),
    worked_min     Int64 CODEC(T64, ZSTD(1)),
    worked_max     Int64 CODEC(T64, ZSTD(1)),
    worked_bins    Map(UInt16, UInt32) COMMENT 'Empty: the same as bins' CODEC(LZ4),
    version        UInt64 COMMENT 'A newer one replaces the row, or deletes it' CODEC(ZSTD(1)),
    is_deleted     UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (dimensions, grain, account, kind, bucket, operator, copilot)
SETTINGS index_granularity = 256, fsync_after_insert = 1, fsync_part_directory = 1,
    merge_selector_base = 2, min_age_to_force_merge_seconds = 21600
