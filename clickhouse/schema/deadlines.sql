-- When time alone changes the numbers of a chat, which is then computed again: an open episode will be idle; the limit
-- of a target passes; a week has passed since one ended.
CREATE TABLE IF NOT EXISTS deadlines
(
    due_at  DateTime64(3, 'UTC') COMMENT 'When it is to be computed, unless anything comes' CODEC(Delta, ZSTD(1)),
    account LowCardinality(String),
    thread  String CODEC(ZSTD(1)),
    is_open Bool COMMENT 'An episode of it is open until then'
)
ENGINE = ReplacingMergeTree
ORDER BY (due_at, account, thread, is_open)
TTL toDateTime(due_at) + INTERVAL 7 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
