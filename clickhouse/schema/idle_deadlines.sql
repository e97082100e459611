-- When an episode that is not closed will be idle: its chat is then computed again.
CREATE TABLE IF NOT EXISTS idle_deadlines
(
    due_at  DateTime64(3, 'UTC') COMMENT 'When it will be idle, unless anything comes' CODEC(Delta, ZSTD(1)),
    account LowCardinality(String),
    thread  String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (due_at, account, thread)
TTL toDateTime(due_at) + INTERVAL 7 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
