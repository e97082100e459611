-- Everything that is computed from events is computed anew.
DROP TABLE IF EXISTS sample_changes;
DROP TABLE IF EXISTS samples;
DROP TABLE IF EXISTS subject_buckets;
DROP TABLE IF EXISTS rollup_15m;

-- What is counted: one row for each thing that a measure counts or averages, at its anchor.
-- Sorted by quarter of an hour; a newer version of a row replaces it, or deletes it.
CREATE TABLE IF NOT EXISTS samples
(
    account    LowCardinality(String),
    bucket     DateTime('UTC') COMMENT 'Start of the quarter of an hour of `at`' CODEC(Delta, ZSTD(1)),
    subject    String CODEC(ZSTD(1)),
    kind       LowCardinality(String) COMMENT 'What is counted: message_visitor, closure, rating_5, …',
    ref        String COMMENT 'Which one of the subject' CODEC(ZSTD(1)),
    at         DateTime64(3, 'UTC') COMMENT 'The anchor: decides the bucket' CODEC(Delta, ZSTD(1)),
    value      Int64 COMMENT 'Milliseconds of a duration; 1 and -1 of episode_open; else 0' CODEC(ZSTD(1)),
    operator   LowCardinality(String) COMMENT 'Whose it is, by the rules of docs/metrics.md',
    copilot    Bool COMMENT 'Of an episode in which the copilot took part',
    page       String COMMENT 'Of the episode' CODEC(ZSTD(1)),
    attributes Map(LowCardinality(String), String) COMMENT 'Of the episode' CODEC(ZSTD(1)),
    version    UInt64 CODEC(ZSTD(1)),
    is_deleted UInt8,
    -- Durations in one bin differ by 2 % at most: its middle is within 1 % of each. See docs/metrics.md.
    bin        UInt16 ALIAS if(value <= 0, 0, 1 + toUInt16(ceil(log(value) / log(1.02))))
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

-- Single contacts within the lifelong thread of a visitor, as of `version`: see docs/metrics.md.
CREATE TABLE IF NOT EXISTS episodes_store
(
    account                  LowCardinality(String),
    subject                  String CODEC(ZSTD(1)),
    number                   UInt32 COMMENT '1, 2, … within the chat',
    started_at               Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: closed before any start of it was known' CODEC(ZSTD(1)),
    first_visitor_message_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    last_activity_at         Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    closed_at                Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    idle_from                Nullable(DateTime64(3, 'UTC')) COMMENT 'Of one that is not closed: when it is idle, if nothing else comes' CODEC(ZSTD(1)),
    is_idle                  Bool COMMENT 'Whether it was when it was computed',
    operator                 LowCardinality(String),
    page                     String CODEC(ZSTD(1)),
    attributes               Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    messages_visitor         UInt32 CODEC(ZSTD(1)),
    messages_operator        UInt32 CODEC(ZSTD(1)),
    messages_copilot         UInt32 CODEC(ZSTD(1)),
    first_response_ms        Nullable(Int64) CODEC(ZSTD(1)),
    first_answer_ms          Nullable(Int64) CODEC(ZSTD(1)),
    rating                   UInt8 COMMENT '0 for none',
    copilot_outcome          LowCardinality(String) COMMENT 'NONE, PENDING, RESOLVED, ABANDONED or HANDED_OFF',
    waiting_since            Nullable(DateTime64(3, 'UTC')) COMMENT 'Of one that is not closed: the visitor message that waits for an answer' CODEC(ZSTD(1)),
    version                  UInt64 CODEC(ZSTD(1)),
    is_deleted               UInt8,
    copilot                  Bool ALIAS copilot_outcome != 'NONE',
    INDEX started_range started_at TYPE minmax GRANULARITY 1,
    INDEX idle_range idle_from TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (account, subject, number)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

-- When an episode that is not closed will be idle: its chat is then computed again.
CREATE TABLE IF NOT EXISTS wake_ups
(
    due_at  DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    account LowCardinality(String),
    subject String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (due_at, account, subject)
TTL toDateTime(due_at) + INTERVAL 7 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What operators are called: the latest name that a message of theirs came with.
CREATE TABLE IF NOT EXISTS operator_names
(
    account  LowCardinality(String),
    operator String,
    name     String,
    seen_at  DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(seen_at)
ORDER BY (account, operator);

-- The chats that one run computes. Dropped when the run is done, like the two tables after it.
CREATE TABLE IF NOT EXISTS run_subjects
(
    version UInt64,
    account LowCardinality(String),
    subject String
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, subject)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;

-- What one run computed of each episode, and the samples it brings; `episode` is 0 for what belongs to none.
CREATE TABLE IF NOT EXISTS run_episodes
(
    version                  UInt64,
    account                  LowCardinality(String),
    subject                  String,
    episode                  UInt32,
    number                   UInt32,
    started_at               Nullable(Int64),
    first_visitor_message_at Nullable(Int64),
    last_activity_at         Nullable(Int64),
    closed_at                Nullable(Int64),
    idle_from                Nullable(Int64),
    is_idle                  Bool,
    operator                 String,
    page                     String,
    attributes               Map(LowCardinality(String), String),
    messages_visitor         UInt32,
    messages_operator        UInt32,
    messages_copilot         UInt32,
    first_response_ms        Nullable(Int64),
    first_answer_ms          Nullable(Int64),
    rating                   UInt8,
    copilot_outcome          LowCardinality(String),
    waiting_since            Nullable(Int64),
    samples                  Array(Tuple(kind LowCardinality(String), ref String, at Int64, value Int64, operator String, is_own Bool))
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, subject, episode)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;

-- What one run changes in `samples`, computed before anything is changed.
CREATE TABLE IF NOT EXISTS sample_changes
(
    account    LowCardinality(String),
    bucket     DateTime('UTC'),
    subject    String,
    kind       LowCardinality(String),
    ref        String,
    at         DateTime64(3, 'UTC'),
    value      Int64,
    operator   LowCardinality(String),
    copilot    Bool,
    page       String,
    attributes Map(LowCardinality(String), String),
    version    UInt64,
    is_deleted UInt8
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, bucket)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;

-- Samples summed up by quarter of an hour. Every zone's days and hours begin at one of these quarters.
-- A bucket is always computed anew from all its samples; the newest version of a row is the valid one.
CREATE TABLE IF NOT EXISTS rollup_15m
(
    account    LowCardinality(String),
    kind       LowCardinality(String),
    bucket     DateTime('UTC') CODEC(Delta, ZSTD(1)),
    operator   LowCardinality(String),
    copilot    Bool,
    samples    UInt64 CODEC(T64, ZSTD(1)),
    value_sum  Int64 CODEC(T64, ZSTD(1)),
    bins       Map(UInt16, UInt64) COMMENT 'Of durations: how many are in each bin, see samples' CODEC(ZSTD(1)),
    version    UInt64 CODEC(ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (account, kind, bucket, operator, copilot)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The same by day of UTC, made of rollup_15m: the middle of a long range.
CREATE TABLE IF NOT EXISTS rollup_1d AS rollup_15m;

-- The same without operator and copilot, for questions that do not ask for them: fewer rows, and bins once.
CREATE TABLE IF NOT EXISTS total_15m
(
    account    LowCardinality(String),
    kind       LowCardinality(String),
    bucket     DateTime('UTC') CODEC(Delta, ZSTD(1)),
    samples    UInt64 CODEC(T64, ZSTD(1)),
    value_sum  Int64 CODEC(T64, ZSTD(1)),
    bins       Map(UInt16, UInt64) CODEC(ZSTD(1)),
    version    UInt64 CODEC(ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (account, kind, bucket)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS total_1d AS total_15m;

INSERT INTO ingested_ranges (segment_id, first_sequence, last_sequence, deliveries, ingested_by, pending)
SELECT segment_id, min(sequence), max(sequence), count(), 0, 1
FROM deliveries_store
GROUP BY segment_id;
