-- What is counted: one row for each thing that a measure counts or averages, at its anchor.
-- Sorted by quarter of an hour; a newer version of a row replaces it, or deletes it.
CREATE TABLE IF NOT EXISTS facts
(
    account       LowCardinality(String),
    bucket        DateTime('UTC') COMMENT 'Start of the quarter of an hour of `at`' CODEC(Delta, ZSTD(1)),
    thread        String COMMENT 'The chat, message or event that it is of: as in deliveries_store' CODEC(ZSTD(1)),
    kind          LowCardinality(String) COMMENT 'What is counted: closure, rating_5, target_met/<name>, …',
    ref           String COMMENT 'Which one of the thread' CODEC(ZSTD(1)),
    at            DateTime64(3, 'UTC') COMMENT 'The anchor: decides the bucket' CODEC(Delta, ZSTD(1)),
    value         Int64 COMMENT 'Milliseconds of a duration; 1 and -1 of episode_open; else 0' CODEC(ZSTD(1)),
    worked        Int64 COMMENT 'Of a duration: its milliseconds within working hours; else as value' CODEC(ZSTD(1)),
    operator      LowCardinality(String) COMMENT 'Whose it is, by the rules of docs/metrics.md',
    copilot       Bool COMMENT 'Of an episode in which the copilot took part',
    outside_hours Bool COMMENT '`at` is outside of working hours; of episode_open: the start of the episode is',
    page          String COMMENT 'Of the episode' CODEC(ZSTD(1)),
    attributes    Map(LowCardinality(String), String) COMMENT 'Of the episode' CODEC(ZSTD(1)),
    version       UInt64 COMMENT 'A newer one replaces the row, or deletes it' CODEC(ZSTD(1)),
    is_deleted    UInt8,
    -- Durations in one bin differ by 2 % at most: its middle is within 1 % of each. See docs/metrics.md.
    bin           UInt16 ALIAS if(value <= 0, 0, 1 + toUInt16(ceil(log(value) / log(1.02)))),
    worked_bin    UInt16 ALIAS if(worked <= 0, 0, 1 + toUInt16(ceil(log(worked) / log(1.02))))
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (account, bucket, thread, kind, ref)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1
