-- Every accepted delivery, in order of receipt: its exact body, and what the receiver read in it.
-- A row's key comes from its spool record, so that a row sent twice collapses; `deliveries` never shows both.
CREATE TABLE IF NOT EXISTS deliveries_store
(
    segment_id       UInt64 COMMENT 'Spool segment that holds the record' CODEC(Delta, ZSTD(1)),
    sequence         UInt64 COMMENT 'Order of receipt within one spool' CODEC(Delta, ZSTD(1)),
    received_at      DateTime64(3, 'UTC') COMMENT 'When it was accepted' CODEC(Delta, ZSTD(1)),
    account          LowCardinality(String) COMMENT 'The SignalZen account: the name of its secret',
    event_id         String COMMENT 'The same for all deliveries of one event of the account' CODEC(ZSTD(1)),
    event_type       LowCardinality(String) COMMENT 'Empty when the body names none',
    thread           String
        COMMENT 'chat/<id>, else message/<id>, else event_id: what is computed together' CODEC(ZSTD(1)),
    chat_id          String COMMENT 'Empty when the body does not say' CODEC(ZSTD(1)),
    message_id       String COMMENT 'Empty when it is not about a message' CODEC(ZSTD(1)),
    occurred_at      DateTime64(3, 'UTC') COMMENT 'Event time, see docs/metrics.md' CODEC(Delta, ZSTD(1)),
    occurred_from    Enum8('payload' = 1, 'received' = 2) COMMENT 'Where occurred_at was taken from',
    parse_error      LowCardinality(String) COMMENT 'Why the body could not be read as an event; empty if it could',
    message_type     LowCardinality(String) COMMENT 'As received',
    sender_type      LowCardinality(String) COMMENT 'As received, in lower case',
    sender_id        String COMMENT 'Of whoever wrote the message' CODEC(ZSTD(1)),
    operator_name    String COMMENT 'What an operator is called who wrote the message' CODEC(ZSTD(1)),
    sender_is_ai     Bool COMMENT 'SignalZen says that it is an AI',
    auto_invitation  Bool COMMENT 'A rule wrote it, not a person',
    may_be_last_word Bool COMMENT 'The message is short and asks nothing, see docs/metrics.md',
    rating           UInt8 COMMENT '1 to 5 stars, 0 for none',
    page_seen        Bool COMMENT 'Whether the body names a page',
    page             String COMMENT 'Path of the page, without query' CODEC(ZSTD(1)),
    attributes_seen  Bool COMMENT 'Whether the body names attributes',
    attributes       Map(LowCardinality(String), String) COMMENT 'What the website said of the visitor' CODEC(ZSTD(1)),
    is_erased        Bool COMMENT 'Body and attributes were taken away; what is counted was kept',
    body             String COMMENT 'The bytes as SignalZen sent them' CODEC(ZSTD(3)),
    source           LowCardinality(String) ALIAS if(segment_id >= 9223372036854775808, 'api', 'webhook')
        COMMENT 'webhook, or api: read from the API of SignalZen',
    INDEX received_at_range received_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (segment_id, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
