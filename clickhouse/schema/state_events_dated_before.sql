-- State events that are dated before a message of their chat which was received before them.
CREATE TABLE IF NOT EXISTS state_events_dated_before
(
    account     LowCardinality(String),
    thread      String CODEC(ZSTD(1)),
    event_id    String CODEC(ZSTD(1)),
    received_at DateTime64(3, 'UTC') COMMENT 'When the event came first' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, thread, event_id)
TTL toDateTime(received_at) + INTERVAL 8 DAY
