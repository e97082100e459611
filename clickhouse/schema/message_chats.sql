-- Which chat a message is of, for those of which not every delivery may say so: not those of visitors' webhooks.
CREATE TABLE IF NOT EXISTS message_chats
(
    account    LowCardinality(String),
    message_id String CODEC(ZSTD(1)),
    chat_id    String COMMENT 'Any that a delivery named; the smallest is the valid one' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, message_id, chat_id)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1
