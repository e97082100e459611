-- When a chat was last read from the API.
CREATE TABLE IF NOT EXISTS chat_reads
(
    account  LowCardinality(String),
    chat_id  String CODEC(ZSTD(1)),
    read_at  DateTime64(3, 'UTC') COMMENT 'The latest reading is the valid one' CODEC(Delta, ZSTD(1)),
    is_gone  Bool COMMENT 'SignalZen has it no longer, and is not asked again',
    messages UInt32 COMMENT 'How many messages the API showed'
)
ENGINE = ReplacingMergeTree(read_at)
ORDER BY (account, chat_id)
