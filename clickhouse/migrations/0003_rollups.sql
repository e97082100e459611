-- Samples summed up by quarter of an hour. Every zone's days and hours begin at one of these quarters.
-- A bucket is always computed anew from all its samples; the newest version of a row is the valid one.
CREATE TABLE IF NOT EXISTS rollup_15m
(
    account    LowCardinality(String),
    kind       LowCardinality(String),
    bucket     DateTime('UTC') CODEC(Delta, ZSTD(1)),
    samples    UInt64 CODEC(T64, ZSTD(1)),
    value_sum  Int64 CODEC(T64, ZSTD(1)),
    version    UInt64 CODEC(ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (account, kind, bucket)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
