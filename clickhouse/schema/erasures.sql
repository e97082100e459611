-- Chats whose visitor asked to be forgotten: see docs/erasure.md.
CREATE TABLE IF NOT EXISTS erasures
(
    account      LowCardinality(String),
    chat_id      String,
    until        DateTime64(3, 'UTC') COMMENT 'Deliveries of the chat that were received before this are erased',
    requested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(until)
ORDER BY (account, chat_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
