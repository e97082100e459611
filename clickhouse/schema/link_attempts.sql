-- Operator messages whose chat was looked for without success, and when it is looked for again.
CREATE TABLE IF NOT EXISTS link_attempts
(
    account      LowCardinality(String),
    message_id   String CODEC(ZSTD(1)),
    attempts     UInt16 COMMENT 'How often it was looked for',
    attempted_at DateTime64(3, 'UTC'),
    next_at      DateTime64(3, 'UTC') COMMENT 'When it is looked for again'
)
ENGINE = ReplacingMergeTree(attempted_at)
ORDER BY (account, message_id)
TTL toDateTime(next_at) + INTERVAL 90 DAY
