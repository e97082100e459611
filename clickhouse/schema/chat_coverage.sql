-- Of the messages and chats that the API showed in a chat, how many came by webhook: by the UTC day they are of.
CREATE TABLE IF NOT EXISTS chat_coverage
(
    account  LowCardinality(String),
    day      Date CODEC(Delta, ZSTD(1)),
    chat_id  String CODEC(ZSTD(1)),
    resource Enum8('chat' = 1, 'message' = 2),
    shown    UInt32 COMMENT 'How many the API showed' CODEC(T64, ZSTD(1)),
    received UInt32 COMMENT 'How many of these came by webhook' CODEC(T64, ZSTD(1)),
    read_at  DateTime64(3, 'UTC')
        COMMENT 'When the API was asked: the latest reading is the valid one' CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(read_at)
ORDER BY (account, day, chat_id, resource)
