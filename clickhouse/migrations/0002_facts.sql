-- The deliveries again, without bodies, in the order in which facts are computed: all of a chat together.
CREATE TABLE IF NOT EXISTS subject_events
(
    account         LowCardinality(String),
    subject         String CODEC(ZSTD(1)),
    event_id        String CODEC(ZSTD(1)),
    segment_id      UInt64 CODEC(ZSTD(1)),
    sequence        UInt64 CODEC(ZSTD(1)),
    received_at     DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    event_type      LowCardinality(String),
    chat_id         String CODEC(ZSTD(1)),
    message_id      String CODEC(ZSTD(1)),
    occurred_at     DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    occurred_from   Enum8('payload' = 1, 'received' = 2),
    message_type    LowCardinality(String),
    sender_type     LowCardinality(String),
    sender_id       String CODEC(ZSTD(1)),
    sender_is_ai    Bool,
    auto_invitation Bool,
    rating          UInt8
)
ENGINE = ReplacingMergeTree
ORDER BY (account, subject, event_id, segment_id, sequence)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

-- What is counted: one row for each thing that a measure counts or averages, at its anchor.
-- Sorted by quarter of an hour; a newer version of a row replaces it, or deletes it.
CREATE TABLE IF NOT EXISTS samples
(
    account    LowCardinality(String),
    bucket     DateTime('UTC') COMMENT 'Start of the quarter of an hour of `at`' CODEC(Delta, ZSTD(1)),
    subject    String CODEC(ZSTD(1)),
    kind       LowCardinality(String)                       COMMENT 'What is counted: message_visitor, closure, rating_5, …',
    ref        String COMMENT 'Which one of the subject' CODEC(ZSTD(1)),
    at         DateTime64(3, 'UTC') COMMENT 'The anchor: decides the bucket' CODEC(Delta, ZSTD(1)),
    value      Int64 COMMENT 'Milliseconds of a duration; 0 where only counted' CODEC(ZSTD(1)),
    version    UInt64 CODEC(ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (account, bucket, subject, kind, ref)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

-- Where the samples of a subject stand, or ever stood: the way from a chat to its rows in `samples`.
CREATE TABLE IF NOT EXISTS subject_buckets
(
    account LowCardinality(String),
    subject String CODEC(ZSTD(1)),
    bucket  DateTime('UTC') CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, subject, bucket)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

-- What one run changes in `samples`, computed before anything is changed. Dropped when the run is done.
CREATE TABLE IF NOT EXISTS sample_changes
(
    account    LowCardinality(String),
    bucket     DateTime('UTC'),
    subject    String,
    kind       LowCardinality(String),
    ref        String,
    at         DateTime64(3, 'UTC'),
    value      Int64,
    version    UInt64,
    is_deleted UInt8
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, bucket)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
