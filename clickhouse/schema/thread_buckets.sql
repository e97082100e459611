-- Where the facts of a thread stand, or ever stood: the way from a chat to its rows in `facts`.
CREATE TABLE IF NOT EXISTS thread_buckets
(
    account LowCardinality(String),
    thread  String CODEC(ZSTD(1)),
    bucket  DateTime('UTC') COMMENT 'Start of the quarter of an hour' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, thread, bucket)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1
